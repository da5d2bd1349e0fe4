import { endpointText } from '../../domain/endpoint.ts'
import type { Experiment, Trial } from '../../domain/experiment.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { endOf } from '../../domain/judge.ts'
import { planKey } from '../../domain/plan/plan.ts'
import type { NextExperiment } from '../../reason/next-experiment.ts'
import type { Prober } from './prober.ts'

/** How long a stage may stay silent inside an experiment, unless it asks for more. */
const TRIAL_PATIENCE_MS = 5_000

/**
 * Runs an experiment: arms interleaved, results at hand counted first, stopping as soon as the judge decides,
 * the budget ends or the receiver throttles.
 */
export async function runExperiment(
  { cause, experiment }: NextExperiment,
  prober: Prober,
  timeLeftMs: () => number,
): Promise<ExperimentFact> {
  const trials: Trial[] = []
  let stopped: string | undefined
  for (let round = 0; round < experiment.trials && stopped === undefined; round += 1) {
    for (const { name, plan } of experiment.arms) {
      const known = round === 0 ? prober.resultOf(planKey(plan)) : undefined
      if (known === undefined && prober.connectionsLeft(plan) < 1) stopped = 'the connection budget is used up'
      else if (known === undefined && timeLeftMs() < 500) stopped = 'the time budget is used up'
      if (stopped !== undefined) break
      const patienceMs = Math.max(500, Math.min(experiment.patienceMs ?? TRIAL_PATIENCE_MS, timeLeftMs()))
      const run = known ?? (await prober.run(plan, { role: 'experiment', arm: name, fresh: round > 0, patienceMs }))
      trials.push({ arm: name, ...run })
      const throttled = prober.throttled()
      if (throttled !== undefined) {
        stopped = `the receiver throttles us: ${throttled}`
        break
      }
      if (trials.length >= experiment.arms.length && experiment.judge(trials).judged !== 'undecided') break
    }
    if (trials.length >= experiment.arms.length && experiment.judge(trials).judged !== 'undecided') break
  }
  const verdict =
    trials.length === 0
      ? { judged: 'undecided' as const, because: stopped ?? 'no trial was run' }
      : experiment.judge(trials)
  return {
    cause,
    name: experiment.name,
    question: experiment.question,
    varied: experiment.varied,
    endpoint: endpointText(experiment.endpoint),
    arms: armsOf(experiment, trials),
    judged: verdict.judged,
    because:
      verdict.judged === 'undecided' && stopped !== undefined ? `${verdict.because}; ${stopped}` : verdict.because,
  }
}

function armsOf(experiment: Experiment, trials: readonly Trial[]): ExperimentFact['arms'] {
  return experiment.arms.map(({ name }) => {
    const ends = trials.filter(({ arm }) => arm === name).map(endOf)
    return {
      name,
      lived: ends.filter(({ kind }) => kind === 'lived').length,
      died: ends.filter(({ kind }) => kind === 'died').length,
      trials: ends.map((end) =>
        end.kind === 'lived' ? 'lived' : end.kind === 'died' ? `died at ${end.stage}: ${end.how}` : end.why,
      ),
    }
  })
}
