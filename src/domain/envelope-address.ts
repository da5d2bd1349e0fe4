import { isPlainName } from './plain-name.ts'

/** RFC 5321 §4.5.3.1.3 allows a path of 256 octets; a little more may be what somebody wants to test. */
const LONGEST_PATH = 320

/**
 * An address as MAIL and RCPT take it between their angle brackets; '' is the null sender. People write it with the brackets, too:
 * `<user@example.org>`, `<>`. undefined: a text that would say more than one path (a display name, a list, a parameter, a second line).
 */
export function readEnvelopeAddress(text: string): string | undefined {
  const given = text.trim()
  const path = given.startsWith('<') && given.endsWith('>') ? given.slice(1, -1) : given
  return path.length <= LONGEST_PATH && /^(?:"[^"\u0000-\u001f\u007f]*")?[^\s"<>,;\u0000-\u001f\u007f]*$/.test(path)
    ? path
    : undefined
}

/** The mailbox that a MAIL or RCPT command named, as it was said; undefined of the null sender, and of other commands. */
export function mailboxSaid(command: string): string | undefined {
  return /<([^<>]+)>/.exec(command)?.[1]
}

/** The domain of a mailbox, in lower case: what a table is keyed by. undefined: a local user, an address literal, or no plain name. */
export function domainOfMailbox(address: string | undefined): string | undefined {
  const at = address?.lastIndexOf('@') ?? -1
  const domain = at < 0 ? undefined : address?.slice(at + 1).toLowerCase()
  return isPlainName(domain) ? domain : undefined
}
