import { mayBeWrapped } from '../wrapped.ts'
import { isRecordLine } from './record-line.ts'

/**
 * Where a sentence ends: a full stop that a capital or a quotation follows; Chinese and Japanese set no blank behind it. What a program advises behind
 * a comma is a sentence, too: `Failed to connect to mailserver …, verify your "SMTP" … setting`.
 */
const SENTENCE_END =
  /,\s(?=(?:please )?(?:verify|check|make sure|ensure|confirm|review) (?:that|the|your|if|whether)\b)|(?<!^\W{0,4}\d{1,2}\.)(?<=[.!?])["”»)]{0,2}\s{1,8}(?!(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}{0,6} )(?=[\p{Lu}\p{Lo}¿¡"'„«`-])|(?<=[。？！])/gu

/** A sentence or a line of a text, and where it begins there, in UTF-16 code units. */
export interface Sentence {
  readonly text: string
  readonly start: number
  /** A program wrote it down when it happened. */
  readonly isRecord: boolean
}

/** The sentences and lines of a text, in order. A sentence that is wrapped over lines is one. */
export function sentencesOf(text: string): readonly Sentence[] {
  const lines: Sentence[] = []
  let start = 0
  const all = text.split('\n')
  const isReply = loneReplyOf(all)
  for (const line of all) {
    const isRecord = isRecordLine(line) || isReply(line)
    const above = lines.at(-1)
    if (above !== undefined && !isRecord && goesOn(line, above.text))
      lines[lines.length - 1] = { ...above, text: `${above.text}\n${line}` }
    else lines.push({ text: line, start, isRecord })
    start += line.length + 1
  }
  return lines.flatMap((line) => (line.isRecord ? [line] : sentencesIn(line))).filter((one) => one.text.trim() !== '')
}

/** A line without the blanks, and the marks in front of them, that part its sentences. */
function sentencesIn(line: Sentence): readonly Sentence[] {
  const found: Sentence[] = []
  let from = 0
  for (const end of line.text.matchAll(SENTENCE_END)) {
    found.push(partOf(line, from, end.index))
    from = end.index + end[0].length
  }
  return [...found, partOf(line, from, line.text.length)]
}

function partOf(line: Sentence, from: number, to: number): Sentence {
  const text = line.text.slice(from, to)
  return { text, start: line.start + from, isRecord: isRecordLine(text) }
}

/** `554 means that …` speaks of one, and `421 <domain> Service not available` is how RFC 5321 §4.2.3 lists them. */
const REPLY =
  /^[^\w|]{0,4}([245]\d\d)(?![^\n]{0,80}<(?:domain|host(?:name)?|address|mailbox|forward-path|reverse-path|text)>)(?:-| (?![-–—] |(?:means?|is|are|was|stands|says|indicates|tells|errors?|repl(?:y|ies)|responses?|codes?)\b))[^\s|]/

/** A line that is a server's reply and nothing else, where no other reply stands: several different ones may be the list of a manual. */
function loneReplyOf(lines: readonly string[]): (line: string) => boolean {
  const codes = new Set(lines.map((line) => REPLY.exec(line)?.[1]).filter((code) => code !== undefined))
  return codes.size === 1 ? (line) => REPLY.test(line) : () => false
}

function goesOn(line: string, above: string): boolean {
  return mayBeWrapped(above) && /^\s{0,8}\p{Ll}/u.test(line) && /[\p{L}\d,]\s{0,2}$/u.test(above)
}
