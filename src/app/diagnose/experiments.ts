import { endpointText } from '../../domain/endpoint.ts'
import type { Arm, Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { endOf } from '../../domain/judge.ts'
import { planKey, type Plan } from '../../domain/plan/plan.ts'
import type { NextExperiment } from '../../reason/next-experiment.ts'
import type { Prober } from './prober.ts'

/** How long a stage may stay silent inside an experiment, unless it asks for more. */
const TRIAL_PATIENCE_MS = 5_000

/**
 * Runs an experiment: arms interleaved, results at hand counted first, stopping as soon as the judge decides,
 * the budget ends or the receiver throttles. Every second round runs backwards, and a confirmation must stand the failing arm once
 * more: servers that take turns behind one address would otherwise keep step with the arms.
 */
export async function runExperiment(
  { cause, experiment }: NextExperiment,
  prober: Prober,
  timeLeftMs: () => number,
): Promise<ExperimentFact> {
  const trials: Trial[] = []
  let stopped: string | undefined
  const everyArmRan = (): boolean => experiment.arms.every(({ name }) => trials.some(({ arm }) => arm === name))
  const decided = (): boolean =>
    everyArmRan() && (experiment.judge(trials).judged !== 'undecided' || experiment.enough?.(trials) === true)
  const runArm = async ({ name, plan }: Arm, fresh: boolean): Promise<void> => {
    const known = fresh ? undefined : prober.resultOf(planKey(plan))
    if (known === undefined) stopped ??= exhausted(prober, plan, timeLeftMs)
    if (stopped !== undefined) return
    const patienceMs = Math.max(500, Math.min(experiment.patienceMs ?? TRIAL_PATIENCE_MS, timeLeftMs()))
    const run = known ?? (await prober.run(plan, { role: 'experiment', arm: name, fresh, patienceMs }))
    trials.push({ arm: name, ...run })
    const throttled = prober.throttled()
    if (throttled !== undefined) stopped ??= `the receiver throttles us: ${throttled}`
  }
  for (let round = 0; round < experiment.trials && stopped === undefined && !decided(); round += 1) {
    const control = prober.resultOf(planKey(experiment.arms[0].plan))
    // A round that may not come to its end begins with the arm that failed.
    const backwards = round % 2 === 1 && prober.connectionsLeft(experiment.arms[0].plan) > experiment.arms.length
    const arms = backwards ? experiment.arms.toReversed() : experiment.arms
    if ([...trials, ...(control === undefined ? [] : [{ arm: '', ...control }])].some(endedInSilence)) {
      // One silence after the other would use up the budget: where silence is what the arms differ in, they wait side by side.
      await Promise.all(arms.map((arm) => runArm(arm, round > 0)))
      continue
    }
    for (const arm of arms) {
      if (stopped === undefined && !decided()) await runArm(arm, round > 0)
    }
  }
  const patienceMs = experiment.patienceMs ?? TRIAL_PATIENCE_MS
  if (
    experiment.trials > 1 &&
    trials.length > 0 &&
    experiment.judge(trials).judged === 'confirmed' &&
    timeLeftMs() > patienceMs
  )
    await runArm(experiment.arms[0], true)
  const verdict =
    trials.length === 0
      ? { judged: 'undecided' as const, because: stopped ?? 'no trial was run' }
      : steady(experiment.judge(trials), prober.comesAndGoes(planKey(experiment.arms[0].plan)))
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

/** Where the unchanged session dies and lives, what was changed explains nothing. */
function steady(verdict: Verdict, comesAndGoes: boolean): Verdict {
  return verdict.judged === 'confirmed' && comesAndGoes
    ? { judged: 'undecided', because: `the failure comes and goes without any change; ${verdict.because}` }
    : verdict
}

/** Why no further connection may be opened, if so. */
function exhausted(prober: Prober, plan: Plan, timeLeftMs: () => number): string | undefined {
  if (prober.connectionsLeft(plan) < 1) return 'the connection budget is used up'
  return timeLeftMs() < 500 ? 'the time budget is used up' : undefined
}

function endedInSilence(trial: Trial): boolean {
  const end = endOf(trial)
  return end.kind === 'died' && end.how === 'silence'
}

function armsOf(experiment: Experiment, trials: readonly Trial[]): ExperimentFact['arms'] {
  const read = experiment.read ?? endOf
  return experiment.arms.map(({ name, plan }) => {
    const ends = trials.filter(({ arm }) => arm === name).map(read)
    return {
      name,
      ...(plan.kind === 'hello' ? { of: 'hello' } : {}),
      lived: ends.filter(({ kind }) => kind === 'lived').length,
      died: ends.filter(({ kind }) => kind === 'died').length,
      trials: ends.map((end) =>
        end.kind === 'lived' ? 'lived' : end.kind === 'died' ? `died at ${end.stage}: ${end.how}` : end.why,
      ),
    }
  })
}
