import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'
import type { Entry } from './log-entry.ts'
import type { SenderEvents, Unserved } from './log-sender.ts'
import { attemptUnserved, openSender } from './log-sender.ts'

const MESSAGES_HELD = 8_192
/** Failures of a sender that no job has claimed yet. */
const UNCLAIMED_HELD = 64

/** The worker's entries, with the sender's that belong to them. It tells what became of messages for which no sender said it. */
export interface WorkerLines {
  sender(entry: Entry, atMs: number): void
  worker(entry: Entry, atMs: number): void
}

export function openWorker(sink: LogSink): WorkerLines {
  /** Messages whose outcome the sender has told. */
  const answered = new BoundedMap<string, true>(MESSAGES_HELD)
  /** Versions 1 and 2: why the batch of a job got no connection, which holds for all its messages. The sender does not name the job. */
  const unclaimed: Unserved[] = []
  const byJob = new BoundedMap<string, Unserved>(MESSAGES_HELD)
  /** Who is put on the suppression list stands in the entry before the one that gives the message up, by message or job. */
  const givenUp = new BoundedMap<string, string>(MESSAGES_HELD)

  const events: SenderEvents = {
    answered: (message) => answered.set(ownString(message), true),
    unserved(failure) {
      unclaimed.push(failure)
      if (unclaimed.length > UNCLAIMED_HELD) unclaimed.shift()
    },
  }
  const sender = openSender(sink, events)

  /** It is tried later. */
  function requeued({ batch, message, text }: Entry, atMs: number): void {
    if (answered.delete(message)) return
    // Only of version 3 is the batch a queued message, and the sender's entries name it.
    if (text.startsWith('m')) {
      const failure = sender.unservedBatch(batch)
      if (failure !== undefined) sink.attempt(attemptUnserved(failure, atMs))
      return
    }
    const told = byJob.get(batch)
    if (told !== undefined) return sink.attempt(attemptUnserved(told, atMs))
    // The first of the batch: the sender has told of it.
    const first = unclaimed.shift()
    if (first !== undefined) byJob.set(ownString(batch), first)
  }

  return {
    sender: (entry, atMs) => sender.entry(entry, atMs),
    worker(entry, atMs) {
      const { batch, message, text } = entry
      if (/^message requeued for trying later/i.test(text)) return requeued(entry, atMs)
      if (/^(?:got queued message|(?:message )?processing complete)/i.test(text)) {
        answered.delete(message)
        return
      }
      // What is handed to a web address is no mail.
      if (text.startsWith('Sending request to ')) return events.answered(message)
      const error = /^internal error: ([^]{1,2000})/i.exec(text)
      if (error !== null) {
        // Only version 3 says of it, too, that it is tried later.
        if (text.startsWith('i')) events.answered(message)
        const reason = `An internal error occurred while sending this message: ${error[1] ?? ''}`
        const failed = {
          software: 'postal',
          atMs,
          queueId: message,
          recipient: '',
          status: 'deferred',
          reason,
        } as const
        return sink.attempt(attemptOf(failed))
      }
      const listed = /^added (\S{1,320}) to suppression list because maximum attempts /i.exec(text)
      if (listed !== null) return givenUp.set(ownString(message || batch), ownString(listed[1] ?? ''))
      if (!/^message has reached maximum number of attempts/i.test(text)) return
      sink.queue('expired', atMs)
      sink.attempt(
        attemptOf({
          software: 'postal',
          atMs,
          queueId: message,
          recipient: givenUp.get(message) ?? givenUp.get(batch) ?? '',
          status: 'expired',
          reason: 'message expired: maximum number of delivery attempts has been reached',
        }),
      )
    },
  }
}
