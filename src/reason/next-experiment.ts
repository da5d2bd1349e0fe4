import type { AnyCause, ExperimentContext } from '../domain/cause.ts'
import { endpointText } from '../domain/endpoint.ts'
import { view, type Evidence } from '../domain/evidence.ts'
import type { Experiment } from '../domain/experiment.ts'
import { connectionsOf, planKey, type Plan } from '../domain/plan/plan.ts'
import type { CauseId } from '../domain/cause-id.ts'
import { findBrokenPromise } from './broken-promise.ts'
import { findFailure } from './failure.ts'
import { weighAll } from './weigh.ts'

export interface NextExperiment {
  readonly cause: CauseId
  readonly experiment: Experiment
}

export interface Allowance extends ExperimentContext {
  /** Messages and bursts are allowed. */
  readonly mayIntrude: boolean
  /** Connections left for this plan's host. */
  connectionsLeft(plan: Plan): number
  /** A result that is at hand costs nothing. */
  alreadyRan(key: string): boolean
}

/** Causes this far behind the leader (nats) are not worth a connection. */
const WORTH_ASKING_NATS = 4

/**
 * Which question to ask next: the strongest undecided cause that could explain the failure and has an experiment that the
 * budget allows. undefined when everything is decided, or nothing more can be asked.
 */
export function nextExperiment(
  evidence: Evidence,
  causes: readonly AnyCause[],
  allowance: Allowance,
): NextExperiment | undefined {
  const failure = findFailure(evidence) ?? findBrokenPromise(evidence)
  if (failure === undefined) return undefined
  const weighed = weighAll(evidence, causes).filter(
    ({ cause }) => failure.seen === 'reported' || cause.stages.includes(failure.stage),
  )
  if (weighed[0] === undefined || weighed[0].standing === 'proven') return undefined
  const best = weighed[0].score
  const asked = new Set(
    evidence.observations.flatMap((o) =>
      o.kind === 'experiment' ? [questionKey(o.fact.cause, o.fact.name, o.fact.endpoint)] : [],
    ),
  )
  for (const { cause, standing, score } of weighed) {
    if (standing === 'refuted' || best - score > WORTH_ASKING_NATS) continue
    for (const experiment of cause.experiments?.(view(evidence, cause.needs), allowance) ?? []) {
      if (asked.has(questionKey(cause.id, experiment.name, endpointText(experiment.endpoint)))) continue
      if (experiment.risk === 'intrusive' && !allowance.mayIntrude) continue
      if (!affordable(experiment, allowance)) continue
      return { cause: cause.id, experiment }
    }
  }
  return undefined
}

function questionKey(cause: CauseId, name: string, endpoint: string): string {
  return `${cause} ${name} ${endpoint}`
}

/** One round of all arms must fit; a result at hand costs nothing. */
function affordable(experiment: Experiment, allowance: Allowance): boolean {
  const fresh = experiment.arms.filter(({ plan }) => !allowance.alreadyRan(planKey(plan)))
  const cost = fresh.reduce((sum, { plan }) => sum + connectionsOf(plan), 0)
  const first = fresh[0]
  return first === undefined || cost <= allowance.connectionsLeft(first.plan)
}
