import type { Symptom } from '../../domain/symptom.ts'
import { VAGUE } from './meaning-of.ts'
import type { ReplyReading } from './read-reply.ts'
import { likelyMeanings } from './weigh-words.ts'
import type { Likely } from './weigh-words.ts'

/** The rule of a reading whose words were weighed one by one. */
export const WEIGHED = 'weights/words'

/** A meaning that has this share of the weight is told where no rule knows the wording, or stands in the place of what any refusal could say. */
const TOLD = 0.45
/** And the meaning that leads where its family together has this share: of an address it may be plain that it takes no mail, and not why. */
const TOLD_OF_FAMILY = 0.6
/** Where the words hardly speak for the whole family of what a rule or an enhanced code says, another meaning with this share makes it one of two readings. */
const SPEAKS_FOR_ANOTHER = 0.2
/** A meaning with this share stands in the place of what a basic code says. */
const OUTWEIGHS_CODE = 0.6
/** Words hardly speak for a meaning whose family has no more than this share. */
const HARDLY = 0.15
/** A rule's meaning that is not among so many of the likeliest is wrong about half the time; one of them, hardly ever (measured on unseen refusals). */
const LIKELIEST = 2
/** Tables of general meaning: a receiver's own table and an enhanced code chosen with care are not doubted. */
const DOUBTED = /^(?:(?:notions|limits|message|sender|recipient|access)\/|code\/[45]\.)/
/** Basic codes that say of any trouble only that there is one. */
const SAYS_LITTLE: ReadonlySet<string> = new Set(['none', 'code/421', 'code/451', 'code/451-4.7'])
const BASIC_CODE = /^code\/\d{3}$/
/** Basic codes that many servers choose for their sound: what RFC 5321 and RFC 7504 mean by them is one of two readings. */
const OF_MANY_MEANINGS: ReadonlySet<string> = new Set(['code/521', 'code/523', 'code/551', 'code/556'])

/**
 * A reading with what its words, each by itself, speak for: in the place of a reading that knew none of them, and beside one that they speak
 * against. Both are two readings, of which neither is more than possible.
 */
export function withSecondReading(reading: ReplyReading, words: string): ReplyReading {
  if (!/\p{L}{3}/u.test(words)) return reading
  const meanings = likelyMeanings(words)
  const [first, second] = meanings
  if (first === undefined || first.symptom === reading.symptom || first.symptom === reading.instead) return reading
  if (SAYS_LITTLE.has(reading.rule) || VAGUE.has(reading.rule)) {
    const isTold = first.share >= TOLD || familyShare(meanings, first.symptom) >= TOLD_OF_FAMILY
    return isTold ? inPlaceOf(reading, first.symptom, second?.symptom) : reading
  }
  const ownShare = familyShare(meanings, reading.symptom)
  if (BASIC_CODE.test(reading.rule)) {
    if (ownShare > HARDLY) return reading
    const isAny = OF_MANY_MEANINGS.has(reading.rule)
    if (first.share >= (isAny ? TOLD : OUTWEIGHS_CODE)) return inPlaceOf(reading, first.symptom, reading.symptom)
    return isAny ? { ...reading, instead: first.symptom } : reading
  }
  const rank = meanings.findIndex((meaning) => meaning.symptom === reading.symptom)
  if (rank === -1 || (ownShare > HARDLY && rank < LIKELIEST) || !isDoubted(reading, first.symptom)) return reading
  return first.share >= SPEAKS_FOR_ANOTHER && reading.instead === undefined
    ? { ...reading, instead: first.symptom }
    : reading
}

function inPlaceOf(reading: ReplyReading, symptom: Symptom, instead: Symptom | undefined): ReplyReading {
  const { stage: _stage, instead: _instead, ...rest } = reading
  return { ...rest, symptom, rule: WEIGHED, ...(instead !== undefined && { instead }) }
}

/** The 421 forms are names of the same reasons, and who is refused for a list may be refused for a reputation. */
function isDoubted({ rule, symptom }: ReplyReading, other: Symptom): boolean {
  if (symptom === 'policy.other' || symptom.startsWith('reply.421.')) return false
  return DOUBTED.test(rule) && familyOf(symptom) !== familyOf(other)
}

/** What all meanings of a symptom's family have of the weight, together. */
function familyShare(meanings: readonly Likely[], symptom: Symptom): number {
  const family = familyOf(symptom)
  return meanings.reduce((sum, meaning) => (familyOf(meaning.symptom) === family ? sum + meaning.share : sum), 0)
}

function familyOf(symptom: Symptom): string {
  return symptom.slice(0, symptom.indexOf('.'))
}
