import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import type { Entry } from './log-entry.ts'
import { furtherText, readEntry } from './log-entry.ts'
import { readPayload } from './log-payload.ts'
import { openWorker } from './log-worker.ts'
import { goesOn, openEntry } from './open-entry.ts'

export function ownsProgram(program: string): boolean {
  return program === 'postal' || program.startsWith('postal-')
}

/** Reads Postal's webhook payloads and delivery rows as JSON lines, and its text log of versions 1 to 3. */
export function readLog(sink: LogSink): LineReader {
  const worker = openWorker(sink)
  const open = openEntry(told)

  function read(frame: Frame): boolean {
    const text = frame.message === '' ? wholeLine(frame) : frame.message
    if (text.startsWith('{') && readPayload(frame, text, sink)) return true
    const entry = readEntry(frame)
    if (entry === undefined) {
      const further = furtherText(frame)
      if (further !== undefined && open.add(further)) return true
      return text.startsWith('Logfile created on ') || ownsProgram(frame.program)
    }
    open.close()
    if ('open' in entry) open.begin(entry.open, frame.atMs)
    else if (goesOn(entry.text)) open.await(entry, frame.atMs)
    else told(entry, frame.atMs)
    return true
  }

  function told(entry: Entry, atMs: number): void {
    if (entry.fromServer) {
      if (entry.text.includes('AUTH failure for ')) sink.server('authFailed', atMs)
      else if (entry.text.startsWith('SSL Negotiation Failed')) sink.server('tlsAcceptFailed', atMs)
    } else if (entry.session !== '') worker.sender(entry, atMs)
    else worker.worker(entry, atMs)
  }

  return { read, end: () => open.close() }
}
