import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import { lowerAscii } from '../../wire/syslog/latin1.ts'
import type { AttemptStatus } from '../log-event.ts'
import { domainFrom, indexIn, standsAt } from '../octets.ts'
import { DeliveryLine } from './log-attempt.ts'

const SPACE = 32
const QUOTE = 34
const OPENING = 40
const CLOSING = 41
const COMMA = 44
const SLASH = 47
const GREATER = 62
const OPEN = 91
const BACKSLASH = 92
const CLOSE = 93
const LETTER_D = 100
const LETTER_S = 115

/** `: to=<` stands at `idEnd`, behind the queue id that the message begins with. undefined: a line of another kind. */
export type DeliveryReader = (frame: Frame, idEnd: number) => DeliveryLine | undefined

/**
 * Reads `QID: to=<A>, relay=R, delay=D, delays=a/b/c/d, tls=F, dsn=X.Y.Z, status=S (REASON)` (src/global/log_adhoc.c). Fields are taken in
 * their order, so that an address that imitates them cannot move them. Between `delays` and `dsn` any field may stand (3.11 has `tls=`,
 * later ones may have more). The status is left to the caller: of the words only some are attempts.
 */
export function openDeliveries(): DeliveryReader {
  const domains = createInterner(16_384, lowerAscii)
  const hosts = createInterner(16_384)

  function read(line: DeliveryLine, octets: Uint8Array, to: number): boolean {
    const recipientTo = addressEnd(octets, line.recipientFrom, to)
    if (recipientTo === to) return false
    line.recipientTo = recipientTo
    line.domain = domains.octets(octets, domainFrom(octets, line.recipientFrom, recipientTo), recipientTo)
    let index = recipientTo + 1
    if (standsAt(octets, index, ', orig_to=<')) {
      index = addressEnd(octets, index + 11, to) + 1
      if (index > to) return false
    }
    if (!standsAt(octets, index, ', relay=')) return false
    const relayTo = indexIn(octets, COMMA, index + 8, to)
    if (relayTo === to) return false
    relay(line, octets, index + 8, relayTo)
    const statusAt = fields(line, octets, relayTo, to)
    if (statusAt < 0) return false
    let open = statusAt
    while (open < to && (octets[open] !== SPACE || octets[open + 1] !== OPENING)) open++
    line.wordFrom = statusAt
    line.wordTo = open
    line.sent = open - statusAt === 4 && standsAt(octets, statusAt, 'sent')
    if (open < to) {
      line.reasonFrom = open + 2
      // A line that syslogd cut has no closing parenthesis.
      line.reasonTo = octets[to - 1] === CLOSING ? to - 1 : to
    }
    return true
  }

  /** `HOST[ADDRESS]:PORT`; a transport's name and a socket (`HOST[private/dovecot-lmtp]`, `HOST[/var/run/lmtp]`) have no address. */
  function relay(line: DeliveryLine, octets: Uint8Array, from: number, to: number): void {
    line.relayFrom = from
    line.relayTo = to
    const open = indexIn(octets, OPEN, from, to)
    if (open === to) return
    line.mx = hosts.octets(octets, from, open)
    const close = indexIn(octets, CLOSE, open, to)
    if (indexIn(octets, SLASH, open, close) < close) return
    line.addressFrom = open + 1
    line.addressTo = close
  }

  return ({ octets, text, from, to, atMs }, idEnd) => {
    const line = new DeliveryLine(atMs, text, from, idEnd + ': to=<'.length)
    return read(line, octets, to) ? line : undefined
  }
}

/** Behind `, status=` after the relay, or −1. What is wanted of the fields before it is noted. */
function fields(line: DeliveryLine, octets: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index = indexIn(octets, COMMA, index + 1, to)) {
    const name = octets[index + 2]
    if (name === LETTER_S) {
      if (standsAt(octets, index, ', status=')) return index + 9
    } else if (name === LETTER_D) {
      if (line.delaysFrom < 0 && standsAt(octets, index, ', delays=')) line.delaysFrom = index + 9
      else if (line.dsnFrom < 0 && standsAt(octets, index, ', dsn=')) line.dsnFrom = index + 6
    }
  }
  return -1
}

/** Index of the `>` that ends an address; `to` where none does. A quoted local part may hold one. */
function addressEnd(octets: Uint8Array, from: number, to: number): number {
  let index = from
  if (octets[index] === QUOTE) {
    for (index++; index < to && octets[index] !== QUOTE; index++) if (octets[index] === BACKSLASH) index++
  }
  return indexIn(octets, GREATER, index, to)
}

/** Of a word that is not `sent`. undefined: not an attempt (an address verification probe), or no status at all. */
export function failedStatus(word: string): AttemptStatus | undefined {
  switch (word) {
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

/** The peer that a reason names: `connect to H[ip]:25: …`, `lost connection with H[ip] while …`, `host H[ip] said: …`. */
export function peerInReason(reason: string): { readonly host: string; readonly address: string } {
  const open = reason.indexOf('[')
  if (open <= 0 || open > 300) return NOBODY
  const host = reason.slice(reason.lastIndexOf(' ', open) + 1, open)
  if (host === '' || !/^[\w.-]+$/.test(host)) return NOBODY
  const close = reason.indexOf(']', open)
  const address = reason.slice(open + 1, close < 0 ? undefined : close)
  return { host, address: address.includes('/') ? '' : address }
}

const NOBODY = { host: '', address: '' }
