import type { Reply } from '../domain/reply.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { assembled } from './assemble.ts'
import { stageOfFrames, withoutFrames } from './call-frames.ts'
import { eventsIn } from './event/events-in.ts'
import { saysExpired } from './expiry.ts'
import { general, NOTHING } from './general-words.ts'
import { defaultStage } from './meaning/default-stage.ts'
import { readReply } from './meaning/read-reply.ts'
import { possibleAt } from './possible-at.ts'
import { findReply, untilDialogue } from './reply-grammar.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { isOtherMatter } from './report/other-matter.ts'
import { secondLook } from './second-look.ts'
import { ownWords } from './speakers/own-words.ts'
import { outstandingIn, showsSession } from './speakers/shown-session.ts'
import { stageFromWords } from './stage-words.ts'
import { withPeerOfLines } from './story/completed.ts'
import { readStory } from './story/read-story.ts'
import type { SpeakerReading, TextHints, TextReading } from './text-reading.ts'
import { isSheet } from './tls/asides.ts'
import { speaksOfTls } from './tls/signs.ts'
import { inEnglish } from './tongues/in-english.ts'
import { tellsCrash } from './unwrap/code-faults.ts'
import { withoutGuesses } from './unwrap/guesses.ts'
import { withoutLogHeads } from './unwrap/log-head.ts'
import { plainLines, programsWords } from './unwrap/plain-lines.ts'
import { unwrapped } from './unwrap/unwrapped.ts'
import { isFromPerson, isPasted, isToldOfMail } from './vouched.ts'
import { withWeights } from './weighed/with-weights.ts'
import { withOpenSpeaker } from './whose-line.ts'
import { cleaned, wordsOf } from './words.ts'
import type { Words } from './words.ts'

type Clean = ReturnType<typeof cleaned>

/**
 * Reads one reply, log line, exception or diagnostic: who speaks, which symptom, at which stage, how it ended, about whom.
 * Pure and total: any text gives a reading, and a text that says nothing known gives `unknown`, never a guess.
 */
export function readText(text: string, hints: TextHints = {}): TextReading {
  return withOpenSpeaker(readingOf(text, hints), hints)
}

function readingOf(text: string, hints: TextHints): TextReading {
  const { text: lines, cut } = cleaned(text)
  const clean: Clean = { text: plainLines(lines), cut }
  const reading = readClean(clean, hints)
  if (!isPasted(hints)) return reading
  const looked = secondLook(reading, hints, (part, given) => readClean({ text: part, cut: 0 }, given))
  const { text: plain } = clean
  return withWeights(looked, { text: lines, plain }, () => tellsNothing(plain, hints) || isOtherMatter(wordsOf(plain)))
}

function readClean(clean: Clean, hints: TextHints): TextReading {
  const whole = readWhole(clean, hints)
  if (!isPasted(hints)) return whole
  // A session that is shown line by line is one story by itself, and so is the sheet of a TLS program.
  if (whole.rule.startsWith('transcript/')) return withPeerOfLines(whole)
  if (isSheet(clean.text) || (whole.reply !== undefined && showsSession(clean.text))) return whole
  const story = readStory(whole, (record) => readWhole({ text: record, cut: 0 }, hints))
  // What tells of no event as a whole, a table, is not told row by row.
  if (story === undefined || (whole.rule === NOTHING.rule && tellsNothing(clean.text, hints)))
    return withShown(whole, clean.text)
  // A program that died of its own fault did not do what was accepted.
  if (story.symptom === 'accepted' && tellsCrash(clean.text)) return whole
  // The commands that were answered are no story of their own.
  const isOfAnswers = story.symptom === 'accepted' && outstandingIn(clean.text) !== undefined
  return withShown(isOfAnswers ? whole : { ...story, text: clean.text, cut: clean.cut }, clean.text)
}

/** A program that shows a session, and says that something did not come about. */
const FAILED = /\bunable\b|\bfailed\b|\bfailure\b|\berror\b|\bcould not\b|\bcannot\b/i

/** Whatever is said of its end, a session that is shown tells by itself what was outstanding. */
function withShown(reading: TextReading, text: string): TextReading {
  const isOpen = reading.symptom.startsWith('drop.') || (reading.symptom === 'unknown' && FAILED.test(text))
  const stage = isOpen && reading.stage === undefined ? outstandingIn(text) : undefined
  return stage === undefined ? reading : { ...reading, stage, stageFrom: 'words' }
}

function tellsNothing(text: string, hints: TextHints): boolean {
  return isFromPerson(text, hints) && eventsIn(withoutGuesses(text)) === ''
}

