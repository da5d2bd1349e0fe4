import type { PeerLine } from './peer-line.ts'
import type { Intolerance, MessageRules } from './peer-script.ts'

/** What became of a message's octets: all there, over the limit, a bare LF or something else that is not allowed, or the client is gone. */
export type MessageEnd = 'complete' | 'over-limit' | 'bare-lf' | 'not-tolerated' | 'gone'

/** Reads DATA up to its end, and keeps nothing of it. `limitBytes` undefined: no limit. */
export async function readData(
  line: PeerLine,
  rules: MessageRules,
  limitBytes: number | undefined,
  losesPipelined: boolean,
): Promise<MessageEnd> {
  const lax = rules.endOfData === 'lax'
  // As if the message began after a line end.
  let tail = '\r\n'
  let bytes = 0
  const dislikes = rules.intolerance === undefined ? undefined : watchLines(rules.intolerance)
  for (;;) {
    const chunk = await line.chunk()
    if (chunk === undefined) return 'gone'
    if (dislikes?.(chunk) === true) return 'not-tolerated'
    const text = tail + chunk.toString('latin1')
    const end = endOf(text, lax)
    const upTo = end === undefined ? text : text.slice(0, end.at)
    bytes += chunk.length
    if (rules.bareLf !== undefined && /[^\r]\n/.test(upTo)) return 'bare-lf'
    if (limitBytes !== undefined && bytes > limitBytes) return 'over-limit'
    if (end !== undefined) {
      const rest = text.slice(end.after)
      if (rest !== '' && !losesPipelined) line.unread(Buffer.from(rest, 'latin1'))
      return 'complete'
    }
    tail = text.slice(-4)
  }
}

/** Reads a message octet by octet, and tells when something is met that is not tolerated. */
function watchLines({ lineBytes, headerLineBytes, nul }: Intolerance): (chunk: Uint8Array) => boolean {
  let length = 0
  let inHeader = true
  return (chunk) => {
    for (const octet of chunk) {
      if (octet === 0 && nul === true) return true
      if (octet === 0x0a) {
        if (length === 0) inHeader = false
        length = 0
      } else if (octet !== 0x0d) length += 1
      if (lineBytes !== undefined && length > lineBytes) return true
      if (headerLineBytes !== undefined && inHeader && length > headerLineBytes) return true
    }
    return false
  }
}

function endOf(text: string, lax: boolean): { readonly at: number; readonly after: number } | undefined {
  const found = (lax ? /\r?\n\.\r?\n/ : /\r\n\.\r\n/).exec(text)
  return found === null ? undefined : { at: found.index, after: found.index + found[0].length }
}

/** Reads the octets of a BDAT chunk. */
export async function readChunk(
  line: PeerLine,
  sizeBytes: number,
  limitBytes: number | undefined,
): Promise<MessageEnd> {
  let left = sizeBytes
  while (left > 0) {
    const chunk = await line.chunk()
    if (chunk === undefined) return 'gone'
    if (chunk.length > left) line.unread(chunk.subarray(left))
    left -= Math.min(left, chunk.length)
    if (limitBytes !== undefined && sizeBytes - left > limitBytes) return 'over-limit'
  }
  return 'complete'
}
