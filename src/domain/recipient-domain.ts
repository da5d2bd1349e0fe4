import { domainOfMailbox } from './envelope-address.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import type { SymptomFact } from './facts/text-facts.ts'
import { isPlainName } from './plain-name.ts'

/**
 * The domain of the first recipient that a report names, or that our own sessions named. What the live peer's words mention is no
 * recipient of ours, and what is no plain name came from a text that was misread. undefined: nothing tells.
 */
export function recipientDomainOf(
  sessions: readonly SmtpSession[],
  symptoms: readonly SymptomFact[],
): string | undefined {
  const told = symptoms
    .filter(({ origin }) => origin !== 'live')
    .flatMap(({ recipient, domain }) => [domainOfMailbox(recipient), domain])
  const asked = sessions.flatMap(({ plan }) => plan.envelope?.to ?? []).map(domainOfMailbox)
  return [...told, ...asked].find(isPlainName)
}
