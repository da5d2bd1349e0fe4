import type { Reply, ReplyOddity } from '../../domain/reply.ts'
import { createOctetBuffer } from '../octet-buffer.ts'
import { toLatin1, toText } from '../octets.ts'
import { canBeginReplyLine, enhancedCodeOf, NO_CODE, readReplyLine } from './reply-line.ts'

/** One line keeps at most this many octets. */
export const LINE_LIMIT_BYTES = 64 * 1024
/** One reply keeps at most this many lines and octets. */
export const REPLY_LIMIT_LINES = 1000
export const REPLY_LIMIT_BYTES = 256 * 1024
/** Octets of a line that is no reply line which are shown. */
const HEAD_BYTES = 256

export interface Garbled {
  readonly kind: 'garbled'
  /** The first octets that are no reply, as latin1, at most 256. */
  readonly head: string
  readonly why: string
}

export type ReplyEvent = { readonly kind: 'reply'; readonly reply: Reply } | Garbled

/**
 * Reads replies from a stream, however it is cut (RFC 5321 §4.2). Memory is bounded. The first octets that are not SMTP end it:
 * one `garbled` event, and nothing after that.
 */
export interface ReplyParser {
  push(octets: Uint8Array): readonly ReplyEvent[]
  /** Octets of an answer that has begun and is not complete. */
  pendingBytes(): number
  /** The code with which it has begun, as far as that has come. */
  pendingCode(): number | undefined
  /** The stream ends or patience does: `garbled` when what is pending cannot be the start of a reply line. */
  finish(): Garbled | undefined
}

export function createReplyParser(): ReplyParser {
  const line = createOctetBuffer()
  let replyBytes = 0
  let texts: string[] = []
  let codes: number[] = []
  let oddities = new Set<ReplyOddity>()
  let dead = false

  function garbled(why: string, octets = line.view()): Garbled {
    dead = true
    const head = toLatin1(octets.subarray(0, HEAD_BYTES))
    line.drop(line.length)
    texts = []
    return { kind: 'garbled', head, why }
  }

  function placed(why: string): string {
    return texts.length === 0 ? why : `${why}, as line ${texts.length + 1} of a reply`
  }

  /** The line's LF has come: `line` holds everything before it. */
  function endLine(): ReplyEvent | undefined {
    const whole = line.view()
    const hasCr = whole.at(-1) === 0x0d
    if (!hasCr) oddities.add('bare-lf')
    const octets = hasCr ? whole.subarray(0, -1) : whole
    const read = readReplyLine(octets)
    if ('why' in read) return garbled(placed(read.why), octets)
    if (octets.includes(0)) oddities.add('nul')
    if (octets.includes(0x0d)) oddities.add('bare-cr')
    replyBytes += octets.length + 2
    codes.push(read.code)
    texts.push(toText(read.text))
    line.drop(line.length)
    if (read.last) return endReply(read.code)
    if (texts.length >= REPLY_LIMIT_LINES) return garbled(`a reply of more than ${REPLY_LIMIT_LINES} lines`)
    if (replyBytes > REPLY_LIMIT_BYTES) return garbled(`a reply of more than ${REPLY_LIMIT_BYTES} octets`)
    return undefined
  }

  function endReply(code: number): ReplyEvent {
    if (codes.some((other) => other !== code)) oddities.add('mixed-codes')
    const enhanced = enhancedCodeOf(texts[0] ?? '') ?? enhancedCodeOf(texts.at(-1) ?? '')
    const reply: Reply = {
      code,
      ...(enhanced === undefined ? {} : { enhanced }),
      lines: texts,
      ...(oddities.size === 0 ? {} : { oddities: [...oddities].toSorted() }),
    }
    texts = []
    codes = []
    oddities = new Set()
    replyBytes = 0
    return { kind: 'reply', reply }
  }

  return {
    push(octets) {
      const events: ReplyEvent[] = []
      let at = 0
      while (!dead && at < octets.length) {
        const lf = octets.indexOf(0x0a, at)
        const end = lf === -1 ? octets.length : lf
        const room = LINE_LIMIT_BYTES - line.length
        if (end - at > room) {
          line.append(octets.subarray(at, at + room))
          events.push(garbled(`a line of more than ${LINE_LIMIT_BYTES} octets`))
          break
        }
        line.append(octets.subarray(at, end))
        at = end + 1
        if (lf === -1) {
          // Enough to show and certainly not SMTP: no need to wait for a line end that may never come.
          if (line.length > HEAD_BYTES && !canBeginReplyLine(line.view())) events.push(garbled(placed(NO_CODE)))
          break
        }
        const event = endLine()
        if (event !== undefined) events.push(event)
      }
      return events
    },
    pendingBytes: () => (dead ? 0 : replyBytes + line.length),
    pendingCode() {
      if (dead) return undefined
      const digits = /^[2-5]\d\d/.exec(toLatin1(line.view().subarray(0, 3)))?.[0]
      return codes[0] ?? (digits === undefined ? undefined : Number(digits))
    },
    finish() {
      if (dead || line.length === 0) return undefined
      // The LF would have come with the CR (RFC 5321 §2.3.8).
      const pending = line.view()
      if (pending.at(-1) === 0x0d) return garbled(placed('a line that ends in CR alone'))
      if (!canBeginReplyLine(pending)) return garbled(placed(NO_CODE))
      // No reply holds a NUL (RFC 5321 §4.2): what should have ended the line has become something else.
      return pending.includes(0) ? garbled(placed('a line with a NUL octet and without an end')) : undefined
    },
  }
}
