import { tableIn, tableRows } from './exported-table.ts'
import { decodeLines } from './line-decoder.ts'
import { depthOfRecords, openNestedJson } from './nested-json.ts'
import { pastedText } from './pasted-text.ts'
import { looksIndentedJson, openIndentedJson } from './relined-json.ts'
import { looksLikeJournalExport, openJournalExport } from '../../wire/syslog/journal-export.ts'

/** Makes lines of octets, ended by line feeds, of what a file holds. */
export interface Decoder {
  push(chunk: Buffer): Buffer
  end(): Buffer
}

const NOTHING = Buffer.alloc(0)
const PLAIN: Decoder = { push: (chunk) => chunk, end: () => NOTHING }
const SAMPLE_BYTES = 4_096
/** What was done to lines shows in more of them. */
const TEXT_SAMPLE_BYTES = 16_384

/** Told by the first octets; `undefined`: there are too few of them to tell. */
export function decoderFor(head: Buffer): Decoder | undefined {
  if (head.length < 2) return undefined
  // Exchange and Windows tools export UTF-16 with a byte order mark, PowerShell's pipes without.
  if (head[0] === 0xff && head[1] === 0xfe) return utf16('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return utf16('utf-16be')
  const nuls = nulPattern(head.subarray(0, SAMPLE_BYTES))
  if (nuls !== undefined) return utf16(nuls)
  return looksLikeJournalExport(head) ? journalExport() : textDecoder(head)
}

/** For text of one octet a character, or UTF-8. */
function textDecoder(head: Buffer): Decoder {
  if (endsLinesByCr(head)) return carriageReturns()
  const sample = head.toString('latin1', 0, TEXT_SAMPLE_BYTES)
  const depth = depthOfRecords(sample)
  if (depth !== undefined) return openNestedJson(depth)
  if (looksIndentedJson(sample)) return openIndentedJson()
  const table = tableIn(sample)
  if (table !== undefined) return decodeLines(tableRows(table))
  const pasted = pastedText(sample)
  return pasted === undefined ? PLAIN : decodeLines(pasted)
}

/** Of ASCII in UTF-16 every second octet is zero, and no other one is. */
function nulPattern(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(sample.length / 2)
  if (pairs < 8) return undefined
  const zeros = [0, 0]
  for (let index = 0; index < pairs * 2; index++)
    if (sample[index] === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = pairs * 0.7
  if (odd > most && even < pairs / 10) return 'utf-16le'
  return even > most && odd < pairs / 10 ? 'utf-16be' : undefined
}

/** The line ends of old Macs, and of consoles that were recorded. */
function endsLinesByCr(head: Buffer): boolean {
  const first = head.indexOf(13)
  return first >= 0 && first < head.length - 1 && !head.includes(10)
}

/** What is decoded may itself be pasted, indented or a table. */
function utf16(name: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(name)
  let text: Decoder | undefined
  const take = (decoded: string): Buffer => {
    const octets = Buffer.from(decoded, 'utf8')
    if (octets.length > 0) text ??= textDecoder(octets)
    return text === undefined ? octets : text.push(octets)
  }
  return {
    push: (chunk) => take(decoder.decode(chunk, { stream: true })),
    end: () => Buffer.concat([take(decoder.decode()), text?.end() ?? NOTHING]),
  }
}

/** An empty line is none, so CR LF that comes later does no harm. */
function carriageReturns(): Decoder {
  return {
    push: (chunk) => {
      const octets = Buffer.from(chunk)
      for (let at = octets.indexOf(13); at >= 0; at = octets.indexOf(13, at + 1)) octets[at] = 10
      return octets
    },
    end: () => NOTHING,
  }
}

function journalExport(): Decoder {
  const reader = openJournalExport()
  return {
    push: (chunk) => Buffer.from(reader.push(chunk), 'utf8'),
    end: () => Buffer.from(reader.end(), 'utf8'),
  }
}
