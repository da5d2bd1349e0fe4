import { isRecordLine } from './record-line.ts'

/** Where a sentence ends: a full stop that a capital or a quotation follows; Chinese and Japanese set no blank behind it. */
const SENTENCE_END =
  /(?<!^\W{0,4}\d{1,2}\.)(?<=[.!?])["”»)]{0,2}\s{1,8}(?!(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}{0,6} )(?=[\p{Lu}\p{Lo}¿¡"'„«`-])|(?<=[。？！])/u

/** The sentences and lines of a text, in order. A sentence that is wrapped over lines is one. */
export function sentencesOf(text: string): readonly string[] {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const above = lines.at(-1)
    if (above !== undefined && goesOn(line, above)) lines[lines.length - 1] = `${above}\n${line}`
    else lines.push(line)
  }
  return lines
    .flatMap((line) => (isRecordLine(line) ? [line] : line.split(SENTENCE_END)))
    .filter((one) => one.trim() !== '')
}

/** The margin at which prose is wrapped at the least: a shorter line ended because its sentence did. */
const MARGIN = 45

function goesOn(line: string, above: string): boolean {
  return (
    /^\s{0,8}\p{Ll}/u.test(line) && above.length >= MARGIN && /[\p{L}\d,]\s{0,2}$/u.test(above) && !isRecordLine(line)
  )
}
