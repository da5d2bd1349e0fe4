import type { PatternFact } from '../../domain/facts/text-facts.ts'
import type { TextReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import {
  ALL,
  ATTACHED,
  DESTINATIONS,
  LARGE,
  MAILS,
  ONLY,
  OTHER,
  PROVIDERS,
  SMALL,
  THIS,
  TO,
  WORKS,
} from './circumstances.table.ts'

/** What a person says of the mails that fail: only large ones, only over IPv6, only to one destination, to all. */
export type Circumstance = Extract<
  PatternFact['pattern'],
  'only-large' | 'only-ipv6' | 'only-one-destination' | 'all-destinations'
>

/** A text of more characters is a log or a page, and no person's sentence. */
const MOST_CHARACTERS = 8_000

/** So many words may stand between two that belong together. */
const upTo = (most: number): string => `(?:\\S{1,30} ){0,${most}}`
const BIG_MAIL = `(?:${ATTACHED}|${LARGE} ${upTo(1)}${MAILS})`
const OVER_SIZE =
  '(?:over|above|beyond|than|über|ab|als|de|di) (?:about |around |some |etwa )?(\\d{1,6}(?:\\.\\d{1,3})?) ?(k|m|kb|mb|kib|mib|ko|mo|bytes|octets)'
const FAILS =
  '(?:fail\\w{0,3}|hangs?|stalls?|stuck|times? out|timeouts?|never|die|drops?|blocked|bloqués?|bleiben|hängen)'
const A_HOST = String.raw`(?:[a-z\d-]{1,40}\.){1,4}[a-z]{2,12}|${PROVIDERS}`

const SIGNS: Readonly<Record<Circumstance, readonly RegExp[]>> = {
  'only-large': [
    sign(`${ONLY} ${upTo(5)}${BIG_MAIL}`),
    sign(`${ONLY} ${upTo(5)}${OVER_SIZE}`),
    sign(`${SMALL} ${upTo(3)}${WORKS}`),
    sign(`${WORKS} ${upTo(2)}${SMALL} ${MAILS}`),
    sign(`${BIG_MAIL} ${upTo(2)}${FAILS}`),
    sign(`${OVER_SIZE} ${upTo(2)}${FAILS}`),
  ],
  'only-ipv6': [
    sign(`${ONLY} (?!have |use |support |speak |got |allow |enable )${upTo(3)}ipv6`),
    sign(`ipv4 (?!only )${upTo(3)}${WORKS}`),
    sign(`${WORKS} ${upTo(2)}ipv4`),
    sign(
      `(?:disabl\\w{1,3}|without|deaktivier\\w{1,3}|ohne|désactiv\\w{1,3}|sin|senza) ${upTo(1)}ipv6 ${upTo(4)}${WORKS}`,
    ),
  ],
  'only-one-destination': [
    sign(`${ONLY} (?:${upTo(4)}${TO} )?${THIS} ${upTo(2)}${DESTINATIONS}`),
    sign(`${ONLY} ${upTo(3)}${TO} ${upTo(1)}(?:${A_HOST})`),
    sign(`${OTHER} ${upTo(3)}${WORKS}`),
    sign(`${WORKS} ${upTo(2)}${OTHER}`),
  ],
  'all-destinations': [
    sign(
      `(?:to|towards?|for|zu|an|vers|à|a|hacia|verso|naar) ${ALL} (?!other |others |anderen |autres |otros |altri )${upTo(1)}${DESTINATIONS}`,
    ),
    sign(
      `${ALL} (?:outgoing|outbound|external|ausgehenden?|externen?|sortants?|salientes|in uscita) ${upTo(1)}(?:${MAILS}|connections?)`,
    ),
    sign(
      `(?:no matter (?:which|what|where)|regardless of(?: the)?|egal welche[nrms]?|quel que soit le|sin importar el) ${upTo(1)}${DESTINATIONS}`,
    ),
  ],
}

function sign(pattern: string): RegExp {
  return new RegExp(` ${pattern} `, 'u')
}

/** The circumstances that the text tells, in a fixed order. Two that exclude each other are none. */
export function circumstancesOf(text: string): readonly Circumstance[] {
  if (text.length > MOST_CHARACTERS) return []
  const { flat } = wordsOf(text)
  const told = (Object.keys(SIGNS) as Circumstance[]).filter((one) => SIGNS[one].some((pattern) => pattern.test(flat)))
  const isBoth = told.includes('only-one-destination') && told.includes('all-destinations')
  return isBoth ? told.filter((one) => !/destinations?$/.test(one)) : told
}

/** Failures of which it says something that only such mails meet them. */
const OF_SESSIONS = /^(?:drop|connect|tls)\./

const SIZE = sign(OVER_SIZE)

/** From which size on it fails, where the text names one. */
function sizeIn(text: string): Pick<PatternFact, 'fromBytes'> {
  const [, number, unit = ''] = SIZE.exec(wordsOf(text).flat) ?? []
  if (number === undefined) return {}
  return { fromBytes: Number(number) * (unit.startsWith('k') ? 1024 : unit.startsWith('m') ? 1024 * 1024 : 1) }
}

/** The circumstances as facts. A program's line and a peer's reply are about one mail, and tell none. */
export function patternFacts(reading: TextReading): readonly PatternFact[] {
  const { symptom, stage, text, software, reply } = reading
  if (!OF_SESSIONS.test(symptom) || software !== undefined || reply !== undefined) return []
  return circumstancesOf(text).map((pattern) => ({
    pattern,
    symptom,
    ...(stage === undefined ? {} : { stage }),
    ...(pattern === 'only-large' ? sizeIn(text) : {}),
    told: true,
    count: 1,
    of: 1,
    detail: 'so the report says',
  }))
}
