import type { SpeakerReading } from '../text-reading.ts'

/** A wrapper taken off: the words inside, and what the wrapper told. */
export interface Peeled {
  readonly core: string
  readonly around: Partial<SpeakerReading>
}

/**
 * Takes one wrapper off, or answers undefined when there is none. Wrappers quote an earlier failure: the cause is inside.
 * Called until nothing is left to take off.
 */
export function peeled(text: string): Peeled | undefined {
  return (
    suspended(text) ??
    diagnosticField(text) ??
    lastError(text) ??
    primaryTarget(text) ??
    arrows(text) ??
    ses(text) ??
    kumo(text) ??
    bounceWords(text)
  )
}

const SUSPENDED = /^\(?delivery temporarily suspended:?\s*/i

function suspended(text: string): Peeled | undefined {
  const match = SUSPENDED.exec(text)
  return match === null ? undefined : { core: text.slice(match[0].length), around: { suspended: true } }
}

// OpenSSL's own `error:0A000126:` is no field.
const FIELD =
  /^(?!error:[\dA-F]{8}:)(?:diagnostic-code|diagnostic code|remote server returned|remote-server returned|reason|last-error|last error|error|smtp error|mailer error(?!\s*:\s*exit status)|response|status details?|lasterror)\s*[:=]\s*(?=\S)/i
const MTA_TYPE =
  /^(?:x-)?(?:smtp|unix|postfix|x-unix|x-postfix|x-exim|x-qmail|x-powermta|powermta|exchange|x-notes|lmtp|dns|internal)\s?;\s*(?=\S)/i

function diagnosticField(text: string): Peeled | undefined {
  const field = FIELD.exec(text)
  if (field !== null) return { core: unquoted(text.slice(field[0].length)), around: {} }
  const type = MTA_TYPE.exec(text)
  // Postfix marks what it says itself so; elsewhere the type names a protocol.
  const own = type !== null && /^x-postfix/i.test(type[0])
  // What a delivery program of the reporting host ended with (sysexits.h): no reply's code.
  const status = type !== null && /unix/i.test(type[0]) ? /^\d{1,3}(?=\s|$)/.exec(text.slice(type[0].length)) : null
  if (status !== null) return { core: `mailer error: exit status ${status[0]}`, around: {} }
  if (type !== null) return { core: text.slice(type[0].length), around: own ? { software: 'postfix' } : {} }
  return undefined
}

/** `'…'` and `"…"` around the whole. */
function unquoted(text: string): string {
  const match = /^(['"])([\s\S]*)\1\.?$/.exec(text.trim())
  return match?.[2] ?? text
}

const LED_END = /\}\s{0,4}[;,]?\s{0,4}(?=\{(?:MSG|FQDN|IP|LRT)=|\}?\]|$)/i

/** What stands behind `{LED=` up to the brace that ends it; inner braces belong to it. */
function ledOf(text: string): string | undefined {
  const start = text.search(/\{LED=/i)
  if (start === -1) return undefined
  const rest = text.slice(start + 5, start + 8_005)
  const end = rest.search(LED_END)
  return end === -1 ? rest : rest.slice(0, end)
}

/** Exchange's LastError: a `{KEY=value}` list whose keys come in any order and may nest. */
function lastError(text: string): Peeled | undefined {
  if (!/\{(?:LED|MSG|LRT|FQDN|IP)=/i.test(text)) return undefined
  const led = ledOf(text)
  if (led === undefined) return undefined
  const host = /\{FQDN=([^}\s]{1,255})\}/i.exec(text)?.[1]
  const address = /\{IP=([0-9A-Fa-f.:]{3,45})\}/i.exec(text)?.[1]
  const message = /\{MSG=([^}]{1,2000})\}/i.exec(text)?.[1] ?? ''
  return {
    core: (message.trim() === '' ? led : `${led} ${message}`).replace(/\s+/g, ' '),
    around: {
      software: 'exchange',
      speaker: 'us',
      ...(host !== undefined && { host }),
      ...(address !== undefined && { address }),
    },
  }
}

const EXPIRED_HEAD =
  /message expired|delivery expired|expired|retry time|delivery time|queue time|too long|could not be delivered/i

const PRIMARY =
  /(?:primary target ip address responded with|remote server returned|proxy session setup failed on frontend with|target host responded with error|error communicating with target host|error encountered while communicating with primary target ip address|server responded with|responded with)\s?[:.]?\s*(?:->\s*)?(?=["'“”„«\d<])/i

/** Exchange's sentences that quote the real answer: `Primary target IP address responded with: "…" Attempted failover …`. */
function primaryTarget(text: string): Peeled | undefined {
  const match = PRIMARY.exec(text)
  if (match === null) return undefined
  const rest = text.slice(match.index + match[0].length)
  const quote = rest.charAt(0)
  const closing = CLOSING[quote]
  const inner = closing === undefined ? rest : quoted(rest, closing)
  if (inner.trim() === '' || inner.length >= text.length) return undefined
  const gaveUp = EXPIRED_HEAD.test(text.slice(0, match.index))
  const tail = /last endpoint attempted was ([0-9A-Fa-f.:]{3,45}?):(\d{1,5})(?!\d)/i.exec(text)
  const server = /LastAttemptedServerName=([\w.-]{1,255})/.exec(text)?.[1]
  return {
    core: inner,
    around: {
      software: 'exchange',
      speaker: 'us',
      ...(gaveUp && { expired: true }),
      ...(tail?.[1] !== undefined && { address: tail[1], port: Number(tail[2]) }),
      ...(server !== undefined && { host: server }),
    },
  }
}

/** Mail programs and web pages turn straight quotes into curved ones. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '”': '”', '„': '“', '«': '»' }

/** The words between a quote and its last partner: inner quotes are of the other kind or nest. */
function quoted(text: string, quote: string): string {
  const last = text.lastIndexOf(quote)
  return last > 0 ? text.slice(1, last) : text.slice(1)
}

/** `A -> B -> C`: the last is the innermost; an outer "Message expired" says that the sender gave up. */
function arrows(text: string): Peeled | undefined {
  const at = text.lastIndexOf('-> ')
  // `SERVER -> CLIENT: 220 …` are the lines of a session.
  if (at === -1 || at < 3 || /\b(?:client|server)\s?$/i.test(text.slice(Math.max(0, at - 10), at))) return undefined
  const inner = text.slice(at + 3).trim()
  if (!/^(?:[245]\d\d[ -]|socket|[a-z]{4,40}:)/i.test(inner)) return undefined
  const head = text.slice(0, at)
  const outer = /(?:^|\s)([45])\.4\.(?:7|300|31[67])\b/.test(head) || EXPIRED_HEAD.test(head)
  // `SocketTimedout: Socket error code 10060` needs the "Unable to connect" before it.
  const before = head.slice(head.lastIndexOf('-> ', at - 4) + 1)
  const keep = /unable to connect/i.test(before) ? `Unable to connect: ${inner}` : inner
  return { core: keep, around: { software: 'exchange', speaker: 'us', ...(outer && { expired: true }) } }
}

const SES = /message expired: unable to deliver in \d{1,6} minutes\.?\s*<?/i

function ses(text: string): Peeled | undefined {
  const match = SES.exec(text)
  if (match === null) return undefined
  const inner = text
    .slice(match.index + match[0].length)
    .replace(/>\s*$/, '')
    .trim()
  return inner.length < 4 ? undefined : { core: inner, around: { expired: true, speaker: 'us' } }
}

const KUMO = /(?:^\d{3} (?:\d\.\d\.\d )?)?kumomta internal: ?/i

function kumo(text: string): Peeled | undefined {
  const match = KUMO.exec(text)
  return match === null
    ? undefined
    : { core: text.slice(match.index + match[0].length), around: { software: 'kumomta', speaker: 'us' } }
}

const REMOTE_SAID =
  /(?:remote host said|remote server said|remote host answered|the remote server responded|giving up on (\S{1,255}))[.:]\s*(?=\S)/i

/** qmail and its kin: the peer's words stand behind `Remote host said:`; what stands before tells the stage. */
function bounceWords(text: string): Peeled | undefined {
  const match = REMOTE_SAID.exec(text)
  // The sentence before it is qmail's own and is read by its grammar.
  if (match === null || match.index > 0) return undefined
  return { core: text.slice(match[0].length), around: { speaker: 'peer' } }
}
