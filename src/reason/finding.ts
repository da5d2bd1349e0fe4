import { classOf, type CauseId } from '../domain/cause-id.ts'
import type { Alternative, AnyCause } from '../domain/cause.ts'
import type { Finding } from '../domain/diagnosis.ts'
import { view, type Evidence } from '../domain/evidence.ts'
import { destinationOf } from './destination.ts'
import { endingOf } from './ending.ts'
import type { Failure } from './failure.ts'
import { mayHaveBeenQuiet } from './quiet.ts'
import type { Weighed } from './weigh.ts'
import { writeRemedy, type WriteLever } from './write-remedy.ts'

/** Rivals this close (e^1.4 ≈ 4 times less likely) stand as alternatives. */
const RIVAL_NATS = 1.4

/** What would decide has been looked at, and speaks so clearly (e^2 ≈ 7 times) against a look-alike that it is none any more. */
const SPOKEN_AGAINST_NATS = -2

/** What the evidence makes of a cause. A finding says also what is to be done about it. */
export type Reading = Omit<Finding, 'remedies'>

/** What a finding is told by, besides the weights. */
interface ReadingContext {
  readonly evidence: Evidence
  readonly failure: Failure | undefined
  /** The whole catalogue: a look-alike is known there, though nothing be seen that speaks of it. */
  readonly causes: readonly AnyCause[]
}

interface FindingContext extends ReadingContext {
  readonly writeLever: WriteLever
}

/** The weighed causes as the diagnosis tells them, in their order. */
export function findingsOf(weighed: readonly Weighed[], context: FindingContext): readonly Finding[] {
  return weighed.map((one) => {
    const reading = readingOf(one, weighed, context)
    return { ...reading, remedies: remediesOf(one, reading, context) }
  })
}

/** The same where nobody asks for remedies: writing them costs as much as all the rest. */
export function readingsOf(weighed: readonly Weighed[], context: ReadingContext): readonly Reading[] {
  return weighed.map((one) => readingOf(one, weighed, context))
}

function readingOf(one: Weighed, all: readonly Weighed[], context: ReadingContext): Reading {
  const { evidence, failure } = context
  const { cause } = one
  const sight = view(evidence, cause.needs)
  const locus = cause.locusFor?.(sight) ?? cause.locus
  const locusOr = cause.locusOr?.(sight)
  const shown = one.clues.toSorted((a, b) => b.weight - a.weight)
  const stage =
    shown.find((clue) => clue.stage !== undefined && clue.weight > 0)?.stage ??
    cause.stages.find((possible) => possible === failure?.stage) ??
    cause.stages[0] ??
    'connect'
  const endpoint = shown.find((clue) => clue.endpoint !== undefined)?.endpoint ?? failure?.endpoint ?? undefined
  return {
    cause: cause.id,
    class: classOf(cause.id),
    locus,
    ...(locusOr === undefined || locusOr === locus ? {} : { locusOr }),
    stage,
    standing: one.standing,
    belief: round(one.belief),
    title: cause.title,
    persistence: cause.persistenceFor?.(sight) ?? cause.persistence,
    clues: shown,
    missing: cause.needs.filter((kind) => evidence.blind[kind] !== undefined),
    alternatives: one.standing === 'proven' || one.standing === 'refuted' ? [] : alternativesOf(one, all, context),
    ...(endpoint === undefined ? {} : { endpoint }),
  }
}

function remediesOf({ cause }: Weighed, { standing, endpoint }: Reading, context: FindingContext): Finding['remedies'] {
  if (standing === 'refuted') return []
  const { evidence, failure, writeLever } = context
  const to = destinationOf(evidence, failure?.endpoint ?? endpoint)
  return cause.remedies(view(evidence, cause.needs)).map((remedy) => writeRemedy(remedy, to, writeLever))
}

function round(belief: number): number {
  return Math.round(belief * 1000) / 1000
}

/** Declared look-alikes of the stage that nothing speaks clearly against, then rivals that score about as high. */
function alternativesOf(
  one: Weighed,
  all: readonly Weighed[],
  { evidence, failure, causes }: ReadingContext,
): readonly Alternative[] {
  const out = new Set([
    ...all
      .filter(({ standing, support }) => standing === 'refuted' || support < SPOKEN_AGAINST_NATS)
      .map(({ cause }) => cause.id),
    ...causes.filter((cause) => !canExplain(cause, failure)).map(({ id }) => id),
  ])
  const ended = endingOf(failure)
  const declared = (one.cause.alternatives ?? [])
    .filter((other) => !out.has(other.cause) && (ended === undefined || [other.ended ?? ended].flat().includes(ended)))
    .filter(({ afterQuiet }) => afterQuiet !== true || mayHaveBeenQuiet(failure, evidence))
    .filter(({ at }) => at === undefined || typeof failure?.stage !== 'string' || at.includes(failure.stage))
    .map((one) => alternative(one.cause, one))
  const rivals = all.filter(
    (rival) =>
      rival !== one &&
      rival.standing !== 'refuted' &&
      canExplain(rival.cause, failure) &&
      one.score - rival.score < RIVAL_NATS &&
      !declared.some(({ cause }) => cause === rival.cause.id),
  )
  return [...declared, ...rivals.map(({ cause }) => alternative(cause.id, decider(cause, one.cause)))]
}

/** A cause of another stage is no rival for a failure that we saw ourselves. */
function canExplain({ stages }: AnyCause, failure: Failure | undefined): boolean {
  return failure?.seen !== 'by-us' || failure.stage === null || stages.includes(failure.stage)
}

function decider(rival: AnyCause, cause: AnyCause): Decider {
  return rival.alternatives?.find((other) => other.cause === cause.id) ?? rival
}

type Decider = Pick<Alternative, 'decidedBy' | 'look'>

/** What a reader needs of it. */
export function alternative(cause: CauseId, { decidedBy, look }: Decider): Alternative {
  return { cause, decidedBy, ...(look === undefined ? {} : { look }) }
}
