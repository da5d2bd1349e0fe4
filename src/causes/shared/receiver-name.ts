import { domainOfMailbox } from '../../domain/envelope-address.ts'
import type { Sight } from '../../domain/evidence.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import { nearestDeaths, firstLooks, firstLooksAnywhere } from './sessions.ts'
import { reported } from './told.ts'

/** The receiver's name for a setting that is keyed by it: as a report names the host, else of the session that died, else of any, else the address in a capture. */
export function peerName(
  sessions: Sight<'smtp.session'>,
  symptoms?: Sight<'symptom'>,
  flows?: Sight<'flow.end'>,
): string {
  const named =
    symptoms === undefined ? undefined : reported(symptoms).find(({ fact }) => fact.host !== undefined)?.fact.host
  const [dead] = nearestDeaths(sessions)
  const [look] = firstLooksAnywhere(sessions)
  return named ?? dead?.fact.endpoint.host ?? look?.fact.endpoint.host ?? captured(flows) ?? 'RECEIVER'
}

/** The address of the server in a captured session that failed. */
function captured(flows: Sight<'flow.end'> | undefined): string | undefined {
  const failed = flows?.seen.find(({ fact }) => !fact.healthy)
  return failed?.fact.server.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
}

/** The server's address, for a command; a word to fill in where nothing tells. */
export function peerAddress(sessions: Sight<'smtp.session'>): string {
  const [dead] = nearestDeaths(sessions)
  const [look] = firstLooksAnywhere(sessions)
  return (dead ?? look)?.fact.endpoint.address ?? 'SERVER-ADDRESS'
}

/** The domain of the recipient, as a report or our own session names it. */
export function recipientDomain(sessions: Sight<'smtp.session'>, symptoms: Sight<'symptom'>): string {
  const told = reported(symptoms).flatMap(({ fact }) => [domainOfMailbox(fact.recipient), fact.domain])
  const asked = firstLooks(sessions).flatMap(({ fact }) => (fact.plan.envelope?.to ?? []).map(domainOfMailbox))
  return [...told, ...asked].find(isPlainName) ?? 'RECIPIENT-DOMAIN'
}

/** The domain of the sender address that our session used. */
export function senderDomain(sessions: Sight<'smtp.session'>): string {
  const from = firstLooks(sessions).map(({ fact }) => domainOfMailbox(fact.plan.envelope?.from))
  return from.find((domain) => domain !== undefined) ?? 'YOUR-DOMAIN'
}

/** The target's host name as our first session knows it, for texts to other people. */
export function targetHost(sessions: Sight<'smtp.session'>): string {
  return firstLooks(sessions)[0]?.fact.endpoint.host ?? 'the receiver'
}
