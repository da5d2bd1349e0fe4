import type { Symptom } from '../../domain/symptom.ts'
import { BASIC_CODES, statusMeaning } from './codes.table.ts'
import type { ReplyReading } from './read-reply.ts'
import { readerOf, READERS, WORDS } from './readers.ts'
import type { Reader } from './readers.ts'
import { likelyMeanings } from './weigh-words.ts'
import type { Likely } from './weigh-words.ts'
import { weighedAs } from './weighed-as.ts'

/** The rule of a reading that words gave, weighed one by one, and no rule. */
export const WEIGHED = 'weights/words'

/** A meaning that has this share of all weight is told alone: at first looks it was wrong three times in a hundred, and with less, once in four. */
const SURE = 0.8
/** The sender's time was up, which is no meaning that is weighed. */
const GIVEN_UP = /\b(?:message|mail|delivery(?: time)?|time-?out|lifetime) (?:has |was )?expired\b/i
/** With this share a meaning is told where no reader knew any, or in a reader's place: it is right at least three times in five. */
const TOLD = 0.4

/** What is refused is a command that the server does not know (RFC 5321 §4.2.4), and no mail. */
function isUnknownCommand({ symptom, rule, reply }: ReplyReading): boolean {
  return symptom === 'protocol.syntax' && (rule === 'message/http' || reply?.code === 500 || reply?.code === 502)
}

/**
 * What the sending side saw for itself and told with a temporary code, a name that is not there or a server that closes: other refusals' words tell
 * little against it.
 */
function isSeen({ symptom, rule, reply }: ReplyReading): boolean {
  return rule === 'code/421' || ((reply?.code ?? 0) < 500 && OWN_EYES.test(symptom))
}

/** The name of a host, an address, the number of a message: no words. */
const NAME = /\S*(?:\w\.\w|@|\d)\S*/g

/** What any reply may end with. */
const FORMALITY =
  /\b(?:please|see|visit|for|more|further|information|info|details?|the|and|your|our|contact|help|at|to|page|this|error|code|message|refer|support)\b/gi

const OWN_EYES = /^(?:dns|connect|drop|route|timeout)\./

/**
 * A reading and the words of the reply, weighed against each other. The meaning that has most of the weight is told; where it has not nearly all
 * of it, the one that comes second stands beside it, and neither is more than possible. What no rule read is never sure.
 */
export function withSecondReading(reading: ReplyReading, words: string): ReplyReading {
  if (!/\p{L}{3}/u.test(words.replaceAll(NAME, ' ').replaceAll(FORMALITY, ' '))) return reading
  const reader = readerOf(reading.rule)
  // Such a code has one meaning (RFC 4954 §6).
  if (reader === 'receiver' || isUnknownCommand(reading) || reading.rule === 'code/5.7.11') return reading
  const [first, second] = weighed(reading, reader, likelyMeanings(words))
  if (first === undefined || second === undefined) return reading
  if (reader === 'nobody')
    return first.share < TOLD || GIVEN_UP.test(words) ? reading : inPlaceOf(reading, first.symptom, second.symptom)
  const own = weighedAs(reading.symptom)
  if (first.symptom !== own && first.share >= (isSeen(reading) ? SURE : TOLD))
    return inPlaceOf(reading, first.symptom, second.symptom)
  if (first.symptom !== own) return reading.instead === undefined ? { ...reading, instead: first.symptom } : reading
  return first.share >= SURE || reading.instead !== undefined ? reading : { ...reading, instead: second.symptom }
}

/** The meanings by what reader and words say together, the likeliest first; none where what was read is no meaning that is weighed. */
function weighed(
  reading: ReplyReading,
  reader: Exclude<Reader, 'receiver'>,
  words: readonly Likely[],
): readonly Likely[] {
  const own = weighedAs(reading.symptom)
  if (reader !== 'nobody' && words.every(({ symptom }) => symptom !== own)) return []
  const beside = reading.instead === undefined ? undefined : weighedAs(reading.instead)
  const status = statusMeaning(reading.reply)
  const basic = reading.reply === undefined ? undefined : BASIC_CODES[reading.reply.code]
  const sums = words.map(({ symptom, share }) => ({
    symptom,
    share: Math.exp(
      WORDS * Math.log(share + LEAST_SHARE) +
        (reader !== 'nobody' && symptom === own ? READERS[reader] : 0) +
        (symptom === beside ? READERS.beside : 0) +
        (symptom === status ? READERS.status : 0) +
        (symptom === basic ? READERS.basic : 0),
    ),
  }))
  const all = sums.reduce((total, { share }) => total + share, 0)
  return sums
    .map(({ symptom, share }) => ({ symptom, share: share / all }))
    .toSorted((one, other) => other.share - one.share)
}

/** Nothing is impossible. */
export const LEAST_SHARE = 1e-6

function inPlaceOf(reading: ReplyReading, symptom: Symptom, instead: Symptom): ReplyReading {
  const { stage: _stage, instead: _instead, ...rest } = reading
  return { ...rest, symptom, rule: WEIGHED, instead }
}
