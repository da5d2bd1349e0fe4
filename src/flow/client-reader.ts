import { createBodyScan, endsWithBareDot, findEndOfData, type BodyScan } from './body-scan.ts'
import { beginBody, say, stageOfVerb, type Dialogue } from './dialogue.ts'
import { createLineBuffer, fill, takeLine } from './line-buffer.ts'
import { isProxyLine, proxyHeaderBytes } from './proxy-header.ts'
import type { StreamReader } from './reassembly.ts'
import { startsWithVerb, verbOf } from './smtp-verb.ts'
import type { TlsReader } from './tls-reader.ts'
import { looksLikeTls } from './tls-record.ts'

type State = 'command' | 'auth' | 'body' | 'chunk' | 'tls' | 'lost'

/** Reads one side of the conversation, and is told what the other side's answers mean for it. */
export interface ClientReader extends StreamReader {
  /** The server agreed to STARTTLS. */
  startTls(): void
  /** The server asks for the message, which begins at this offset. */
  startBody(offset: number, atUs: number, frame: number): void
  /** The server asks for more of an AUTH exchange, or ended it. */
  auth(goesOn: boolean): void
  /** The reply to the end of data came although its dot was not seen. */
  endBody(frame: number, atUs: number): void
  /** The message stops behind a dot between bare line feeds. */
  readonly bareDot: () => boolean
}

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
  /** Of the piece that is being read. */
  let seenFrame = 0
  let seenAtUs = 0

  function command(offset: number, end: number): void {
    const text = takeLine(line)
    if (isProxyLine(text) && dialogue.said.every(({ verb }) => verb === 'CONNECT')) {
      dialogue.proxyFrame = seenFrame
      return
    }
    // A client may send its credentials before it is asked for them.
    const asked = lastVerb() === 'AUTH' || lastVerb() === 'AUTH-DATA'
    const inAuth = state === 'auth' || (asked && isLastUnanswered() && verbOf(text) === '')
    const verb = inAuth ? 'AUTH-DATA' : verbOf(text)
    if (verb === '' && text.trim() === '') return
    // Behind a cut, words that are no command are a message whose beginning was cut away.
    if (verb === '' && wasCut) dialogue.gaps += 1
    if (verb !== '' && verb !== 'AUTH-DATA') dialogue.smtp = true
    if (verb === 'QUIT') dialogue.quit = true
    if (verb === 'LHLO') dialogue.lmtp = true
    const shown = inAuth ? '(credentials)' : verb === 'AUTH' ? text.split(' ', 2).join(' ') : text.slice(0, MOST_TEXT)
    sayHere(verb === '' ? '?' : verb, offset, end, shown)
    if (verb === 'BDAT') beginChunk(text.split(/ +/)[1], end)
  }

  function sayHere(verb: string, offset: number, end: number, text: string): void {
    const stage = stageOfVerb(verb)
    say(dialogue, { verb, stage, offset, end, frame: seenFrame, atUs: seenAtUs, inferred: false, text })
  }

  function beginChunk(size: string | undefined, offset: number): void {
    chunkLeft = Math.max(0, Number.parseInt(size ?? '0', 10) || 0)
    state = chunkLeft > 0 ? 'chunk' : 'command'
    beginBody(dialogue, offset, seenFrame, seenAtUs)
    dialogue.inBody = chunkLeft > 0
  }

  function startBody(offset: number, atUs: number, frame: number): void {
    if (state === 'body') return
    // Its answer was captured behind the message itself.
    if (dialogue.bodyOffset >= 0 && lastVerb() !== 'DATA') return
    state = 'body'
    scan = createBodyScan()
    pausedAtBareDot = false
    beginBody(dialogue, offset, frame, atUs)
  }

  function octets(bytes: Uint8Array, start: number, end: number, base: number, frame: number, atUs: number): void {
    if (state === 'body' && atUs - seenAtUs > BARE_DOT_PAUSE_US && endsWithBareDot(scan)) pausedAtBareDot = true
    seenFrame = frame
    seenAtUs = atUs
    for (let at = start; at < end;) at = read(bytes, at, end, base + at - start)
  }

  /** Reads what one state explains; gives the position behind it. */
  function read(bytes: Uint8Array, at: number, end: number, offset: number): number {
    switch (state) {
      case 'tls':
        tls.client.octets(bytes, at, end, offset, seenFrame, seenAtUs)
        return end
      case 'body':
        return readMessage(bytes, at, end, offset)
      case 'chunk': {
        const length = Math.min(chunkLeft, end - at)
        passChunk(length)
        return at + length
      }
      case 'command':
      case 'auth':
      case 'lost':
        return readLine(bytes, at, end, offset)
    }
  }

  function readMessage(bytes: Uint8Array, at: number, end: number, offset: number): number {
    const stop = findEndOfData(scan, bytes, at, end)
    if (stop < 0) return end
    const dotEnd = offset + stop - at
    dialogue.inBody = false
    const answers = dialogue.lmtp ? Math.max(1, Math.min(dialogue.recipients, MOST_LMTP_ANSWERS)) : 1
    for (let due = 0; due < answers; due += 1) sayHere('.', dotEnd - 3, dotEnd, '.')
    dialogue.recipients = 0
    state = 'command'
    return stop
  }

  function passChunk(length: number): void {
    chunkLeft = Math.max(0, chunkLeft - length)
    if (chunkLeft > 0) return
    state = 'command'
    dialogue.inBody = false
  }

  function readLine(bytes: Uint8Array, at: number, end: number, offset: number): number {
    const behind = line.text === '' ? readNoCommand(bytes, at, end, offset) : undefined
    if (behind !== undefined) return behind
    fresh = false
    const next = fill(line, bytes, at, end, offset)
    if (next < 0) return end
    command(line.offset, offset + next - at)
    return next
  }

  /** Where a command may begin: what else begins there, and the position to go on from. Undefined: a command. */
  function readNoCommand(bytes: Uint8Array, at: number, end: number, offset: number): number | undefined {
    const headerBytes = fresh && !midStream ? proxyHeaderBytes(bytes, at, end) : 0
    if (headerBytes > 0) {
      dialogue.proxyFrame = seenFrame
      return Math.min(end, at + headerBytes)
    }
    if (looksLikeTls(bytes, at, end) && (state === 'lost' || !dialogue.smtp || lastVerb() === 'STARTTLS' || fresh)) {
      state = 'tls'
      tls.begin(fresh && !midStream)
      return at
    }
    if (state === 'lost' && !startsWithVerb(bytes, at, end)) return end
    // After DATA, and the answer not in the capture: what is not a command is the message.
    if (state === 'command' && lastVerb() === 'DATA' && isLastUnanswered() && !startsWithVerb(bytes, at, end)) {
      startBody(offset, seenAtUs, seenFrame)
      return at
    }
    if (state === 'lost') state = 'command'
    return undefined
  }

  function lastVerb(): string | undefined {
    return dialogue.said.at(-1)?.verb
  }

  function isLastUnanswered(): boolean {
    return dialogue.said.at(-1)?.answer === undefined
  }

  function gap(length: number, offset: number): void {
    if (state === 'tls') return tls.client.gap(length, offset)
    wasCut = true
    // Snapped in the middle of a line: the verb is known, the rest is not missed.
    if (state !== 'command' || line.text === '') dialogue.gaps += 1
    if (state === 'body') return
    if (state === 'chunk') passChunk(length)
    else if (line.text !== '') command(line.offset, offset + length)
    else state = 'lost'
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
