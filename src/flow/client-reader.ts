import type { Stage } from '../domain/stage.ts'
import { createBodyScan, endsWithBareDot, findEndOfData, type BodyScan } from './body-scan.ts'
import { say, stageOfVerb, type Dialogue } from './dialogue.ts'
import { createLineBuffer, fill, takeLine } from './line-buffer.ts'
import type { StreamReader } from './reassembly.ts'
import type { TlsReader } from './tls-reader.ts'

type State = 'command' | 'auth' | 'body' | 'chunk' | 'tls' | 'lost'

export interface ClientReader extends StreamReader {
  /** The server agreed to STARTTLS, to a message, asks for more of an AUTH exchange, or ended it. */
  startTls(): void
  startBody(offset: number, atUs: number, frame: number): void
  auth(goesOn: boolean): void
  /** The reply to the end of data came although its dot was not seen. */
  endBody(frame: number, atUs: number): void
  readonly bareDot: () => boolean
}

const VERB =
  /^(?:EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|EXPN|HELP|QUIT|ETRN|XCLIENT|XFORWARD|X-ANONYMOUSTLS|XEXCH50|BURL)(?![A-Z0-9])/i
const MOST_TEXT = 200
const MOST_LMTP_ANSWERS = 50
/** A client that pauses behind a bare dot takes it for the end of its message. */
const BARE_DOT_PAUSE_US = 1e6

