/** `| 11:22:33 | error | … |`. */
const ROW = /^\s{0,8}\|(?: [^\n]{0,4000})?\|\s{0,4}$/
/** `|---|:-:|` below the names of the columns. */
const RULE = /^\s{0,8}\|?(?:[ \t]{0,4}:?-{1,60}:?[ \t]{0,4}\|){1,20}(?:[ \t]{0,4}:?-{1,60}:?)?[ \t]{0,4}$/
const BAR = /(?<!\\)\|/
/** A cell that only a log has: when it happened, or how grave it was. */
const CLOCK =
  /^(?:\d{2,4}[-/.]\d\d[-/.]\d{2,4}[T ,]{1,2})?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| ?[AP]M)?$/i
const LEVEL = /^(?:debug|info|notice|warn(?:ing)?|error|err|fatal|crit(?:ical)?)$/i

/** The text with the rows of a log that somebody set as a table made lines again. Other tables say what things mean, and stay. */
export function withoutLogTables(text: string): string {
  const lines = text.split('\n')
  if (!lines.some((line) => ROW.test(line) && isOfLog(line))) return text
  return lines
    .filter((line, at) => !RULE.test(line) && !(ROW.test(line) && RULE.test(lines[at + 1] ?? '')))
    .map((line) =>
      ROW.test(line) && isOfLog(line)
        ? cellsOf(line)
            .join(' ')
            .replaceAll(String.raw`\|`, '|')
        : line,
    )
    .join('\n')
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .split(BAR)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
}

function isOfLog(line: string): boolean {
  return cellsOf(line).some((cell) => CLOCK.test(cell) || LEVEL.test(cell))
}
