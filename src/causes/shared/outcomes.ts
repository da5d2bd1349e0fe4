import { noWayOf } from '../../domain/icmp-errno.ts'
import type { Outcome } from '../../domain/outcome.ts'

/** Nothing came back: our own patience, or the kernel's, ran out. */
export function isSilence(outcome: Outcome): boolean {
  return outcome.kind === 'silent' || (outcome.kind === 'errno' && outcome.errno === 'ETIMEDOUT')
}

/** An answer began and did not come to its end: a program is there, and had spoken. */
export function isBegun(outcome: Outcome): boolean {
  return (outcome.kind === 'silent' || outcome.kind === 'closed') && (outcome.bytesSeen ?? 0) > 0
}

/** The program at the other end said goodbye in TLS (close_notify, RFC 8446 §6.1): it lives, and meant to end the session. */
export function isFarewell(outcome: Outcome): boolean {
  return outcome.kind === 'closed' && outcome.alert?.from === 'peer' && outcome.alert.description === 0
}

/** A reset, or our kernel's word for one. */
export function isReset(outcome: Outcome): boolean {
  return (
    (outcome.kind === 'closed' && outcome.by === 'rst') ||
    (outcome.kind === 'errno' && (outcome.errno === 'ECONNRESET' || outcome.errno === 'EPIPE'))
  )
}

/** An orderly end: FIN, in TLS with or without close_notify (alert 0). */
export function isOrderlyClose(outcome: Outcome): boolean {
  if (outcome.kind !== 'closed') return false
  return outcome.by === 'fin' || outcome.by === 'unknown' || (outcome.by === 'tls-alert' && isFarewell(outcome))
}

/** The connection ended without an answer, in whichever way. */
export function isClose(outcome: Outcome): boolean {
  return isReset(outcome) || isOrderlyClose(outcome)
}

/** The line was cut, by whomever: FIN, reset, an alert of TLS. */
export function isCut(outcome: Outcome): boolean {
  return outcome.kind === 'closed' || isReset(outcome)
}

/** No answer came: silence, or the end of the connection in its place. */
export function isUnanswered(outcome: Outcome): boolean {
  return isSilence(outcome) || isClose(outcome)
}

/** A RST, or an ICMP port unreachable, came back for our SYN. */
export function isRefused(outcome: Outcome): boolean {
  return outcome.kind === 'errno' && outcome.errno === 'ECONNREFUSED'
}

/** An ICMP error (or our own routing table) says that there is no way. */
export function isUnreachable(outcome: Outcome): boolean {
  return outcome.kind === 'errno' && noWayOf(outcome.errno) !== undefined
}

/** Something answered our SYN with a no: a RST, or an ICMP error. */
export function isRejected(outcome: Outcome): boolean {
  return isRefused(outcome) || isUnreachable(outcome)
}

/** A filter said no in so many words. */
export function isProhibited(outcome: Outcome): boolean {
  return outcome.kind === 'errno' && noWayOf(outcome.errno) === 'prohibited'
}
