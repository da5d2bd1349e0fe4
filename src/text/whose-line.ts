import type { Symptom } from '../domain/symptom.ts'
import { findReply } from './reply-grammar.ts'
import type { TextHints, TextReading } from './text-reading.ts'
import { wordsOf } from './words.ts'

/** 4yz 4.4.2 and words, with nothing in front that tells where the line stood. */
const BARE = /^\s{0,4}4\d\d[ -]4\.4\.2(?![\d.])[ :-]{0,3}([^\n]{0,120})\s*$/
/**
 * The same behind a report's `smtp;`, which a sender writes before its own words too. 400 no server answers with (RFC 5321 §4.2.3 has no such
 * code): who sends mail makes it up, with or without digits behind it.
 */
const REPORTED =
  /^\s{0,4}(?:Diagnostic-Code:\s?)?smtp;\s?(?:4\d\d[ -]4\.4\.2|400(?:[ -]4\.\d\.\d)?)(?![\d.])[ :-]{0,3}([^\n]{1,120})\s*$/i

/**
 * Words that a server says as it lets a client go, and that a mail server writes into its own notification of a line that went dead. A name
 * in front, a reason (`due to SocketError`), an idle client or a close that is announced is said by one of the two only.
 */
const EITHER: ReadonlySet<string> = new Set(
  'the a smtp tcp network connection conversation session line was has been is dropped lost closed reset broken interrupted aborted terminated ended bad error failed failure timed out timeout time-out unexpectedly temporarily'.split(
    ' ',
  ),
)
/** A code and words, whatever the code: a client that got no reply makes one up (python-slimta's `4.3.0 Connection was closed prematurely`). */
const CODED = /^\s{0,4}4\d\d[ -](?:4\.\d{1,3}\.\d{1,3}(?![\d.])[ :-]{0,3})?([^\n]{4,120})\s*$/
/** What is unexpected is so to the one who is left; who closes a line does not tell that the other one did. */
const LEFT = / (?:unexpectedly|prematurely|by (?:the )?(?:remote|foreign|other|far) (?:host|server|side|end|party)) /
const OF_THE_OTHER: ReadonlySet<string> = new Set(
  'prematurely by remote foreign other far host server side end party'.split(' '),
)
const LEFT_ALONE = { speaker: 'us', voice: 'library', rule: 'line/left', symptom: 'drop.lost', ended: 'fin' } as const

function isLeftAlone(text: string): boolean {
  const said = CODED.exec(text)?.[1]
  if (said === undefined) return false
  const { flat } = wordsOf(said.replace(/[.!]\s{0,4}$/, ''))
  return (
    LEFT.test(flat) &&
    flat
      .trim()
      .split(' ')
      .every((word) => EITHER.has(word) || OF_THE_OTHER.has(word))
  )
}

const SILENT = / (?:timed out|timeout|time-out) /

/**
 * `421 4.4.2 Connection dropped` is the receiver's reply or our own server's notification (RFC 3463 §3.5 says the same of both): who speaks
 * stays open, and both readings are told, unless the caller or the words know better.
 */
export function withOpenSpeaker(reading: TextReading, hints: TextHints): TextReading {
  const isTold = hints.speaker !== undefined || hints.software !== undefined || (hints.origin ?? 'user') !== 'user'
  if (isTold) return reading
  if (isLeftAlone(reading.text)) return { ...withoutReply(rested(reading)), ...LEFT_ALONE }
  const reported = reading.speaker === 'peer' ? REPORTED.exec(reading.text)?.[1] : undefined
  const said = BARE.exec(reading.text)?.[1] ?? reported
  if (said === undefined) return reading
  const { flat } = wordsOf(said.replace(/[.!]\s{0,4}$/, ''))
  const isOfKernel = OF_KERNEL.test(flat)
  if (
    !isOfKernel &&
    !flat
      .trim()
      .split(' ')
      .every((word) => word === '' || EITHER.has(word))
  )
    return reading
  const rest = rested(reading)
  if (isOfKernel)
    return {
      ...withoutReply(rest),
      speaker: 'us',
      voice: 'os',
      rule: 'line/kernel',
      symptom: 'drop.lost',
      ended: 'rst',
    }
  const reply = findReply(reading.text)?.reply
  return {
    ...rest,
    ...(reply !== undefined && { reply }),
    speaker: 'unknown',
    voice: 'unknown',
    rule: 'line/open-speaker',
    ...readings(flat),
  }
}

function rested({
  ended: _ended,
  stage: _stage,
  stageFrom: _from,
  ...rest
}: TextReading): Omit<TextReading, 'ended' | 'stage' | 'stageFrom'> {
  return rest
}

function withoutReply({ reply: _reply, instead: _instead, ...rest }: TextReading): TextReading {
  return rest
}

/** What the sender's own kernel reports of its connection: over a connection that was reset nothing can be said any more. */
const OF_KERNEL =
  / (?:forcibly closed by|reset by peer|broken pipe|software caused connection abort|wsaeconn\w{3,9}|econn\w{3,9}) /

function readings(flat: string): { readonly symptom: Symptom; readonly instead: Symptom } {
  return { symptom: SILENT.test(flat) ? 'drop.timeout' : 'drop.lost', instead: 'reply.421.idletimeout' }
}
