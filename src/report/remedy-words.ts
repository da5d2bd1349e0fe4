import type { RemedyStep } from '../domain/lever.ts'
import type { Remedy } from '../domain/remedy.ts'
import type { Translation } from './software-at-hand.ts'

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

/**
 * Above the steps that belong to a server: whose settings they change, and whether that server is a guess. undefined where nothing is to be
 * done at any server.
 */
export function serverText(remedy: Remedy, translation: Translation | undefined): string | undefined {
  if (remedy.on !== 'their-server') return ours(translation)
  const theirs = 'on the receiver’s server, not on ours'
  if (translation !== undefined) return `${theirs} (${translation.software}):`
  return inOrder(remedy).then.length > 0 ? `${theirs}:` : undefined
}

/** The same of the sender's server. */
export function ours(translation: Translation | undefined): string | undefined {
  return translation === undefined
    ? undefined
    : `${translation.software}${translation.isGuess === true ? ', if that is what sends here' : ''}:`
}