function readWhole(clean: Clean, given: TextHints): TextReading {
  const told = inEnglish(programsWords(clean.text))
  if (told === '') return assembled(clean, clean.text, {}, NOTHING, undefined, undefined, given)
  const plain = withoutLogHeads(told)
  const reports = isFromPerson(plain, given) && !showsSession(told) ? eventsIn(withoutGuesses(told)) : told
  const { core, around, command, trace } = unwrapped(reports === '' ? plain : withoutLogHeads(reports))
  const traced = trace === undefined ? undefined : stageOfFrames(trace)
  const hints: TextHints = { ...given, ...(traced !== undefined && given.stage === undefined && { stage: traced }) }
  const known: TextHints = {
    ...hints,
    ...(around.software !== undefined && hints.software === undefined && { software: around.software }),
    ...(around.speaker === 'us' || around.speaker === 'peer' ? { speaker: hints.speaker ?? around.speaker } : {}),
  }
  const words = wordsOf(core)
  const made = (reading: SpeakerReading, reply?: Reply, implied?: Stage): TextReading =>
    assembled(clean, core, around, reading, reply, command, hints, implied)
  // A list of lines with marks is other matter, unless a session is shown so.
  if (reports === '' || (!isToldOfMail(hints, around) && isOtherMatter(wordsOf(told)) && !showsSession(told)))
    return made(NOTHING)
  // What the live peer says is a reply, whatever words it borrows.
  const spoken = hints.speaker === 'peer' || ANSWER.test(core) ? undefined : ownWords(words, known)
  const said = spoken?.said
  const host = spoken?.host ?? around.host ?? hints.host
  if (spoken !== undefined && (said === undefined || spoken.symptom !== undefined))
    return made(spoken, said === undefined ? undefined : findReply(said)?.reply)
  // Inside our own MTA's wrapper a code is that MTA's own digit, not something that came over the wire.
  const own = spoken === undefined && known.speaker === 'us' ? general(words, known) : undefined
  if (own !== undefined && own.voice !== 'unknown') return made(ownDigits(own, words))
  const made400 =
    MADE_UP.test(core) && hints.speaker !== 'peer' ? general(words, { ...known, speaker: 'us' }) : undefined
  if (made400?.symptom !== undefined && /^(?:connect|drop|dns)\./.test(made400.symptom))
    return made({ ...made400, speaker: 'us', voice: 'mta' })
  // A number in a frame is a line of a source.
  const shown = withoutFrames(words).raw
  const peerText = said ?? untilDialogue(shown)
  const isReply = spoken !== undefined || ANSWER.test(core) || (knownPeer(shown, known) && !awaitsReply(words, known))
  const read = isReply ? readReply(peerText, host) : undefined
  const later = spoken === undefined ? LATER[read?.symptom ?? 'unknown']?.(words, known) : undefined
  // What a session that is shown came to, only its last lines tell.
  if (read?.symptom === 'accepted' && later === undefined && isPasted(hints) && showsSession(core)) return made(NOTHING)
  if (read?.symptom === 'accepted' && later === undefined && tellsCrash(clean.text)) return made(NOTHING)
  if (later !== undefined) return made(later)
  if (read !== undefined) {
    const base: SpeakerReading = spoken ?? { speaker: 'peer', voice: 'peer', rule: read.rule }
    const named = spoken?.stage ?? stageOfGroup(spoken, read.symptom) ?? stageOfFrames(core) ?? stageFromWords(words)
    // What refuses TLS answers STARTTLS: no handshake came about. A server may say so of another command, and its client which.
    const isRefusal = read.symptom === 'tls.refused' && !ANSWERED_TO.test(core)
    const stage = isRefusal || STARTTLS_REFUSED.test(words.flat) ? 'starttls' : named
    // What answers STARTTLS with it has no TLS to give, whatever words it has (RFC 3207 §4).
    const isUntls =
      (stage === 'starttls' && read.symptom === 'system.remote' && read.reply?.code === 454) ||
      (STARTTLS_REFUSED.test(words.flat) && /^(?:system\.remote|protocol\.syntax)$/.test(read.symptom))
    const whole: SpeakerReading = {
      ...(spoken === undefined && known.speaker !== 'peer' && saysExpired(words) && { expired: true }),
      ...base,
      rule: read.rule,
      symptom: isUntls ? 'tls.refused' : possibleAt(read, stage, peerText),
      words: peerText,
      ...(read.instead !== undefined && { instead: read.instead }),
      ...(stage !== undefined && { stage }),
    }
    return made(whole, read.reply, read.stage)
  }
  return made(spoken === undefined ? general(words, known) : { ...spoken, symptom: 'unknown' })
}

