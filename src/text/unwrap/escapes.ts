/** A line's end as a string literal spells it, and what it may spell beside; not in a path of Windows. */
const LINE_END = /(?<![A-Za-z]:[^\s"']{0,200}|\\)(?:\\r)?\\n/
const LINE_ENDS = new RegExp(LINE_END, 'g')

/** A text that was taken out of a literal or a field with its escapes, as it was before: JSON is read as such. */
export function withoutEscapes(text: string): string {
  const literal = text.startsWith('"') && text.endsWith('"') ? parsed(text) : undefined
  if (literal !== undefined) return literal
  if (!text.includes(String.raw`\n`) || text.includes('{"') || !LINE_END.test(text)) return text
  return text
    .replaceAll(LINE_ENDS, '\n')
    .replaceAll(String.raw`\t`, '\t')
    .replaceAll(String.raw`\"`, '"')
    .trim()
}

function parsed(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value.trim() : undefined
  } catch {
    return undefined
  }
}
