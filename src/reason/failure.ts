import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Observation, ObservationId } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { symptomOf } from './symptom-of.ts'

/** The failure that a diagnosis explains. */
export interface Failure {
  /** null: the report does not name one. */
  readonly stage: Stage | null
  readonly symptom: Symptom
  readonly endpoint: string | null
  readonly shownBy: ObservationId
  /** Seen by our own probe, or only reported (--symptom, a log, a bounce) while our probe passes. */
  readonly seen: 'by-us' | 'reported'
  readonly outcome?: Outcome
}

/** Symptoms of answers that a later ordinary retry turns into success. */
const PASSING: ReadonlySet<Symptom> = new Set<Symptom>(['greylist'])

/** Replies that end nothing: the peer closed an idle or finished session. */
export function baselineSessions(evidence: Evidence): readonly Observation<'smtp.session'>[] {
  return evidence.observations.filter(
    (o): o is Extract<typeof o, { kind: 'smtp.session' }> => o.kind === 'smtp.session' && o.fact.role === 'baseline',
  )
}

/** The first failing session in the order of the route, unless some address took the whole plan and none that is met as early refused for good. */
export function findFailure(evidence: Evidence): Failure | undefined {
  const sessions = baselineSessions(evidence)
  const reported = reportedFailure(evidence)
  const living = sessions.filter(({ fact }) => fact.lived || isGreylisted(evidence, fact))
  if (living.length > 0 && refusedFirst(evidence, living) === undefined) return reported
  const dead = refusedFirst(evidence, living) ?? sessions.find(({ fact }) => fact.death !== undefined)
  if (dead?.fact.death !== undefined) {
    const { death } = dead.fact
    return {
      stage: death.stage,
      symptom: spokenSymptom(evidence, dead.fact) ?? symptomOf(death.stage, death.outcome),
      endpoint: endpointText(dead.fact.endpoint),
      shownBy: dead.id,
      seen: 'by-us',
      outcome: death.outcome,
    }
  }
  return dnsFailure(evidence) ?? reported
}

/** Stages in which a sender takes 5xx for the answer to its mail and asks no other host (RFC 5321 §4.2.1). */
const TRANSACTION: ReadonlySet<Stage> = new Set<Stage>(['mail', 'rcpt', 'data', 'dot'])

/** A refusal for good at an address that a sender meets before the living ones, or as often as they: that mail bounces. */
function refusedFirst(
  evidence: Evidence,
  living: readonly Observation<'smtp.session'>[],
): Observation<'smtp.session'> | undefined {
  const best = Math.min(...living.map(({ fact }) => preferenceOf(evidence, fact)))
  return baselineSessions(evidence).find(
    ({ fact }) =>
      fact.death?.outcome.kind === 'reply' &&
      fact.death.outcome.reply.code >= 500 &&
      TRANSACTION.has(fact.death.stage) &&
      preferenceOf(evidence, fact) <= best,
  )
}

function preferenceOf(evidence: Evidence, { endpoint }: SmtpSession): number {
  for (const o of evidence.observations) {
    if (o.kind !== 'mail.route') continue
    const host = o.fact.hosts.find(({ name }) => name.toLowerCase() === endpoint.host.toLowerCase())
    if (host !== undefined) return host.preference
  }
  return 0
}

function isGreylisted(evidence: Evidence, session: SmtpSession): boolean {
  const symptom = spokenSymptom(evidence, session)
  return symptom !== undefined && PASSING.has(symptom)
}

/** What the peer's own words mean, if it spoke when the session ended. */
function spokenSymptom(evidence: Evidence, session: SmtpSession): Symptom | undefined {
  if (session.death?.outcome.kind !== 'reply') return undefined
  const wanted = endpointText(session.endpoint)
  const spoken = evidence.observations.findLast(
    (o) =>
      o.kind === 'symptom' &&
      o.fact.origin === 'live' &&
      o.fact.endpoint !== undefined &&
      endpointText(o.fact.endpoint) === wanted &&
      o.fact.stage === session.death?.stage,
  )
  return spoken?.kind === 'symptom' && spoken.fact.symptom !== 'unknown' ? spoken.fact.symptom : undefined
}

function reportedFailure(evidence: Evidence): Failure | undefined {
  const told = evidence.observations.find((o) => o.kind === 'symptom' && isFailure(o.fact) && o.fact.origin !== 'live')
  if (told?.kind !== 'symptom') return undefined
  const { fact } = told
  return {
    stage: fact.stage ?? null,
    symptom: fact.symptom,
    endpoint:
      fact.host === undefined ? null : fact.address === undefined ? fact.host : `${fact.host} [${fact.address}]`,
    shownBy: told.id,
    seen: 'reported',
  }
}

function isFailure(fact: SymptomFact): boolean {
  return fact.symptom !== 'accepted' && !PASSING.has(fact.symptom)
}

/** No session was possible: the route has no host, or no host has an address. */
function dnsFailure(evidence: Evidence): Failure | undefined {
  const route = evidence.observations.find((o) => o.kind === 'mail.route')
  if (route?.kind !== 'mail.route') return undefined
  if (route.fact.kind === 'null-mx')
    return { stage: 'dns', symptom: 'dns.nullmx', endpoint: null, shownBy: route.id, seen: 'by-us' }
  if (route.fact.hosts.some((host) => host.addresses.length > 0)) return undefined
  const bad = evidence.observations.find(
    (o) => o.kind === 'dns.answer' && o.fact.status !== 'answer' && o.fact.status !== 'nodata',
  )
  const symptom: Symptom =
    bad?.kind !== 'dns.answer'
      ? 'dns.nomx'
      : bad.fact.status === 'nxdomain'
        ? route.fact.kind === 'none'
          ? 'dns.nxdomain'
          : 'dns.nomx'
        : bad.fact.status === 'malformed'
          ? 'dns.badreply'
          : 'dns.tempfail'
  return { stage: 'dns', symptom, endpoint: null, shownBy: bad?.id ?? route.id, seen: 'by-us' }
}
