import { GENERAL_RULES } from './general-rules.ts'
import { VAGUE } from './meaning-of.ts'

/**
 * Who gave a reading: a receiver's own table, which says what that receiver means by its words, and is not doubted; a rule that read a sentence;
 * a code; or a rule or code that any refusal meets. Nobody: nothing was read.
 */
export type Reader = 'receiver' | 'sentence' | 'code' | 'vague' | 'nobody'

/** Basic codes that say of any trouble only that there is one. */
const SAYS_LITTLE: ReadonlySet<string> = new Set(['code/451', 'code/451-4.7', 'code/5.7'])
const NOTHING_READ: ReadonlySet<string> = new Set(['none', 'reply/positive'])
const SENTENCES: ReadonlySet<string> = new Set([...GENERAL_RULES.map(([file]) => file), 'notions'])

/** Their words have one meaning, and single words of them others. */
const FIRM: ReadonlySet<string> = new Set([
  'message/duplicate',
  'message/early',
  'message/file-named',
  'sender/rewritten',
  'recipient/challenged',
  'recipient/outsiders',
  'sender/address-blocked',
])

export function readerOf(rule: string): Reader {
  if (FIRM.has(rule)) return 'receiver'
  if (NOTHING_READ.has(rule)) return 'nobody'
  if (SAYS_LITTLE.has(rule) || VAGUE.has(rule)) return 'vague'
  const file = rule.slice(0, rule.indexOf('/'))
  if (SENTENCES.has(file)) return 'sentence'
  return file === 'code' ? 'code' : 'receiver'
}

/**
 * How much a reader's word adds to the meaning that it gives, natural logarithm: to the one that it names `beside` it, and to those that the tables of
 * codes have for the `status` (RFC 3463) and the `basic` code, whatever the words say. Learned from what was read at the first look at 3,635 refusals
 * (`scripts/weigh-readers.ts`).
 */
export const READERS: Readonly<Record<Exclude<Reader, 'receiver' | 'nobody'> | 'beside' | 'status' | 'basic', number>> =
  {
    sentence: 2.1,
    code: 2.1,
    vague: 1.5,
    beside: 0.9,
    status: 1.7,
    basic: 1.2,
  }
/** What a unit of the words' own weight counts beside that of a reader. */
export const WORDS = 1.1
