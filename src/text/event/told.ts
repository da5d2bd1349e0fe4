import { isSheet } from '../tls/asides.ts'
import { FORMS } from './forms.ts'
import { isRecordLine } from './record-line.ts'
import { COUNTED, ROUTINE } from './routine.table.ts'
import { isOfGrammar, signsIn, weightOf } from './signs.ts'
import { saidIn } from './taken-back.ts'
import { grammarOf } from './tongues.ts'

/** A statement that weighs at least as much tells of an event, or may belong to what tells of one. */
const TELLS = -1
/** How much of what speaks against an event in the other statements counts for each: a page is one kind of writing. */
const SHARE_OF_OTHERS = 0.25
/** One statement speaks no more than this against the others, nor do all of them. */
const MOST_OF_ONE = -3
const MOST_OF_ALL = -4

/** Which statements of a text tell of an event, by their indexes; none where nothing shows that something happened. */
export function toldOf(statements: readonly string[], text: string): readonly number[] {
  const every = [...statements.keys()]
  if (isSheet(text)) return every
  const places = every.filter((at) => !isRoutine(statements[at] ?? ''))
  const open = places.map((at) => statements[at] ?? '')
  const grammar = grammarOf(text)
  const shown = open.map((statement) => signsIn(statement, grammar))
  const imagined = shown.findIndex((signs) => signs.includes('imagine'))
  const records = open.map(isRecordLine)
  // What a program wrote down makes the text a report, and what stands beside it, however it is set, belongs to it: only prose about other things does not.
  if (records.includes(true))
    return places.filter(
      (_, at) => records[at] === true || weightOf((shown[at] ?? []).filter(isOfGrammar)) > MOST_OF_ONE,
    )
  const weighed = open.map((statement, at) => {
    const signs = shown[at] ?? []
    // What the reader is bidden to imagine goes on until somebody tells of himself.
    const isImagined = imagined !== -1 && at > imagined && !signs.includes('self')
    return { statement, weight: isImagined ? MOST_OF_ONE : weightOf(signs) }
  })
  const all = weighed.reduce((sum, one) => sum + against(one), 0)
  const tells = weighed.map(
    (one) => one.weight + Math.max(MOST_OF_ALL, SHARE_OF_OTHERS * (all - against(one))) >= TELLS,
  )
  return places.filter((_, at) => tells[at] === true)
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
