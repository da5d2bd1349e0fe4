/** Lines, where a backslash at the end joins the next one. */
export function logicalLines(text: string): readonly string[] {
  return text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)
}

/** Words up to a comment; quotes hold words together; `$name` is replaced. */
export function wordsOf(line: string, macros: ReadonlyMap<string, string>): string[] {
  const words: string[] = []
  for (const match of line.matchAll(/"([^"]*)"|'([^']*)'|(#.*)|([^\s"'#]+)/g)) {
    if (match[3] !== undefined) break
    const word = match[1] ?? match[2] ?? match[4] ?? ''
    words.push(word.startsWith('$') ? (macros.get(word.slice(1)) ?? word) : word)
  }
  return words
}
