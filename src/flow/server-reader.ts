import type { ClientReader } from './client-reader.ts'
import { answer, type Dialogue } from './dialogue.ts'
import { createLineBuffer, fill, takeLine } from './line-buffer.ts'
import type { StreamReader } from './reassembly.ts'
import type { TlsReader } from './tls-reader.ts'
import { looksLikeTls } from './tls-record.ts'

type State = 'reply' | 'tls' | 'lost'

const REPLY_LINE = /^([2-5]\d\d)([ -]|$)/
const MOST_REPLY_TEXT = 2000
const MOST_GARBAGE = 64
/** A code, CR and LF, behind the end of the line before. */
const LEAST_REPLY_BYTES = 7

/** Reads what a server says: replies of any number of lines, and hands over to TLS. */
export function createServerReader(
  dialogue: Dialogue,
  tls: TlsReader,
  client: ClientReader,
  midStream: boolean,
  clientEnd: () => number,
): StreamReader {
  const line = createLineBuffer()
  let state: State = midStream ? 'lost' : 'reply'
  let lines: string[] = []
  let size = 0
  let begin = 0
  let fresh = true
  let seenFrame = 0
  let seenAtUs = 0

  function complete(code: number, end: number, frame: number, atUs: number): void {
    const text = lines.join('\n')
    lines = []
    size = 0
    // An acceptance ends the message, however this server reads line ends; a refusal may break into it.
    const ended = dialogue.gaps > 0 ? code !== 421 : code < 300 && code !== 221
    if (dialogue.inBody && dialogue.outstanding.length === 0 && ended) client.endBody(frame, atUs)
    const made = answer(dialogue, { code, text, offset: begin, end, frame, atUs, inferred: false })
    const verb = made.to?.verb
    dialogue.smtp = true
    if (dialogue.mode === 'unknown') dialogue.mode = 'clear'
    if (verb === 'CONNECT' || (verb === undefined && code === 220 && dialogue.bannerHost === undefined)) {
      dialogue.bannerHost = /^\d{3}[ -]([A-Za-z0-9.-]{1,255})/.exec(text)?.[1]
    } else if (verb === 'EHLO' && code === 250) {
      dialogue.keywords = text
        .split('\n')
        .slice(1)
        .map((one) => one.slice(4).trim())
    } else if (verb === 'STARTTLS' && code === 220) {
      state = 'tls'
      client.startTls()
      tls.begin(false)
    } else if ((verb === 'DATA' || verb === undefined) && code === 354) {
      client.startBody(clientEnd(), atUs, frame)
    } else if (verb === 'AUTH' || verb === 'AUTH-DATA') client.auth(code === 334)
    else if ((verb === '.' || verb === 'BDAT') && code < 300) dialogue.messagesAccepted += 1
    else if (verb === 'RCPT' && code < 300) dialogue.recipients += 1
    else if (verb === 'MAIL' || verb === 'RSET') dialogue.recipients = 0
  }

  function oneLine(end: number, frame: number, atUs: number): void {
    const from = line.offset
    const text = takeLine(line)
    const match = REPLY_LINE.exec(text)
    if (match === null) {
      if (lines.length === 0 && text.trim() === '') return
      if (lines.length > 0) return
      dialogue.garbled ??= text.slice(0, MOST_GARBAGE)
      return
    }
    dialogue.replyBegun = true
    if (lines.length === 0) begin = from
    if (size < MOST_REPLY_TEXT) lines.push(text.slice(0, MOST_REPLY_TEXT - size))
    size += text.length + 1
    if (match[2] !== '-') complete(Number(match[1]), end, frame, atUs)
  }

  function octets(bytes: Uint8Array, start: number, end: number, base: number, frame: number, atUs: number): void {
    let at = start
    seenFrame = frame
    seenAtUs = atUs
    while (at < end) {
      const offset = base + at - start
      if (state === 'tls') return tls.server.octets(bytes, at, end, offset, frame, atUs)
      if (line.text === '') {
        if (looksLikeTls(bytes, at, end) && (fresh || state === 'lost' || dialogue.mode === 'tls')) {
          state = 'tls'
          tls.begin(false)
          continue
        }
        if (state === 'lost') {
          if (!startsWithCode(bytes, at, end)) return
          state = 'reply'
        }
      }
      fresh = false
      const next = fill(line, bytes, at, end, offset)
      if (next < 0) return
      at = next
      oneLine(base + at - start, frame, atUs)
    }
  }

  function gap(length: number, offset: number): void {
    if (state === 'tls') return tls.server.gap(length, offset)
    if (line.text.length >= 3) {
      oneLine(offset + length, seenFrame, seenAtUs)
      // Whether more lines followed is not known; the code is.
      const code = Number((lines[0] ?? '').slice(0, 3))
      if (lines.length > 0 && code >= 200) complete(code, offset + length, seenFrame, seenAtUs)
      // To a group of commands more answers may lie in what was cut.
      if (dialogue.outstanding.length > 0 && length > LEAST_REPLY_BYTES) dialogue.gaps += 1
    } else {
      if (lines.length === 0) dialogue.gaps += 1
      line.text = ''
      state = 'lost'
    }
  }

  return { octets, gap }
}

function startsWithCode(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 4 > end) return false
  const digit = (octet: number | undefined): boolean => octet !== undefined && octet >= 48 && octet <= 57
  const separator = bytes[at + 3]
  return (
    (bytes[at] ?? 0) >= 50 &&
    (bytes[at] ?? 0) <= 53 &&
    digit(bytes[at + 1]) &&
    digit(bytes[at + 2]) &&
    (separator === 32 || separator === 45)
  )
}
