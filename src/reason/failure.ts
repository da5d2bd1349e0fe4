import type { Ending } from '../domain/cause.ts'
import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { DnsAnswer, MailRoute } from '../domain/facts/dns-facts.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import { firstLooks } from '../domain/first-looks.ts'
import type { Observation, ObservationId } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'
import { passed } from '../domain/passed.ts'
import { isSameAsFarAs } from '../domain/plan/plan.ts'
import { slowMessage } from '../domain/slow-message.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { isVaguelyPutOff } from '../domain/vague-put-off.ts'
import { toldEnding } from './ending.ts'
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
  /** How it ended by the report, where that tells. */
  readonly ended?: Ending
  /** It had not come to its end when our own time was up, and moved too slowly. */
  readonly unfinished?: true
  /** Our own session went on all the same: those fail that hold the receiver to its word. */
  readonly goesOn?: true
  /** An earlier stage whose answer the server kept until it had that of `stage` (RFC 2920 §3.2). */
  readonly heldBack?: Stage
}

/** Symptoms of answers that a later ordinary retry turns into success. */
const PASSING: ReadonlySet<Symptom> = new Set<Symptom>(['greylist'])

/**
 * The first failing session in the order of the route, unless some address took the whole plan and none that is met as early refused for good.
 * `evidence`: without the reports about others' mail (what-failed.ts).
 */
export function findFailure(evidence: Evidence): Failure | undefined {
  const sessions = firstLooks(evidence)
  const reported = reportedFailure(evidence)
  const living = sessions.filter(({ fact }) => isTaken(evidence, fact))
  if (living.length > 0 && refusedFirst(evidence, living) === undefined) return reported
  const dead = refusedFirst(evidence, living) ?? tellingDeath(sessions)
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
  return dnsFailure(evidence) ?? reported ?? slowFailure(evidence, sessions)
}

function slowFailure(evidence: Evidence, sessions: readonly Observation<'smtp.session'>[]): Failure | undefined {
  const steps = observationsOf(evidence, 'smtp.step')
  const slow = sessions.find(({ fact }) => slowMessage(fact, steps) !== undefined)
  if (slow === undefined) return undefined
  return {
    stage: 'body',
    symptom: 'drop.timeout',
    endpoint: endpointText(slow.fact.endpoint),
    shownBy: slow.id,
    seen: 'by-us',
    unfinished: true,
  }
}

/**
 * The first failing session in the order of the route. Where no connection to that address came about and another one of the same host
 * took ours, or at least lies where there is a way, as IPv4 does where there is no IPv6, the sender goes on there: what fails there keeps
 * the mail.
 */
function tellingDeath(sessions: readonly Observation<'smtp.session'>[]): Observation<'smtp.session'> | undefined {
  const dead = sessions.filter(({ fact }) => fact.death !== undefined)
  const [first] = dead
  if (first?.fact.death?.stage !== 'connect') return first
  const { host } = first.fact.endpoint
  const ofTheHost = dead.filter(({ fact }) => fact.endpoint.host === host)
  return (
    ofTheHost.find(({ fact }) => fact.death?.stage !== 'connect') ??
    ofTheHost.find(({ fact }) => !isWithoutWay(fact)) ??
    first
  )
}

/** There is no way to a whole network, mostly because this host has no address of that family. */
function isWithoutWay({ death }: SmtpSession): boolean {
  return death?.outcome.kind === 'errno' && death.outcome.errno === 'ENETUNREACH'
}

/** Stages in which a sender takes 5xx for the answer to its mail and asks no other host (RFC 5321 §4.2.1). */
const TRANSACTION: ReadonlySet<Stage> = new Set<Stage>(['mail', 'rcpt', 'data', 'dot'])

/** A refusal for good at an address that a sender meets before the living ones, or as often as they: that mail bounces. */
function refusedFirst(
  evidence: Evidence,
  living: readonly Observation<'smtp.session'>[],
): Observation<'smtp.session'> | undefined {
  const best = Math.min(...living.map(({ fact }) => preferenceOf(evidence, fact)))
  return firstLooks(evidence).find(
    ({ fact }) =>
      fact.death?.outcome.kind === 'reply' &&
      fact.death.outcome.reply.code >= 500 &&
      TRANSACTION.has(fact.death.stage) &&
      preferenceOf(evidence, fact) <= best,
  )
}

function preferenceOf(evidence: Evidence, { endpoint }: SmtpSession): number {
  const hosts = observationsOf(evidence, 'mail.route').flatMap(({ fact }) => fact.hosts)
  return hosts.find(({ name }) => name.toLowerCase() === endpoint.host.toLowerCase())?.preference ?? 0
}

