import { OUT_OF_CONNECTIONS, OUT_OF_TIME } from '../domain/budget-ends.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { checkCommand } from './check/command.ts'

/** What begins with the questions that were cut short; the default budget is 30 s and 12 connections. */
const LEAST_SECONDS = 120
const LEAST_CONNECTIONS = 24

/** The same again with what was used up raised, where an experiment ended early for it and the verdict is not proven. */
export function largerBudget(diagnosis: Diagnosis): readonly string[] {
  const { proofs, verdict, cost } = diagnosis
  if (verdict === null || verdict.standing === 'proven') return []
  const isCut = (why: string): boolean =>
    proofs.some(({ judged, because }) => judged === 'undecided' && because.endsWith(why))
  const options = [
    ...(isCut(OUT_OF_TIME) ? [`--budget ${Math.max(LEAST_SECONDS, 2 * Math.ceil(cost.seconds))}`] : []),
    ...(isCut(OUT_OF_CONNECTIONS) ? [`--max-connections ${Math.max(LEAST_CONNECTIONS, 2 * cost.connections)}`] : []),
  ]
  return options.length === 0
    ? []
    : ['# what was cut short comes to its end', `${checkCommand(diagnosis)} ${options.join(' ')}`]
}
