import { OUT_OF_CONNECTIONS, OUT_OF_TIME } from '../../domain/budget-ends.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Arm, Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { endOf, trialText, type TrialEnd } from '../../domain/judge.ts'
import { partsAt } from '../../domain/plan/parts-at.ts'
import { connectionsOf, planKey, type Plan } from '../../domain/plan/plan.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'
import { versionName } from '../../domain/version-names.ts'
import type { NextExperiment } from '../../reason/next-experiment.ts'
import type { Prober } from './prober.ts'

/** How long a stage may stay silent inside an experiment, unless it asks for more. */
const TRIAL_PATIENCE_MS = 5_000
/** With less time than this left, a trial shows nothing. */
const SHORTEST_PATIENCE_MS = 500

/** Asks the question that an experiment asks, and tells what came of it. */
export async function runExperiment(
  { cause, experiment }: NextExperiment,
  prober: Prober,
  timeLeftMs: () => number,
): Promise<ExperimentFact> {
  const ran = await runTrials(experiment, prober, timeLeftMs)
  return {
    cause,
    name: experiment.name,
    question: experiment.question,
    varied: experiment.varied,
    endpoint: endpointText(experiment.endpoint),
    arms: armsOf(experiment, ran.trials),
    ...verdictOn(experiment, ran, prober),
  }
}

/** What was run of an experiment, and why it ended early, if it did. */
interface Ran {
  readonly trials: readonly Trial[]
  readonly stopped: string | undefined
}

/**
 * The trials: arms interleaved, results at hand counted first, stopping as soon as the judge decides, the budget ends or new
 * connections are kept out. Every second round runs backwards, and a confirmation must stand the failing arm once more: servers that take turns behind
 * one address would otherwise keep step with the arms.
 */
async function runTrials(experiment: Experiment, prober: Prober, timeLeftMs: () => number): Promise<Ran> {
  const trials: Trial[] = []
  const [control] = experiment.arms
  const patienceMs = experiment.patienceMs ?? TRIAL_PATIENCE_MS
  const asksAt = questionStage(experiment)
  let stopped: string | undefined
  const everyArmRan = (): boolean => experiment.arms.every(({ name }) => trials.some(({ arm }) => arm === name))
  const decided = (): boolean =>
    everyArmRan() && (experiment.judge(trials).judged !== 'undecided' || experiment.enough?.(trials) === true)
  const runArm = async ({ name, plan }: Arm, fresh: boolean): Promise<void> => {
    const known = fresh ? undefined : prober.results.of(planKey(plan))
    if (known === undefined) stopped ??= exhausted(prober, plan, timeLeftMs)
    if (stopped !== undefined) return
    const waitMs = Math.max(SHORTEST_PATIENCE_MS, Math.min(patienceMs, timeLeftMs()))
    const run = known ?? (await prober.run(plan, { role: 'experiment', arm: name, fresh, patienceMs: waitMs }))
    if (timeLeftMs() <= 0 && endedInSilence({ arm: name, ...run })) {
      // Our own deadline cut it short: that is no silence of the receiver's.
      stopped ??= OUT_OF_TIME
      return
    }
    trials.push({ arm: name, ...run, ...(asksAt === undefined ? {} : { asksAt }) })
    stopped ??= prober.keptOut()
  }
  for (let round = 0; round < experiment.trials && stopped === undefined && !decided(); round += 1) {
    const atHand = prober.results.of(planKey(control.plan))
    // A round that may not come to its end begins with the arm that failed.
    const backwards = round % 2 === 1 && prober.connectionsLeft(control.plan) > experiment.arms.length
    const arms = backwards ? experiment.arms.toReversed() : experiment.arms
    if ([...trials, ...(atHand === undefined ? [] : [{ arm: '', ...atHand }])].some(endedInSilence)) {
      // One silence after the other would use up the budget: where silence is what the arms differ in, they wait side by side.
      await Promise.all(arms.map((arm) => runArm(arm, round > 0)))
      continue
    }
    for (const arm of arms) {
      if (stopped === undefined && !decided()) await runArm(arm, round > 0)
    }
  }
  const isConfirmed = trials.length > 0 && experiment.judge(trials).judged === 'confirmed'
  if (isConfirmed && experiment.trials > 1 && timeLeftMs() > patienceMs) await runArm(control, true)
  return { trials, stopped }
}

function verdictOn(experiment: Experiment, { trials, stopped }: Ran, prober: Prober): Verdict {
  if (trials.length === 0) return { judged: 'undecided', because: stopped ?? 'no trial was run' }
  const { judged, because } = experiment.judge(trials)
  // Where the unchanged session dies and lives, what was changed explains nothing.
  if (judged === 'confirmed' && prober.results.comesAndGoes(planKey(experiment.arms[0].plan)))
    return { judged: 'undecided', because: `the failure comes and goes without any change; ${because}` }
  return judged === 'undecided' && stopped !== undefined
    ? { judged, because: `${because}; ${stopped}` }
    : { judged, because }
}

/** Why no further connection may be opened, if so. */
function exhausted(prober: Prober, plan: Plan, timeLeftMs: () => number): string | undefined {
  if (prober.connectionsLeft(plan) < connectionsOf(plan)) return OUT_OF_CONNECTIONS
  return timeLeftMs() < SHORTEST_PATIENCE_MS ? OUT_OF_TIME : undefined
}

/** Where the question is put: the first stage at which an arm is not what failed any more. */
function questionStage({ arms: [control, ...others] }: Experiment): Stage | undefined {
  return others.reduce<Stage | undefined>((first, { plan }) => {
    const parts = partsAt(control.plan, plan)
    return first === undefined || (parts !== undefined && isBefore(parts, first)) ? parts : first
  }, undefined)
}

/** Wherever it was: what it cost is time. */
function endedInSilence({ arm, result, shownBy }: Trial): boolean {
  const end = endOf({ arm, result, shownBy })
  return end.kind === 'died' && end.how === 'silence'
}

function armsOf(experiment: Experiment, trials: readonly Trial[]): ExperimentFact['arms'] {
  const read = experiment.read ?? endOf
  return experiment.arms.map(({ name, plan }) => {
    const own = trials.filter(({ arm }) => arm === name)
    const ends = own.map(read)
    const [answer, ...others] = new Set([...own.flatMap(chosenVersion), ...ends.flatMap(namedAnswer)])
    return {
      name,
      ...(plan.kind === 'hello' ? { of: 'hello' } : {}),
      ...(answer === undefined || others.length > 0 ? {} : { answeredBy: answer }),
      lived: ends.filter(({ kind }) => kind === 'lived').length,
      died: ends.filter(({ kind }) => kind === 'died').length,
      trials: ends.map(trialText),
    }
  })
}

function chosenVersion({ result }: Trial): readonly string[] {
  return result.kind === 'hello' && result.hello.answer.kind === 'server-hello'
    ? [versionName(result.hello.answer.version)]
    : []
}

function namedAnswer(end: TrialEnd): readonly string[] {
  return end.kind === 'lived' && end.by !== undefined ? [end.by] : []
}
