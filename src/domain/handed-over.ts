import { observationsOf, type Evidence } from './evidence.ts'
import type { MailRoute } from './facts/dns-facts.ts'

type HandedOver = NonNullable<MailRoute['handedOver']> & {
  /** The host or domain to which the mail is handed. */
  readonly relay: string
}

/** The relay to which the mail server of this host hands the target's mail, where that was examined in place of the MX. */
export function handedOver(evidence: Evidence): HandedOver | undefined {
  for (const { fact } of observationsOf(evidence, 'mail.route'))
    if (fact.handedOver !== undefined) return { ...fact.handedOver, relay: fact.domain }
  return undefined
}

/** Belongs to every result on such a route: it is about another server than the target's. */
export function handedOverText(evidence: Evidence): string | undefined {
  const found = handedOver(evidence)
  if (found === undefined) return undefined
  const { mailFor, software, setting, relay, withoutLogin } = found
  return `The mail server of this host (${software}: ${setting}) hands mail for ${mailFor} to ${relay}; that server was examined, not the MX of ${mailFor}.${
    withoutLogin === true
      ? ' Our sessions stop before the login that it makes there; --user NAME and --password-file FILE lead further.'
      : ''
  }`
}
