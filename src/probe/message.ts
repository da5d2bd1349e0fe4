import { ORDINARY_MESSAGE_BYTES } from '../domain/plan/message-shape.ts'
import type { Envelope, MessagePlan } from '../domain/plan/session-plan.ts'
import { fromLatin1, toHex, toUtf8 } from '../wire/octets.ts'

export interface MessageFrame {
  readonly envelope: Envelope
  readonly ehloName: string
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly random: Uint8Array
}

const LINE_TEXT_BYTES = 76

/**
 * The message of a plan, with its line ends as they go on the wire, not dot-stuffed. Generated ones say in their headers what they
 * are, and are the same for the same plan but for date and Message-ID, whose lengths are fixed.
 */
export function buildMessage(plan: MessagePlan, frame: MessageFrame): Uint8Array {
  if (plan.raw !== undefined) return fromLatin1(withEnding(plan.raw, plan.lineEnding))
  const eol = plan.lineEnding === 'lf' ? '\n' : '\r\n'
  const head = `${headers(frame, eol).join(eol)}${eol}${eol}`
  const told = plan.contains === undefined ? '' : `${plan.contains.split(/\r\n|\r|\n/).join(eol)}${eol}`
  const begun = toUtf8(head + told)
  const fill = filler(Math.max(0, (plan.sizeBytes ?? ORDINARY_MESSAGE_BYTES) - begun.length), eol)
  const message = new Uint8Array(begun.length + fill.length)
  message.set(begun)
  message.set(toUtf8(fill), begun.length)
  return message
}

/** A given message stays as it is unless the plan wants other line ends. */
function withEnding(raw: string, ending: MessagePlan['lineEnding']): string {
  switch (ending) {
    case undefined:
      return raw
    case 'lf':
      return raw.replaceAll('\r\n', '\n')
    case 'crlf':
      return raw.replaceAll(/\r\n|\r|\n/g, '\r\n')
  }
}

function headers({ envelope, ehloName, now, random }: MessageFrame, eol: string): readonly string[] {
  const from = envelope.from === '' ? `postmaster@${ehloName}` : envelope.from
  return [
    `From: <${from}>`,
    `To: ${envelope.to.map((address) => `<${address}>`).join(`,${eol} `)}`,
    'Subject: Hangup connection test',
    `Date: ${rfc5322Date(now)}`,
    `Message-ID: <${toHex(random.subarray(0, 8))}@${ehloName}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    'Auto-Submitted: auto-generated',
    'X-Hangup-Test: sent by hand with Hangup to test why connections drop; no answer is needed',
  ]
}

/** RFC 5322 §3.3, in UTC, always of the same length. */
export function rfc5322Date(now: number): string {
  return new Date(now).toUTCString().replace('GMT', '+0000')
}

/** Numbered lines of exactly `sizeBytes` octets; two octets are the least that a line has. */
function filler(sizeBytes: number, eol: string): string {
  const lines: string[] = []
  let left = sizeBytes
  const full = LINE_TEXT_BYTES + eol.length
  while (left > 0) {
    // What remains after this line must be nothing or at least a line end.
    const after = left - full
    const take = after >= eol.length || after === 0 ? full : after > 0 ? full - eol.length : left
    if (take < eol.length) break
    const number = String(lines.length + 1).padStart(7, '0')
    const text = `${number} line of a connection test, to fill the message up to the size asked for.`
    lines.push(text.slice(0, take - eol.length).padEnd(take - eol.length, '-') + eol)
    left -= take
  }
  return lines.join('')
}