/** At some address a session came to the end of its plan, now or at the next ordinary retry. */
export function wasTaken(evidence: Evidence): boolean {
  return firstLooks(evidence).some(({ fact }) => isTaken(evidence, fact))
}

function isTaken(evidence: Evidence, session: SmtpSession): boolean {
  return session.lived || isGreylisted(evidence, session) || isTakenLater(evidence, session)
}

/** By chance a session passes once. */
const ENOUGH_PASSES = 2

/** Put off in vague words and then, nothing changed, let through each time: the next ordinary retry brings the mail. */
function isTakenLater(evidence: Evidence, putOff: SmtpSession): boolean {
  const { death, endpoint, localAddress, startedAt, seconds } = putOff
  if (death === undefined || !isVaguelyPutOff(putOff, observationsOf(evidence, 'symptom'))) return false
  const later = observationsOf(evidence, 'smtp.session').filter(
    ({ fact }) =>
      fact.role === 'experiment' &&
      // What began before the first visit was over is no later visit.
      fact.startedAt >= startedAt + seconds * 1000 &&
      fact.localAddress === localAddress &&
      endpointText(fact.endpoint) === endpointText(endpoint) &&
      isSameAsFarAs(death.stage, putOff.plan, fact.plan),
  )
  return later.length >= ENOUGH_PASSES && later.every(({ fact }) => fact.lived && passed(fact, death.stage))
}

function isGreylisted(evidence: Evidence, session: SmtpSession): boolean {
  const symptom = spokenSymptom(evidence, session)
  return symptom !== undefined && PASSING.has(symptom)
}

/** Readings that say nothing of a failure; `accepted`: a yes that did not fit the question. */
const SAYS_NOTHING: ReadonlySet<Symptom> = new Set<Symptom>(['unknown', 'accepted'])

/** What the peer's own words mean, if it spoke when the session ended. */
function spokenSymptom(evidence: Evidence, session: SmtpSession): Symptom | undefined {
  if (session.death?.outcome.kind !== 'reply') return undefined
  const wanted = endpointText(session.endpoint)
  const spoken = observationsOf(evidence, 'symptom').findLast(
    ({ fact }) =>
      fact.origin === 'live' &&
      fact.endpoint !== undefined &&
      endpointText(fact.endpoint) === wanted &&
      fact.stage === session.death?.stage,
  )
  return spoken === undefined || SAYS_NOTHING.has(spoken.fact.symptom) ? undefined : spoken.fact.symptom
}

function reportedFailure(evidence: Evidence): Failure | undefined {
  const told = observationsOf(evidence, 'symptom').find(({ fact }) => isFailure(fact) && fact.origin !== 'live')
  if (told === undefined) return undefined
  const { fact } = told
  const ended = toldEnding(fact)
  return {
    stage: fact.stage ?? null,
    symptom: fact.symptom,
    endpoint:
      fact.host === undefined ? null : fact.address === undefined ? fact.host : `${fact.host} [${fact.address}]`,
    shownBy: told.id,
    seen: 'reported',
    ...(ended === undefined ? {} : { ended }),
  }
}

function isFailure(fact: SymptomFact): boolean {
  return fact.symptom !== 'accepted' && !PASSING.has(fact.symptom)
}

/** No session was possible: the route has no host, or no host has an address. */
function dnsFailure(evidence: Evidence): Failure | undefined {
  const [route] = observationsOf(evidence, 'mail.route')
  if (route === undefined) return undefined
  if (route.fact.kind === 'null-mx')
    return { stage: 'dns', symptom: 'dns.nullmx', endpoint: null, shownBy: route.id, seen: 'by-us' }
  if (route.fact.hosts.some((host) => host.addresses.length > 0)) return undefined
  const bad = observationsOf(evidence, 'dns.answer').find(
    ({ fact }) => fact.status !== 'answer' && fact.status !== 'nodata',
  )
  const symptom = bad === undefined ? 'dns.nomx' : dnsSymptom(bad.fact.status, route.fact.kind)
  return { stage: 'dns', symptom, endpoint: null, shownBy: bad?.id ?? route.id, seen: 'by-us' }
}

function dnsSymptom(status: DnsAnswer['status'], route: MailRoute['kind']): Symptom {
  switch (status) {
    case 'nxdomain':
      // Where there is a route, the name that does not exist is a mail host's.
      return route === 'none' ? 'dns.nxdomain' : 'dns.nomx'
    case 'malformed':
      return 'dns.badreply'
    default:
      return 'dns.tempfail'
  }
}
