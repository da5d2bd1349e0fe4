import type { Software } from '../../domain/software.ts'
import type { LineReader, LogSink } from '../../mta/log-event.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { rememberByName } from '../../wire/syslog/interner.ts'

/** One MTA's reader, and how its lines are told from others before they are read. */
export interface LogFormat {
  readonly software: Software
  readonly readLog: (sink: LogSink) => LineReader
  /** Is this the program's name in a syslog tag? Formats that never go through syslog leave it out. */
  readonly ownsProgram?: (program: string) => boolean
  /** Also reads lines without a program: its own files, pasted lines. */
  readonly bare: boolean
}

/** `unknown`: no reader knows the line. `foreign`: a program that is no mail server wrote it. */
export type LineVerdict = Software | 'unknown' | 'foreign'

export interface Dispatcher {
  read(frame: Frame): LineVerdict
  file(name: string): void
  end(): void
}

/** The reader, with all its tables, is made for the first line that it is asked about. */
interface OpenFormat extends LogFormat {
  reader: LineReader | undefined
}

/**
 * Hands every line to the reader that knows it. Lines of one file tend to be of one kind: the last reader is asked first. `only`: what the other
 * readers know counts as unknown, and is theirs all the same: no second reader is asked for it.
 */
export function createDispatcher(formats: readonly LogFormat[], sink: LogSink, only?: Software): Dispatcher {
  const muted: LogSink = only === undefined ? sink : silent()
  const open: readonly OpenFormat[] = formats.map((format) => ({ ...format, reader: undefined }))
  const bare = open.filter((format) => format.bare)
  const byProgram = new Map<string, OpenFormat | null>()
  const ownerOf = rememberByName(findOwner)
  let lastBare: OpenFormat | undefined = bare[0]
  let fileName: string | undefined

  function findOwner(program: string): OpenFormat | null {
    const seen = byProgram.get(program)
    if (seen !== undefined) return seen
    const owner = open.find((format) => format.ownsProgram?.(program) === true) ?? null
    if (byProgram.size < 4_096) byProgram.set(program, owner)
    return owner
  }

  function openReader(format: OpenFormat): LineReader {
    const reader = format.readLog(only === undefined || only === format.software ? sink : muted)
    if (fileName !== undefined) reader.file?.(fileName)
    format.reader = reader
    return reader
  }

  function reads(format: OpenFormat, frame: Frame): boolean {
    return (format.reader ?? openReader(format)).read(frame)
  }

  function readBare(frame: Frame): OpenFormat | undefined {
    if (lastBare !== undefined && reads(lastBare, frame)) return lastBare
    for (const format of bare) {
      if (format === lastBare || !reads(format, frame)) continue
      lastBare = format
      return format
    }
    return undefined
  }

  function verdictOn(frame: Frame): LineVerdict {
    if (frame.program === '') return readBare(frame)?.software ?? 'unknown'
    const owner = ownerOf(frame.program)
    if (owner !== null && reads(owner, frame)) return owner.software
    // Two servers have an `smtpd`, and a container's or unit's name may stand where the program's should: the text decides.
    return readBare(frame)?.software ?? (owner === null ? 'foreign' : 'unknown')
  }

  return {
    read(frame) {
      const verdict = verdictOn(frame)
      return only === undefined || verdict === only || verdict === 'foreign' ? verdict : 'unknown'
    },
    file(name) {
      fileName = name
      for (const format of open) format.reader?.file?.(name)
    },
    end() {
      for (const format of open) format.reader?.end()
    },
  }
}

function silent(): LogSink {
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
