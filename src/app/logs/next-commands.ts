import { shellWord } from '../../base/shell-word.ts'
import { isHostName } from '../../domain/plain-name.ts'
import type { ReasonRow } from './document.ts'

const LIMIT = 5

/** A failure to ask about. */
export type Asked = Pick<ReasonRow, 'text' | 'queueId' | 'domain'> & {
  /** The one server that it happens with, whatever the destination: a relay, or the MX of many. */
  readonly server?: string
}

/**
 * The commands that would tell more, at most five, about what matters most first. Text from the log goes into a command only quoted for a POSIX shell and without control
 * characters; a name that is not a host name goes into none.
 */
export function nextCommands(reasons: readonly Asked[], unknownLines: number, files: readonly string[]): string[] {
  const commands: string[] = []
  const add = (command: string): void => {
    if (commands.length < LIMIT && !commands.includes(command)) commands.push(command)
  }
  const source =
    files.length === 0
      ? '-'
      : files
          .slice(0, 3)
          .map((file) => shellWord(file))
          .join(' ')
  const asked = new Set<string>()
  const explain = (text: string): void => {
    if (text !== '') add(explaining(text))
  }
  const ask = ({ server, domain, text }: Asked): void => {
    const target = server !== undefined && isHostName(server) ? server : domain
    if (!isHostName(target) || asked.has(target)) return explain(text)
    asked.add(target)
    // Of some tries a server says no more than that they ended.
    add(`hangup diagnose ${target}${text === '' ? '' : ` --symptom ${shellWord(text)}`}`)
  }
  const [first] = reasons
  for (const row of reasons.slice(0, 2)) ask(row)
  if (first !== undefined && /^[\w-]{5,40}$/.test(first.queueId)) add(`hangup logs ${source} --trace ${first.queueId}`)
  if (unknownLines > 0) add(`hangup logs ${source} --unknown`)
  for (const row of reasons.slice(2, 2 + LIMIT)) ask(row)
  if (first !== undefined) {
    if (isHostName(first.domain)) add(`hangup logs ${source} --destination ${first.domain}`)
    explain(first.text)
  }
  return commands
}

/** Words that begin with a dash are no option. */
function explaining(text: string): string {
  const word = shellWord(text)
  return `hangup explain ${/^'?-/.test(word) ? '-- ' : ''}${word}`
}
