import type { Symptom } from '../domain/symptom.ts'
import type { AboutWords } from './about-words.ts'
import { withoutFrames } from './call-frames.ts'
import { withoutHostNames } from './host-names.ts'
import { readLineWords } from './line/line-words.ts'
import { namesAgent } from './line/things.ts'
import { meaningOf } from './meaning/meaning-of.ts'
import { endInConnect, endInHandshake } from './refine.ts'
import { enhancedIn } from './reply-grammar.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { mayReportMail } from './report/other-matter.ts'
import { speaksOfSmtp } from './stage-mentions.ts'
import type { SpeakerReading } from './text-reading.ts'
import { namesFarEnd, readForeignLine } from './tongues/foreign-line.ts'
import { namesHelper, saysUnconnected } from './tongues/tongues.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

type Meaning = ReturnType<typeof meaningOf>

/** What a sentence says of a session: what became of its line, or what a peer thought of what it was told. */
export function sessionReading(about: AboutWords): SpeakerReading | undefined {
  const met = lineReading(about)
  const meaning = meaningOfWords(about)
  // Programs call connecting and logging in one step: who was refused at the second had done the first.
  const isRefusedLogin = met?.symptom === 'connect.failed' && meaning?.symptom === 'auth.failed'
  // What became of the line is plain; what is said of people, mail and rules beside it is a reply's matter, and there is none.
  if (met !== undefined && !isRefusedLogin && !holdsReply(about.words.raw) && isPlain(met, about, meaning)) return met
  return replyReading(about, meaning, met !== undefined) ?? unansweredReading(about) ?? met
}

/** What the words say of the line, if they are about mail. */
function lineReading({ words, real, stage, mentioned, at }: AboutWords): SpeakerReading | undefined {
  const ofSmtp = stage !== undefined || speaksOfSmtp(words)
  const ofMail = ofSmtp || speaksOfMail(words)
  const named = ofSmtp || (mentioned !== undefined && (ofMail || namesAgent(words) || namesFarEnd(words)))
  if ((!ofMail && !named) || namesHelper(withoutHostNames(words))) return undefined
  const said = withoutFrames(real)
  const line = readLineWords(said, named) ?? readForeignLine(said)
  if (line === undefined || (line.ended === 'fin' && AS_IT_SHOULD.test(words.flat))) return undefined
  if (line.symptom.startsWith('connect.')) return { speaker: 'us', voice: 'os', ...at, ...line, stage: 'connect' }
  // x.4.1: no answer from host (RFC 3463 §3.5).
  if (
    line.symptom === 'drop.timeout' &&
    stage === undefined &&
    mentioned === undefined &&
    / [45]\.4\.1 /.test(words.flat)
  )
    return { speaker: 'us', voice: 'os', ...at, ...line, symptom: 'connect.timeout', stage: 'connect' }
  return {
    speaker: 'us',
    voice: 'os',
    ...at,
    ...line,
    ...(stage === 'tls' && endInHandshake(line)),
    ...(stage === 'connect' && endInConnect(line)),
  }
}

/** The server closes after QUIT (RFC 5321 §4.1.1.10), and so does the client. */
const AS_IT_SHOULD =
  /^(?!.* (?:before|without|instead|no|not|never|unexpected\w{0,3}|reset|resets|rst|lost) ).* (?:after|upon|on) (?:the |our |its |sending )?quit /

/** Somebody tells what he lives through: no server speaks so, and the words of replies mean other things there. */
const STORY =
  / (?:i|i m|i ve|me|them|they|anyone|anybody|somebody|someone) | we (?:see|get|have|are|keep|wait|connect|send|tried|can) | (?:our|my) (?:mails?|mail server|server|app|application|software|side|queue|logs?|emails?) /

/** What the words would mean in a reply. */
function meaningOfWords({ words, plain, hints, at }: AboutWords): Meaning {
  const isAnybodys = hints.origin === undefined && hints.speaker === undefined
  return isAnybodys && (!mayReportMail(words) || STORY.test(words.flat))
    ? undefined
    : meaningOf(withoutHostNames(fromReply(withoutFrames(plain))), hints.host ?? at.host)
}

/** What stands before an enhanced code is the library's, and none of the server's words. */
function fromReply(words: Words): Words {
  const at = words.raw.search(HOLDS_REPLY)
  return at === -1 ? words : wordsOf(words.raw.slice(at + 1).replace(/^: /, ''))
}

const OF_A_REPLY = [
  'system.filter',
  'recipient.',
  'mailbox.',
  'sender.',
  'content.',
  'policy.relay',
  'policy.helo',
  'protocol.syntax',
]

function isPlain(met: SpeakerReading, { hints, mentioned }: AboutWords, meaning: Meaning): boolean {
  const isOfLine =
    met.symptom?.startsWith('drop.') === true ||
    met.symptom?.startsWith('tls.handshake.') === true ||
    met.symptom === 'connect.refused' ||
    met.symptom === 'connect.failed' ||
    met.symptom === 'connect.timeout'
  if (met.symptom === 'connect.refused') return true
  return isOfLine && (mentioned !== undefined || (hints.origin !== 'bounce' && isOfAReply(meaning?.symptom)))
}

