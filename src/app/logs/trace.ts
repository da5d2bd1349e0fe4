import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { AnalysisPorts } from './analysis.ts'
import { openAnalysis } from './analysis.ts'
import { analyseLogs } from './analyse.ts'
import type { LogsOptions } from './analyse.ts'
import type { AttemptLine } from './document.ts'
import type { LogInput } from './inputs.ts'

/** One line in a message's life. */
export interface TraceLine {
  /** ISO 8601; null where the line has no time. */
  readonly at: string | null
  readonly input: string
  readonly text: string
}

export interface Trace {
  /** The ids whose lines are shown. */
  readonly ids: readonly string[]
  readonly lines: readonly TraceLine[]
  readonly attempts: readonly AttemptLine[]
  /** Lines that did not fit into the limit. */
  readonly more: number
}

const IDS_LIMIT = 200
const LINES_LIMIT = 10_000

/**
 * One message's life: the lines that name a queue id (or a session, or a delivery number), or, for an address, the lines of all messages to it.
 * Inputs are read twice for an address, so they must be files. Lines without an id are found through the process that wrote them:
 * TLS and connect failures stand next to the request that they belong to.
 */
export async function traceLogs(
  inputs: readonly LogInput[],
  needle: string,
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<Trace> {
  const ids = needle.includes('@') ? await idsOf(inputs, needle, options, ports) : [needle]
  const wanted = new Set(ids)
  const lines: TraceLine[] = []
  const attempts: AttemptLine[] = []
  let more = 0
  let input = ''
  /** What a process said since its last line with an id: shown when the next one is ours. */
  const unnamed = new Map<string, TraceLine[]>()

  const show = (line: TraceLine): void => {
    if (lines.length < LINES_LIMIT) lines.push(line)
    else more++
  }
  const onLine = (frame: Frame): void => {
    const text = wholeLine(frame)
    const line: TraceLine = {
      at: Number.isNaN(frame.atMs) ? null : new Date(frame.atMs).toISOString(),
      input,
      text: textOfLatin1(text),
    }
    const process = frame.pid < 0 ? '' : `${frame.host} ${frame.program} ${frame.pid}`
    if (namesOne(text, wanted)) {
      for (const before of unnamed.get(process) ?? []) show(before)
      unnamed.delete(process)
      show(line)
    } else if (process !== '' && isWithoutId(frame.message)) remember(unnamed, process, line)
    else unnamed.delete(process)
  }
  const watching: LogsOptions = {
    ...options,
    onLine,
    onAttempt: (attempt) => {
      if (attempt.queueId !== null && wanted.has(attempt.queueId)) attempts.push(attempt)
    },
  }
  const analysis = openAnalysis(watching, ports)
  for (const source of inputs) {
    input = source.name
    const reading = analysis.input(source.name, source)
    await source.read((chunk) => reading.push(chunk))
    reading.end()
  }
  analysis.document()
  return { ids, lines, attempts, more }
}

async function idsOf(
  inputs: readonly LogInput[],
  address: string,
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<readonly string[]> {
  const ids = new Set<string>()
  const wanted = address.toLowerCase()
  const first: LogsOptions = {
    ...options,
    onAttempt: ({ recipient, queueId }) => {
      if (recipient?.toLowerCase() === wanted && queueId !== null && ids.size < IDS_LIMIT) ids.add(queueId)
    },
  }
  await analyseLogs(inputs, first, ports)
  return [...ids]
}

function namesOne(text: string, ids: ReadonlySet<string>): boolean {
  for (const id of ids) {
    const at = text.indexOf(id)
    if (at >= 0 && !isIdPart(text, at - 1) && !isIdPart(text, at + id.length)) return true
  }
  return false
}

function isIdPart(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isWithoutId(message: string): boolean {
  return (
    message.startsWith('connect to ') ||
    message.startsWith('SSL_connect error to ') ||
    message.startsWith('warning: TLS library problem') ||
    message.startsWith('STARTTLS=client') ||
    message.includes(' TLS connection established to ')
  )
}

function remember(unnamed: Map<string, TraceLine[]>, process: string, line: TraceLine): void {
  const list = unnamed.get(process)
  if (list === undefined) {
    if (unnamed.size >= 4_096) unnamed.clear()
    unnamed.set(process, [line])
  } else if (list.length < 64) list.push(line)
}
