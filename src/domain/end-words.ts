import { rowOf } from '../base/row-of.ts'
import { alertName } from './alert-names.table.ts'
import type { Outcome } from './outcome.ts'

/** How a connection was ended, in the words of every report. */
export const CLOSED = {
  fin: 'connection closed (FIN)',
  rst: 'connection reset (RST)',
  'tls-alert': 'TLS alert',
  unknown: 'connection lost',
} as const

/** `TLS alert 40 (handshake_failure) from the peer` */
export function alertWords(description: number, from: string): string {
  return `TLS alert ${description} (${alertName(description)}) from ${from === 'us' ? 'our side' : 'the peer'}`
}

/** One outcome as the trials of an `experiment` observation keep it: `silence`, `closed by rst`, `reply 421`, `alert 70 from peer`. */
export function howText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'reply':
      return `reply ${outcome.reply.code}`
    case 'done':
      return 'done'
    case 'closed':
      return outcome.alert === undefined
        ? `closed by ${outcome.by}`
        : `alert ${outcome.alert.description} from ${outcome.alert.from}`
    case 'silent':
      return 'silence'
    case 'garbled':
      return 'garbled'
    case 'errno':
      return outcome.errno
  }
}

/** An end in the words of a ladder, without its times and octets: `no answer`, `connection reset (RST)`, `reply 421`. */
export function endWords(outcome: Outcome): string {
  return howInWords(howText(outcome))
}

/**
 * The same of a trial as an `experiment` observation keeps it: `died at tls: silence` is `at tls: no answer`. How much of a message went out
 * before the silence only the kernel knows, which is asked of the first session alone.
 */
export function trialEndWords(trial: string): string {
  const [, stage, how] = /^died at ([a-z]+(?: or [a-z]+)?): (.*)$/s.exec(trial) ?? []
  if (stage === undefined || how === undefined) return trial
  return isUnplaced(how, stage) ? NO_ANSWER_TO_MESSAGE : `at ${stage}: ${howInWords(how)}`
}

/** The same inside a sentence: `no answer at tls`. */
export function placedEndWords(how: string, place: string): string {
  return isUnplaced(how, place) ? NO_ANSWER_TO_MESSAGE : `${howInWords(how)} at ${place}`
}

const NO_ANSWER_TO_MESSAGE = 'no answer to the message'

function isUnplaced(how: string, place: string): boolean {
  return how === 'silence' && (place === 'body' || place === 'dot')
}

/** What `howText` wrote, in the words of every report. */
function howInWords(how: string): string {
  if (how === 'silence') return 'no answer'
  if (how === 'garbled') return 'not what SMTP or TLS says'
  const by = /^closed by ([a-z-]+)$/.exec(how)?.[1]
  if (by !== undefined) return rowOf<string>(CLOSED, by) ?? how
  // A hello is answered by an alert, and sends none.
  const [, description, from = 'peer'] = /^alert (\d+)(?: from ([a-z]+))?$/.exec(how) ?? []
  return description === undefined ? how : alertWords(Number(description), from)
}
