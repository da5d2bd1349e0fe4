import type { AttemptStatus } from '../log-event.ts'

/** `result=` of a delivery. undefined: no such word. */
export function statusOf(result: string): AttemptStatus | undefined {
  switch (result) {
    case 'Ok':
      return 'sent'
    case 'TempFail':
      return 'deferred'
    case 'PermFail':
    case 'LoopDetected':
      return 'bounced'
    case 'Expire':
    case 'Expired':
      return 'expired'
    default:
      return undefined
  }
}

/** `192.0.2.1 (mx.example.org)` or one of the two. Before 5.3 `mx.example.org [192.0.2.1]`. */
export function relayOf(relay: string): { readonly mx: string; readonly address: string } {
  const old = /^(\S{1,255}) \[(?:IPv6:)?([\d.]{7,15}|[0-9a-f:]{3,39})\]$/i.exec(relay)
  if (old !== null) return { mx: isAddress(old[1] ?? '') ? '' : (old[1] ?? '').toLowerCase(), address: old[2] ?? '' }
  const open = relay.indexOf(' (')
  if (open < 0) return isAddress(relay) ? { mx: '', address: relay } : { mx: relay.toLowerCase(), address: '' }
  return { mx: relay.slice(open + 2, relay.indexOf(')', open)).toLowerCase(), address: relay.slice(0, open) }
}

function isAddress(text: string): boolean {
  return /^[\d.]+$|:/.test(text)
}

/** `smtp://192.0.2.1:25`, `smtp+notls://[IPv6:2001:db8::1]:25`. */
export function addressIn(url: string): string {
  return (
    /:\/\/(?:\[(?:IPv6:)?([^\]]{2,60})\]|([\d.]{7,15}))/i
      .exec(url)
      ?.slice(1)
      .find((part) => part !== undefined) ?? ''
  )
}

/** Whom `to=<…>` names; undefined where the line was torn within, so that what follows may be another's. */
export function recipientIn(text: string): string | undefined {
  const at = text.search(/(?<![^ ,])to=</)
  return at < 0
    ? undefined
    : /^to=<("[^"<>]{0,320}"@[^<>" ]{1,255}|[^<>" ]{0,320})>(?![^ ,])/.exec(text.slice(at, at + 600))?.[1]
}

/** Of an envelope: its first half is the message's. */
export function isEnvelopeId(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text)
}
