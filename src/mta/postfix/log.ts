import type { Frame } from '../../wire/syslog/frame.ts'
import { rememberByName } from '../../wire/syslog/interner.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { kindOfAnyWords, kindOfOwnWords } from './kind-of-words.ts'
import { openClientLines } from './log-client.ts'
import { daemonKind } from './log-programs.ts'
import { openQueueLines } from './log-queue.ts'
import { readPostscreen, readSmtpd } from './log-server.ts'
import { openQueues } from './queues.ts'
import { isTlsDetail } from './tls-details.ts'
import { openTlsTrace } from './tls-trace.ts'

/**
 * Reads Postfix 2.x to 3.12, any instance name. All lines are read by their octets, and the places of what is in them are kept: of ten lines
 * nine say nothing that is counted, and making a string of each would cost more than all that is found out about it.
 */
export function readLog(sink: LogSink): LineReader {
  const queues = openQueues((count) => sink.forgotten('queueIds', count))
  const client = openClientLines(sink, queues.sizeOf)
  const queued = openQueueLines(sink, queues.idOf, client.agent)
  const trace = openTlsTrace(sink)
  const kindOf = rememberByName(daemonKind)

  function read(frame: Frame): boolean {
    // Postfix's own trace files and pasted lines come without a program, or with another's: the text alone decides.
    const kind = (frame.program === '' ? undefined : kindOf(frame.program)) ?? kindOfAnyWords(frame)
    if (kind === undefined) return frame.program === '' && trace.read(frame)
    frame.locate()
    switch (kind === 'unnamed' ? kindOfOwnWords(frame) : kind) {
      case 'client':
        return client.client(frame)
      case 'agent':
        return client.agent(frame)
      case 'smtpd':
        return readSmtpd(frame, sink)
      case 'postscreen':
        return readPostscreen(frame, sink)
      case 'qmgr':
        return queued.qmgr(frame)
      case 'cleanup':
        return queued.cleanup(frame)
      case 'tlsproxy':
        return client.proxy(frame) || queued.other(frame) || isTlsDetail(frame.message)
      case 'other':
        return queued.other(frame)
    }
  }

  return { read, end: () => client.end(), file: (name) => trace.file(name) }
}
