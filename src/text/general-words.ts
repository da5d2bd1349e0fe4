import type { Stage } from '../domain/stage.ts'
import { aboutWords } from './about-words.ts'
import type { AboutWords } from './about-words.ts'
import { stageOfFrames, withoutFrames } from './call-frames.ts'
import { holdsReason, saysExpired, withoutExpiryReason } from './expiry.ts'
import { readLineWords } from './line/line-words.ts'
import { loopReading } from './loop-words.ts'
import { malformedReading } from './malformed-words.ts'
import { fieldsReading } from './record-fields.ts'
import { endAtStage, endInConnect, endInHandshake, stageOfTls } from './refine.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { readResolverError } from './resolver-errors.ts'
import { sessionReading } from './session-words.ts'
import { mentionedStage } from './stage-mentions.ts'
import { readSystemError } from './system-errors.ts'
import type { SpeakerReading, TextHints } from './text-reading.ts'
import { plainSpeech } from './tls/plain-speech/plain-speech.ts'
import { readTls } from './tls/read-tls.ts'
import { endOfTls } from './tls/tls-reading.ts'
import type { TlsReading } from './tls/tls-reading.ts'
import { saysUnconnected } from './tongues/tongues.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

/** Words that report nothing known. */
export const NOTHING: SpeakerReading = { speaker: 'unknown', voice: 'unknown', rule: 'none', symptom: 'unknown' }

const EXPIRED: SpeakerReading = { speaker: 'us', voice: 'mta', rule: 'expiry', symptom: 'expired', expired: true }

/** Words without a grammar of their own: TLS stacks, the operating system, resolvers, then bare meaning without any code. */
export function general(given: Words, hints: TextHints): SpeakerReading {
  const words = withoutExpiryReason(given)
  const late = saysExpired(words)
  const isBare = late && !holdsReason(words) && readLineWords(words) === undefined && !namesEnd(words)
  if (isBare && plainSpeech(words) === undefined) return EXPIRED
  const reading = mentioned(withoutExpiry(words, hints), words)
  if (!late) return reading
  return reading.symptom === 'unknown' || reading.speaker !== 'us' ? EXPIRED : { ...reading, expired: true }
}

/** A system's error that is no time-out, which the expiry itself may be called. */
function namesEnd(words: Words): boolean {
  const error = readSystemError(words)
  return error !== undefined && error.ended !== 'silence' && !error.symptom.endsWith('.timeout')
}

/** A line that stood and ended: what the words mention of the session tells where, when nothing ties the end to it. */
function mentioned(reading: SpeakerReading, words: Words): SpeakerReading {
  if (reading.stage !== undefined || reading.speaker !== 'us' || reading.symptom?.startsWith('drop.') !== true)
    return reading
  const stage = mentionedStage(withoutFrames(words))
  return stage === undefined ? reading : endAtStage({ ...reading, stage })
}

/** From those whose words are their own to those who share theirs with everybody. */
const READERS: readonly ((about: AboutWords) => SpeakerReading | undefined)[] = [
  fieldsReading,
  tlsReading,
  resolverReading,
  systemReading,
  loopReading,
  malformedReading,
  sessionReading,
  unconnectedReading,
]

/** `SocketClosed`, `Dns(NoRecords)`: programs write the words of an end in one. */
const COINED =
  /[a-z](?:Closed|Timeout|TimeOut|TimedOut|Refused|Reset|Lost|Aborted|Unreachable|Disconnected|Broken|Gone|Ended|Exceeded|Expired|Eof|Records?|Found)(?![a-z])|::(?:Eof|Timeout|Closed)\b/
const CAPITAL_WITHIN = /(?<=[a-z])(?=[A-Z][a-z])|(?<=::)(?=[A-Z])/g

