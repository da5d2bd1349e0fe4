import { readAddress, scopeOf } from '../../domain/address.ts'
import { domainOfMailbox } from '../../domain/envelope-address.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import { withoutSpeaker } from '../../text/host-names.ts'
import { PORT_BEHIND, PORT_WORD } from '../../text/port-words.ts'
import type { TextReading } from '../../text/text-reading.ts'

/** Characters in which names are looked for: the words that decided stand before them. */
const MOST_SEARCHED = 8_000

/**
 * Whom a diagnosis is to visit, as `hangup diagnose` takes it. A port other than that of mail belongs to one host: whose mail it was is then no
 * matter. Else the domain of the recipient, whose MX are what failed; else who is named. undefined: nobody is.
 */
export function destinationOf(reading: TextReading): string | undefined {
  const port = portOf(reading)
  const server = serverOf(reading)
  if (port !== undefined && server !== undefined) return withPort(server, port)
  return (
    domainOfMailbox(reading.recipient) ??
    nameOf(reading.domain) ??
    server ??
    domainOfMailbox(mailboxAsked(reading.text))
  )
}

/** The mailbox that was named in RCPT, as a session shows it or a client words it: `RCPT TO:<u@example.org>`, `RCPT TO failed for u@example.org`. */
export function mailboxAsked(text: string): string | undefined {
  return /\bRCPT TO\b[^\n@]{0,40}?[<\s]([^\s<>@:]{1,64}@[\w.-]{3,253}\w)/i.exec(text.slice(0, MOST_SEARCHED))?.[1]
}

/** The port of a submission, where the text names one. */
export function portOf({ port, text, symptom }: TextReading): number | undefined {
  if (port !== undefined) return isSubmission(port) ? port : undefined
  if (symptom.startsWith('dns.')) return undefined
  const found = [...text.slice(0, MOST_SEARCHED).matchAll(SUBMISSION)].map(([number]) => Number(number))
  return new Set(found).size === 1 ? found[0] : undefined
}

/** 25 needs not be said; of other numbers it is not known that mail is spoken there. */
function isSubmission(port: number): boolean {
  return port === 587 || port === 465 || port === 2525
}

/** One of the ports, where it stands as a port does. */
const SUBMISSION = new RegExp(
  String.raw`(?<=(?:[\w\])]|\w\.):|${PORT_WORD}[ :="'#)]{0,4}|[a-z], )(?:587|465|2525)(?![\w.]|:\S|-\d)|(?<![\w.:,-])(?:587|465|2525)(?= ?-?(?:${PORT_BEHIND}|(?:es |\u00f6s |os )?port))`,
  'giu',
)

function withPort(server: string, port: number): string {
  return server.includes(':') ? `[${server}]:${port}` : `${server}:${port}`
}

function serverOf(reading: TextReading): string | undefined {
  // A resolver is no mail server.
  const address = reading.symptom.startsWith('dns.') ? undefined : addressOf(reading.address)
  return nameOf(reading.host) ?? nameBeside(address, reading.text) ?? address ?? namedIn(reading)
}

function nameOf(name: string | undefined): string | undefined {
  const bare = name?.toLowerCase().replace(/\.$/, '')
  return isPlainName(bare) && bare.includes('.') && readAddress(bare) === undefined && /[a-z]$/.test(bare)
    ? bare
    : undefined
}

/** Loopback is our own host, whose mail goes nowhere else from there. */
function addressOf(text: string | undefined): string | undefined {
  const address = text === undefined ? undefined : readAddress(text)
  return address === undefined || scopeOf(address) === 'loopback' ? undefined : address
}

const NAME = String.raw`(?:[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z][A-Za-z-]{0,21}[A-Za-z]`
/** A name that stands alone: no part of a mailbox, a page, a setting or a certificate's subject, and not what we say of ourselves. */
const ALONE = new RegExp(
  String.raw`(?<![\w@./:=<>$-]|\b(?:EHLO|HELO|LHLO|by name) )(?:(?:smtps?|submission|tls|tcp):\/\/(?:[^\s@\/]{1,100}@)?)?(${NAME})(?![\w@(]|\.\w|-\w|\/\w{3})`,
  'g',
)
/** What leads to a server: `to X`, `host X`, `talking to X`, `vers X`. */
const LEADS = new RegExp(
  String.raw`(?:\b(?:by|to|with|at|for|host|hostname|server|smtp|mx|relay|query|lookup|(?:reply|answer|response|greeting|banner|back) from|zu|bei|von|an|mit|vers|avec|par|chez|con|da|met|naar|till|med|z|do)|name=|expected CN=|not)[ :="'\u0060(\[]{1,4}$`,
  'i',
)
/** Last labels that are endings of files, where a name has no more than two. */
const ENDINGS =
  /\.(?:[cm]?[jt]sx?|java|kt|py|rb|php|go|rs|cs|vb|p[lm]|cc?|cpp|sh|md|cf|so|log|conf|cnf|ini|warn|info|err|service|json|ya?ml|txt|html?|eml|msg|exe|dll|nix)$/
/** Names of packages of programs begin as names of hosts end. */
const PACKAGE = /^(?:com|org|net|io|java|javax|jakarta|sun|jdk|system|std|tokio|node|php|django|app)\./

/** `smtp.example.net (192.0.2.25)`, where only the address was read: TLS asks for the name. */
function nameBeside(address: string | undefined, text: string): string | undefined {
  const at =
    address === undefined
      ? -1
      : text.search(new RegExp(String.raw`[([]${address?.replaceAll('.', String.raw`\.`)}[)\]]`))
  const before =
    at < 0 ? undefined : new RegExp(String.raw`(${NAME}) ?$`).exec(text.slice(Math.max(at - 255, 0), at))?.[1]
  return before !== undefined && isHost(before) ? nameOf(before) : undefined
}

/** The one server that the words name; undefined where they name none, or several alike. */
function namedIn({ text, reply, speaker, symptom }: TextReading): string | undefined {
  const searched = text.slice(0, MOST_SEARCHED)
  // Without a failure of mail, names are anything's.
  if (symptom === 'unknown') return undefined
  // A server names us, lists and pages of help in its replies; itself at the beginning of a 421 (RFC 5321 §4.2.1).
  if (speaker === 'peer' && !symptom.startsWith('dns.'))
    return reply?.code === 421 ? nameOf(withoutSpeaker(`421 ${reply.lines[0] ?? ''}`).name) : undefined
  const found = [...searched.matchAll(ALONE)].flatMap(({ 1: name = '', index }) =>
    isHost(name)
      ? [{ name: name.toLowerCase(), isLedTo: LEADS.test(searched.slice(Math.max(index - 24, 0), index)) }]
      : [],
  )
  const led = only(found.filter(({ isLedTo }) => isLedTo).map(({ name }) => name))
  return led ?? only(found.map(({ name }) => name)) ?? only(addressesIn(searched))
}

function isHost(name: string): boolean {
  return !/[A-Z]/.test(name) && !PACKAGE.test(name) && !(ENDINGS.test(name) && name.split('.').length === 2)
}

/** Addresses with a port of mail. */
function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\d.])((?:\d{1,3}\.){3}\d{1,3}):(?:25|465|587|2525)(?!\d)/g)].flatMap(
    ([, address]) => addressOf(address) ?? [],
  )
}

function only(names: readonly string[]): string | undefined {
  return new Set(names).size === 1 ? names[0] : undefined
}
