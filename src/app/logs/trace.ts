import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { AnalysisPorts } from './analysis.ts'
import { openAnalysis } from './analysis.ts'
import { readableTwice } from './readable-twice.ts'
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
 * For an address inputs are read twice: what cannot be read again is kept in a file meanwhile. Lines without an id are found through
 * the process (or session) that wrote them: TLS and connect failures stand next to the request that they belong to.
 */
export async function traceLogs(
  inputs: readonly LogInput[],
  needle: string,
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<Trace> {
  if (!needle.includes('@')) return traceIds(inputs, [needle], options, ports)
  const again = await readableTwice(inputs)
  try {
    return await traceIds(again.inputs, await idsOf(again.inputs, needle, options, ports), options, ports)
  } finally {
    await again.remove()
  }
}

async function traceIds(
  inputs: readonly LogInput[],
  ids: readonly string[],
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<Trace> {
  const wanted = new Set(ids.flatMap(withMessage))
  const since = options.sinceMs ?? Number.NEGATIVE_INFINITY
  const until = options.untilMs ?? Number.POSITIVE_INFINITY
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
    if (frame.atMs < since || frame.atMs >= until) return
    const text = wholeLine(frame)
    const line: TraceLine = {
      at: Number.isNaN(frame.atMs) ? null : new Date(frame.atMs).toISOString(),
      input,
      text: textOfLatin1(text),
    }
    const process = sessionOf(frame.message) ?? (frame.pid < 0 ? '' : `${frame.host} ${frame.program} ${frame.pid}`)
    if (namesOne(text, wanted)) {
      for (const before of unnamed.get(process) ?? []) show(before)
      unnamed.delete(process)
      show(line)
    } else if (process !== '' && isWithoutId(frame.message)) remember(unnamed, process, line)
    else if (BEGINS_WITH_ID.test(frame.message.slice(0, 32))) unnamed.delete(process)
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
    message.startsWith('ruleset=tls_server') ||
    message.startsWith('smtp-out: Error on session ') ||
    /^[0-9a-f]{16} mta (?:connect|tls|starttls|server-cert|cert|error)/.test(message.slice(0, 40)) ||
    message.includes(' TLS connection established to ')
  )
}

/** A message of another id, or of another session. */
const BEGINS_WITH_ID = /^(?:[0-9A-Za-z]{5,25}: |[0-9a-f]{16} )/

/** OpenSMTPD has one process for all: its sessions tell lines apart. */
function sessionOf(message: string): string | undefined {
  return /^(?:smtp-out: Error on session )?([0-9a-f]{16})(?::| (?:mta|mda|smtp) )/.exec(message.slice(0, 50))?.[1]
}

/** OpenSMTPD's envelopes begin with the id of their message. */
function withMessage(id: string): readonly string[] {
  return /^[0-9a-f]{16}$/.test(id) ? [id, id.slice(0, 8)] : [id]
}

function remember(unnamed: Map<string, TraceLine[]>, process: string, line: TraceLine): void {
  const list = unnamed.get(process)
  if (list === undefined) {
    if (unnamed.size >= 4_096) unnamed.clear()
    unnamed.set(process, [line])
  } else if (list.length < 64) list.push(line)
}
