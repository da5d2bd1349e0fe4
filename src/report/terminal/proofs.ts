import { printable } from '../../base/printable.ts'
import type { ExperimentArm, ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { hang } from '../wrap.ts'
import { byText, wordForLife } from '../word-for-life.ts'
import type { Paint } from './paint.ts'

/** The proof as two arms side by side. */
export function proof(fact: ExperimentFact, paint: Paint): string {
  const rows = fact.arms.map((arm) => {
    const { name, lived, died, trials } = arm
    const word = wordForLife(arm)
    const total = trials.length
    const score =
      total === 0
        ? 'not run'
        : lived === total
          ? paint.green(`${word} ${lived} of ${total}${byText(arm)}`)
          : died === total
            ? paint.red(`died ${died} of ${total}`)
            : tally(arm)
    const how = died > 0 ? `  ${printable(trials.find((trial) => trial.startsWith('died')) ?? '', 60)}` : ''
    return `    ${printable(name, 40).padEnd(34)} ${score}${how}`
  })
  return [
    hang(printable(fact.question, 300), '  ', '  '),
    hang(`Varied: ${printable(fact.varied, 200)}.`, '  ', '  '),
    ...rows,
  ].join('\n')
}

/** Of trials that did not all end alike, or of which one was cut short. */
function tally(arm: ExperimentArm): string {
  const { lived, died, trials } = arm
  const open = trials.length - lived - died
  const parts = [
    ...(lived > 0 ? [`${wordForLife(arm)} ${lived}${byText(arm)}`] : []),
    ...(died > 0 ? [`died ${died}`] : []),
    ...(open > 0 ? [`${open} cut short`] : []),
  ]
  return `${parts.join(', ')} of ${trials.length}`
}
