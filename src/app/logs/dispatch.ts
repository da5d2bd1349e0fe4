import type { Software } from '../../domain/software.ts'
import type { LineReader, LogSink } from '../../mta/log-event.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { rememberByName } from '../../wire/syslog/interner.ts'
import type { IsOwnRecord } from '../../wire/syslog/json-frame.ts'

/** One MTA's reader, and how its lines are told from others before they are read. */
export interface LogFormat {
  readonly software: Software
  readonly readLog: (sink: LogSink) => LineReader
  /** Is this the program's name in a syslog tag? Formats that never go through syslog leave it out. */
  readonly ownsProgram?: (program: string) => boolean
  /** Is this a record of JSON that the server writes itself? Only where its text could be taken for another program's line. */
  readonly ownsRecord?: IsOwnRecord
  /** Also reads lines without a program: its own files, pasted lines. */
  readonly bare: boolean
  /** The reader itself keeps the ids of several hosts apart. Of any other there is one for each host. */
  readonly tellsHosts?: boolean
}

/** `unknown`: no reader knows the line. `foreign`: a program that is no mail server wrote it. */
export type LineVerdict = Software | 'unknown' | 'foreign'

export interface Dispatcher {
  read(frame: Frame): LineVerdict
  file(name: string): void
  end(): void
}

/** Readers, with all their tables, are made for the first line that they are asked about. */
interface OpenFormat extends LogFormat {
  readonly readers: Map<string, LineReader>
  reader: LineReader | undefined
  /** Whose lines `reader` reads. */
  host: string
}

/** Two hosts of one log use the same process, delivery and message numbers. So many are kept apart. */
const HOSTS = 8

/** Formats that a line may be of, and the one that read the last such line: two servers have an `smtpd`. */
interface Owners {
  readonly all: readonly OpenFormat[]
  last: OpenFormat | undefined
}

/**
 * Hands every line to the reader that knows it. Lines of one file tend to be of one kind: the last reader is asked first. `only`: what the other
 * readers know counts as unknown, and is theirs all the same: no second reader is asked for it.
 */
export function createDispatcher(formats: readonly LogFormat[], sink: LogSink, only?: Software): Dispatcher {
  const muted: LogSink = only === undefined ? sink : silent()
  const open: readonly OpenFormat[] = formats.map((format) => ({
    ...format,
    readers: new Map(),
    reader: undefined,
    host: '',
  }))
  const withoutProgram = open.filter((format) => format.bare)
  const bare: Owners = { last: withoutProgram[0], all: withoutProgram }
  const byProgram = new Map<string, Owners | null>()
  const ownersOf = rememberByName(findOwners)
  let fileName: string | undefined

  function findOwners(program: string): Owners | null {
    const seen = byProgram.get(program)
    if (seen !== undefined) return seen
    const [first, ...others] = open.filter((format) => format.ownsProgram?.(program) === true)
    const owners = first === undefined ? null : { last: first, all: [first, ...others] }
    if (byProgram.size < 4_096) byProgram.set(program, owners)
    return owners
  }

  function openReader(format: OpenFormat, host: string): LineReader {
    const reader = format.readLog(only === undefined || only === format.software ? sink : muted)
    if (fileName !== undefined) reader.file?.(fileName)
    format.readers.set(host, reader)
    return reader
  }

  function readerFor(format: OpenFormat, host: string): LineReader {
    const known = format.readers.get(host)
    if (known !== undefined || format.readers.size < HOSTS) return known ?? openReader(format, host)
    return format.readers.get('') ?? openReader(format, '')
  }

  function reads(format: OpenFormat, frame: Frame, host: string): boolean {
    if (format.reader === undefined || (format.tellsHosts !== true && format.host !== host)) {
      format.reader = readerFor(format, host)
      format.host = host
    }
    return format.reader.read(frame)
  }

  function readBy(asked: Owners, frame: Frame, host: string): OpenFormat | undefined {
    const { last } = asked
    if (last !== undefined && reads(last, frame, host)) return last
    for (const format of asked.all) {
      if (format === last || !reads(format, frame, host)) continue
      asked.last = format
      return format
    }
    return undefined
  }

  function verdictOn(frame: Frame): LineVerdict {
    const owners = frame.program === '' ? null : ownersOf(frame.program)
    if (owners !== null) return readBy(owners, frame, frame.host)?.software ?? 'unknown'
    // A container's or unit's name may stand where the program's should: the text decides.
    return readBy(bare, frame, '')?.software ?? (frame.program === '' ? 'unknown' : 'foreign')
  }

  return {
    read(frame) {
      const verdict = verdictOn(frame)
      return only === undefined || verdict === only || verdict === 'foreign' ? verdict : 'unknown'
    },
    file(name) {
      fileName = name
      for (const { readers } of open) for (const reader of readers.values()) reader.file?.(name)
    },
    end() {
      for (const { readers } of open) for (const reader of readers.values()) reader.end()
    },
  }
}

/** Notes nothing. */
export function silent(): LogSink {
  const nothing = (): void => undefined
  return {
    attempt: nothing,
    earlier: nothing,
    tlsEstablished: nothing,
    tlsFailed: nothing,
    server: nothing,
    queue: nothing,
    forgotten: nothing,
  }
}
