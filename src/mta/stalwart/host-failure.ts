import { saidInReply } from '../attempt-line.ts'
import type { HostFailure, Peer } from './log-deliveries.ts'
import type { Entry } from './log-entry.ts'
import { fieldsOf } from './log-entry.ts'

/** Events that end one host's try without ending the message's: the next host may take it. With the command that a reply answers. */
const HOST_EVENTS: Readonly<Record<string, string>> = {
  'delivery.connect-error': '',
  'delivery.greeting-failed': '',
  'delivery.ehlo-rejected': 'EHLO',
  'delivery.lhlo-rejected': 'EHLO',
  'delivery.start-tls-error': 'STARTTLS',
  'delivery.start-tls-unavailable': 'STARTTLS',
  'delivery.implicit-tls-error': '',
  'delivery.auth-failed': 'AUTH',
  'delivery.mail-from-rejected': 'MAIL FROM',
  'delivery.rcpt-to-failed': 'RCPT TO',
  'delivery.mx-lookup-failed': '',
  'delivery.ip-lookup-failed': '',
  'delivery.null-mx': '',
  'delivery.message-rejected': 'end of DATA',
  'dane.bogus-dnssec-record': '',
  'dane.tlsa-record-fetch-error': '',
  'dane.no-certificates-found': '',
  'dane.certificate-parse-error': '',
  'dane.authentication-failure': '',
}

/** Policies that end a try only where they are enforced: a domain's MTA-STS policy, or our own wish for TLSA records. */
const STRICT_EVENTS: ReadonlySet<string> = new Set([
  'mta-sts.policy-not-found',
  'mta-sts.policy-fetch-error',
  'mta-sts.invalid-policy',
  'mta-sts.not-authorized',
  'dane.tlsa-record-not-found',
  'dane.tlsa-record-not-dnssec-signed',
  'dane.tlsa-record-invalid',
])

/** What no later attempt will find otherwise, as far as Stalwart is concerned. */
const FINAL_EVENTS: ReadonlySet<string> = new Set([
  'delivery.null-mx',
  'mta-sts.not-authorized',
  'dane.authentication-failure',
])

/** The failure of a host, or of a whole domain, that an event tells; undefined: it tells none. */
export function hostFailureOf(entry: Entry): HostFailure | undefined {
  const { event, description, fields } = entry
  const isStrict = STRICT_EVENTS.has(event) && fields.last('strict') === 'true'
  if (!isStrict && !Object.hasOwn(HOST_EVENTS, event)) return undefined
  const peer = peerOf(entry)
  const said = saidIn(entry)
  const isUnoffered = event === 'delivery.start-tls-unavailable' && !isReply(said)
  const reason = isReply(said)
    ? saidInReply(peer.mx, peer.address, said, HOST_EVENTS[event] ?? '')
    : `${description} (${event})${peer.mx === '' ? '' : ` hostname = "${peer.mx}"`}, details = "${said}"`
  return {
    ...peer,
    reason,
    tls: !isUnoffered && (!event.startsWith('delivery.') || event.includes('tls')),
    isUnoffered,
    final:
      FINAL_EVENTS.has(event) ||
      /^5\d\d /.test(said) ||
      said.startsWith(NO_RECORD) ||
      said.startsWith('Permanent Failure for '),
    // Without an MX record the domain's own address is tried: no failure yet.
    detour: event !== 'delivery.mx-lookup-failed' || !said.includes('attempting implicit MX'),
  }
}

/** What Stalwart says of a name that no name server has, or that has no such record: it tries no later. */
const NO_RECORD = 'DNS record not found: '

/** The host that an event is about; Stalwart names itself where it speaks of no other. */
export function peerOf({ fields }: Entry): Peer {
  const host = fields.last('hostname').toLowerCase().replace(/\.$/, '')
  const address = fields.last('remoteIp')
  return { mx: host === 'localhost' ? '' : host, address: address === '(null)' ? '' : address }
}

/** The reply, or what went wrong: `code` and `details`, or the error that `causedBy` holds. */
export function saidIn({ fields, description }: Entry): string {
  const cause = fields.last('causedBy') || fields.last('details') || fields.last('reason')
  const brace = cause.indexOf(' { ')
  if (brace < 0 || !cause.endsWith('}')) return reply(fields.last('code'), cause || description)
  const inner = fieldsOf(cause.slice(brace + 3, -2))
  const code = inner.first('code') || fields.last('code')
  const reason = inner.last('reason')
  // A name server's answer has a name and no number: `DNS record not found (mail-auth.dns-record-not-found) { code = Non-Existent Domain }`.
  if (code !== '' && !/^\d/.test(code)) return `${cause.slice(0, brace).replace(/ \([a-z.-]{1,80}\)$/, '')}: ${code}`
  if (code !== '') return reply(code, reason || inner.last('details'))
  return [inner.first('details'), reason].filter((part) => part !== '').join(': ')
}

function reply(code: string, words: string): string {
  return /^\d{3}$/.test(code) ? `${code} ${words}` : words
}

export function isReply(text: string): boolean {
  return /^[245]\d\d[ -]/.test(text)
}
