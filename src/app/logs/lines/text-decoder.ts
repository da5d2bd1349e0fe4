import { looksLikeJournalExport, openJournalExport } from '../../../wire/syslog/journal-export.ts'
import { withoutColours } from '../../../wire/syslog/wrappings.ts'
import { looksEscaped, openEscaped } from '../handed-on/escaped-lines.ts'
import { RECORD_FORMS } from '../handed-on/forms.ts'
import { looksLikeLiteralDocument, openLiteralDocument } from '../handed-on/literal-document.ts'
import { looksLikeBase64, looksLikeMail, looksQuotedPrintable, openMail } from '../handed-on/mail.ts'
import { isNewestFirst, openReversed } from '../handed-on/newest-first.ts'
import { looksOctetCounted, openOctetCounted } from '../handed-on/octet-counts.ts'
import { looksLikePieces, openPieces } from '../handed-on/pieces.ts'
import { openRecords } from '../handed-on/record-form.ts'
import { tableIn, tableRows } from './exported-table.ts'
import { decodeLines, type LineMapper } from './line-decoder.ts'
import { depthOfRecords, openNestedJson } from './nested-json.ts'
import { pastedText } from './pasted-text.ts'
import { looksIndentedJson, openIndentedJson } from './relined-json.ts'

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
const FEW_LINES = 8
/** A log in a table in a mail in UTF-16: what lies deeper is taken as it is. */
const DEEPEST = 5

/** Told by the first octets; `undefined`: there are too few of them to tell. */
export function decoderFor(head: Buffer): Decoder | undefined {
  if (head.length < 2) return undefined
  // Exchange and Windows tools export UTF-16 with a byte order mark, PowerShell's pipes without.
  if (head[0] === 0xff && head[1] === 0xfe) return utf16('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return utf16('utf-16be')
  const nuls = nulPattern(head.subarray(0, SAMPLE_BYTES))
  if (nuls !== undefined) return utf16(nuls)
  return looksLikeJournalExport(head) ? journalExport() : textDecoder(head, 0)
}

/** For text of one octet a character, or UTF-8: what encloses a log is taken off, and what it is then is looked at again. */
function textDecoder(head: Buffer, depth: number): Decoder {
  if (depth >= DEEPEST) return PLAIN
  if (endsLinesByCr(head)) return carriageReturns()
  const sample = head.toString('latin1', 0, TEXT_SAMPLE_BYTES)
  const outer = enclosing(sample)
  if (outer !== undefined) return thenText(outer, depth + 1)
  const pasted = pastedText(sample)
  // What was pasted holds a log as it is, and perhaps one thing around it.
  if (pasted !== undefined) return thenText(decodeLines(pasted), Math.max(depth + 1, DEEPEST - 1))
  return isNewestFirst(filled(wholeLines(sample))) ? decodeLines(openReversed()) : PLAIN
}

/** What encloses the lines of a log, or its records, told by the beginning of the text (latin1). */
function enclosing(sample: string): Decoder | undefined {
  const lines = wholeLines(sample)
  if (sample.includes('\u001b') && withoutColours(sample) !== sample) return decodeLines(eachLine(withoutColours))
  if (looksOctetCounted(sample)) return openOctetCounted()
  if (looksLikeMail(lines)) return decodeLines(openMail())
  if (looksLikeBase64(lines)) return decodeLines(openMail('base64'))
  if (looksQuotedPrintable(lines)) return decodeLines(openMail('quoted-printable'))
  const recordDepth = depthOfRecords(sample)
  if (recordDepth !== undefined) return openNestedJson(recordDepth)
  if (looksLikePieces(lines)) return decodeLines(openPieces())
  if (!looksIndentedJson(sample) && looksLikeLiteralDocument(sample)) return openLiteralDocument()
  const records = openRecords(RECORD_FORMS, filled(lines))
  if (records !== undefined) return records
  const table = tableIn(sample)
  if (table !== undefined) return decodeLines(tableRows(table))
  if (looksIndentedJson(sample)) return openIndentedJson()
  return looksEscaped(sample) ? decodeLines(openEscaped()) : undefined
}

/** The last line of a sample may be cut; of few lines it counts. */
function wholeLines(sample: string): readonly string[] {
  const lines = sample.split('\n')
  const last = lines.pop() ?? ''
  return last !== '' && lines.length < FEW_LINES ? [...lines, last] : lines
}

function filled(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.trim() !== '')
}

function eachLine(change: (line: string) => string): LineMapper {
  return { line: (line) => `${change(line)}\n`, end: () => '' }
}

/** What the first decoder gives is text that is looked at in its turn. */
function thenText(first: Decoder, depth: number): Decoder {
  let second: Decoder | undefined
  let held: Buffer = NOTHING
  const take = (octets: Buffer, last: boolean): Buffer => {
    if (second !== undefined) return second.push(octets)
    held = held.length === 0 ? octets : Buffer.concat([held, octets])
    if (held.length < TEXT_SAMPLE_BYTES && !last) return NOTHING
    second = textDecoder(held, depth)
    const whole = held
    held = NOTHING
    return second.push(whole)
  }
  return {
    push: (chunk) => take(first.push(chunk), false),
    end: () => Buffer.concat([take(first.end(), true), second?.end() ?? NOTHING]),
  }
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
  return thenText(
    {
      push: (chunk) => Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8'),
      end: () => Buffer.from(decoder.decode(), 'utf8'),
    },
    0,
  )
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

/** Written with the newest entry first where it was asked for so. */
function journalExport(): Decoder {
  const reader = openJournalExport()
  return thenText(
    {
      push: (chunk) => Buffer.from(reader.push(chunk), 'utf8'),
      end: () => Buffer.from(reader.end(), 'utf8'),
    },
    0,
  )
}
