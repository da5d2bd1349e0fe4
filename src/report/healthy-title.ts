import type { Advice, Diagnosis } from '../domain/diagnosis.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { examinedRelay } from '../domain/hand-over.ts'
import { baselines } from './shown.ts'

/** What to say of a target on which nothing failed. A session that we ended ourselves before its plan says nothing of the rest. */
export function healthyTitle(diagnosis: Diagnosis): string {
  const { target, evidence } = diagnosis
  const sessions = baselines(diagnosis)
  const stopped = sessions.find((session) => session.stopped !== undefined)
  if (!diagnosis.healthy)
    return stopped === undefined
      ? `${target}: not examined: ${diagnosis.stopped ?? 'no session was begun'}.`
      : `${target}: nothing failed as far as we went, which is ${stopped.reached ?? 'connect'}: ${stopped.stopped}.`
  const greylisted = evidence.observations.some(
    ({ kind, fact }) => kind === 'symptom' && fact.origin === 'live' && fact.symptom === 'greylist',
  )
  if (greylisted && !sessions.some(({ lived }) => lived))
    return `${target}: healthy. The receiver greylists: it defers the first attempt of a sender that it does not know, and takes the retry.`
  const relay = examinedRelay(evidence)
  const what = relay === undefined ? 'healthy' : `the relay ${relay.relay} is healthy`
  return `${target}: ${what}. Nothing stands in the way ${farOf(sessions.find(({ lived }) => lived))}.`
}

/** How far a session that lived had leave to go, and what takes it further. */
function farOf(session: SmtpSession | undefined): string {
  switch (session?.plan.upTo) {
    case 'tls':
      return 'as far as the login; --user NAME with --password-file FILE goes on'
    case 'mail':
      return 'as far as MAIL FROM; --rcpt ADDRESS goes on to the mailbox'
    case 'rcpt':
      return 'as far as RCPT TO; --send goes on with a test message'
    default:
      return 'of a message on this path'
  }
}

/** Something worth knowing of a healthy target: what was seen, and the page that tells more. */
export function adviceText({ text, cause }: Advice): string {
  return cause === undefined ? text : `${text.replace(/\.$/, '')} (${cause}).`
}
