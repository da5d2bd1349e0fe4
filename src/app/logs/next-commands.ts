import type { ReasonRow } from './document.ts'

const LIMIT = 5
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62}\.?){1,127}$/

/**
 * The commands that would tell more, at most five. Text from the log goes into a command only quoted for a POSIX shell and without control
 * characters; a name that is not a host name goes into none.
 */
export function nextCommands(reasons: readonly ReasonRow[], unknownLines: number, files: readonly string[]): string[] {
  const commands: string[] = []
  const add = (command: string): void => {
    if (commands.length < LIMIT && !commands.includes(command)) commands.push(command)
  }
  const source = files.length === 0 ? '-' : files.slice(0, 3).map(quote).join(' ')
  const asked = new Set<string>()
  const ask = (row: ReasonRow): void => {
    if (!isHostName(row.domain) || asked.has(row.domain)) return add(`hangup explain ${quote(row.text)}`)
    asked.add(row.domain)
    add(`hangup diagnose ${row.domain} --symptom ${quote(row.text)}`)
  }
  const [first] = reasons
  for (const row of reasons.slice(0, 2)) ask(row)
  if (first !== undefined && /^[\w-]{5,40}$/.test(first.queueId)) add(`hangup logs ${source} --trace ${first.queueId}`)
  if (unknownLines > 0) add(`hangup logs ${source} --unknown`)
  for (const row of reasons.slice(2, 2 + LIMIT)) ask(row)
  if (first !== undefined) {
    if (isHostName(first.domain)) add(`hangup logs ${source} --destination ${first.domain}`)
    add(`hangup explain ${quote(first.text)}`)
  }
  return commands
}

function isHostName(name: string): boolean {
  return name.includes('.') && HOST.test(name)
}

/** Single quotes for a POSIX shell. */
function quote(text: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ')
    .slice(0, 300)
  return /^[\w./:@-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", `'\\''`)}'`
}
