import { readAddress } from './address.ts'

/**
 * What the user wants examined. `domain`: where its mail goes is asked of DNS. `host`: this host and no MX lookup (a port was given,
 * or brackets). `address`: an IP address. Names are in ASCII form and lower case, without a trailing dot.
 */
export type ParsedTarget = {
  /** As the user wrote it. */
  readonly given: string
  readonly port?: number
} & (
  | { readonly kind: 'domain'; readonly domain: string; readonly mailbox?: string }
  | { readonly kind: 'host'; readonly host: string; readonly mailbox?: string }
  | { readonly kind: 'address'; readonly address: string; readonly mailbox?: string }
)

/** Why a text is no target, and what to write instead. */
export interface TargetProblem {
  readonly kind: 'problem'
  readonly problem: string
  readonly hint: string
}

/** Unicode name to its ASCII form (UTS 46), '' when there is none; `domainToASCII` of node:url is one. */
export type ToAscii = (name: string) => string

const EXAMPLES =
  'Write a domain (example.org), a mailbox (user@example.org), host:port, an IPv4 address or [IPv6]:port.'

/** Reads what was written as TARGET: `domain`, `user@domain`, `host:port`, `[host]`, `[host]:port`, IPv4, `[IPv6]:port`, bare IPv6. */
export function parseTarget(text: string, toAscii: ToAscii): ParsedTarget | TargetProblem {
  const given = text.trim()
  if (given === '') return problem('The target is empty', EXAMPLES)
  if (given.length > 512) return problem('The target is longer than any name', EXAMPLES)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]*)/i.exec(given)
  if (scheme !== null)
    return problem('The target is a URL', `Write only the host: ${scheme[2] === '' ? 'example.org' : scheme[2]}`)
  if (/^mailto:/i.test(given)) return problem('The target is a URL', `Write only the mailbox: ${given.slice(7)}`)
  if (/[\s\u0000-\u001f\u007f]/.test(given))
    return problem('The target contains a space or a control character', EXAMPLES)
  if (given.startsWith('-')) return problem('The target begins with a dash', EXAMPLES)

  const at = given.lastIndexOf('@')
  if (at === 0) return problem('The mailbox has no local part', 'Write user@example.org, or only the domain.')
  if (at > 0) return mailboxTarget(given, at, toAscii)
  if (given.includes('/')) return problem('The target contains a slash', `Write only the host: ${given.split('/')[0]}`)
  if (/[,;]/.test(given)) return problem('The target names more than one', 'Give one target at a time.')
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(given)
  if (bracketed !== null) return bracketTarget(given, bracketed[1] ?? '', bracketed[2], toAscii)
  if (/[[\]]/.test(given)) return problem('The brackets of the target do not match', 'Write [2001:db8::1]:25.')

  const bare = readAddress(given)
  if (bare !== undefined) return { kind: 'address', address: bare, given }
  const colons = given.split(':').length - 1
  if (colons > 1) {
    if (/^[0-9a-f:.]+%/i.test(given)) return zoneProblem()
    return problem('The target is not an IPv6 address', 'Write an IPv6 address with a port as [2001:db8::1]:25.')
  }
  const [hostText = '', portText] = given.split(':')
  const port = portText === undefined ? undefined : readPort(portText)
  if (typeof port === 'object') return port
  const address = readAddress(hostText)
  if (address !== undefined) return { kind: 'address', address, given, ...withPort(port) }
  const name = readName(hostText, toAscii)
  if (typeof name === 'object') return name
  return port === undefined ? { kind: 'domain', domain: name, given } : { kind: 'host', host: name, given, port }
}

