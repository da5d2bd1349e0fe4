import type { Frame } from '../../wire/syslog/frame.ts'
import { rememberByName } from '../../wire/syslog/interner.ts'
import { createLiveQueue, scopeOf, type LiveQueue } from '../live-queue.ts'
import { instanceOf } from './log-programs.ts'

/** The queues that one log tells of: one for each instance of Postfix on each host. */
export interface Queues {
  /** The queue id that a line of the queue manager begins with, in that queue. */
  idOf(frame: Frame, idEnd: number): LiveQueue
  /** Octets of the message that a delivery line is about; NaN where no line told. */
  sizeOf(frame: Frame, idEnd: number): number
}

/** Of one host so many instances are told from services that have a name of their own. */
const INSTANCES_LIMIT = 64
const HOSTS_LIMIT = 4_096

/**
 * An id is unique in one queue only: instances that run side by side (postmulti) use the same ones at the same time. Their names stand before the
 * slash in `postfix-out/qmgr`. What a delivery agent has there may as well be its service's name (`-o syslog_name=slow`).
 */
export function openQueues(onForget: (count: number) => void): Queues {
  const queue = createLiveQueue(1 << 17, onForget)
  const instanceScope = rememberByName((program) => scopeOf(instanceOf(program)))
  const hosts = new Map<string, number[]>()
  let lastHost: string | undefined
  let hostScope = 0
  /** Queues of the last host, by the scopes of their ids. */
  let known: number[] = []

  function seek(host: string): void {
    lastHost = host
    hostScope = scopeOf(host)
    known = hosts.get(host) ?? []
    if (hosts.size < HOSTS_LIMIT) hosts.set(host, known)
  }

  function scopeIn(frame: Frame): number {
    if (frame.host !== lastHost) seek(frame.host)
    return hostScope ^ Math.imul(instanceScope(frame.program), 0x01000193)
  }

  return {
    idOf(frame, idEnd) {
      const scope = scopeIn(frame)
      if (!known.includes(scope) && known.length < INSTANCES_LIMIT) known.push(scope)
      return queue.at(frame.octets, frame.from, idEnd, scope)
    },
    sizeOf(frame, idEnd) {
      const own = scopeIn(frame)
      const size = queue.at(frame.octets, frame.from, idEnd, own).size()
      if (!Number.isNaN(size) || known.includes(own)) return size
      for (const scope of known) {
        const theirs = queue.at(frame.octets, frame.from, idEnd, scope).size()
        if (!Number.isNaN(theirs)) return theirs
      }
      return Number.NaN
    },
  }
}
