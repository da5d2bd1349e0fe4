import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { firstLooks } from '../domain/first-looks.ts'
import { answersOneLate } from '../domain/late-answers.ts'
import { tookUnlistedStarttls } from '../domain/unlisted-starttls.ts'
import type { Failure } from './failure.ts'

/**
 * What the receiver promises and does not keep, although our own opportunistic session lived in the end:
 * STARTTLS that is offered and then refused, STARTTLS that somebody on the way took from those who demand it, answers that come one command late, DANE
 * records or an enforced MTA-STS policy that its certificate does not meet. Senders that hold it to its word fail, at DATA at the latest.
 */
export function findBrokenPromise(evidence: Evidence): Failure | undefined {
  return refusedStartTls(evidence) ?? hiddenStartTls(evidence) ?? lateAnswers(evidence) ?? brokenPolicy(evidence)
}

function refusedStartTls(evidence: Evidence): Failure | undefined {
  for (const { fact: session } of firstLooks(evidence)) {
    const step = observationsOf(evidence, 'smtp.step').find(
      ({ fact }) =>
        fact.session === session.session &&
        fact.stage === 'starttls' &&
        fact.outcome.kind === 'reply' &&
        fact.outcome.reply.code >= 400,
    )
    if (step === undefined) continue
    return {
      stage: 'starttls',
      symptom: 'tls.refused',
      endpoint: endpointText(session.endpoint),
      shownBy: step.id,
      seen: 'by-us',
      goesOn: true,
      outcome: step.fact.outcome,
    }
  }
  return undefined
}

/** Cisco's `250-XXXXXXXA`: eight octets, as many as STARTTLS has. */
const MASK = /^X{7}[A-Z]$/

/** Painted over it stops nobody who takes TLS as it comes; a policy of the domain makes its senders demand it. */
function hiddenStartTls(evidence: Evidence): Failure | undefined {
  const isPromised = brokenPolicy(evidence) !== undefined
  const masked = firstLooks(evidence).find(
    ({ fact }) =>
      tookUnlistedStarttls(fact) ||
      (isPromised && [...(fact.clearKeywords ?? []), ...(fact.keywords ?? [])].some((keyword) => MASK.test(keyword))),
  )
  if (masked === undefined) return undefined
  return {
    stage: 'ehlo',
    symptom: 'tls.required',
    endpoint: endpointText(masked.fact.endpoint),
    shownBy: masked.id,
    seen: 'by-us',
    goesOn: true,
  }
}

function lateAnswers(evidence: Evidence): Failure | undefined {
  const late = answersOneLate(observationsOf(evidence, 'smtp.step'))
  for (const { fact } of firstLooks(evidence)) {
    const step = late.find((one) => one.fact.session === fact.session)
    if (step === undefined) continue
    return {
      stage: 'ehlo',
      symptom: 'protocol.malformed',
      endpoint: endpointText(fact.endpoint),
      shownBy: step.id,
      seen: 'by-us',
      goesOn: true,
    }
  }
  return undefined
}

function brokenPolicy(evidence: Evidence): Failure | undefined {
  const broken = observationsOf(evidence, 'tls.policy').find(
    ({ fact }) => fact.status === 'violated' && (fact.kind === 'dane' || fact.mode === 'enforce'),
  )
  if (broken === undefined) return undefined
  return {
    stage: 'tls',
    symptom: broken.fact.kind === 'dane' ? 'tls.policy.dane' : 'tls.policy.mtasts',
    endpoint: endpointText(broken.fact.endpoint),
    shownBy: broken.id,
    seen: 'by-us',
    goesOn: true,
  }
}
