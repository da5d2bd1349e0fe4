import type { Symptom } from '../../domain/symptom.ts'
import { VAGUE } from './meaning-of.ts'
import type { ReplyReading } from './read-reply.ts'
import { likelyMeanings } from './weigh-words.ts'

/** The rule of a reading whose words were weighed one by one. */
export const WEIGHED = 'weights/words'

/** A meaning that has this share of the weight is told where no rule knows the wording. */
const TOLD = 0.3
/** And stands in the place of what any refusal could say. */
const SAYS_MORE = 0.45
/** A rule that the words speak so much against has read one of two meanings. */
const SPEAKS_AGAINST = 0.45
/** From here on the words outweigh the rule, which stays as the other reading. */
const OUTWEIGHS = 0.75

/** Tables of general meaning: a receiver's own table and an enhanced code chosen with care are not doubted. */
const DOUBTED = /^(?:notions|limits|message|sender|recipient|access)\//
/** Basic codes that say of any trouble only that there is one. */
const SAYS_LITTLE: ReadonlySet<string> = new Set(['none', 'code/421', 'code/451', 'code/451-4.7'])

/**
 * A reading with what its words, each by itself, speak for: in the place of a reading that knew none of them, and beside one that they speak
 * against. Both are two readings, of which neither is more than possible.
 */
export function withSecondReading(reading: ReplyReading, words: string): ReplyReading {
  if (!/\p{L}{3}/u.test(words)) return reading
  const [first, second] = likelyMeanings(words)
  if (first === undefined || first.symptom === reading.symptom || first.symptom === reading.instead) return reading
  const said = SAYS_LITTLE.has(reading.rule) ? TOLD : VAGUE.has(reading.rule) ? SAYS_MORE : undefined
  if (said !== undefined) {
    if (first.share < said) return reading
    const { stage: _stage, ...rest } = reading
    return {
      ...rest,
      symptom: first.symptom,
      rule: WEIGHED,
      ...(second !== undefined && { instead: second.symptom }),
    }
  }
  if (first.share < SPEAKS_AGAINST || !isDoubted(reading, first.symptom)) return reading
  if (first.share < OUTWEIGHS) return reading.instead === undefined ? { ...reading, instead: first.symptom } : reading
  const { stage: _stage, ...rest } = reading
  return { ...rest, symptom: first.symptom, instead: reading.symptom, rule: WEIGHED }
}

/** The 421 forms are names of the same reasons, and who is refused for a list may be refused for a reputation. */
function isDoubted({ rule, symptom }: ReplyReading, other: Symptom): boolean {
  if (symptom === 'policy.other' || symptom.startsWith('reply.421.')) return false
  return DOUBTED.test(rule) && familyOf(symptom) !== familyOf(other)
}

function familyOf(symptom: Symptom): string {
  return symptom.slice(0, symptom.indexOf('.'))
}
