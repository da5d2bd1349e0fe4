import { mayBeWrapped } from '../wrapped.ts'
import { isRecordLine } from './record-line.ts'

/** Where a sentence ends: a full stop that a capital or a quotation follows; Chinese and Japanese set no blank behind it. */
const SENTENCE_END =
  /(?<!^\W{0,4}\d{1,2}\.)(?<=[.!?])["”»)]{0,2}\s{1,8}(?!(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}{0,6} )(?=[\p{Lu}\p{Lo}¿¡"'„«`-])|(?<=[。？！])/gu

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
  for (const line of text.split('\n')) {
    const isRecord = isRecordLine(line)
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

function goesOn(line: string, above: string): boolean {
  return mayBeWrapped(above) && /^\s{0,8}\p{Ll}/u.test(line) && /[\p{L}\d,]\s{0,2}$/u.test(above)
}
