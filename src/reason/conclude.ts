import { classOf } from '../domain/cause-id.ts'
import type { Alternative, AnyCause } from '../domain/cause.ts'
import type { Advice, Diagnosis, DiagnosisVerdict, Finding } from '../domain/diagnosis.ts'
import { view, type Evidence } from '../domain/evidence.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { FactKind } from '../domain/observation.ts'
import { findBrokenPromise } from './broken-promise.ts'
import { destinationOf } from './destination.ts'
import { differences } from './differs.ts'
import { baselineSessions, findFailure, type Failure } from './failure.ts'
import { persistenceOf } from './sayings.table.ts'
import { answeredTitle, note, sentence, replyCodeOf, unknownTitle } from './words.ts'
import { writeRemedy, type WriteLever } from './write-remedy.ts'
import { weighAll, type Weighed } from './weigh.ts'

export interface ConcludeContext {
  readonly target: string
  readonly at: number
  readonly cost: Diagnosis['cost']
  readonly stopped?: string
  readonly causes: readonly AnyCause[]
  readonly writeLever: WriteLever
}

/** Rivals this close (e^1.4 ≈ 4 times less likely) stand as alternatives. */
const RIVAL_NATS = 1.4
/** More alternatives than this means that we do not know. */
const MOST_ALTERNATIVES = 3

/** Evidence in, diagnosis out: no clock, no chance, no I/O, so that a saved case gives the same answer for ever. */
export function conclude(evidence: Evidence, context: ConcludeContext): Diagnosis {
  const weighed = weighAll(evidence, context.causes)
  const failure = findFailure(evidence) ?? findBrokenPromise(evidence)
  const findings = weighed.map((one) => findingOf(one, weighed, evidence, failure, context))
  const reached = failure === undefined ? null : verdictOf(failure, weighed, findings, evidence)
  const verdict = reached === null ? null : { ...reached, note: noteWithEnd(reached, context.stopped) }
  const proofs = evidence.observations.flatMap((o): readonly ExperimentFact[] =>
    o.kind === 'experiment' ? [o.fact] : [],
  )
  return {
    target: context.target,
    at: context.at,
    // A run that was interrupted before its first session knows nothing of the target.
    healthy: verdict === null && evidence.observations.some(({ kind }) => kind === 'smtp.session'),
    verdict,
    findings: verdict === null ? findings.map(asAdvice) : findings,
    proofs,
    advice: verdict === null ? adviceOf(findings, evidence) : [],
    differs: failure?.seen === 'reported' && verdict?.standing !== 'proven' ? differences(evidence, failure.stage) : [],
    cost: context.cost,
    ...(context.stopped === undefined ? {} : { stopped: context.stopped }),
    evidence,
  }
}

/** What was not asked for want of a receiver that lets us in belongs to a verdict that it would have decided. */
function noteWithEnd({ note: text, standing }: DiagnosisVerdict, stopped: string | undefined): string {
  return stopped === undefined || standing === 'proven' ? text : `${text} Stopped early: ${stopped}.`
}

/** On a healthy target nothing is more than possible. */
function asAdvice(finding: Finding): Finding {
  return finding.standing === 'refuted' ? finding : { ...finding, standing: 'possible' }
}

/**
 * What was seen beside the point, in facts. An address that did not take the session is told of once: its rivals are guesses that nobody
 * needs while the mail goes elsewhere. An experiment at an address whose first session lived in the end began too early, and shows nothing.
 */
function adviceOf(findings: readonly Finding[], evidence: Evidence): readonly Advice[] {
  const first = baselineSessions(evidence).map(({ fact }) => fact)
  const living = new Set(first.filter(({ lived }) => lived).map(({ endpoint }) => endpointText(endpoint)))
  const dead = new Set(first.filter(({ death }) => death !== undefined).map(({ endpoint }) => endpointText(endpoint)))
  const early = new Set(
    evidence.observations.flatMap((o) => (o.kind === 'experiment' && living.has(o.fact.endpoint) ? [o.id] : [])),
  )
  const told = new Set<string>()
  return findings.flatMap(({ standing, clues, endpoint, cause, title }): readonly Advice[] => {
    const shown = clues.filter(({ shownBy }) => !shownBy.some((id) => early.has(id)))
    if (standing === 'refuted' || !shown.some(({ weight }) => weight > 0)) return []
    const place = endpoint !== undefined && dead.has(endpoint) ? endpoint : undefined
    if (place !== undefined && told.has(place)) return []
    if (place !== undefined) told.add(place)
    const says = shown.map((clue) => clue.says).join('; ')
    return [{ title, text: place === undefined ? sentence(says) : `${place}: ${says}.`, cause }]
  })
}