function isOfAReply(symptom: Symptom | undefined): boolean {
  return symptom !== undefined && OF_A_REPLY.some((start) => symptom.startsWith(start))
}

/** Words that mean something in a reply, and anything elsewhere. */
const REPLIES_ONLY: ReadonlySet<string> = new Set([
  'message/policy',
  'message/system',
  'message/syntax',
  'message/resources',
  'message/shutdown',
  'message/closing',
  'message/host-not-connected',
  'notions/denied',
  'notions/busy',
])
/** Whose filter it is, where no server speaks: ours, or one on this host. */
const OUR_FILTER = / our (?:own )?(?:[\w-]{1,12} )?(?:filter|scanner|milter|antivirus) | (?:127\.0\.0\.1|localhost)[ :]/
const TLS_TURNED_DOWN = / (?:not|un) ?available| temporar| local problem| disabled| not supported/

/** A diagnostic that begins with an enhanced code was a reply. */
const BEGINS_REPLY = /^#?[45]\.\d{1,3}\.\d{1,3}\s/
/** Libraries set one behind words of their own, or on a line of its own. */
const HOLDS_REPLY = /(?:\n|[A-Za-z]: (?![^\n]{0,2000}\. [A-Z]))[45]\.\d{1,3}\.\d{1,3}\s(?=[A-Z<]|\S{1,60}\.\w)/

function holdsReply(raw: string): boolean {
  return HOLDS_REPLY.test(raw) || BEGINS_REPLY.test(raw)
}

/** What single words of a text are about tells of a host or a policy only where somebody refused something, or was refused. */
const VERDICT = / (?:refus|reject|den(?:y|ie)|not allow|block|said|says|bounc|must|only|not accept|return)/
/** Who spoke too early is said to have spoken. */
const SPOKEN = / (?:talk|spoke|speak|early|pregreet|pre-greet|input|impatien|too soon|sent before|wait)/

/** Words that stand in any story, and mean a verdict only where one is told. */
function isAnybodys({ rule, symptom }: NonNullable<Meaning>): boolean {
  return (
    rule === 'message/allowlist' ||
    rule === 'sender/helo' ||
    rule === 'message/ehlo-first' ||
    rule === 'recipient/relay' ||
    rule === 'sender/sender-verify' ||
    (rule.startsWith('notions/') && /^(?:reputation|system|policy|connect)\./.test(symptom))
  )
}

/** What the words mean, where they may stand for a reply. */
function replyReading(
  { words, real, hints, at }: AboutWords,
  meaning: Meaning,
  hasEnded: boolean,
): SpeakerReading | undefined {
  if (meaning === undefined) return undefined
  // Without a reply, `SSL … failed` is some library of ours as well as a peer that refuses STARTTLS: only "not available" is an answer.
  if (meaning.symptom === 'tls.refused' && !TLS_TURNED_DOWN.test(words.flat)) return undefined
  // Only a reply announces a close: the same words without one are of the line itself.
  if (meaning.symptom.startsWith('reply.421.') && hasEnded && !holdsReply(words.raw)) return undefined
  // Who could not connect heard no reply.
  const isOfAnswer =
    meaning.symptom.startsWith('reply.421.') || (isOfAReply(meaning.symptom) && hints.origin !== 'bounce')
  if (isOfAnswer && saysUnconnected(real)) return undefined
  const replied = holdsReply(words.raw)
  if (!replied && REPLIES_ONLY.has(meaning.rule)) return undefined
  if (!replied && meaning.rule === 'message/early' && !SPOKEN.test(words.flat)) return undefined
  // An enhanced code alone (RFC 3463) is a reply's, too.
  const isTold = replied || hints.origin === 'bounce' || enhancedIn(words.raw) !== undefined
  if (!isTold && isAnybodys(meaning) && !VERDICT.test(words.flat)) return undefined
  // Only a server's answer tells that it waited for us: else it is told of a line that fell silent.
  if (!replied && meaning.rule === 'message/idle')
    return { speaker: 'us', voice: 'unknown', ...at, rule: 'line/idle', symptom: 'drop.timeout', ended: 'silence' }
  if (!replied && meaning.rule === 'message/filter-down' && OUR_FILTER.test(words.flat))
    return { speaker: 'us', voice: 'unknown', ...at, rule: 'line/own-filter', symptom: 'local.filter' }
  return {
    speaker: hints.speaker ?? (replied ? 'peer' : 'unknown'),
    voice: 'unknown',
    ...at,
    rule: meaning.rule,
    symptom: meaning.symptom,
  }
}

const UNANSWERED =
  / (?:did not|didn t|does not|doesn t|never|no|not|without|waiting for (?:the|a)(?: server s?)?) (?:answer|reply|respon)/

/** `did not answer the RCPT command`: only a command tells that the silence was on a line that stood. */
function unansweredReading({ words, stage, at }: AboutWords): SpeakerReading | undefined {
  return stage !== undefined && UNANSWERED.test(words.flat)
    ? { speaker: 'us', voice: 'unknown', ...at, rule: 'system/unanswered', symptom: 'drop.timeout', ended: 'silence' }
    : undefined
}
