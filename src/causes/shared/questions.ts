import { placedEndWords } from '../../domain/end-words.ts'
import type { Arm, Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf, judgeTwoArms, placeText, type TrialEnd } from '../../domain/judge.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { helloOf } from './variants.ts'

/** A hello is answered within a round trip or two; this is patient enough for a satellite. */
const HELLO_PATIENCE_MS = 3_000

export interface Question {
  readonly name: string
  readonly question: string
  readonly varied: string
}

/** Two sessions that differ in one thing: the one that failed, and the one that should live. */
export function twoSessions(
  { name, question, varied }: Question,
  arms: {
    readonly fails: Arm & { plan: SessionPlan }
    readonly lives: Arm & { plan: SessionPlan }
    readonly stage?: Stage
  },
): Experiment {
  return {
    name,
    question,
    varied,
    endpoint: arms.fails.plan.endpoint,
    trials: 2,
    arms: [
      { name: arms.fails.name, plan: arms.fails.plan },
      { name: arms.lives.name, plan: arms.lives.plan },
    ],
    judge: (trials) =>
      judgeTwoArms(trials, {
        dies: arms.fails.name,
        lives: arms.lives.name,
        ...(arms.stage === undefined ? {} : { stage: arms.stage }),
      }),
  }
}

export interface HelloArm {
  readonly name: string
  readonly hello: HelloSpec
  readonly sliceBytes?: number
}

/** Hellos to one endpoint, the failing kind first. */
export function hellos(
  { name, question, varied }: Question,
  plan: SessionPlan,
  arms: readonly [HelloArm, ...HelloArm[]],
  judge: (trials: readonly Trial[]) => Verdict,
): Experiment {
  const [control, ...others] = arms
  const armOf = ({ name: armName, hello, sliceBytes }: HelloArm): Arm => ({
    name: armName,
    plan: helloOf(plan, hello, sliceBytes),
  })
  return {
    name,
    question,
    varied,
    endpoint: plan.endpoint,
    trials: 2,
    patienceMs: HELLO_PATIENCE_MS,
    arms: [armOf(control), ...others.map(armOf)],
    judge,
  }
}

/**
 * Two hellos that differ in one thing. That the first is answered, too, rules the cause out: its one claim is that such a hello dies.
 */
export function twoHellos(question: Question, plan: SessionPlan, fails: HelloArm, lives: HelloArm): Experiment {
  return hellos(question, plan, [fails, lives], (trials) =>
    tally(trials, fails.name).lived > 0
      ? { judged: 'refuted', because: `the receiver answers such a hello (${fails.name})` }
      : judgeTwoArms(trials, { dies: fails.name, lives: lives.name }),
  )
}

/** The trials of one arm, read as ends. */
export function endsOf(trials: readonly Trial[], arm: string): readonly TrialEnd[] {
  return trials.filter((trial) => trial.arm === arm).map(endOf)
}

export interface Tally {
  readonly lived: number
  readonly died: number
  readonly of: number
  /** How the first death came: `no answer at tls`. */
  readonly how: string | undefined
}

export function tally(trials: readonly Trial[], arm: string): Tally {
  const ends = endsOf(trials, arm)
  const first = ends.find((end) => end.kind === 'died')
  return {
    lived: ends.filter(({ kind }) => kind === 'lived').length,
    died: ends.filter(({ kind }) => kind === 'died').length,
    of: ends.length,
    how: first?.kind === 'died' ? placedEndWords(first.how, placeText(first)) : undefined,
  }
}
