import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { stageOfFrames, withoutFrames } from './call-frames.ts'
import { namedPeer } from './endpoints.ts'
import { holdsReason, saysExpired } from './expiry.ts'
import { withoutHostNames } from './host-names.ts'
import { readForeignLine } from './line/foreign-line.ts'
import { readLineWords } from './line/line-words.ts'
import type { LineEnd } from './line/line-words.ts'
import { namesAgent } from './line/things.ts'
import { speaksOfMail } from './mail-matter.ts'
import { meaningOf } from './meaning/read-reply.ts'
import { mayReportMail } from './other-matter.ts'
import { stageOfTls } from './refine.ts'
import { readResolverError } from './resolver-errors.ts'
import { mentionedStage, speaksOfSmtp } from './stage-mentions.ts'
import { stageFromWords } from './stage-words.ts'
import { readSystemError } from './system-errors.ts'
import type { SpeakerReading, TextHints } from './text-reading.ts'
import { endOfTls, readTls } from './tls/read-tls.ts'
import { namesHelper, saysUnconnected } from './tongues.ts'
import { withoutSettings, withoutUnreal } from './unwrap/remarks.ts'
import type { Words } from './words.ts'

/** Words that report nothing known. */
export const NOTHING: SpeakerReading = { speaker: 'unknown', voice: 'unknown', rule: 'none', symptom: 'unknown' }

/** Words without a grammar of their own: TLS stacks, the operating system, resolvers, then bare meaning without any code. */
export function general(words: Words, hints: TextHints): SpeakerReading {
  const late = saysExpired(words)
  if (late && !holdsReason(words) && readLineWords(words) === undefined)
    return { speaker: 'us', voice: 'mta', rule: 'expiry', symptom: 'expired', expired: true }
  const reading = mentioned(withoutExpiry(words, hints), words)
  if (!late) return reading
  return reading.symptom === 'unknown' || reading.speaker !== 'us'
    ? { speaker: 'us', voice: 'mta', rule: 'expiry', symptom: 'expired', expired: true }
    : { ...reading, expired: true }
}

/** A line that stood and ended: what the words mention of the session tells where, when nothing ties the end to it. */
function mentioned(reading: SpeakerReading, words: Words): SpeakerReading {
  if (reading.stage !== undefined || reading.speaker !== 'us' || reading.symptom?.startsWith('drop.') !== true)
    return reading
  const stage = mentionedStage(withoutFrames(words))
  return stage === undefined ? reading : { ...reading, stage }
}

function withoutExpiry(words: Words, hints: TextHints): SpeakerReading {
  const stage = stageOfFrames(words.raw) ?? stageFromWords(withoutFrames(words))
  const at = { ...namedPeer(words.raw), ...(stage !== undefined && { stage }) }
  const plain = withoutSettings(words)
  const real = withoutUnreal(plain)
  const tls = readTls(withoutFrames(plain))
  if (tls !== undefined) {
    const stageByMeaning = stageOfTls(tls.symptom)
    return {
      speaker: 'us',
      voice: 'tls',
      ...at,
      ...(stageByMeaning !== undefined && { stage: stageByMeaning }),
      rule: tls.rule,
      symptom: tls.symptom,
      ...endOfTls(tls),
    }
  }
  const names = readResolverError(words)
  if (names !== undefined) return { speaker: 'us', voice: 'os', ...at, stage: 'dns', ...names }
  const system = readSystemError(real)
  // Other tongues' `did not answer` is a connect's, unless the words name what was not answered.
  const told = stage ?? mentionedStage(words)
  if (system?.rule === 'system/tongue-unanswered' && told !== undefined && told !== 'dns')
    return { speaker: 'us', voice: 'os', ...at, rule: system.rule, symptom: 'drop.timeout', ended: 'silence' }
  // `SMTP EHLO timeout`: the command was sent, so the connection stood, whatever else is said of it.
  if (
    system?.symptom === 'connect.timeout' &&
    isAfterConnect(stage) &&
    !/ connect(?:ing)? (?:to|timed|timeout) /.test(words.flat)
  )
    return { speaker: 'us', voice: 'os', ...at, rule: system.rule, symptom: 'drop.timeout', ended: 'silence' }
  if (system !== undefined) return { speaker: 'us', voice: 'os', ...at, ...system }
  const ofSmtp = stage !== undefined || speaksOfSmtp(words)
  const ofMail = ofSmtp || speaksOfMail(words)
  const named = ofSmtp || (told !== undefined && (ofMail || namesAgent(words)))
  const nameless = withoutHostNames(words)
  const line = (ofMail || named) && !namesHelper(nameless) ? lineEnd(withoutFrames(real), named, told) : undefined
  const met = line === undefined ? undefined : lineReading(line, at)
  const meaning =
    hints.origin === undefined && hints.speaker === undefined && (!mayReportMail(words) || isStory(words))
      ? undefined
      : meaningOf(nameless, hints.host ?? at.host)
  // Without a reply, `SSL … failed` is some library of ours as well as a peer that refuses STARTTLS: only "not available" is an answer.
  const guessed =
    meaning?.symptom === 'tls.refused' &&
    !/ (?:not|un) ?available| temporar| local problem| disabled| not supported/.test(words.flat)
  // What became of the line is plain; what is said of people, mail and rules beside it is a reply's matter, and there is none.
  if (met !== undefined && isPlain(met, told, hints.origin === 'bounce' ? undefined : meaning?.symptom)) return met
  // Only a reply announces a close: the same words without one are of the line itself.
  const announced = meaning?.symptom.startsWith('reply.421.') === true && met !== undefined
  // A diagnostic that begins with an enhanced code was a reply.
  const replied = /^#?[45]\.\d{1,3}\.\d{1,3}\s/.test(words.raw)
  if (meaning !== undefined && !guessed && !announced && (replied || !REPLIES_ONLY.has(meaning.rule)))
    return {
      speaker: hints.speaker ?? (replied ? 'peer' : 'unknown'),
      voice: 'unknown',
      ...at,
      rule: meaning.rule,
      symptom: meaning.symptom,
    }
  // `did not answer the RCPT command`: only a command tells that the silence was on a line that stood.
  if (stage !== undefined && UNANSWERED.test(words.flat))
    return {
      speaker: 'us',
      voice: 'unknown',
      ...at,
      rule: 'system/unanswered',
      symptom: 'drop.timeout',
      ended: 'silence',
    }
  if (met !== undefined) return met
  if (isMalformed(words, stage))
    return {
      speaker: 'us',
      voice: 'library',
      ...(SPEAKS_OTHER.test(words.flat) && { stage: 'banner' as const }),
      ...at,
      rule: 'line/greeting',
      symptom: 'protocol.malformed',
    }
  if (saysUnconnected(real))
    return {
      speaker: 'us',
      voice: 'os',
      ...at,
      rule: 'system/unconnected',
      symptom: 'connect.failed',
      stage: 'connect',
    }
  return stage !== undefined && speaksOfMail(words) ? { ...NOTHING, stage } : NOTHING
}

