import type { RemedyStep } from '../domain/lever.ts'
import type { Remedy } from '../domain/remedy.ts'

/** How far a remedy may be applied as it stands, in words. */
export const APPLIES = {
  safely: 'safe to apply',
  'after-review': 'apply after review',
  'needs-values': 'to be fitted to your case',
  'by-someone-else': 'somebody else must act',
} as const

/** Above what to do with the mail that the failure keeps. */
export const WAITING = 'The mail that waits'

/**
 * The letter to write and the record to publish are what a remedy is about, and come first; then the words of the software at hand, then
 * what else there is to do.
 */
export function inOrder({ steps = [] }: Remedy): {
  readonly first: readonly RemedyStep[]
  readonly then: readonly RemedyStep[]
} {
  const isFirst = ({ kind }: RemedyStep): boolean => kind === 'ask' || kind === 'record'
  return { first: steps.filter(isFirst), then: steps.filter((step) => !isFirst(step)) }
}
