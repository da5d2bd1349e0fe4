/** Breaks text at spaces into lines of at most `width` columns; longer words stay whole (they are commands or names to copy). */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines
}

/** As wide as a terminal is at least. */
export const COLUMNS = 80

/** The same, with a first prefix and one for the lines after it. */
export function hang(text: string, first: string, rest: string, width = COLUMNS): string {
  return wrap(text, width - Math.max(first.length, rest.length))
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n')
}
