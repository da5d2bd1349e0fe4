/** An RFC 3463 enhanced status code: class.subject.detail, e.g. `4.4.2`. */
export type EnhancedCode = `${2 | 4 | 5}.${number}.${number}`

/** One SMTP reply (RFC 5321 §4.2), all its lines. `lines` hold the text after the code, unescaped: escape where shown. */
export interface Reply {
  /** 200 to 599. */
  readonly code: number
  readonly enhanced?: EnhancedCode
  readonly lines: readonly string[]
  /** Departures from the grammar that a reader can live with; left out when there are none. */
  readonly oddities?: readonly ReplyOddity[]
}

/**
 * `bare-lf`, `bare-cr`: line ends other than CRLF. `nul`: a NUL inside a line. `mixed-codes`: the lines carry different codes
 * (the last one counts, as Postfix and Exim read it).
 */
export type ReplyOddity = 'bare-lf' | 'bare-cr' | 'nul' | 'mixed-codes'

/** "Service closing transmission channel": the answer to QUIT (RFC 5321 §4.2.3). */
export const CLOSING = 221

/** The peer ends the session with this reply, whatever was asked (RFC 5321 §3.8, §4.2.3). */
export function endsSession({ code }: Reply): boolean {
  return code === 421 || code === CLOSING
}

export function isPositive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 400
}

/** The reply in one line, as an MTA would log it. Still unescaped. */
export function replyText(reply: Reply): string {
  return `${reply.code} ${reply.lines.join(' ')}`
}
