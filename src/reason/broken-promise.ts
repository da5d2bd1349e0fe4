import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'
import { baselineSessions, type Failure } from './failure.ts'

/**
 * What the receiver promises and does not keep, although our own opportunistic session lived in the end:
 * STARTTLS that is offered and then refused, STARTTLS that somebody on the way painted over, DANE records or an enforced MTA-STS
 * policy that its certificate does not meet. Senders that hold it to its word fail.
 */
export function findBrokenPromise(evidence: Evidence): Failure | undefined {
  return refusedStartTls(evidence) ?? maskedStartTls(evidence) ?? brokenPolicy(evidence)
}

function refusedStartTls(evidence: Evidence): Failure | undefined {
  for (const { fact: session } of baselineSessions(evidence)) {
    const step = evidence.observations.find(
      (o) =>
        o.kind === 'smtp.step' &&
        o.fact.session === session.session &&
        o.fact.stage === 'starttls' &&
        o.fact.outcome.kind === 'reply' &&
        o.fact.outcome.reply.code >= 400,
    )
    if (step?.kind !== 'smtp.step') continue
    return {
      stage: 'starttls',
      symptom: 'tls.refused',
      endpoint: endpointText(session.endpoint),
      shownBy: step.id,
      seen: 'by-us',
      outcome: step.fact.outcome,
    }
  }
  return undefined
}

/** Cisco's `250-XXXXXXXA`: eight octets, as many as STARTTLS has. */
const MASK = /^X{7}[A-Z]$/

function maskedStartTls(evidence: Evidence): Failure | undefined {
  const masked = baselineSessions(evidence).find(({ fact }) =>
    [...(fact.clearKeywords ?? []), ...(fact.keywords ?? [])].some((keyword) => MASK.test(keyword)),
  )
  if (masked === undefined) return undefined
  return {
    stage: 'ehlo',
    symptom: 'tls.required',
    endpoint: endpointText(masked.fact.endpoint),
    shownBy: masked.id,
    seen: 'by-us',
  }
}

function brokenPolicy(evidence: Evidence): Failure | undefined {
  const broken = evidence.observations.find(
    (o) =>
      o.kind === 'tls.policy' && o.fact.status === 'violated' && (o.fact.kind === 'dane' || o.fact.mode === 'enforce'),
  )
  if (broken?.kind !== 'tls.policy') return undefined
  return {
    stage: 'tls',
    symptom: broken.fact.kind === 'dane' ? 'tls.policy.dane' : 'tls.policy.mtasts',
    endpoint: endpointText(broken.fact.endpoint),
    shownBy: broken.id,
    seen: 'by-us',
  }
}