/** Reads what a client says: commands, message octets, BDAT chunks, and hands over to TLS. Unknown beginnings are left unknown. */
export function createClientReader(
  dialogue: Dialogue,
  tls: TlsReader,
  midStream: boolean,
  clientEnd: () => number,
): ClientReader {
  const line = createLineBuffer()
  let state: State = midStream ? 'lost' : 'command'
  let scan: BodyScan = createBodyScan()
  let chunkLeft = 0
  let fresh = true
  let pausedAtBareDot = false
  let wasCut = false
  let seenFrame = 0
  let seenAtUs = 0

  function command(offset: number, end: number, frame: number, atUs: number): void {
    const text = takeLine(line)
    if (isProxyLine(text) && dialogue.said.every(({ verb }) => verb === 'CONNECT')) {
      dialogue.proxyFrame = frame
      return
    }
    // A client may send its credentials before it is asked for them.
    const asked = lastVerb() === 'AUTH' || lastVerb() === 'AUTH-DATA'
    const inAuth = state === 'auth' || (asked && dialogue.said.at(-1)?.answer === undefined && verbOf(text) === '')
    const verb = inAuth ? 'AUTH-DATA' : verbOf(text)
    if (verb === '' && text.trim() === '') return
    // Behind a cut, words that are no command are a message whose beginning was cut away.
    if (verb === '' && wasCut) dialogue.gaps += 1
    const stage: Stage = stageOfVerb(verb)
    if (verb !== '' && verb !== 'AUTH-DATA') dialogue.smtp = true
    if (verb === 'QUIT') dialogue.quit = true
    if (verb === 'LHLO') dialogue.lmtp = true
    const shown = inAuth ? '(credentials)' : verb === 'AUTH' ? text.split(' ', 2).join(' ') : text.slice(0, MOST_TEXT)
    const [, size, latest] = verb === 'BDAT' ? text.split(/ +/) : []
    say(dialogue, { verb: verb === '' ? '?' : verb, stage, offset, end, frame, atUs, inferred: false, text: shown })
    if (verb === 'BDAT') {
      chunkLeft = Math.max(0, Number.parseInt(size ?? '0', 10) || 0)
      state = chunkLeft > 0 ? 'chunk' : 'command'
      begin(end, atUs, frame)
      dialogue.inBody = chunkLeft > 0
      if (latest?.toUpperCase() === 'LAST' && chunkLeft === 0) dialogue.inBody = false
    }
  }

  function begin(offset: number, atUs: number, frame: number): void {
    dialogue.inBody = true
    dialogue.bodyOffset = offset
    dialogue.bodyAtUs = atUs
    dialogue.bodyFrame = frame
  }

  function startBody(offset: number, atUs: number, frame: number): void {
    if (state === 'body') return
    // Its answer was captured behind the message itself.
    if (dialogue.bodyOffset >= 0 && dialogue.said.at(-1)?.verb !== 'DATA') return
    state = 'body'
    scan = createBodyScan()
    pausedAtBareDot = false
    begin(offset, atUs, frame)
  }

  function octets(bytes: Uint8Array, start: number, end: number, base: number, frame: number, atUs: number): void {
    let at = start
    if (state === 'body' && atUs - seenAtUs > BARE_DOT_PAUSE_US && endsWithBareDot(scan)) pausedAtBareDot = true
    seenFrame = frame
    seenAtUs = atUs
    while (at < end) {
      const offset = base + at - start
      if (state === 'tls') return tls.client.octets(bytes, at, end, offset, frame, atUs)
      if (state === 'body') {
        const stop = findEndOfData(scan, bytes, at, end)
        if (stop < 0) return
        const dotEnd = base + stop - start
        dialogue.inBody = false
        const answers = dialogue.lmtp ? Math.max(1, Math.min(dialogue.recipients, MOST_LMTP_ANSWERS)) : 1
        for (let due = 0; due < answers; due += 1)
          say(dialogue, {
            verb: '.',
            stage: 'dot',
            offset: dotEnd - 3,
            end: dotEnd,
            frame,
            atUs,
            inferred: false,
            text: '.',
          })
        dialogue.recipients = 0
        state = 'command'
        at = stop
        continue
      }
      if (state === 'chunk') {
        const take = Math.min(chunkLeft, end - at)
        chunkLeft -= take
        at += take
        if (chunkLeft === 0) {
          state = 'command'
          dialogue.inBody = false
        }
        continue
      }
      if (line.text === '') {
        if (fresh && !midStream && isProxyBinary(bytes, at, end)) {
          dialogue.proxyFrame = frame
          at = Math.min(end, at + PROXY_HEAD_BYTES + (((bytes[at + 14] ?? 0) << 8) | (bytes[at + 15] ?? 0)))
          continue
        }
        if (
          looksLikeTls(bytes, at, end) &&
          (state === 'lost' || !dialogue.smtp || lastVerb() === 'STARTTLS' || fresh)
        ) {
          const wrapped = fresh && !midStream
          state = 'tls'
          dialogue.mode = 'tls'
          tls.begin(wrapped)
          continue
        }
        if (state === 'lost' && !startsWithVerb(bytes, at, end)) return
        // After DATA, and the answer not in the capture: what is not a command is the message.
        if (state === 'command' && lastVerb() === 'DATA' && !startsWithVerb(bytes, at, end) && dataUnanswered()) {
          startBody(offset, atUs, frame)
          continue
        }
        if (state === 'lost') state = 'command'
      }
      fresh = false
      const next = fill(line, bytes, at, end, offset)
      if (next < 0) return
      at = next
      command(line.offset, base + at - start, frame, atUs)
    }
  }

  function lastVerb(): string | undefined {
    return dialogue.said.at(-1)?.verb
  }

  function dataUnanswered(): boolean {
    return dialogue.said.at(-1)?.answer === undefined
  }

  function gap(length: number, offset: number): void {
    if (state === 'tls') return tls.client.gap(length, offset)
    wasCut = true
    // Snapped in the middle of a line: the verb is known, the rest is not missed.
    if (state !== 'command' || line.text === '') dialogue.gaps += 1
    if (state === 'body') return
    if (state === 'chunk') {
      chunkLeft = Math.max(0, chunkLeft - length)
      if (chunkLeft === 0) {
        state = 'command'
        dialogue.inBody = false
      }
    } else if (line.text !== '') {
      command(line.offset, offset + length, seenFrame, seenAtUs)
    } else state = 'lost'
  }

  return {
    octets,
    gap,
    startBody,
    startTls: () => {
      state = 'tls'
      line.text = ''
    },
    auth: (goesOn) => {
      if (goesOn) state = 'auth'
      else if (state === 'auth') state = 'command'
    },
    endBody: (frame, atUs) => {
      if (state !== 'body') return
      dialogue.inBody = false
      state = 'command'
      const at = Math.max(dialogue.bodyOffset, clientEnd() - 1)
      say(dialogue, { verb: '.', stage: 'dot', offset: at, end: at + 1, frame, atUs, inferred: true, text: '.' })
    },
    bareDot: () => state === 'body' && (pausedAtBareDot || endsWithBareDot(scan)),
  }
}

/** A TLS record begins here (RFC 8446 §5.1). */
export function looksLikeTls(bytes: Uint8Array, at: number, end: number): boolean {
  const type = bytes[at] ?? 0
  if (type < 20 || type > 23) return false
  if (at + 1 < end && bytes[at + 1] !== 3) return false
  return at + 2 >= end || (bytes[at + 2] ?? 0) <= 4
}

const PROXY_SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
const PROXY_HEAD_BYTES = 16

/** A header of PROXY protocol version 2. A sender must write it at once (proxy-protocol.txt §2.2). */
function isProxyBinary(bytes: Uint8Array, at: number, end: number): boolean {
  return at + PROXY_SIGNATURE.length <= end && PROXY_SIGNATURE.every((octet, index) => bytes[at + index] === octet)
}

/** Version 1: a line in clear. */
function isProxyLine(text: string): boolean {
  return /^PROXY (?:TCP4|TCP6|UNKNOWN)(?: |\r|$)/.test(text)
}

function startsWithVerb(bytes: Uint8Array, at: number, end: number): boolean {
  let text = ''
  for (let index = at; index < Math.min(end, at + 16); index += 1) text += String.fromCharCode(bytes[index] ?? 0)
  return VERB.test(text)
}

function verbOf(text: string): string {
  return VERB.exec(text)?.[0].toUpperCase() ?? ''
}
