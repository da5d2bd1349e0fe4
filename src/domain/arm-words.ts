import type { ExperimentArm } from './facts/experiment-fact.ts'

type Counted = Pick<ExperimentArm, 'of' | 'answeredBy' | 'lived' | 'died'> & { readonly trials: readonly string[] }

/** How a trial begins that ended before it was asked: it tells nothing of the question. */
export const MISSED = 'did not get there'

/** What a session does that a mere hello or a connection attempt cannot: those are answered, or they die. */
export function wordForLife({ of, answeredBy }: Pick<Counted, 'of' | 'answeredBy'>): 'answered' | 'lived' {
  return of === 'hello' || answeredBy !== undefined ? 'answered' : 'lived'
}

/** `, by TLS 1.1`, where it is known; empty of sessions. */
export function byText({ answeredBy, lived }: Pick<Counted, 'answeredBy' | 'lived'>): string {
  return answeredBy === undefined || lived === 0 ? '' : `, by ${answeredBy}`
}

/** What became of an arm, in the words of every report: `died 2 of 2`, `answered 1 of 1, by TLS 1.1`, `lived 1, died 1 of 2`, `did not get there 2 (connect, no answer) of 2`. */
export function tallyText(arm: Counted): string {
  const { lived, died, trials } = arm
  const total = trials.length
  if (total === 0) return 'not run'
  if (lived === total) return `${wordForLife(arm)} ${lived} of ${total}${byText(arm)}`
  const missed = trials.filter((trial) => trial.startsWith(MISSED))
  const open = total - lived - died - missed.length
  const parts = [
    ...(lived > 0 ? [`${wordForLife(arm)} ${lived}${byText(arm)}`] : []),
    ...(died > 0 ? [`died ${died}`] : []),
    ...(missed.length > 0 ? [`${MISSED} ${missed.length}${whereText(missed)}`] : []),
    ...(open > 0 ? [`${open} cut short`] : []),
  ]
  return `${parts.join(', ')} of ${total}`
}

/** ` (connect, no answer)`: where the first of them ended. */
function whereText([first = '']: readonly string[]): string {
  const where = first.slice(`${MISSED}: `.length)
  return where === '' ? '' : ` (${where})`
}
