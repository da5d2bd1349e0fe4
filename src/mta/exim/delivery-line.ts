import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import { lowerAscii } from '../../wire/syslog/latin1.ts'
import { tlsVersion } from '../field-text.ts'
import { domainFrom, indexIn } from '../octets.ts'
import { EximAttempt, type Message } from './log-attempt.ts'

/** How the words begin: after `defer (…)`, or after the first colon. */
export type DeliveryKind = 'delivered' | 'deferred' | 'failed'

/** Reads what stands behind the flag: `ADDRESS <original> R=… T=… H=host [address] …`. */
export type DeliveryReader = (frame: Frame, message: Message, kind: DeliveryKind) => EximAttempt

const SPACE = 32
const QUOTE = 34
const SLASH = 47
const COLON = 58
const LESS = 60
const EQUALS = 61
const GREATER = 62
const OPEN = 91
const BACKSLASH = 92
const CLOSE = 93
const STAR = 42
const BAR = 124
/** ` => ` */
const FLAG_LENGTH = 4

export function openDeliveryLines(): DeliveryReader {
  const domains = createInterner(16_384, lowerAscii)
  const hosts = createInterner(16_384, lowerAscii)
  const addresses = createInterner(16_384)
  const versions = createInterner(256, tlsVersion)

  /** `H=host [address]` from `at` on; the index of its end, or of its beginning where it is none. */
  function host(line: EximAttempt, octets: Uint8Array, at: number, to: number): number {
    const limit = Math.min(to, at + 300)
    let open = at
    while (open < limit && !(octets[open] === OPEN && octets[open - 1] === SPACE)) open++
    if (open >= limit) return at
    line.mx = hosts.octets(octets, at, open - 1)
    const close = indexIn(octets, CLOSE, open, to)
    if (close === to) return open
    line.address = addresses.octets(octets, open + 1, close)
    return close
  }

  /** Fields from `from` on; where the words begin. */
  function fields(line: EximAttempt, octets: Uint8Array, { from, to }: Span, kind: DeliveryKind): number {
    let isHostKnown = false
    let isPastHost = false
    let deferAt = -1
    let colonAt = -1
    for (let index = from; index < to; index++) {
      if (octets[index] !== SPACE) continue
      if (octets[index - 1] === COLON) {
        if (colonAt < 0) colonAt = index + 1
        isPastHost ||= isHostKnown
      }
      const name = octets[index + 1]
      if (octets[index + 2] !== EQUALS) {
        if (name === 100 && deferAt < 0 && kind === 'deferred' && isDefer(octets, index + 1)) deferAt = index + 1
      } else if (name === 72 && !isHostKnown) {
        isHostKnown = true
        index = host(line, octets, index + 3, to)
        line.continued = octets[index + 1] === STAR
      } else if (name === 73 && octets[index + 3] === OPEN && line.source === '')
        line.source = addresses.octets(octets, index + 4, indexIn(octets, CLOSE, index + 4, to))
      // What the peer said.
      else if (kind === 'delivered' && name === 67 && octets[index + 3] === QUOTE) break
      else if (name === 88 && line.tls === '' && !isPastHost)
        line.tls = versions.octets(octets, index + 3, versionEnd(octets, index + 3, to))
    }
    if (deferAt >= 0) return deferAt
    return colonAt < 0 ? Math.min(from + 1, to) : colonAt
  }

  return ({ octets, text, to, atMs }, message, kind) => {
    const line = new EximAttempt(atMs, text, message)
    const from = readAddress(line, octets, message.to + FLAG_LENGTH, to)
    const { recipientFrom, recipientTo } = line
    line.domain = domains.octets(octets, domainFrom(octets, recipientFrom, recipientTo), recipientTo)
    const wordsAt = fields(line, octets, { from, to }, kind)
    if (kind !== 'delivered') {
      line.wordsFrom = wordsAt
      line.wordsTo = to
    }
    return line
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** `ADDRESS <original>`: notes the address, and gives where the rest begins. */
function readAddress(line: EximAttempt, octets: Uint8Array, from: number, to: number): number {
  const first = octets[from]
  // A command has arguments: "|/usr/bin/list post x <list@here.example>".
  if (first === BAR || first === SLASH) {
    const parent = pairIn(octets, SPACE, LESS, from, Math.min(to, from + 1_000))
    const close = pairIn(octets, GREATER, SPACE, parent, to)
    if (close < to) return noted(line, parent + 2, close, close + 1)
  }
  let end = from
  if (first === QUOTE) {
    for (end++; end < to && octets[end] !== QUOTE; end++) if (octets[end] === BACKSLASH) end++
  }
  const stop = indexIn(octets, SPACE, end, to)
  const own = octets[stop - 1] === COLON ? stop - 1 : stop
  if (octets[stop + 1] === LESS) {
    const close = indexIn(octets, GREATER, stop, to)
    // "local-part <whole@address>": the last parent is what the sender wrote.
    if (close < to && domainFrom(octets, from, own) === own) return noted(line, stop + 2, close, close + 1)
    if (close < to) return noted(line, from, own, close + 1)
  }
  return noted(line, from, own, own)
}

/** Where two octets stand side by side; `to` where they do not. */
function pairIn(octets: Uint8Array, first: number, second: number, from: number, to: number): number {
  let index = from
  while (index < to && (octets[index] !== first || octets[index + 1] !== second)) index++
  return index
}

function noted(line: EximAttempt, from: number, to: number, rest: number): number {
  line.recipientFrom = from
  line.recipientTo = to
  return rest
}

/** Behind `TLS1.3:…`, which a colon ends where it is the last field before a failure's words. */
function versionEnd(octets: Uint8Array, from: number, to: number): number {
  const end = indexIn(octets, SPACE, from, to)
  return octets[end - 1] === COLON ? end - 1 : end
}

/** `defer (` */
function isDefer(octets: Uint8Array, at: number): boolean {
  return octets[at + 1] === 101 && octets[at + 2] === 102 && octets[at + 5] === SPACE && octets[at + 6] === 40
}
