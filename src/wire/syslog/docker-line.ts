import { latin1Of } from './latin1.ts'
import type { Stamp } from './stamp.ts'
import type { HeadReader, StampReader } from './syslog-head.ts'

const BEGINS = '{"log":"'
const STREAMS = ['","stream":"stdout","time":"', '","stream":"stderr","time":"'] as const
const QUOTE = 34
const BACKSLASH = 92
/** What is longer takes the slow way. */
const LONGEST = 1_024

/** What stands for itself behind a backslash, and what else. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [QUOTE, QUOTE],
  [BACKSLASH, BACKSLASH],
  [47, 47],
  [110, 10],
  [114, 13],
  [116, 9],
])

/**
 * `{"log":"May  1 00:00:00 mail postfix/smtp[12]: to=\u003ca@b\u003e…\n","stream":"stdout","time":"2024-05-01T00:00:00.123456789Z"}`: a common
 * head within a line of Docker's json-file driver, which writes `<`, `>` and `&` as escapes. Its octets are unescaped beside the block and
 * read there, since a parser of JSON makes five objects of each line. False, with nothing promised about the frame, for every other line.
 */
export function openDockerLines(head: HeadReader, iso: StampReader): HeadReader {
  const inner = new Uint8Array(LONGEST)
  const stamp: Stamp = { atMs: Number.NaN, end: 0 }
  let length = 0

  /** Where the quotation mark of the text's end stands; −1: the text is none of the simple ones. */
  function unescape(octets: Uint8Array, from: number, end: number): number {
    length = 0
    for (let index = from; index < end && length < LONGEST; index++) {
      let octet = octets[index] ?? 0
      if (octet === QUOTE) return index
      if (octet === BACKSLASH) {
        const next = octets[++index] ?? 0
        const plain = next === 117 ? asciiAt(octets, index + 1) : (ESCAPED.get(next) ?? -1)
        if (plain < 0) return -1
        if (next === 117) index += 4
        octet = plain
      }
      inner[length++] = octet
    }
    return -1
  }

  return (octets, text, start, end, frame) => {
    if (!text.startsWith(BEGINS, start)) return false
    const close = unescape(octets, start + BEGINS.length, end)
    const between = STREAMS.find((words) => close > 0 && text.startsWith(words, close))
    if (between === undefined || !iso(text, close + between.length, stamp) || octets[stamp.end] !== QUOTE) return false
    const { atMs } = stamp
    while (length > 0 && (inner[length - 1] === 10 || inner[length - 1] === 13)) length--
    const line = latin1Of(inner, 0, length)
    if (!head(inner, line, 0, length, frame)) return false
    // The message stands in these octets; the whole line stands in the block as before.
    frame.octets = inner
    frame.text = line
    frame.kind = 'docker'
    frame.atMs = atMs
    return true
  }
}

/** The octet that four hexadecimal digits name; −1: no such digits, or no ASCII. */
function asciiAt(octets: Uint8Array, at: number): number {
  let code = 0
  for (let index = at; index < at + 4; index++) {
    const octet = octets[index] ?? 0
    const digit =
      octet >= 48 && octet <= 57 ? octet - 48 : (octet | 32) >= 97 && (octet | 32) <= 102 ? (octet | 32) - 87 : -1
    if (digit < 0) return -1
    code = code * 16 + digit
  }
  return code < 128 ? code : -1
}
