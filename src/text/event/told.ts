import { isSheet } from '../tls/asides.ts'
import { FORMS } from './forms.ts'
import type { Tongue } from './grammar.ts'
import { COUNTED, ROUTINE } from './routine.table.ts'
import type { Sentence } from './sentences.ts'
import { isOfGrammar, signsIn, weightOf } from './signs.ts'
import { saidIn } from './taken-back.ts'

/** A statement that weighs at least as much tells of an event, or may belong to what tells of one. */
const TELLS = -1
/** How much of what speaks against an event in the other statements counts for each: a page is one kind of writing. */
const SHARE_OF_OTHERS = 0.25
/** One statement speaks no more than this against the others, nor do all of them. */
const MOST_OF_ONE = -3
const MOST_OF_ALL = -4

/** Which statements of a text tell of an event, by their indexes; none where nothing shows that something happened. */
export function toldOf(statements: readonly Sentence[], text: string, tongue: Tongue): readonly number[] {
  if (isSheet(text)) return [...statements.keys()]
  const open = [...statements.entries()]
    .filter(([, { text: statement }]) => !isRoutine(statement))
    .map(([at, { text: statement, isRecord }]) => ({ at, statement, isRecord, signs: signsIn(statement, tongue) }))
  // What a program wrote down makes the text a report, and what stands beside it, however it is set, belongs to it: only prose about other things does not.
  if (open.some(({ isRecord }) => isRecord))
    return open
      .filter(({ isRecord, signs }) => isRecord || weightOf(signs.filter(isOfGrammar)) > MOST_OF_ONE)
      .map(({ at }) => at)
  const imagined = open.findIndex(({ signs }) => signs.includes('imagine'))
  const weighed = open.map(({ at, statement, signs }, place) => {
    // What the reader is bidden to imagine goes on until somebody tells of himself.
    const isImagined = imagined !== -1 && place > imagined && !signs.includes('self')
    return { at, statement, weight: isImagined ? MOST_OF_ONE : weightOf(signs) }
  })
  // What a form asks for beside the failure, its steps and what was expected, speaks against nothing.
  const all = isTicket(text) ? 0 : weighed.reduce((sum, one) => sum + against(one), 0)
  return weighed
    .filter((one) => one.weight + Math.max(MOST_OF_ALL, SHARE_OF_OTHERS * Math.min(0, all - against(one))) >= TELLS)
    .map(({ at }) => at)
}

/** The headings of a form in which a fault is reported. */
const FORM =
  /^\W{0,8}(?:describe the (?:bug|issue|problem)|bug description|steps to reproduce|to reproduce|how to reproduce|actual (?:behaviou?r|result)s?|expected (?:behaviou?r|result)s?|current behaviou?r|what happened|what did you (?:do|expect to happen)|relevant log output|environment)\W{0,8}$/gim

function isTicket(text: string): boolean {
  return (text.match(FORM)?.length ?? 0) >= 2
}

/** What a statement speaks against the others. Who has met something asks, too. */
function against({ statement, weight }: { readonly statement: string; readonly weight: number }): number {
  return FORMS.asks.test(statement) ? 0 : Math.max(MOST_OF_ONE, Math.min(0, weight))
}

/** What was to come, and did not: `lost before the delivery completed`. */
const BEFORE = /\b(?:before|without|instead of|rather than)\b/

function isRoutine(statement: string): boolean {
  if (ROUTINE.some((sign) => saidIn(statement, sign, BEFORE) !== undefined)) return true
  const counted = COUNTED.exec(statement)
  return counted !== null && Number(counted[1]) < Number(counted[2])
}
