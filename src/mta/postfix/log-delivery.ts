import type { AttemptStatus } from '../log-event.ts'

/** The fields of `to=<A>, relay=R, delay=D, delays=a/b/c/d, tls=F, dsn=X.Y.Z, status=S (REASON)` (src/global/log_adhoc.c). */
export interface DeliveryLine {
  /** Where the recipient's domain stands in the message. */
  domainFrom: number
  domainTo: number
  /** Where the relay stands in the message. */
  relayFrom: number
  recipient: string
  /** `none`, `local`, `HOST[IP]:PORT`, `HOST[private/lmtp]`. */
  relay: string
  /** `a/b/c/d`; empty before 2.3. */
  delays: string
  dsn: string
  status: string
  reason: string
}

/**
 * Reads a delivery line; `start` is where `to=<` stands. Fields are taken in their order, so that an address that imitates them
 * cannot move them. Between `delays` and `dsn` any field may stand (3.11 has `tls=`, later ones may have more).
 */
export function readDelivery(message: string, start: number): DeliveryLine | undefined {
  const recipientEnd = addressEnd(message, start + 4)
  if (recipientEnd < 0) return undefined
  let index = recipientEnd + 1
  if (message.startsWith(', orig_to=<', index)) {
    const originalEnd = addressEnd(message, index + 11)
    if (originalEnd < 0) return undefined
    index = originalEnd + 1
  }
  if (!message.startsWith(', relay=', index)) return undefined
  const relayEnd = message.indexOf(',', index + 8)
  if (relayEnd < 0) return undefined
  const statusAt = message.indexOf(', status=', relayEnd)
  if (statusAt < 0) return undefined
  const delaysAt = message.indexOf(', delays=', relayEnd)
  const dsnAt = message.indexOf(', dsn=', relayEnd)
  const open = message.indexOf(' (', statusAt + 9)
  const closed = message.charCodeAt(message.length - 1) === 41
  const at = message.lastIndexOf('@', recipientEnd)
  return {
    recipient: message.slice(start + 4, recipientEnd),
    domainFrom: at < start + 4 ? recipientEnd : at + 1,
    domainTo: recipientEnd,
    relayFrom: index + 8,
    relay: message.slice(index + 8, relayEnd),
    delays: delaysAt < 0 || delaysAt > statusAt ? '' : message.slice(delaysAt + 9, message.indexOf(',', delaysAt + 9)),
    dsn: dsnAt < 0 || dsnAt > statusAt ? '' : message.slice(dsnAt + 6, message.indexOf(',', dsnAt + 6)),
    status: message.slice(statusAt + 9, open < 0 ? undefined : open),
    // A line that syslogd cut has no closing parenthesis.
    reason: open < 0 ? '' : message.slice(open + 2, closed ? -1 : undefined),
  }
}

/** Index of the `>` that ends an address. A quoted local part may hold one. */
function addressEnd(message: string, start: number): number {
  let index = start
  if (message.charCodeAt(index) === 34) {
    for (index++; index < message.length && message.charCodeAt(index) !== 34; index++)
      if (message.charCodeAt(index) === 92) index++
  }
  return message.indexOf('>', index)
}

/** undefined: not an attempt (an address verification probe), or a word that is not a status. */
export function attemptStatus(word: string): AttemptStatus | undefined {
  switch (word) {
    case 'sent':
      return 'sent'
    case 'deferred':
    case 'SOFTBOUNCE':
      return 'deferred'
    case 'bounced':
      return 'bounced'
    case 'expired':
      return 'expired'
    default:
      return undefined
  }
}

/** `HOST[ADDRESS]:PORT` taken apart; a socket or a transport's name has no address. */
export function readPeer(text: string): { readonly host: string; readonly address: string } {
  const open = text.indexOf('[')
  if (open < 0) return { host: '', address: '' }
  const close = text.indexOf(']', open)
  const inside = text.slice(open + 1, close < 0 ? undefined : close)
  // "host[private/dovecot-lmtp]" and "host[/var/run/lmtp]" are sockets.
  return { host: text.slice(0, open), address: inside.includes('/') ? '' : inside }
}

/** The peer that a reason names: `connect to H[ip]:25: …`, `lost connection with H[ip] while …`, `host H[ip] said: …`. */
export function peerInReason(reason: string): { readonly host: string; readonly address: string } {
  const open = reason.indexOf('[')
  if (open <= 0 || open > 300) return { host: '', address: '' }
  const space = reason.lastIndexOf(' ', open)
  const word = reason.slice(space + 1, open)
  if (word === '' || !/^[\w.-]+$/.test(word)) return { host: '', address: '' }
  return readPeer(reason.slice(space + 1, reason.indexOf(']', open) + 1 || undefined))
}