function findingOf(
  one: Weighed,
  all: readonly Weighed[],
  evidence: Evidence,
  failure: Failure | undefined,
  context: ConcludeContext,
): Finding {
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
    missing: cause.needs.filter((kind: FactKind) => evidence.blind[kind] !== undefined),
    remedies:
      one.standing === 'refuted'
        ? []
        : cause.remedies(sight).map((remedy) => writeRemedy(remedy, to, context.writeLever)),
    alternatives: one.standing === 'proven' || one.standing === 'refuted' ? [] : alternativesOf(one, all),
    ...(endpoint === undefined ? {} : { endpoint }),
  }
}

/** Declared look-alikes that nothing ruled out, then rivals that score about as high. */
function alternativesOf(one: Weighed, all: readonly Weighed[]): readonly Alternative[] {
  const refuted = new Set(all.filter(({ standing }) => standing === 'refuted').map(({ cause }) => cause.id))
  const declared = (one.cause.alternatives ?? []).filter(({ cause }) => !refuted.has(cause))
  const rivals = all.filter(
    (rival) =>
      rival !== one &&
      rival.standing !== 'refuted' &&
      one.score - rival.score < RIVAL_NATS &&
      !declared.some(({ cause }) => cause === rival.cause.id),
  )
  return [...declared, ...rivals.map(({ cause }) => ({ cause: cause.id, decidedBy: decider(cause, one.cause) }))]
}

function decider(rival: AnyCause, cause: AnyCause): string {
  return (
    rival.alternatives?.find((alternative) => alternative.cause === cause.id)?.decidedBy ??
    `evidence that ${rival.title.slice(0, 1).toLowerCase()}${rival.title.slice(1)}`
  )
}

function verdictOf(
  failure: Failure,
  weighed: readonly Weighed[],
  findings: readonly Finding[],
  evidence: Evidence,
): DiagnosisVerdict {
  const fitting = new Set(
    weighed
      .filter(
        ({ cause, standing }) =>
          standing !== 'refuted' && (failure.stage === null || cause.stages.includes(failure.stage)),
      )
      .map(({ cause }) => cause.id),
  )
  const best = findings.find(
    (finding) => fitting.has(finding.cause) || (finding.standing !== 'refuted' && finding.stage === failure.stage),
  )
  if (best === undefined) return unknown(failure, [], evidence)
  if (best.standing !== 'proven' && best.alternatives.length > MOST_ALTERNATIVES)
    return unknown(failure, [{ cause: best.cause, decidedBy: best.title }, ...best.alternatives], evidence)
  return {
    // A reported failure has no stage of ours: the finding may know better than the text.
    stage: failure.seen === 'by-us' && failure.stage !== null ? failure.stage : best.stage,
    symptom: failure.symptom,
    cause: best.cause,
    class: best.class,
    locus: best.locus,
    standing: best.standing,
    persistence: best.persistence,
    alternatives: best.alternatives,
    title: best.title,
    note: note(best, failure),
    endpoint: failure.endpoint ?? best.endpoint ?? null,
  }
}

function unknown(failure: Failure, alternatives: readonly Alternative[], evidence: Evidence): DiagnosisVerdict {
  return {
    cause: null,
    class: null,
    // Trouble that the peer calls its own is on its side, whatever the cause.
    locus: alternatives.length === 0 && failure.symptom.startsWith('system.') ? 'receiver' : null,
    stage: failure.stage ?? 'connect',
    symptom: failure.symptom,
    standing: 'possible',
    persistence: alternatives.length === 0 ? persistenceOf(failure.symptom, replyCodeOf(failure)) : 'unknown',
    alternatives: alternatives.slice(0, 8),
    title: alternatives.length === 0 ? answeredTitle(failure) : unknownTitle(failure),
    note:
      alternatives.length === 0
        ? 'Nothing in the evidence speaks for a cause in the catalogue.'
        : `${alternatives.length} causes fit equally well; each names what would decide.${Object.keys(evidence.blind).length > 0 ? ' Some facts could not be looked at.' : ''}`,
    endpoint: failure.endpoint,
  }
}

function round(belief: number): number {
  return Math.round(belief * 1000) / 1000
}
