/** A field of an object as Node prints it (util.inspect). */
const FIELD =
  /^ {2,8}(?:'([\w.-]{1,60})'|([\w$]{1,60})): (?:'((?:[^'\\\n]|\\.){0,8000})'|"((?:[^"\\\n]|\\.){0,8000})"|`([^`\n]{0,8000})`|(-?[\w.]{1,40})),?$/
/** The fields in which an error has its words. */
const OF_ERROR = /^ {2,8}(?:message|response): /m
const MOST_LINES = 200

/** A record that was printed over several lines as it stands in a log: on one. Other texts come back as they are. */
export function onOneLine(text: string): string {
  if (!text.includes('\n') || !/^[{[]/.test(text) || !/[}\]]$/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return inspected(text) ?? text
  }
}

function inspected(text: string): string | undefined {
  const lines = text.split('\n', MOST_LINES)
  if (lines[0] !== '{' || lines.at(-1) !== '}' || !OF_ERROR.test(text)) return undefined
  const fields: Record<string, string> = {}
  for (const line of lines.slice(1, -1)) {
    const found = FIELD.exec(line)
    if (found === null) return undefined
    const [, quotedName, name = quotedName ?? '', ...values] = found
    fields[name] = (values.find((value) => value !== undefined) ?? '').replaceAll(/\\(.)/g, (_all, letter: string) =>
      letter === 'n' ? '\n' : letter,
    )
  }
  return JSON.stringify(fields)
}
