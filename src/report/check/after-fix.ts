import { shellWord } from '../../base/shell-word.ts'
import type { Diagnosis, WrittenRemedy } from '../../domain/diagnosis.ts'
import type { Lever } from '../../domain/lever.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { versionOption } from '../../domain/version-names.ts'
import { baselines, theFinding, theProofs, theSession } from '../shown.ts'
import { habitsOf, type Habit } from './habits.ts'

/** What the sender does otherwise than an ordinary one once the fix is made: without what it ends, or as in the living arm of the proof. */
export function habitsAfterFix(diagnosis: Diagnosis, plan: SessionPlan | undefined): readonly Habit[] {
  const mended = mendedPlan(diagnosis)
  // The fix gives it the patience of others, and not that of the proof.
  if (mended !== undefined)
    return [
      ...habitsOf({ ...mended, patienceMs: {} }),
      ...(mended.bind === undefined ? newSource(diagnosis, plan) : []),
    ]
  const ended = changedByTheFix(diagnosis)
  const way = wayRound(diagnosis)
  return [
    ...habitsOf(plan).filter((habit) => !ended(habit)),
    ...newName(diagnosis, plan),
    ...newSource(diagnosis, plan),
    ...(way === undefined ? [] : [way.habit]),
  ]
}

/**
 * Where the sender goes round a fault of somebody else's: what its sessions do from then on, by the first of the fixes that one of ours can
 * imitate. `fix` is the number that reports give it.
 */
export function wayRound(diagnosis: Diagnosis): { readonly habit: Habit; readonly fix: number } | undefined {
  const { verdict } = diagnosis
  if (verdict === null || verdict.locus === 'sender' || theSession(diagnosis)?.death === undefined) return undefined
  const ways = (theFinding(diagnosis)?.remedies ?? []).flatMap(({ levers = [] }, index) =>
    levers.flatMap((lever) => {
      const option = optionOf(lever)
      return option === undefined ? [] : [{ habit: { option }, fix: index + 1 }]
    }),
  )
  return ways[0]
}

/** The option that makes a session of ours as the lever leaves those of the mail server. */
function optionOf(lever: Lever): string | undefined {
  switch (lever.lever) {
    case 'tls.maximum-for':
      return `--tls-max ${versionOption(lever.version)}`
    case 'tls.minimum-for':
      return `--tls-min ${versionOption(lever.version)}`
    case 'tls.none-for':
      return '--tls none'
    case 'tls.level-for':
      return lever.level === 'encrypt' ? '--tls require' : undefined
    case 'family.prefer-ipv4':
      return '--ipv4'
    case 'pipelining.off-for':
      return '--no-pipelining'
    default:
      return undefined
  }
}

/** The session that the report is about. */
export function firstPlan(diagnosis: Diagnosis): SessionPlan | undefined {
  return baselines(diagnosis)[0]?.plan
}

/** The name for EHLO that the fix proposes in place of ours, where that was given or is the host's; one with a word to fill in is none yet. */
function newName(diagnosis: Diagnosis, plan: SessionPlan | undefined): readonly Habit[] {
  // What is set in the server here is read anew by the next session.
  const isSetHere = diagnosis.evidence.observations.some(({ kind }) => kind === 'mta.setting')
  if (plan === undefined || (plan.ehloNameGiven !== true && isSetHere)) return []
  const lever = leversOf(diagnosis).find((one) => one.lever === 'ehlo.name')
  return lever === undefined || lever.name === plan.ehloName || /[A-Z]{4}/.test(lever.name)
    ? []
    : [{ option: `--ehlo ${shellWord(lever.name)}` }]
}

/** The same for the address that our session was to leave from. */
function newSource(diagnosis: Diagnosis, plan: SessionPlan | undefined): readonly Habit[] {
  if (plan?.bind === undefined) return []
  const lever = leversOf(diagnosis).find((one) => one.lever === 'source.address')
  return lever === undefined || /[A-Z]{4}/.test(lever.address) ? [] : [{ option: `--bind ${shellWord(lever.address)}` }]
}

/** Whether the fix takes a habit from the sender: with it the same session dies again. */
export function changedByTheFix(diagnosis: Diagnosis): (habit: Habit) => boolean {
  const pulled = pulledLevers(diagnosis)
  const found = theFinding(diagnosis)?.cause
  return ({ levers = [], cause }) =>
    levers.some((lever) => pulled.has(lever)) || (cause !== undefined && cause === found)
}

/** Among the fixes is one that ends none of the habits: after it the same session passes. */
export function hasFixThatKeeps(diagnosis: Diagnosis, plan: SessionPlan | undefined): boolean {
  const ended = new Set(
    habitsOf(plan)
      .filter(changedByTheFix(diagnosis))
      .flatMap(({ levers = [] }) => levers),
  )
  const remedies = theFinding(diagnosis)?.remedies ?? []
  return (
    ended.size > 0 &&
    remedies.some(
      (remedy) =>
        (remedy.steps ?? []).length > 0 &&
        !isLook(remedy) &&
        !(remedy.levers ?? []).some(({ lever }) => ended.has(lever)),
    )
  )
}

/** It shows something, and changes nothing. */
function isLook({ applies, steps = [], undo = [], levers = [] }: WrittenRemedy): boolean {
  return (
    applies === 'safely' && undo.length === 0 && levers.length === 0 && steps.every(({ kind }) => kind === 'command')
  )
}

function pulledLevers(diagnosis: Diagnosis): ReadonlySet<Lever['lever']> {
  return new Set(leversOf(diagnosis).map(({ lever }) => lever))
}

export function leversOf(diagnosis: Diagnosis): readonly Lever[] {
  return (theFinding(diagnosis)?.remedies ?? []).flatMap(({ levers = [] }) => levers)
}

/** What the sender did in the arm of the proof that lived. */
function mendedPlan(diagnosis: Diagnosis): SessionPlan | undefined {
  if (diagnosis.verdict?.locus !== 'sender') return undefined
  const living = theProofs(diagnosis).flatMap(({ arms }) => arms.filter(({ lived, died }) => lived > 0 && died === 0))
  const found = diagnosis.evidence.observations.find(
    (o) =>
      o.kind === 'smtp.session' &&
      o.fact.role === 'experiment' &&
      o.fact.lived &&
      living.some(({ name }) => name === o.fact.arm),
  )
  const plan = found?.kind === 'smtp.session' ? found.fact.plan : undefined
  // Another address of ours that is served tells who is minded, or which member of a pool is dead; to move there is no fix.
  return plan?.bind === firstPlan(diagnosis)?.bind || pulledLevers(diagnosis).has('source.address') ? plan : undefined
}
