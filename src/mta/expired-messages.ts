import { BoundedMap } from './bounded-map.ts'
import type { LogSink } from './log-event.ts'

export interface Expiries {
  /** A recipient of the message is given up because its time in the queue is over: told once for each message, however many there are. */
  tell(queueId: string, atMs: number): void
  /** The message has left the queue: another one may get its id. */
  left(queueId: string): void
}

/** A message's recipients are given up together, or in the next run of the queue. */
const MESSAGES_HELD = 1_024

export function openExpiries(sink: LogSink): Expiries {
  const told = new BoundedMap<string, true>(MESSAGES_HELD)
  return {
    tell(queueId, atMs) {
      if (queueId !== '' && told.get(queueId) === true) return
      if (queueId !== '') told.set(queueId, true)
      sink.queue('expired', atMs)
    },
    left: (queueId) => void told.delete(queueId),
  }
}
