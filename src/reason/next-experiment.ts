import type { CauseId } from '../domain/cause-id.ts'
import type { AnyCause, ExperimentContext } from '../domain/cause.ts'
import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, view, type Evidence } from '../domain/evidence.ts'
import type { Experiment } from '../domain/experiment.ts'
import { connectionsOf, planKey, sendsMail, type Plan } from '../domain/plan/plan.ts'
import { comesAndGoes } from './comes-and-goes.ts'
import { weighAll, type Weighed } from './weigh.ts'
import { whatFailed } from './what-failed.ts'

export interface NextExperiment {
  readonly cause: CauseId
  readonly experiment: Experiment
}

export interface Allowance extends ExperimentContext {
  /** Connections left for this plan's host. */
  connectionsLeft(plan: Plan): number
  /** A result that is at hand costs nothing. */
  alreadyRan(key: string): boolean
}

/** Causes this far behind the leader (nats) are not worth a connection. */
const WORTH_ASKING_NATS = 4

/** Where every answer is a silence to be waited out, this many questions are asked side by side. */
const SIDE_BY_SIDE = 3

/**
 * Which questions to ask next: those of the strongest undecided causes that could explain the failure and that the budget
 * allows, before them whether it fails again at all. Where it does not, nothing is compared any more. One at a time, unless the failure
 * is a silence: then waiting for one after the other would use up the budget.
 * Empty when everything is decided, or nothing more can be asked.
 */
export function nextExperiments(
  whole: Evidence,
  causes: readonly AnyCause[],
  allowance: Allowance,
): readonly NextExperiment[] {
  const { evidence, failure } = whatFailed(whole)
  if (failure === undefined) return []
  const weighed = weighAll(evidence, causes).filter(
    ({ cause }) => failure.seen === 'reported' || failure.stage === null || cause.stages.includes(failure.stage),
  )
  if (weighed[0] === undefined || weighed[0].standing === 'proven') return []
  const asked = new Set(
    observationsOf(evidence, 'experiment').map(({ fact }) => questionKey(fact.cause, fact.name, fact.endpoint)),
  )
  const best = weighed[0].score
  const open = ({ cause, score }: Weighed): readonly NextExperiment[] => {
    const next = cause.experiments?.(view(evidence, cause.needs), allowance)?.find((experiment) => {
      if (asked.has(questionKey(cause.id, experiment.name, endpointText(experiment.endpoint)))) return false
      if (!allowance.maySend && handsOver(experiment)) return false
      if (experiment.isFirst !== true && best - score > WORTH_ASKING_NATS) return false
      if (experiment.arms.length > 1 && comesAndGoes(evidence, endpointText(experiment.endpoint))) return false
      return affordable(experiment, allowance)
    })
    return next === undefined ? [] : [{ cause: cause.id, experiment: next }]
  }
  const all = weighed.filter(({ standing }) => standing !== 'refuted').flatMap(open)
  const isFirst = ({ experiment }: NextExperiment): boolean => experiment.isFirst === true
  const first = [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))]
  return affordableTogether(first.slice(0, failure.outcome?.kind === 'silent' ? SIDE_BY_SIDE : 1), allowance)
}

/** One round of each, as long as the budget of its host goes: a question of which half is asked is spent in vain. */
function affordableTogether(wanted: readonly NextExperiment[], allowance: Allowance): readonly NextExperiment[] {
  const spent = new Map<string, number>()
  return wanted.filter(({ experiment }) => {
    const { host } = experiment.endpoint
    const before = spent.get(host) ?? 0
    if (!affordable(experiment, allowance, before)) return false
    spent.set(host, before + roundCost(experiment, allowance))
    return true
  })
}

/** A message would leave this host. */
function handsOver({ arms }: Experiment): boolean {
  return arms.some(({ plan }) => sendsMail(plan))
}

function questionKey(cause: CauseId, name: string, endpoint: string): string {
  return `${cause} ${name} ${endpoint}`
}

/** One round of all arms must fit beside the connections that other questions are about to take; a result at hand costs nothing. */
function affordable(experiment: Experiment, allowance: Allowance, promised = 0): boolean {
  const [fresh] = freshPlans(experiment, allowance)
  return fresh === undefined || roundCost(experiment, allowance) + promised <= allowance.connectionsLeft(fresh)
}

function roundCost(experiment: Experiment, allowance: Allowance): number {
  return freshPlans(experiment, allowance).reduce((sum, plan) => sum + connectionsOf(plan), 0)
}

function freshPlans({ arms }: Experiment, { alreadyRan }: Allowance): readonly Plan[] {
  return arms.flatMap(({ plan }) => (alreadyRan(planKey(plan)) ? [] : [plan]))
}
