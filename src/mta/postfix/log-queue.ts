import type { Frame } from '../../wire/syslog/frame.ts'
import { each, openBeginnings } from '../beginnings.ts'
import type { LiveQueue } from '../live-queue.ts'
import type { LogSink } from '../log-event.ts'
import { standsAt } from '../octets.ts'
import { OTHER_NOTES, REJECTS } from './log-lines.table.ts'
import { queueIdEnd } from './queue-id.ts'

/** Lines of the programs that hold the queue. False: not of their grammar. */
export interface QueueLines {
  qmgr(frame: Frame): boolean
  cleanup(frame: Frame): boolean
  /** pickup, bounce, anvil, master and the rest. */
  other(frame: Frame): boolean
}

const qmgrLine = openBeginnings<'removed' | 'from' | 'to'>([
  ['removed', 'removed'],
  ['from=<', 'from'],
  ['to=<', 'to'],
])

const cleanupLine = openBeginnings<'note' | 'rejected'>([
  ['message-id=', 'note'],
  ...each(REJECTS, 'rejected' as const),
])

const otherLine = openBeginnings<'tlsAcceptFailed' | 'note'>([
  // tlsproxy shakes hands for postscreen.
  ['SSL_accept error from ', 'tlsAcceptFailed'],
  ...each(OTHER_NOTES, 'note' as const),
])

const ACTIVE = '(queue active)'
const SIZE = ', size='
const STATUS = '>, status='
const EXPIRED = ['expired', 'force-expired']

/** `agent` reads a delivery line: qmgr itself writes one for a recipient that it defers or bounces. */
export function openQueueLines(
  sink: LogSink,
  idOf: (frame: Frame, end: number) => LiveQueue,
  agent: (frame: Frame) => boolean,
): QueueLines {
  function other({ octets, from, to, atMs }: Frame): boolean {
    const idEnd = queueIdEnd(octets, from, to)
    const line = otherLine(octets, idEnd < 0 ? from : idEnd + 2, to)
    if (line === 'tlsAcceptFailed') sink.server(line, atMs)
    return line !== undefined
  }

  function qmgr(frame: Frame): boolean {
    const { octets, from, to } = frame
    const idEnd = queueIdEnd(octets, from, to)
    switch (idEnd < 0 ? undefined : qmgrLine(octets, idEnd + 2, to)) {
      case 'removed':
        if (to !== idEnd + 9) return true
        idOf(frame, idEnd).remove()
        sink.queue('removed', frame.atMs)
        return true
      case 'from':
        if (!standsAt(octets, to - ACTIVE.length, ACTIVE)) {
          if (isExpired(frame.message)) sink.queue('expired', frame.atMs)
          // A deferred message becomes active again and again: it was queued once.
        } else if (idOf(frame, idEnd).add(sizeIn(frame))) sink.queue('queued', frame.atMs)
        return true
      case 'to':
        return agent(frame)
      case undefined:
        return other(frame)
    }
  }

  function cleanup(frame: Frame): boolean {
    const idEnd = queueIdEnd(frame.octets, frame.from, frame.to)
    const line = idEnd < 0 ? undefined : cleanupLine(frame.octets, idEnd + 2, frame.to)
    if (line === 'rejected') sink.server('rejected', frame.atMs)
    return line !== undefined || other(frame)
  }

  return { qmgr, cleanup, other }
}

/** The last `, size=1234` of the message; −1: none. An address that imitates it stands before. */
function sizeIn({ octets, from, to }: Frame): number {
  let at = to - ACTIVE.length - SIZE.length
  while (at > from && !standsAt(octets, at, SIZE)) at--
  if (at === from) return -1
  let size = -1
  for (let index = at + SIZE.length; index < to; index++) {
    const digit = (octets[index] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    size = Math.max(size, 0) * 10 + digit
  }
  return size
}

/** `from=<a>, status=expired, returned to sender`, or `force-expired`. */
function isExpired(message: string): boolean {
  const at = message.indexOf(STATUS)
  return at >= 0 && EXPIRED.some((word) => message.startsWith(word, at + STATUS.length))
}
