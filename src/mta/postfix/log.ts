import type { Frame } from '../../wire/syslog/frame.ts'
import { createLiveQueue, scopeOf } from '../live-queue.ts'
import { standsAt } from '../octets.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { openClientLines, queueIdEnd, startsWithAny } from './log-client.ts'
import { OTHER_NOTES } from './log-lines.table.ts'
import type { DaemonKind } from './log-programs.ts'
import { daemonKind } from './log-programs.ts'
import { activeSize, idEndInPlace, isIdleServerLine, isMessageId } from './log-quick.ts'
import { isReject, readPostscreen, readSmtpd } from './log-server.ts'
import { openTlsTrace } from './tls-trace.ts'

/** Reads Postfix 2.x to 3.12, any instance name. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 17, (count) => sink.forgotten('queueIds', count))
  const lines = openClientLines(sink, queue, scope)
  const trace = openTlsTrace(sink)
  const kinds = new Map<string, DaemonKind | undefined>()

  let lastHost = ''
  let lastScope = scopeOf('')

  /** Queue ids are unique on one host only. */
  function scope(frame: Frame): number {
    if (frame.host !== lastHost) {
      lastHost = frame.host
      lastScope = scopeOf(lastHost)
    }
    return lastScope
  }

  function kindOf(program: string): DaemonKind | undefined {
    const seen = kinds.get(program)
    if (seen !== undefined || kinds.has(program)) return seen
    const kind = daemonKind(program)
    if (kinds.size < 1_000) kinds.set(program, kind)
    return kind
  }

  function read(frame: Frame): boolean {
    // Postfix's own trace files and pasted lines come without a program: the text alone decides.
    const kind = frame.program === '' ? kindOfText(frame.message) : kindOf(frame.program)
    switch (kind) {
      case 'client':
        return lines.client(frame)
      case 'agent':
        return lines.agent(frame)
      case 'smtpd':
        return (frame.from >= 0 && isIdleServerLine(frame)) || readSmtpd(frame, sink)
      case 'postscreen':
        return readPostscreen(frame, sink)
      case 'qmgr':
        return (frame.from >= 0 && quickQmgr(frame)) || qmgr(frame)
      case 'cleanup':
        return (frame.from >= 0 && isMessageId(frame)) || cleanup(frame)
      case 'other':
        return (frame.message.startsWith('SSL_accept error from ') && tlsProxy(frame)) || other(frame.message)
      case undefined:
        return frame.program === '' && trace.read(frame)
    }
  }

  /** `removed` and `(queue active)` by their octets: two lines of every message. */
  function quickQmgr(frame: Frame): boolean {
    const idEnd = idEndInPlace(frame)
    if (idEnd < 0) return false
    const { octets, from, to } = frame
    if (octets[idEnd + 2] === 114 && to === idEnd + 9 && standsAt(octets, idEnd + 2, 'removed')) {
      queue.at(octets, from, idEnd, scope(frame)).remove()
      sink.queue('removed', frame.atMs)
      return true
    }
    if (!standsAt(octets, idEnd + 2, 'from=<')) return false
    const size = activeSize(frame)
    if (size < 0) return false
    if (queue.at(octets, from, idEnd, scope(frame)).add(size)) sink.queue('queued', frame.atMs)
    return true
  }

  function qmgr(frame: Frame): boolean {
    const message = frame.message
    const idEnd = queueIdEnd(message)
    if (idEnd < 0) return other(message)
    const start = idEnd + 2
    if (message.startsWith('removed', start) && message.length === start + 7) {
      queue.atText(message.slice(0, idEnd), scope(frame)).remove()
      sink.queue('removed', frame.atMs)
      return true
    }
    if (!message.startsWith('from=<', start)) {
      // qmgr itself writes a delivery line for a recipient that it defers or bounces.
      return message.startsWith('to=<', start) ? lines.agent(frame) : other(message)
    }
    if (message.endsWith('(queue active)')) {
      const sizeAt = message.lastIndexOf(', size=')
      const size = sizeAt < 0 ? -1 : Number.parseInt(message.slice(sizeAt + 7, sizeAt + 20), 10)
      // A deferred message becomes active again and again: it was queued once.
      if (queue.atText(message.slice(0, idEnd), scope(frame)).add(size)) sink.queue('queued', frame.atMs)
      return true
    }
    const statusAt = message.indexOf('>, status=', start)
    if (statusAt >= 0 && isExpired(message, statusAt + 10)) sink.queue('expired', frame.atMs)
    return true
  }

  /** tlsproxy shakes hands for postscreen. */
  function tlsProxy(frame: Frame): true {
    sink.server('tlsAcceptFailed', frame.atMs)
    return true
  }

  function cleanup(frame: Frame): boolean {
    const idEnd = queueIdEnd(frame.message)
    if (idEnd >= 0 && isReject(frame.message, idEnd + 2)) {
      sink.server('rejected', frame.atMs)
      return true
    }
    return other(frame.message)
  }

  return { read, end: () => lines.end(), file: (name) => trace.file(name) }
}

function isExpired(message: string, at: number): boolean {
  return message.startsWith('expired', at) || message.startsWith('force-expired', at)
}

function other(message: string): boolean {
  const idEnd = queueIdEnd(message)
  return startsWithAny(idEnd < 0 ? message : message.slice(idEnd + 2), OTHER_NOTES)
}

function kindOfText(message: string): DaemonKind | undefined {
  const idEnd = queueIdEnd(message)
  if (idEnd >= 0) {
    const start = idEnd + 2
    if (message.startsWith('to=<', start) && message.includes(', relay=')) return 'client'
    if (message.startsWith('lost connection with ', start) || message.startsWith('conversation with ', start))
      return 'client'
    if (message.startsWith('Cannot start TLS', start)) return 'client'
    return undefined
  }
  if (message.startsWith('SSL_connect error to ') || message.startsWith('SSL_connect:')) return 'client'
  if (message.startsWith('connect to ') && message.includes(']:')) return 'client'
  if (message.startsWith('warning: TLS library problem: ')) return 'client'
  if (message.startsWith('setting up TLS connection to ')) return 'client'
  if (message.includes(' TLS connection established to ')) return 'client'
  return undefined
}