const ODD_GREETING =
  / (?:invalid|unexpected|malformed|unrecognized|strange|garbled|bad|incorrect|wrong) (?:smtp |server )?(?:greeting|banner)/
const UNENDED =
  / (?:invalid|malformed|garbled) (?:smtp )?(?:response|reply) (?!code)|(?:reply|response|answer|greeting|banner)s? (?:line )?(?:did not|didn t|does not|doesn t|not|without) [^.]{0,20}(?:crlf|terminat)/

const SPEAKS_OTHER =
  / (?:talks|speaks|spoke|talked|answers in|answered in) (?:http|ssh|ftp|imap|pop3|telnet) (?:and )?(?:not|instead|rather)/

/** A server that speaks something else, as an SSH daemon behind the wrong port does, or ends its lines otherwise. */
function isMalformed(words: Words, stage: Stage | undefined): boolean {
  return (
    (stage === 'banner' && ODD_GREETING.test(words.flat)) || UNENDED.test(words.flat) || SPEAKS_OTHER.test(words.flat)
  )
}

/** Somebody tells what he lives through: no server speaks so, and the words of replies mean other things there. */
const STORY =
  / (?:i|i m|i ve|me|them|they|anyone|anybody|somebody|someone) | we (?:see|get|have|are|keep|wait|connect|send|tried|can) | (?:our|my) (?:mails?|mail server|server|app|application|software|side|queue|logs?|emails?) /

function isStory(words: Words): boolean {
  return STORY.test(words.flat)
}

const OF_A_REPLY = ['recipient.', 'mailbox.', 'sender.', 'content.', 'policy.relay', 'policy.helo', 'protocol.syntax']

function isPlain(met: SpeakerReading, stage: Stage | undefined, meaning: Symptom | undefined): boolean {
  const isOfLine = met.symptom?.startsWith('drop.') === true || met.symptom === 'connect.refused'
  return (
    isOfLine &&
    (stage !== undefined || (meaning !== undefined && OF_A_REPLY.some((start) => meaning.startsWith(start))))
  )
}

/** What the words say of the line, in any tongue. A silence in another tongue is of a connect as well where no stage is named. */
function lineEnd(words: Words, named: boolean, stage: Stage | undefined): LineEnd | undefined {
  const english = readLineWords(words, named)
  if (english !== undefined) return english
  const foreign = readForeignLine(words)
  return foreign?.symptom === 'drop.timeout' && stage === undefined ? undefined : foreign
}

function isAfterConnect(stage: Stage | undefined): boolean {
  return stage !== undefined && stage !== 'dns' && stage !== 'connect'
}

function lineReading(line: LineEnd, at: Partial<SpeakerReading>): SpeakerReading {
  const connecting = line.symptom.startsWith('connect.') ? { stage: 'connect' as const } : {}
  return { speaker: 'us', voice: 'os', ...at, ...line, ...connecting }
}

const UNANSWERED =
  / (?:did not|didn t|does not|doesn t|never|no|not|without|waiting for (?:the|a)(?: server s?)?) (?:answer|reply|respon)/

/** Words that mean something in a reply, and anything elsewhere. */
const REPLIES_ONLY: ReadonlySet<string> = new Set([
  'message/policy',
  'message/system',
  'message/syntax',
  'message/resources',
  'message/shutdown',
  'message/closing',
  'notions/denied',
  'notions/busy',
])
