/**
 * The stages of an SMTP delivery in their order (RFC 5321 §3, RFC 3207). `body` is the message octets on their way,
 * `dot` the wait for the answer to the end of data, `idle` a session with nothing outstanding.
 */
export const STAGES = [
  'dns',
  'connect',
  'banner',
  'ehlo',
  'starttls',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'body',
  'dot',
  'idle',
  'quit',
] as const

export type Stage = (typeof STAGES)[number]

/** True when `a` comes before `b` in a session. */
export function isBefore(a: Stage, b: Stage): boolean {
  return STAGES.indexOf(a) < STAGES.indexOf(b)
}
