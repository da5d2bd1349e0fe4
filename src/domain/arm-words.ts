import type { ExperimentArm } from './facts/experiment-fact.ts'

type Counted = Pick<ExperimentArm, 'of' | 'answeredBy' | 'lived' | 'died'> & { readonly trials: readonly unknown[] }

/** What a session does that a mere hello or a connection attempt cannot: those are answered, or they die. */
export function wordForLife({ of, answeredBy }: Pick<Counted, 'of' | 'answeredBy'>): 'answered' | 'lived' {
  return of === 'hello' || answeredBy !== undefined ? 'answered' : 'lived'
}

/** `, by TLS 1.1`, where it is known; empty of sessions. */
export function byText({ answeredBy, lived }: Pick<Counted, 'answeredBy' | 'lived'>): string {
  return answeredBy === undefined || lived === 0 ? '' : `, by ${answeredBy}`
}

/** What became of an arm, in the words of every report: `died 2 of 2`, `answered 1 of 1, by TLS 1.1`, `lived 1, died 1 of 2`. */
export function tallyText(arm: Counted): string {
  const { lived, died, trials } = arm
  const total = trials.length
  if (total === 0) return 'not run'
  if (lived === total) return `${wordForLife(arm)} ${lived} of ${total}${byText(arm)}`
  const open = total - lived - died
  const parts = [
    ...(lived > 0 ? [`${wordForLife(arm)} ${lived}${byText(arm)}`] : []),
    ...(died > 0 ? [`died ${died}`] : []),
    ...(open > 0 ? [`${open} cut short`] : []),
  ]
  return `${parts.join(', ')} of ${total}`
}
