/** Telnet negotiation (RFC 854): IAC, a verb, an option. A greeting through a terminal gateway begins with it. */
const NEGOTIATION = /\u00ff[\u00fb-\u00fe][^]/g
/** What stands before the first letter or digit: a byte order mark, blank lines, NULs. */
const BEFORE_THE_TEXT = /^[^a-z0-9]+/i
/** The codes that a greeting can have (RFC 5321 §4.3.2), whatever comes after the digits. */
const CODE = /^(220|421|[45]\d\d)(?!\d)/

/** Octets that are no reply by the grammar, and yet are a mail server's greeting: a code stands in them where the text begins. */
export function isDamagedGreeting(head: string): boolean {
  return CODE.test(head.replace(NEGOTIATION, '').replace(BEFORE_THE_TEXT, ''))
}
