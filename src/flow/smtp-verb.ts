import { latin1 } from './line-buffer.ts'

const VERB =
  /^(?:EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|EXPN|HELP|QUIT|ETRN|XCLIENT|XFORWARD|X-ANONYMOUSTLS|XEXCH50|BURL)(?![A-Z0-9])/i
/** The longest verb, and the octet behind it. */
const MOST_VERB_BYTES = 16

/** The SMTP verb at the beginning of a line, in upper case; empty: none. */
export function verbOf(text: string): string {
  return VERB.exec(text)?.[0].toUpperCase() ?? ''
}

export function startsWithVerb(bytes: Uint8Array, at: number, end: number): boolean {
  return VERB.test(latin1(bytes, at, Math.min(end, at + MOST_VERB_BYTES)))
}
