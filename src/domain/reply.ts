/** An RFC 3463 enhanced status code: class.subject.detail, e.g. `4.4.2`. */
export type EnhancedCode = `${2 | 4 | 5}.${number}.${number}`

/** One SMTP reply (RFC 5321 §4.2), all its lines. `lines` hold the text after the code, unescaped: escape where shown. */
export interface Reply {
  /** 200 to 599. */
  readonly code: number
  readonly enhanced?: EnhancedCode
  readonly lines: readonly string[]
}

export function isPositive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 400
}

/** The reply in one line, as an MTA would log it. Still unescaped. */
export function replyText(reply: Reply): string {
  return `${reply.code} ${reply.lines.join(' ')}`
}
