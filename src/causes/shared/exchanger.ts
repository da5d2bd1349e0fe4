import type { Sight, View } from '../../domain/evidence.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import { knownRecipientDomain, peerName, peerPort } from './receiver-name.ts'

/**
 * The route by which the DNS leads the recipient's mail to the host that failed, on the port of mail between servers: by MX records, or by the
 * domain's own addresses. undefined: it does not lead there, a relay of ours was asked, or the host was asked for another domain's mail.
 */
export function routeToHost(
  evidence: View<'smtp.session' | 'symptom' | 'mail.route' | 'mail.handover'>,
): MailRoute | undefined {
  if (peerPort(evidence) !== 25 || isOurRelay(evidence)) return undefined
  const host = peerName(evidence).toLowerCase()
  const domain = knownRecipientDomain(evidence)?.toLowerCase()
  return evidence['mail.route'].seen
    .map(({ fact }) => fact)
    .find(
      (route) =>
        (route.kind === 'mx' || route.kind === 'implicit') &&
        (domain === undefined || route.domain.toLowerCase() === domain) &&
        route.hosts.some(({ name }) => name.toLowerCase() === host),
    )
}

/** What was examined is the relay that the mail server of this host uses. */
export function isOurRelay(evidence: View<'mail.handover'>): boolean {
  return evidence['mail.handover'].seen.some(({ fact }) => fact.examined === 'relay')
}

/** The domain that was looked up; undefined where a host was named, whose name is nobody's mail domain. */
export function targetDomain({ seen }: Sight<'mail.route'>): string | undefined {
  return seen.find(({ fact }) => fact.kind !== 'given')?.fact.domain
}
