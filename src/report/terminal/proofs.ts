import { printable } from '../../base/printable.ts'
import { trialEndWords } from '../../domain/end-words.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { ExperimentArm, ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { armText } from '../arm-text.ts'
import { hang } from '../wrap.ts'
import type { Paint } from './paint.ts'

const WIDEST_NAME = 40

/** The proof as two arms side by side. */
export function proof(fact: ExperimentFact, evidence: Evidence, paint: Paint): string {
  const names = fact.arms.map(({ name }) => printable(name, WIDEST_NAME))
  const width = Math.max(...names.map(({ length }) => length))
  return [
    hang(printable(fact.question), '  ', '  '),
    hang(`Varied: ${printable(fact.varied)}.`, '  ', '  '),
    ...fact.arms.map((arm, index) => row(arm, armText(arm, fact, evidence), (names[index] ?? '').padEnd(width), paint)),
  ].join('\n')
}

function row(arm: ExperimentArm, score: string, name: string, paint: Paint): string {
  const { lived, died, trials } = arm
  const look =
    trials.length === 0 ? plainly : lived === trials.length ? paint.green : died === trials.length ? paint.red : plainly
  const end = trialEndWords(trials.find((trial) => trial.startsWith('died')) ?? '')
  const lead = `    ${name}  `
  const text = hang(
    printable(`${score}${died > 0 ? `${end.startsWith('at ') ? '' : ','} ${end}` : ''}`),
    lead,
    ' '.repeat(lead.length + 2),
  )
  return text.replace(score, () => look(score))
}

function plainly(text: string): string {
  return text
}
