import type { Software } from '../../domain/software.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import { analyseLogs } from './analyse.ts'
import type { LogsOptions } from './analyse.ts'
import type { AnalysisPorts } from './analysis.ts'
import { openAnalysis } from './analysis.ts'
import type { LineVerdict } from './dispatch.ts'
import type { AttemptLine } from './document.ts'
import type { LogInput } from './inputs.ts'
import { readableTwice } from './readable-twice.ts'

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
/** Some records have no other id. */
const MESSAGE_ID = /^<.+>$/

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
  if (!needle.includes('@') || MESSAGE_ID.test(needle))
    return traceIds(inputs, { ids: new Map([[needle, undefined]]) }, options, ports)
  const again = await readableTwice(inputs)
  try {
    const ids = await idsOf(again.inputs, needle, options, ports)
    return await traceIds(again.inputs, { ids, recipient: needle.toLowerCase() }, options, ports)
  } finally {
    await again.remove()
  }
}

interface Wanted {
  /** With the server whose ids they are: a short number is anything in another's lines. undefined: anybody's. */
  readonly ids: ReadonlyMap<string, Software | undefined>
  /** Lower case. What was told of it is shown, with or without an id. */
  readonly recipient?: string
}

async function traceIds(
  inputs: readonly LogInput[],
  wanted: Wanted,
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<Trace> {
  const named = new Map([...wanted.ids].flatMap(([id, software]) => withMessage(id).map((part) => [part, software])))
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
  /** The line that was just read told an attempt that is looked for: qmail's outcomes and records name no id. */
  let told = false
  const onLine = (frame: Frame, verdict: LineVerdict): void => {
    const isTold = told
    told = false
    if (frame.atMs < since || frame.atMs >= until) return
    const text = wholeLine(frame)
    const line: TraceLine = {
      at: Number.isNaN(frame.atMs) ? null : new Date(frame.atMs).toISOString(),
      input,
      text: textOfLatin1(text),
    }
    const process = sessionOf(frame.message) ?? (frame.pid < 0 ? '' : `${frame.host} ${frame.program} ${frame.pid}`)
    if (isTold || namesOne(text, named, verdict)) {
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
      const isTheirs = wanted.recipient !== undefined && attempt.recipient?.toLowerCase() === wanted.recipient
      const isNamed = attempt.queueId !== null && named.has(attempt.queueId)
      if (isTheirs || isNamed) attempts.push(attempt)
      told ||= isTheirs || (isNamed && wanted.recipient === undefined)
    },
  }
  const analysis = openAnalysis(watching, ports)
  for (const source of inputs) {
    input = source.name
    const reading = analysis.input(source.name, source)
    await source.read(
      (chunk) => reading.push(chunk),
      undefined,
      () => reading.restart(),
    )
    reading.end()
  }
  analysis.document()
  return { ids: [...wanted.ids.keys()], lines, attempts, more }
}

async function idsOf(
  inputs: readonly LogInput[],
  address: string,
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<ReadonlyMap<string, Software | undefined>> {
  const ids = new Map<string, Software | undefined>()
  const wanted = address.toLowerCase()
  /** Ids of the line that is being read: its verdict comes after them. */
  let fresh: string[] = []
  const first: LogsOptions = {
    ...options,
    onAttempt: ({ recipient, queueId }) => {
      if (recipient?.toLowerCase() !== wanted || queueId === null || ids.size >= IDS_LIMIT || ids.has(queueId)) return
      ids.set(queueId, undefined)
      fresh.push(queueId)
    },
    onLine: (_frame, verdict) => {
      if (verdict !== 'unknown' && verdict !== 'foreign') for (const id of fresh) ids.set(id, verdict)
      fresh = []
    },
  }
  await analyseLogs(inputs, first, ports)
  return ids
}

function namesOne(text: string, ids: ReadonlyMap<string, Software | undefined>, verdict: LineVerdict): boolean {
  for (const [id, software] of ids)
    if ((software === undefined || software === verdict) && standsAlone(text, id)) return true
  return false
}

/** The id is a word of the text. A short number is none within a time, an address or a version. */
function standsAlone(text: string, id: string): boolean {
  if (id === '') return false
  const joined = /^\d{1,5}$/.test(id) ? '.:-/+' : ''
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!isIdPart(text, at - 1, joined) && !isIdPart(text, at + id.length, joined)) return true
  return false
}

function isIdPart(text: string, index: number, joined: string): boolean {
  const code = text.charCodeAt(index)
  if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return true
  return joined !== '' && index >= 0 && index < text.length && joined.includes(text.charAt(index))
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