function mailboxTarget(given: string, at: number, toAscii: ToAscii): ParsedTarget | TargetProblem {
  const localPart = given.slice(0, at)
  const domainText = given.slice(at + 1)
  if (!localPart.startsWith('"') && /[@,;<>]/.test(localPart)) {
    return problem('The target is not one mailbox', 'Give one mailbox, user@example.org, without a name or brackets.')
  }
  if (domainText === '') return problem('The mailbox has no domain', 'Write user@example.org.')
  const literal = /^\[(?:ipv6:)?([^\]]*)\]$/i.exec(domainText)
  if (literal !== null) {
    const address = readAddress(literal[1] ?? '')
    if (address === undefined) return problem('The address literal is not an IP address', 'Write user@[192.0.2.1].')
    return { kind: 'address', address, given, mailbox: given }
  }
  if (domainText.includes(':')) {
    return problem(
      'A mailbox has no port',
      `Write the host with the port, and --rcpt ${localPart}@${domainText.split(':')[0]}`,
    )
  }
  const domain = readName(domainText, toAscii)
  if (typeof domain === 'object') return domain
  return { kind: 'domain', domain, given, mailbox: `${localPart}@${domain}` }
}

function bracketTarget(
  given: string,
  inside: string,
  portText: string | undefined,
  toAscii: ToAscii,
): ParsedTarget | TargetProblem {
  const port = portText === undefined ? undefined : readPort(portText)
  if (typeof port === 'object') return port
  const text = inside.replace(/^ipv6:/i, '')
  const address = readAddress(text)
  if (address !== undefined) return { kind: 'address', address, given, ...withPort(port) }
  if (text.includes('%')) return zoneProblem()
  if (text.includes(':')) return problem('The brackets do not hold an IPv6 address', 'Write [2001:db8::1]:25.')
  // Postfix's notation: brackets around a name suppress the MX lookup.
  const host = readName(text, toAscii)
  if (typeof host === 'object') return host
  return { kind: 'host', host, given, ...withPort(port) }
}

function withPort(port: number | undefined): { port?: number } {
  return port === undefined ? {} : { port }
}

function readPort(text: string): number | TargetProblem {
  const port = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 1 && port <= 65_535) return port
  return problem(
    `The port ${JSON.stringify(text)} is not a number from 1 to 65535`,
    'Write host:25, or leave the port out.',
  )
}

function readName(text: string, toAscii: ToAscii): string | TargetProblem {
  if (text === '') return problem('The target has no host', EXAMPLES)
  const trimmed = text.endsWith('.') && text.length > 1 ? text.slice(0, -1) : text
  // ASCII names pass as they are: mail meets underscores and other letters that UTS 46 refuses.
  const ascii = /^[\u0021-\u007e]+$/.test(trimmed) ? trimmed.toLowerCase() : toAscii(trimmed).toLowerCase()
  if (ascii === '') return problem('The name has no ASCII form (IDNA)', 'Check the letters of the name.')
  if (ascii.length > 253) return problem(`The name is ${ascii.length} characters long; DNS allows 253`, EXAMPLES)
  for (const label of ascii.split('.')) {
    if (label === '') return problem('The name has an empty label (two dots in a row, or one at the start)', EXAMPLES)
    if (label.length > 63) return problem(`The label ${label.slice(0, 20)}… is longer than 63 characters`, EXAMPLES)
    if (!/^[a-z0-9_-]+$/.test(label))
      return problem('The name contains a character that host names do not have', EXAMPLES)
    if (label.startsWith('-') || label.endsWith('-'))
      return problem(`The label ${label} begins or ends with a dash`, EXAMPLES)
  }
  if (/^(?:0x[0-9a-f]*|\d+)$/.test(ascii.slice(ascii.lastIndexOf('.') + 1))) {
    return problem('The target is not an IPv4 address', 'Write all four numbers, 0 to 255: 192.0.2.1.')
  }
  return ascii
}

function zoneProblem(): TargetProblem {
  return problem(
    'The IPv6 address has a zone (the part after %)',
    'Mail does not go to link-local addresses; write a global address without a zone.',
  )
}

function problem(text: string, hint: string): TargetProblem {
  return { kind: 'problem', problem: text, hint }
}
