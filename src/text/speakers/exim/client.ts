import { namedPeer } from '../../endpoints.ts'
import { stageFromWords, stageOfCommand } from '../../stage-words.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

const PEER =
  /[sl]mtp error from remote (?:mail ?server|mailer|mail server|server) (?:after|in response to) (.{1,300}?)(?:\s*:\s*host ([^:\n]{1,255}))?\s*:\s+(?=[\d"'(]|\S)/i

/** The reply that Exim quotes. */
export function peer(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (!lower.includes('mtp error from remote ')) return undefined
  const match = PEER.exec(raw)
  const start = lower.indexOf('mtp error from remote ')
  const code = raw.slice(start).search(/[:\s]\s?[245]\d\d(?:[ -]|$)/)
  const said =
    code === -1
      ? match === null
        ? raw.slice(start)
        : raw.slice(match.index + match[0].length)
      : raw.slice(start + code + 1)
  const command = match?.[1] ?? ''
  const named = stageOfCommand(command)
  const stage = named === 'data' && command.toLowerCase().startsWith('end') ? 'dot' : named
  // The library's error stands beside an answer that was good: what was written next did not get through.
  if (/^[23]\d\d[ -]/.test(said.trim())) {
    const error = readSystemError(words)
    const at = stage === undefined ? {} : { stage }
    if (error !== undefined) return { ...OURS, ...error, rule: 'exim/broken-after-reply', ...at, ...namedPeer(raw) }
  }
  const isGroup = /^pipelined (?!rcpt)/i.test(command)
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'exim',
    rule: 'exim/peer-said',
    said: said.trim(),
    ...namedPeer(raw),
    ...(stage !== undefined && (isGroup ? { lastStage: stage } : { stage })),
  }
}

const CLOSED = /remote host closed connection(?! during handshake)(?: in response to (.{1,200}))?/i

/** Who refuses EHLO is asked again with HELO; where the line was closed instead, the answer tells why (transports/smtp.c). */
const ANSWERED_EHLO = /\(EHLO response was: (4\d\d[ -][^\n]{1,160}?|5(?!0[0-4])\d\d[ -][^\n]{1,160}?)\)?\s{0,3}$/
// Exim 3 named the connection first.
const TIMED_OUT = /[sl]mtp timeout (?:while connected to [^\n]{1,300}? after|after|while|in) (.{1,200})/i
const WRITTEN = /\((\d{1,12}) bytes? written/i

/** The line to a server, closed or silent. */
export function closed(words: Words): SpeakerReading | undefined {
  const { raw } = words
  const end = CLOSED.exec(raw)
  if (end !== null) {
    const command = end[1] ?? ''
    const stage = stageOfCommand(command) ?? stageFromWords(words)
    const before = ANSWERED_EHLO.exec(command)?.[1]
    if (before !== undefined)
      return { speaker: 'peer', voice: 'peer', software: 'exim', rule: 'exim/ehlo-answer', said: before, stage: 'ehlo' }
    return {
      ...OURS,
      rule: 'exim/closed',
      symptom: command.toLowerCase().startsWith('tls-on-connect') ? 'tls.handshake.eof' : 'drop.lost',
      ...namedPeer(raw),
      ...(stage !== undefined && { stage }),
    }
  }
  const silence = TIMED_OUT.exec(raw)
  if (silence === null) return undefined
  const command = silence[1] ?? ''
  const stage = stageOfCommand(command) ?? stageFromWords(words)
  const bytes = WRITTEN.exec(raw)?.[1]
  return {
    ...OURS,
    rule: 'exim/timeout',
    symptom: 'drop.timeout',
    // By TCP Fast Open (hosts_try_fastopen, as Exim comes) a connection counts as made before anybody answered its SYN.
    ...(/^initial connection/i.test(command) && { instead: 'connect.timeout' }),
    ended: 'silence',
    ...namedPeer(raw),
    ...(stage !== undefined && { stage }),
    ...(bytes !== undefined && { bytes: Number(bytes) }),
  }
}

const MALFORMED = /malformed smtp reply(?: \([^)]{0,40}\))? (?:in response to|after) (.{1,200}?)(?:: |$)/i

export function malformed(words: Words): SpeakerReading | undefined {
  const { raw } = words
  const answer = MALFORMED.exec(raw)
  if (answer === null) return undefined
  const stage = stageOfCommand(answer[1] ?? '') ?? stageFromWords(words)
  return {
    ...OURS,
    rule: 'exim/malformed',
    symptom: 'protocol.malformed',
    ...namedPeer(raw),
    ...(stage !== undefined && { stage }),
  }
}
