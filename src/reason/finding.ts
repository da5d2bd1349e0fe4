import { classOf } from '../domain/cause-id.ts'
import type { Alternative, AnyCause } from '../domain/cause.ts'
import type { Finding } from '../domain/diagnosis.ts'
import { view, type Evidence } from '../domain/evidence.ts'
import { destinationOf } from './destination.ts'
import type { Failure } from './failure.ts'
import type { Weighed } from './weigh.ts'
import { writeRemedy, type WriteLever } from './write-remedy.ts'

/** Rivals this close (e^1.4 ≈ 4 times less likely) stand as alternatives. */
const RIVAL_NATS = 1.4

/** What a finding is told by, besides the weights. */
interface FindingContext {
  readonly evidence: Evidence
  readonly failure: Failure | undefined
  readonly writeLever: WriteLever
}

/** The weighed causes as the diagnosis tells them, in their order. */
export function findingsOf(weighed: readonly Weighed[], context: FindingContext): readonly Finding[] {
  return weighed.map((one) => findingOf(one, weighed, context))
}

function findingOf(one: Weighed, all: readonly Weighed[], { evidence, failure, writeLever }: FindingContext): Finding {
  const { cause } = one
  const sight = view(evidence, cause.needs)
  const shown = one.clues.toSorted((a, b) => b.weight - a.weight)
  const stage =
    shown.find((clue) => clue.stage !== undefined && clue.weight > 0)?.stage ??
    cause.stages.find((possible) => possible === failure?.stage) ??
    cause.stages[0] ??
    'connect'
  const endpoint = shown.find((clue) => clue.endpoint !== undefined)?.endpoint ?? failure?.endpoint ?? undefined
  const to = destinationOf(evidence, failure?.endpoint ?? endpoint)
  return {
    cause: cause.id,
    class: classOf(cause.id),
    locus: cause.locusFor?.(sight) ?? cause.locus,
    stage,
    standing: one.standing,
    belief: round(one.belief),
    title: cause.title,
    persistence: cause.persistenceFor?.(sight) ?? cause.persistence,
    clues: shown,
    missing: cause.needs.filter((kind) => evidence.blind[kind] !== undefined),
    remedies:
      one.standing === 'refuted' ? [] : cause.remedies(sight).map((remedy) => writeRemedy(remedy, to, writeLever)),
    alternatives: one.standing === 'proven' || one.standing === 'refuted' ? [] : alternativesOf(one, all, failure),
    ...(endpoint === undefined ? {} : { endpoint }),
  }
}

function round(belief: number): number {
  return Math.round(belief * 1000) / 1000
}

/** Declared look-alikes that nothing ruled out, then rivals that score about as high. */
function alternativesOf(one: Weighed, all: readonly Weighed[], failure: Failure | undefined): readonly Alternative[] {
  const refuted = new Set(all.filter(({ standing }) => standing === 'refuted').map(({ cause }) => cause.id))
  const declared = (one.cause.alternatives ?? []).filter(({ cause }) => !refuted.has(cause))
  const rivals = all.filter(
    (rival) =>
      rival !== one &&
      rival.standing !== 'refuted' &&
      canExplain(rival.cause, failure) &&
      one.score - rival.score < RIVAL_NATS &&
      !declared.some(({ cause }) => cause === rival.cause.id),
  )
  return [...declared, ...rivals.map(({ cause }) => ({ cause: cause.id, decidedBy: decider(cause, one.cause) }))]
}

/** A cause of another stage is no rival for a failure that we saw ourselves. */
function canExplain({ stages }: AnyCause, failure: Failure | undefined): boolean {
  return failure?.seen !== 'by-us' || failure.stage === null || stages.includes(failure.stage)
}

function decider(rival: AnyCause, cause: AnyCause): string {
  return (
    rival.alternatives?.find((alternative) => alternative.cause === cause.id)?.decidedBy ??
    `evidence that ${rival.title.slice(0, 1).toLowerCase()}${rival.title.slice(1)}`
  )
}