function withoutExpiry(words: Words, hints: TextHints): SpeakerReading {
  const about = aboutWords(words, hints)
  for (const read of READERS) {
    const reading = read(about)
    if (reading !== undefined) return reading
  }
  if (COINED.test(words.raw)) {
    const apart = aboutWords(wordsOf(words.raw.replaceAll(CAPITAL_WITHIN, ' ')), hints)
    const reading = [resolverReading, systemReading, sessionReading]
      .map((read) => read(apart))
      .find((each) => each !== undefined)
    if (reading?.speaker === 'us') return reading
  }
  return about.stage !== undefined && speaksOfMail(words) ? { ...NOTHING, stage: about.stage } : NOTHING
}

/** What ends a handshake ends every line. */
const BY_WORDS = /^tls\.handshake\.(?:timeout|eof|reset)$/
/** No handshake began before STARTTLS was answered, and what comes after it is of none any more. */
const NOT_IN_HANDSHAKE =
  / handshake line | (?:3-way|three-way|tcp) handshake | (?:hello|e?helo|ehlo|auth|authenticat\w{1,7}|mail from|rcpt to|greeting) after (?:the )?(?:starttls|tls|ssl) | (?:respond|responding|reply|replying|answer|answering) to (?:our |the )?starttls | starttls (?:response|reply|answer) | starttls (?:command )?(?:was )?(?:sent|issued) .{1,60} (?:without|no|never|not) (?:an? |any )?(?:answer|repl|respon)| (?:response|reply|answer) to (?:our |the )?starttls /

/** What fell silent at the command shook no hand yet. */
const SILENT_AT_STARTTLS =
  / (?:silent|silence|mute|quiet|unresponsive) (?:on|at|once|after|when|as soon as|following|upon|to) (?:we (?:sent|send|issued?) |our |the |sending )?starttls /

/** getaddrinfo()'s own names and numbers, and a connection that never came about: there was no handshake to fail. */
const UNREACHED =
  /\[errno -\d{1,2}\]|\beai_\w{3,10}\b|\bgetaddrinfo\b|\btemporary failure in name resolution\b|\bconnection refused\b|\beconnrefused\b|\bno route to host\b|\bnetwork is unreachable\b/i

/** A program that is named for TLS is in no handshake where it waits for the answer to another step. */
const OTHER_STEP: ReadonlySet<string> = new Set(['ehlo', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'quit'])
const OF_HANDSHAKE = /handshak|hello|negotiat|encrypt|shak|certificate/

function tlsReading({ plain, at, stage: named }: AboutWords): SpeakerReading | undefined {
  const shown = withoutFrames(plain)
  const tls = readTls(shown) ?? (at.stage === 'tls' ? reasonAtTls(shown) : undefined)
  if (
    tls === undefined ||
    SILENT_AT_STARTTLS.test(plain.flat) ||
    (tls.says === 'that' && UNREACHED.test(plain.raw)) ||
    (BY_WORDS.test(tls.symptom) && named !== undefined && OTHER_STEP.has(named) && !OF_HANDSHAKE.test(plain.flat)) ||
    (BY_WORDS.test(tls.symptom) && (NOT_IN_HANDSHAKE.test(plain.flat) || isPastHandshake(plain.raw)))
  )
    return undefined
  const stage = stageOfTls(tls.symptom)
  return {
    speaker: 'us',
    voice: 'tls',
    ...at,
    ...(stage !== undefined && { stage }),
    rule: tls.rule,
    symptom: tls.symptom,
    // Who could not start it tells not whether the command or the handshake was in vain.
    ...(tls.rule === 'tls/not-started' && { instead: 'tls.handshake.alert' as const }),
    ...endOfTls(tls),
  }
}

/** Where the step is told apart, what is told of it need not name TLS. */
function reasonAtTls({ raw }: Words): TlsReading | undefined {
  const told = readTls(wordsOf(`in TLS, ${raw}`))
  return told?.says === 'why' || told?.says === 'check' ? told : undefined
}

