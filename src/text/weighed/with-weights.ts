import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { NOTHING } from '../general-words.ts'
import { readerOf } from '../meaning/readers.ts'
import type { TextReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { kindOf } from './kinds.ts'
import { likeliest, sharesIn } from './likely.ts'
import type { Kind, Shares, ToldStage } from './likely.ts'
import { tellsNoFault } from './tells-no-fault.ts'
import { weighedWords } from './weighed-words.ts'

/** The rule of a reading that the words of a whole text gave, weighed one by one, and no rule. */
export const WEIGHED_TEXT = 'weights/text'

/** With this share a symptom is told where no rule read any: at first looks it was right nine times in ten. */
const TOLD = 0.6
/** With this share a stage is told where no rule read any. */
const STAGE_TOLD = 0.3
/** How many times likelier the words must hold another symptom than the one that a rule of what servers answer read. */
const OVER_ANSWER = 50
/** With less than this share nothing is told in place of what a rule read. */
const LEAST_OVER = 0.4
const OVER_STAGE = 100
/** A longer text tells of several things, and rules know which of them counts. */
const MOST_CHARACTERS = 600
const MOST_LINES = 5
/** Nothing is impossible. */
const LEAST_SHARE = 1e-6

/** These rules know only that TLS did not come about, or that the line ended in it. */
const TLS_AT_LARGE = /^tls\/(?:refused|timeout|eof|session-stack)$/
/** What a willing server said. */
const GOOD_REPLY = /^\s{0,4}[23]\d\d[ -]/
/** A session that is shown line by line is its own proof. */
const SHOWN = /^transcript\//

/** A text as it was pasted, and its lines as the program put them out. */
export interface Pasted {
  readonly text: string
  readonly plain: string
}

/**
 * What a rule read of a whole text, weighed against the text's words. Where no rule read a symptom or a stage, the words' own is told; where the words
 * hold another one to be much likelier, that one is told in its place. Neither is sure: no rule has read the sentence.
 */
export function withWeights(reading: TextReading, { text, plain }: Pasted, tellsNothing: () => boolean): TextReading {
  if (SHOWN.test(reading.rule) || GOOD_REPLY.test(text)) return reading
  const isLong = text.length > MOST_CHARACTERS || text.split('\n', MOST_LINES + 1).length > MOST_LINES
  const shares = isLong ? undefined : sharesIn(weighedWords(plain))
  if (shares === undefined) return reading
  // A rule that read a text and tells no fault has its reason.
  if (reading.symptom === 'unknown' && (reading.rule !== NOTHING.rule || tellsNothing() || tellsNoFault(wordsOf(text))))
    return reading
  const told = toldBy(reading, shares)
  return withStage(told === undefined ? reading : inPlaceOf(reading, told, besides(told, reading, shares)), shares)
}

/** The symptom to be told in place of what was read; undefined: what was read stands. */
function toldBy({ symptom, rule, instead }: TextReading, { kinds }: Shares): Symptom | undefined {
  const best = likeliest(kinds)
  if (best === undefined || best.name === 'other' || best.name === 'unknown') return undefined
  const own = kindOf(symptom)
  if (best.name === own) return undefined
  if (own === 'unknown') return best.share >= TOLD ? best.name : undefined
  // What a grammar of sessions read is no matter of likeliness, nor is an answer to AUTH, and what is open already stays so.
  if (
    instead !== undefined ||
    symptom.startsWith('auth.') ||
    !(TLS_AT_LARGE.test(rule) || readerOf(rule) !== 'receiver')
  )
    return undefined
  return best.share >= LEAST_OVER && best.share >= OVER_ANSWER * ((kinds.get(own) ?? 0) + LEAST_SHARE)
    ? best.name
    : undefined
}

/** What was read before, or what the words hold to be likely, too. */
function besides(told: Symptom, { symptom }: TextReading, { kinds }: Shares): Symptom | undefined {
  if (symptom !== 'unknown') return symptom
  const others = new Map([...kinds].filter((entry): entry is [Symptom, number] => isSession(entry[0], told)))
  return likeliest(others)?.name
}

function isSession(kind: Kind, told: Symptom): boolean {
  return kind !== 'other' && kind !== 'unknown' && kind !== told
}

function inPlaceOf(reading: TextReading, symptom: Symptom, instead: Symptom | undefined): TextReading {
  const { stage: _stage, stageFrom: _from, ended: _ended, tlsAlert: _alert, instead: _instead, ...rest } = reading
  return {
    ...rest,
    symptom,
    rule: WEIGHED_TEXT,
    speaker: 'us',
    voice: symptom.startsWith('tls.') ? 'tls' : 'os',
    ...(instead !== undefined && { instead }),
  }
}

/** A stage follows from no refusal: it is of the command that was answered. */
const STAGED = /^(?:(?:connect|drop|tls|dns|route)\.|unknown$)/

function withStage(reading: TextReading, { stages }: Shares): TextReading {
  if (!STAGED.test(reading.symptom)) return reading
  const named = new Map(
    [...stages].filter((entry): entry is [Stage, number] => isStage(entry[0]) && mayBeOf(reading.symptom, entry[0])),
  )
  const best = likeliest(named)
  if (best === undefined) return reading
  const isTold =
    reading.stage === undefined
      ? best.share >= STAGE_TOLD
      : reading.stageFrom === 'meaning' && best.share >= OVER_STAGE * ((stages.get(reading.stage) ?? 0) + LEAST_SHARE)
  return isTold ? { ...reading, stage: best.name, stageFrom: 'meaning' } : reading
}

/** Lines that were never there die at the connect, and those that die had one. */
function mayBeOf(symptom: Symptom, stage: ToldStage): boolean {
  const isBeforeLine = stage === 'dns' || stage === 'connect'
  if (symptom.startsWith('dns.') || symptom.startsWith('connect.')) return isBeforeLine
  return symptom === 'unknown' || symptom.startsWith('route.') || !isBeforeLine
}

function isStage(stage: ToldStage): boolean {
  return stage !== 'none'
}
