import { readAddress } from '../../domain/address.ts'
import { splitEndpoint, type Endpoint } from '../../domain/endpoint.ts'
import { domainOfMailbox } from '../../domain/envelope-address.ts'
import type { Sight } from '../../domain/evidence.ts'
import { recipientDomainOf } from '../../domain/recipient-domain.ts'
import { isBefore } from '../../domain/stage.ts'
import { familyName } from './family-name.ts'
import { inOrder } from './in-order.ts'
import { firstLooks, firstLooksAnywhere, nearestDeaths } from './sessions.ts'
import { reported } from './told.ts'

/** The kinds of facts in which a receiver is named; whichever of them a cause reads. */
export interface Naming {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly symptom?: Sight<'symptom'>
  readonly 'flow.end'?: Sight<'flow.end'>
  readonly 'mail.route'?: Sight<'mail.route'>
}

/** The same evidence with these sessions alone: a letter about them goes to their host, and not to another MX of the domain. None: all of it. */
export function seenIn<E extends Naming>(evidence: E, sessions: Sight<'smtp.session'>['seen']): E {
  return sessions.length === 0
    ? evidence
    : { ...evidence, 'smtp.session': { ...evidence['smtp.session'], seen: sessions } }
}

/** The receiver's name for a setting that is keyed by it; a word to fill in where nothing tells. */
export function peerName(evidence: Naming): string {
  return nameIn(evidence) ?? 'RECEIVER'
}

/** Whom a text is for that the receiver's administrator must read. What ends before a recipient is named ends the mail to the postmaster, too. */
export function postmasterOf(evidence: Naming): string {
  const stage =
    nearestDeaths(evidence['smtp.session'])[0]?.fact.death.stage ??
    (evidence.symptom === undefined ? undefined : reported(evidence.symptom)[0]?.fact.stage)
  if (stage !== undefined && isBefore(stage, 'rcpt')) return postmasterByAnotherWay(evidence)
  const [domain, host] = [knownRecipientDomain(evidence), nameIn(evidence)]
  // RFC 5321 §4.5.1: a domain has this mailbox at its own servers. Whoever else stands before it, a relay of ours or a provider, is somebody else.
  return domain !== undefined && host !== undefined && familyName(host) === familyName(domain)
    ? `postmaster@${domain}`
    : `postmaster of ${host ?? 'the receiver'}`
}

/** The same where no mail gets there. */
export function postmasterByAnotherWay(evidence: Naming): string {
  return `postmaster of ${nameIn(evidence) ?? 'the receiver'}, by another way than mail to there (telephone, web site, whois)`
}

/** The host as a report names it, else of the session that died, else of any, else the address in a capture. */
function nameIn(evidence: Naming): string | undefined {
  const named = evidence.symptom === undefined ? [] : reported(evidence.symptom).flatMap(({ fact }) => fact.host ?? [])
  return named[0] ?? nearestEndpoint(evidence)?.host ?? captured(evidence['flow.end'])
}

/** The address of the server in a captured session that failed. */
function captured(flows: Sight<'flow.end'> | undefined): string | undefined {
  const failed = flows?.seen.find(({ fact }) => !fact.healthy)
  return failed === undefined ? undefined : splitEndpoint(failed.fact.server).address
}

/** The port that the session which failed was with: mail between servers uses 25, yet not every sender is a server. */
export function peerPort(evidence: Naming): number {
  return nearestEndpoint(evidence)?.port ?? toldOf(evidence)?.port ?? 25
}

/** Where that server takes mail after a login: on the port that was used, where it is one of those (RFC 6409, RFC 8314). */
export function submissionPort(evidence: Naming): 587 | 465 {
  return peerPort(evidence) === 465 ? 465 : 587
}

function nearestEndpoint({ 'smtp.session': sessions }: Naming): Endpoint | undefined {
  const [dead] = nearestDeaths(sessions)
  const [look] = firstLooksAnywhere(sessions)
  return (dead ?? look)?.fact.endpoint
}

/** The server's address, for a command: of our session, else as a report tells it; a word to fill in where nothing does. */
export function peerAddress(evidence: Naming): string {
  return nearestEndpoint(evidence)?.address ?? toldOf(evidence)?.address ?? 'SERVER-ADDRESS'
}

/** What a report tells of where it failed. What stands there goes into a command. */
function toldOf({ symptom }: Naming): { readonly address: string; readonly port?: number } | undefined {
  if (symptom === undefined) return undefined
  for (const { fact } of reported(symptom)) {
    const address = fact.address === undefined ? undefined : readAddress(fact.address)
    if (address !== undefined) return { address, ...(fact.port === undefined ? {} : { port: fact.port }) }
  }
  return undefined
}

/** The domain of the recipient, as a report or our own session names it, else the one whose MX was asked for. */
export function recipientDomain(evidence: Naming): string {
  const asked = evidence['mail.route']?.seen.find(({ fact: { kind } }) => kind === 'mx' || kind === 'implicit')
  return knownRecipientDomain(evidence) ?? asked?.fact.domain ?? 'RECIPIENT-DOMAIN'
}

/** The same; undefined where nothing tells. */
export function knownRecipientDomain({ 'smtp.session': sessions, symptom }: Naming): string | undefined {
  return recipientDomainOf(
    firstLooks(sessions).map(({ fact }) => fact),
    inOrder(symptom?.seen ?? []).map(({ fact }) => fact),
  )
}

/** The domain of the sender address that our session used. */
export function senderDomain({ 'smtp.session': sessions }: Naming): string {
  const from = firstLooks(sessions).map(({ fact }) => domainOfMailbox(fact.plan.envelope?.from))
  return from.find((domain) => domain !== undefined) ?? 'YOUR-DOMAIN'
}