/** The stack stands in a later step: `ssl://` in the peer's address is how that step was secured. */
function isPastHandshake(raw: string): boolean {
  const stage = stageOfFrames(raw)
  return stage !== undefined && !['dns', 'connect', 'starttls', 'tls'].includes(stage)
}

function resolverReading({ words, at }: AboutWords): SpeakerReading | undefined {
  const names = readResolverError(words)
  return names === undefined ? undefined : { speaker: 'us', voice: 'os', ...at, stage: 'dns', ...names }
}

function systemReading({ words, real, mentioned: told, at }: AboutWords): SpeakerReading | undefined {
  const system = readSystemError(withoutFrames(real))
  if (system === undefined || (system.ended === 'silence' && isProse(words))) return undefined
  // Other tongues' `did not answer` is a connect's, unless the words name what was not answered.
  const isUnanswered = system.rule === 'system/tongue-unanswered' && isAfterConnect(told)
  // `SMTP EHLO timeout`: the command was sent, so the connection stood, whatever else is said of it.
  const hasStood =
    system.symptom === 'connect.timeout' &&
    ((isAfterConnect(told) && !/ connect(?:ing)? (?:to|timed|timeout) /.test(words.flat)) || CLOSED_IT.test(words.flat))
  return isUnanswered || hasStood || (system.ended === 'fin' && SILENT_THEN_CLOSED.test(words.lower))
    ? { speaker: 'us', voice: 'os', ...at, rule: system.rule, symptom: 'drop.timeout', ended: 'silence' }
    : {
        speaker: 'us',
        voice: 'os',
        ...at,
        ...system,
        ...(at.stage === 'tls' && endInHandshake(system)),
        ...(at.stage === 'connect' && endInConnect(system)),
      }
}

const IN_PROSE = / tim(?:ed?|es|ing) out /
const OF_PROGRAMS =
  / (?:connect|socket|host|server|port |smtp|e?-?mails? |tcp|read|recv|receiv|writ|send|errno|error|network|request|session|stream|respon|reply|answer|peer|operation|io |i\/o |dial|lookup|handshake|command|greeting|banner|mx |starttls|data |message|transfer|upload|query|deliver|attempt)|\d\.\d|[a-z]_[a-z]|exception|timeout/

/** Things time out in every story; of a line they do where a word of programs stands beside it. */
function isProse(words: Words): boolean {
  const { flat } = words
  return IN_PROSE.test(flat) && flat.length > 30 && !OF_PROGRAMS.test(flat) && !speaksOfMail(words)
}

/** Who closes a connection for having waited has one, and so has who waits for a response. */
const CLOSED_IT =
  / (?:timed|times) out and (?:closed|closes|dropped|drops|terminated|ended|ends|aborted) (?:the|its|our|that) (?:connection|session) | (?:smtp|server) response (?:timeout|timed out) /

/** `stalled for 180 s; connection dropped`: who tells first of a line that stood still, and then of its end, ended it himself. */
const SILENT_THEN_CLOSED =
  /\b(?:stall(?:s|ed)?|h[au]ng(?! ?up)|froze|frozen|stuck|went (?:silent|quiet|mute))\b[^\n]{0,80}?(?:[;,:] |\. | - | and )(?:so |then )?(?:we |the |our )?(?:connection|session|socket|line|link|transfer|transaction|closed|closing|dropped|dropping|aborted)\b(?! (?:(?:was|is) )?(?:\w{1,12} )?by (?:the |their )?(?:peer|remote|server|other|far|foreign|mail|host|\S{1,200}\.\w))/

function isAfterConnect(stage: Stage | undefined): boolean {
  return stage !== undefined && stage !== 'dns' && stage !== 'connect'
}

function unconnectedReading({ real, at }: AboutWords): SpeakerReading | undefined {
  return saysUnconnected(real)
    ? { speaker: 'us', voice: 'os', ...at, rule: 'system/unconnected', symptom: 'connect.failed', stage: 'connect' }
    : undefined
}
