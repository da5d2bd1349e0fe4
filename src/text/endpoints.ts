/** A peer as a text names it. */
export interface NamedPeer {
  readonly host?: string
  readonly address?: string
  readonly port?: number
}

const IPV4 = String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`
const IPV6 = String.raw`[0-9A-Fa-f:]{2,39}:[0-9A-Fa-f.]{1,15}(?:%\w{1,15})?`
// host[1.2.3.4]:25, host [1.2.3.4], H=host [ip]:25, [1.2.3.4]:25; names at most 253 characters (RFC 1035 §2.3.4).
const BRACKETED = new RegExp(
  String.raw`(?:(?<![\w.-])([A-Za-z0-9_](?:[\w.-]{0,251}[A-Za-z0-9])?)\s?)?\[(?:IPv6:)?(${IPV4}|${IPV6})\](?::(\d{1,5}))?`,
)
const PLAIN_PORT = new RegExp(String.raw`(?<![\w.:-])(${IPV4}):(\d{1,5})(?!\d|\.\d)`)
/** Where a server listens on all its addresses: nobody's. */
const ANY_ADDRESS = /(?<![\d.])0\.0\.0\.0:\d{1,5}(?!\d)/g
const NAME_PORT =
  /(?<![\w.@-])((?:[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]):(\d{2,5})(?!\d)/
/** `index.js:784` in a stack is a line of a program. */
const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|java|kt|py|rb|php|go|rs|cs|vb|p[lm]|exs?|erl|c|cc|cpp|swift|dart|cr|scala|lua)$/i
const ARGUMENT =
  /(?<![\w.-])(?:host|server|mx|remote|hostname|fqdn)[ :=]+["']?((?:[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9])(?![\w@.-]*@)/i
const IP_ARGUMENT = new RegExp(
  String.raw`(?:\bip|\baddress|\bto|\bhost|\baddr|\bpeer)[ :="']{1,3}(${IPV4})(?![\d.])`,
  'i',
)

const ARROW = '(?:->|=>|→)'
/** Both ends of a connection, ours first: `10.0.0.5:52344->192.0.2.1:25`, as Go and socket listings write them. */
const FLOW = new RegExp(
  String.raw`(?:\[(${IPV6})\]|(?<![\w.:-])(${IPV4})):(\d{1,5})\s?${ARROW}\s?(?:\[(${IPV6})\]|(${IPV4})):(\d{1,5})(?!\d)`,
)
const MAIL_PORTS: ReadonlySet<number | undefined> = new Set([25, 465, 587, 2525])

/** Words that stand before an address and are no host names. */
const NOT_HOSTS = new Set([
  'to',
  'from',
  'with',
  'host',
  'at',
  'for',
  'client',
  'by',
  'address',
  'ip',
  'unknown',
  'of',
  'error',
  'the',
  'is',
  'your',
  'server',
])

/** The first peer that the text names as mail software does: `host[address]:port` and its kin. */
export function namedPeer(text: string): NamedPeer {
  const flow = text.includes('>') || text.includes('→') ? farEnd(text) : undefined
  if (flow !== undefined) return flow
  const bracketed = text.includes('[') ? BRACKETED.exec(text) : null
  if (bracketed?.[2] !== undefined && isAddress(bracketed[2])) {
    const name = bracketed[1]
    const host = name !== undefined && !NOT_HOSTS.has(name.toLowerCase()) ? { host: name } : {}
    const port = portOf(bracketed[3])
    return { ...host, address: bracketed[2], ...(port !== undefined && { port }) }
  }
  const ported = text.includes(':')
  const plain = ported ? PLAIN_PORT.exec(text.replaceAll(ANY_ADDRESS, ' ')) : null
  if (plain?.[1] !== undefined && isAddress(plain[1])) {
    const port = portOf(plain[2])
    return { address: plain[1], ...(port !== undefined && { port }) }
  }
  const name = ported && /[a-z]:\d\d/i.test(text) ? NAME_PORT.exec(text) : null
  const port = portOf(name?.[2])
  if (name?.[1] !== undefined && port !== undefined && (MAIL_PORTS.has(port) || !SOURCE_FILE.test(name[1])))
    return { host: name[1], port }
  const argument = ARGUMENT.exec(text)
  const address = IP_ARGUMENT.exec(text)
  return {
    ...(argument?.[1] !== undefined && { host: argument[1] }),
    ...(address?.[1] !== undefined && isAddress(address[1]) && { address: address[1] }),
  }
}

/** The end with the mail port, else the second one: a server's own log may write itself first. */
function farEnd(text: string): NamedPeer | undefined {
  const found = FLOW.exec(text)
  if (found === null) return undefined
  const [near, far] = [found.slice(1, 4), found.slice(4, 7)].map(([v6, v4, port]) => ({
    address: v6 ?? v4 ?? '',
    port: portOf(port),
  }))
  if (near === undefined || far === undefined || !isAddress(near.address) || !isAddress(far.address)) return undefined
  const { address, port } = MAIL_PORTS.has(near.port) && !MAIL_PORTS.has(far.port) ? near : far
  return { address, ...(port !== undefined && { port }) }
}

function portOf(text: string | undefined): number | undefined {
  const port = Number(text)
  return text !== undefined && port > 0 && port < 65_536 ? port : undefined
}

/** An IPv4 or IPv6 literal (loose for IPv6: at least two colons). */
export function isAddress(text: string): boolean {
  if (text.includes(':')) return text.split(':').length > 2
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => Number(part) < 256)
}
