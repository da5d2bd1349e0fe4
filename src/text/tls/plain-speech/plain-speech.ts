import type { Symptom } from '../../../domain/symptom.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { gapBetween, overlaps, spansOf } from './notion.ts'
import type { Notion, Span } from './notion.ts'
import { SAYINGS } from './plain-speech.table.ts'
import type { Saying } from './plain-speech.table.ts'

const REACH = 48
/** Nobody says it in more characters; logs and dumps are longer. */
const LONGEST = 400
/** Of what is told in so many sentences, one may say it. */
const LONGEST_PROSE = 2_000
const SENTENCE_END = /(?<=[.!?]['"”]?) {1,4}(?=[\p{Lu}"“])/u
/** `CertHostMismatch`: programs write words in one. */
const WORDS_MEET = /[a-z\d][A-Z][a-z]/
const WORDS_MEET_ALL = /(?<=[a-z\d])(?=[A-Z])/g
/** `certificate/hostname mismatch`. */
const WORDS_JOINED = /(?<=[a-z]{2})\/(?=[a-z]{2})/g

/** A piece of a word that every saying has. */
const ANY_THING =
  /tls|ssl|cert|x\.?509|encrypt|hello|handshak|shak(?:e|ing) hands|key exchange|exchang(?:e|ing) keys|cipher|cypher|suite|algorithm|curve|group|share|protocol|version|chain|path|issu|sign|anchor|trust|\bcas?\b|authorit|root|intermediate|\bsans?\b|alternative|identi|secur|crypto|wildcard|record|finished|diffie|dh|renegotiation|keystore|key ?file|\.(?:pem|key|crt|cer|p12|pfx)\b|rsa|dsa|depth|finger|thumb|pin|rc4|des|null|export|leaf|name/

interface Said {
  readonly symptom: Symptom
  readonly rule: string
}

const READ = new WeakMap<Words, Said | undefined>()

/** What somebody says of TLS in words of his own: a thing, and near it what became of it. */
export function plainSpeech(words: Words): Said | undefined {
  if (READ.has(words)) return READ.get(words)
  const found = ANY_THING.test(words.flat) ? said(words) : undefined
  READ.set(words, found)
  return found
}

function said(words: Words): Said | undefined {
  if (words.flat.length <= LONGEST) return saidAtOnce(words)
  if (words.flat.length > LONGEST_PROSE || words.raw.includes('\n')) return undefined
  for (const sentence of words.raw.split(SENTENCE_END)) {
    const found = sentence.length > LONGEST ? undefined : saidAtOnce(wordsOf(sentence))
    if (found !== undefined) return found
  }
  return undefined
}

function saidAtOnce({ raw, flat }: Words): Said | undefined {
  const plain = saidIn(flat.replace(WORDS_JOINED, ' '))
  if (plain !== undefined || !WORDS_MEET.test(raw)) return plain
  return saidIn(wordsOf(raw.replaceAll(WORDS_MEET_ALL, ' ')).flat)
}

function saidIn(flat: string): Said | undefined {
  const known = new Map<Notion, readonly Span[]>()
  const spans = (sought: Notion): readonly Span[] => {
    const found = known.get(sought) ?? spansOf(sought, flat)
    known.set(sought, found)
    return found
  }
  const met = SAYINGS.find((each) => isSaid(each, spans))
  return met === undefined ? undefined : { symptom: met.symptom, rule: `plainly-${met.name}` }
}

function isNear(one: Span, other: Span, reach: number): boolean {
  return gapBetween(one, other) <= reach
}

/** Each notion stands near one that was found before. */
function isSaid({ all, none, reach = REACH, apart }: Saying, spans: (sought: Notion) => readonly Span[]): boolean {
  const [thing, ...rest] = all
  const first = thing === undefined ? [] : spans(thing)
  if (first.length === 0) return false
  const others = rest.map((each) => spans(each))
  if (others.some(({ length }) => length === 0)) return false
  const near = others.reduce<readonly Span[] | undefined>((before, next) => {
    if (before === undefined) return undefined
    const found = next.filter(
      (one) =>
        before.some((other) => isNear(one, other, reach)) &&
        (apart !== true || !before.some((other) => overlaps(one, other))),
    )
    return found.length === 0 ? undefined : [...before, ...found]
  }, first)
  return near !== undefined && (none === undefined || spans(none).length === 0)
}
