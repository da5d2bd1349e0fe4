import { createInterner } from '../../wire/syslog/interner.ts'
import { lowerAscii } from '../../wire/syslog/latin1.ts'
import { field, tlsVersion } from '../field-text.ts'
import { domainStart } from '../log-event.ts'
import { readAddress, readHost } from './log-line.ts'

/** What a delivery line (`=>`, `->`, `>>`, `==`, `**`) says after its flag. One object serves all lines. */
export interface DeliveryLine {
  recipient: string
  domain: string
  mx: string
  address: string
  /** Our own address: `I=[…]`. */
  source: string
  /** `TLSv1.3`; empty where it went in clear. Of deliveries only. */
  tls: string
  /** Why it failed. Of failures only. */
  words: string
}

/** How the words begin: after `defer (…)`, or after the first colon. */
export type DeliveryKind = 'delivered' | 'deferred' | 'failed'

export interface DeliveryReader {
  /** `start` is where the address stands. */
  fromText(text: string, start: number, kind: DeliveryKind): DeliveryLine
  /** The same of a message in place; undefined: its address is not a plain one. */
  inPlace(octets: Uint8Array, block: string, span: Span, kind: DeliveryKind): DeliveryLine | undefined
}

export interface Span {
  readonly from: number
  readonly to: number
}

const SPACE = 32
const QUOTE = 34
const COLON = 58
const LESS = 60
const EQUALS = 61
const AT = 64
const OPEN = 91
const CLOSE = 93

export function openDeliveryLines(): DeliveryReader {
  const domains = createInterner(16_384, lowerAscii)
  const hosts = createInterner(16_384, lowerAscii)
  const addresses = createInterner(16_384)
  const versions = createInterner(256, tlsVersion)
  const line: DeliveryLine = { recipient: '', domain: '', mx: '', address: '', source: '', tls: '', words: '' }

  function clear(recipient: string, domain: string): void {
    line.recipient = recipient
    line.domain = domain
    line.mx = ''
    line.address = ''
    line.source = ''
    line.tls = ''
    line.words = ''
  }

  function fromText(text: string, start: number, kind: DeliveryKind): DeliveryLine {
    const { address: recipient, rest } = readAddress(text, start)
    clear(recipient, domains.text(recipient, domainStart(recipient), recipient.length))
    const { mx, address } = readHost(text, rest)
    line.mx = hosts.text(mx, 0, mx.length)
    line.address = addresses.text(address, 0, address.length)
    const source = sourceOf(text, rest)
    line.source = addresses.text(source, 0, source.length)
    if (kind === 'delivered') line.tls = tlsVersion(field(text, 'X', rest))
    else {
      const deferAt = kind === 'deferred' ? text.indexOf('defer (', rest) : -1
      line.words = withoutTimes(deferAt >= 0 ? text.slice(deferAt) : afterFields(text, rest))
    }
    return line
  }

  /** `H=host [address]` from `at` on; the index of its end, or of its beginning where it is none. */
  function hostInPlace(octets: Uint8Array, at: number, to: number): number {
    const limit = Math.min(to, at + 300)
    let open = at
    while (open < limit && !(octets[open] === OPEN && octets[open - 1] === SPACE)) open++
    if (open >= limit) return at
    line.mx = hosts.octets(octets, at, open - 1)
    const close = octets.indexOf(CLOSE, open)
    if (close < 0 || close >= to) return open
    line.address = addresses.octets(octets, open + 1, close)
    return close
  }

  function inPlace(octets: Uint8Array, block: string, span: Span, kind: DeliveryKind): DeliveryLine | undefined {
    const { from, to } = span
    const first = octets[from]
    // Commands, files and quoted local parts.
    if (first === 124 || first === 47 || first === QUOTE) return undefined
    let index = from
    let domain = -1
    for (let code = octets[index] ?? 0; index < to && code !== SPACE; code = octets[++index] ?? 0)
      if (code === AT) domain = index + 1
    // "address <parent>", "address: words"
    if (octets[index + 1] === LESS || octets[index - 1] === COLON || index >= to) return undefined
    clear(block.slice(from, index), domain < 0 ? '' : domains.octets(octets, domain, index))
    const wordsAt = fields(octets, index, to, kind)
    if (kind !== 'delivered') line.words = withoutTimes(block.slice(wordsAt, to))
    return line
  }

  /** Fields from `from` on; where the words begin. */
  function fields(octets: Uint8Array, from: number, to: number, kind: DeliveryKind): number {
    let host = false
    let deferAt = -1
    let colonAt = -1
    for (let index = from; index < to; index++) {
      if (octets[index] !== SPACE) continue
      if (colonAt < 0 && octets[index - 1] === COLON) colonAt = index + 1
      const name = octets[index + 1]
      if (octets[index + 2] !== EQUALS) {
        if (name === 100 && deferAt < 0 && kind === 'deferred' && isDefer(octets, index + 1)) deferAt = index + 1
      } else if (name === 72 && !host) {
        host = true
        index = hostInPlace(octets, index + 3, to)
      } else if (name === 73 && octets[index + 3] === OPEN && line.source === '')
        line.source = addresses.octets(octets, index + 4, endOf(octets, CLOSE, index + 4, to))
      else if (kind === 'delivered') {
        // What the peer said.
        if (name === 67 && octets[index + 3] === QUOTE) break
        if (name === 88 && line.tls === '')
          line.tls = versions.octets(octets, index + 3, endOf(octets, SPACE, index + 3, to))
      }
    }
    if (deferAt >= 0) return deferAt
    return colonAt < 0 ? from + 1 : colonAt
  }

  return { fromText, inPlace }
}

function endOf(octets: Uint8Array, mark: number, from: number, to: number): number {
  let index = from
  while (index < to && octets[index] !== mark) index++
  return index
}

/** `defer (` */
function isDefer(octets: Uint8Array, at: number): boolean {
  return octets[at + 1] === 101 && octets[at + 2] === 102 && octets[at + 5] === SPACE && octets[at + 6] === 40
}

function afterFields(text: string, rest: number): string {
  const at = text.indexOf(': ', rest)
  return at < 0 ? text.slice(rest).trim() : text.slice(at + 2)
}

function sourceOf(text: string, from: number): string {
  const at = text.indexOf(' I=[', from)
  return at < 0 ? '' : text.slice(at + 4, Math.max(at + 4, text.indexOf(']', at)))
}

/** log_selector's times may stand at the end of the peer's words: ` QT=3s DT=0.5s`. */
function withoutTimes(words: string): string {
  return words.charCodeAt(words.length - 1) === 115 && words.includes('T=', words.length - 40)
    ? words.replace(/(?: (?:QT|DT)=[0-9dhms.]{1,20}){1,2}$/, '')
    : words
}