/** A code in front, and Postfix' note behind which command was answered: a server said the whole of it, whatever words it has. */
const ANSWER = /^\s{0,4}[245]\d\d[ -][\s\S]{1,4000} \(in reply to [\w -]{2,40}\)\s{0,4}$/i

/** Who tells of the answer says what was answered. */
const STARTTLS_REFUSED =
  / starttls (?:command )?(?:was |is |got |has been )?(?:rejected|refused|declined|turned down) (?:by |with )/

/** Postfix tells which command was answered. */
const ANSWERED_TO = /\(in reply to (?!starttls)/i

/** A reply about the sender answers the MAIL with which a group of commands begins. Replies to RCPT are told each with its own. */
function stageOfGroup(spoken: SpeakerReading | undefined, symptom: Symptom): Stage | undefined {
  if (spoken?.lastStage === undefined) return undefined
  return defaultStage(symptom, 'peer') === 'mail' ? 'mail' : spoken.lastStage
}

/** No server has these codes (RFC 5321 §4.2.3): who sends mail sets them before words of its own, as RFC 3464 has it in its first example. */
const MADE_UP = /^\s{0,4}4(?:00|26) (?![\d#])/

/**
 * `220 Ready to start TLS; SSL connect attempt failed …`, `we got the 220, sent EHLO, and were cut off`: the server was willing, and what came of it
 * is told behind. Words that begin with the code are the server's as a whole, but for those of our TLS stack.
 */
function failedAfter(words: Words, known: TextHints): SpeakerReading | undefined {
  if (known.speaker === 'peer') return undefined
  const reading = general(words, known)
  if (/^\s{0,4}\d{3}[ -]/.test(words.raw))
    return speaksOfTls(words) && reading.voice === 'tls' && reading.stage === 'tls' ? reading : undefined
  return reading.speaker === 'us' && /^(?:(?:drop|connect|tls)\.|protocol\.malformed)/.test(reading.symptom ?? '')
    ? reading
    : undefined
}

/** Who quotes what a TLS stack named shook hands, whatever code stands before it: servers refuse STARTTLS in words of their own. */
function failedInStack(words: Words, known: TextHints): SpeakerReading | undefined {
  if (known.speaker === 'peer') return undefined
  const reading = general(words, known)
  return reading.stage === 'tls' && /^tls\/(?:alert-|named\/)/.test(reading.rule) ? reading : undefined
}

/** What a reply is not all of: what came of a good one, and what lies behind a refusal of TLS. */
const LATER: { readonly [S in Symptom]?: typeof failedAfter } = { accepted: failedAfter, 'tls.refused': failedInStack }

/** A reply stands in the text, or the caller knows that the peer said it. */
function knownPeer(core: string, hints: TextHints): boolean {
  if (hints.speaker === 'peer' || hints.origin === 'live') return true
  const found = findReply(core)
  // `Room 421 is closed`: a number among words is a code only where the words are about mail.
  return found !== undefined && (found.isCertain || speaksOfMail(wordsOf(core)) || speaksOfTls(wordsOf(core)))
}

/** Who waits for a reply is a client, and so is who tells of TCP: it is no reply, whatever code stands before it. */
const AWAITING =
  / wait(?:ing|ed) for (?:the |a |an )?(?:[\w-]{1,20} ){0,3}(?:reply|response|answer|greeting|banner|acknowledg\w{1,6}) | (?:mta-)?sts policy (?:fetch|download|retrieval|lookup) | tcp (?:read|write|connect) error | (?:answered|answers|replied to|responded to) (?:our |the |its )?(?:client ?hello|handshake) | (?:tls|ssl) (?:client )?hello /
const FROM_CLIENT = / (?:client|your|sender) /

function awaitsReply(words: Words, known: TextHints): boolean {
  return known.speaker === undefined && AWAITING.test(words.flat) && !FROM_CLIENT.test(words.flat)
}

/** x.4.2 in our own notification says that the connection stood when it went silent (RFC 3463 §3.5). */
function ownDigits(own: SpeakerReading, words: Words): SpeakerReading {
  if (own.symptom !== 'connect.timeout' || !words.flat.includes('4.4.2 ')) return { ...own, voice: 'mta' }
  const { stage: _connect, ...rest } = own
  return { ...rest, voice: 'mta', symptom: 'drop.timeout' }
}
