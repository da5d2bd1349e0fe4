import type { FORMS } from './forms.ts'
import type { TongueGrammar } from './grammar.ts'

export type SignName = Exclude<keyof TongueGrammar, 'unasserted' | 'handled'> | keyof typeof FORMS

/**
 * What a statement without any sign is worth. Bare words of a failure are most often an error that somebody met, and a report that is lost is worse than a
 * page that gets a verdict: more than the labelled texts by themselves say.
 */
export const BARE = 1
/** What a whole sentence is worth beside that, where it shows only signs against an event. */
export const ONLY_AGAINST = -1.5

/**
 * How much a sign speaks for an event or, below 0, against one: ln(P(sign | event) / P(sign | none)), beside the other signs, in halves. What the
 * labelled texts say of each, `scripts/weigh-signs.ts` prints.
 */
export const WEIGHTS: Readonly<Record<SignName, number>> = {
  self: 1,
  past: 0.5,
  time: 0.5,
  help: 1,
  unable: 1.5,
  thatOne: 0.5,
  condition: -2,
  imagine: -2.5,
  modal: -1.5,
  habit: -2,
  you: -2,
  advice: -1.5,
  definition: -2.5,
  anyOne: -2.5,
  setting: -1,
  topic: -2.5,
  howTo: -3,
  purpose: -1,
  wish: -2.5,
  chosen: -3.5,
  well: -3,
  reacts: -1,
  alternative: -3,
  contract: -2.5,
  dump: 1.5,
  peer: 0.5,
  tagged: 0.5,
  sentence: 0,
  quoted: -0.5,
  requirement: -1,
  change: -3,
  imperative: -2.5,
  code: -2.5,
  assigns: -2,
  glossary: -3,
  listed: -2,
  okay: -1,
  asks: -2.5,
  label: -2.5,
  announced: -2.5,
  promise: -2.5,
}
