import type { Stage } from '../../domain/stage.ts'
import type { Grammar } from '../grammar.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { stageFromWords } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import { exchange } from './exchange.ts'
import { dialogueLine } from './dialogue-lines.ts'
import type { DialogueLine } from './dialogue-lines.ts'
import type { Words } from '../words.ts'

const MOST_LINES = 4_000

/**
 * A session shown line by line, as MDaemon's bounces, swaks, curl, msmtp, PHPMailer, nodemailer, smtplib and protocol logs show it. What
 * counts is the last refusal and the command before it, or else what was outstanding when the program says that the line went dead.
 */
export const transcript: Grammar = {
  name: 'transcript',
  // A session has more than one line.
  signs: ['\n'],
  read(words) {
    // Sendmail's is read by its own grammar; Net::SMTP sets its own name before the same marks.
    if (/^\s{0,4}<<</m.test(words.raw)) return undefined
    const lines = words.raw.split('\n', MOST_LINES)
    if (lines.length < 3) return undefined
    const marked = lines.map((line) => dialogueLine(line.slice(0, 1_000), false))
    const dialogue = isSession(marked) ? marked : lines.map((line) => dialogueLine(line.slice(0, 1_000), true))
    if (isSession(dialogue)) return ending(dialogue)
    return dialogue.every((line) => line.who === 'program') ? unspoken(lines) : undefined
  },
}

/** Both sides speak, and more than once, or a greeting is answered: a quoted reply alone is no session. */
function isSession(lines: readonly DialogueLine[]): boolean {
  const answers = lines.filter((line) => line.who === 'server' && line.last).length
  const commands = lines.filter((line) => line.who === 'client').length
  if ((answers >= 2 && commands >= 1) || (answers === 1 && commands >= 2)) return true
  if (commands === 0) return showsAnswers(lines)
  const greeted = lines.findIndex((line) => line.who === 'server' && line.code === 220)
  return greeted !== -1 && lines.some((line, at) => at > greeted && line.who === 'client')
}

/** A program that shows the server's lines only: greeted first, refused last. */
function showsAnswers(lines: readonly DialogueLine[]): boolean {
  const answers = lines.filter((line) => line.who === 'server' && line.last)
  const first = answers[0]
  const last = answers.at(-1)
  return (
    answers.length >= 3 && first?.who === 'server' && first.code === 220 && last?.who === 'server' && last.code >= 400
  )
}

/** PHPMailer, swaks, Postal: the TCP connection stands. */
const OPENED =
  /(?:^|[\s\]:])(?:connection: opened|=== connected to \S{1,255}|connected to \S{1,255})\.?\s*$|(?:^|[\]:]\s?)connected\.?\s*$/i

/** A connection that opened, and then nobody spoke. */
function unspoken(lines: readonly string[]): SpeakerReading | undefined {
  const opened = lines.findLastIndex((line) => OPENED.test(line.slice(0, 400)))
  if (opened === -1) return undefined
  const error = readSystemError(
    wordsOf(
      lines
        .slice(opened + 1)
        .join('\n')
        .slice(0, 4_000),
    ),
    false,
  )
  if (error?.symptom !== 'drop.lost' && error?.symptom !== 'drop.timeout') return undefined
  return {
    speaker: 'us',
    voice: 'library',
    rule: `transcript/${error.rule}`,
    symptom: error.symptom,
    stage: 'banner',
    ...endOf(error.ended),
  }
}

function tellsTrouble(line: DialogueLine): boolean {
  return line.who === 'program' && /error|fail|could not|unable|cannot|does not|doesn't/i.test(line.text)
}

const TROUBLE = /error|fail|could not|unable|timed? ?out|closed|reset|eof/i

interface Course {
  /** What the client waited for. */
  readonly stage: Stage
  readonly answered: boolean
  readonly refusal: readonly string[]
  readonly refusedAt: Stage
  /** What the program said after the last line of either side. */
  readonly remarks: readonly string[]
  /** What it said before it left of its own accord. */
  readonly farewell: readonly string[]
  /** What the program said of the handshake before it went on without one; empty when it never did. */
  readonly handshake: string
  /** The refusal of STARTTLS, when the client went on. */
  readonly declined: readonly string[]
}

function ending(lines: readonly DialogueLine[]): SpeakerReading | undefined {
  const course = courseOf(lines)
  const remark = wordsOf(course.remarks.join('\n').slice(0, 4_000))
  const first = brokenTls(course)
  if (first !== undefined) return first
  if (course.refusal.length > 0) {
    const stage = lines.some((line) => line.who === 'client') ? course.refusedAt : stageFromWords(remark)
    return {
      speaker: 'peer',
      voice: 'peer',
      rule: 'transcript/refusal',
      said: course.refusal.join('\n'),
      ...(stage !== undefined && { stage }),
    }
  }
  const ours = { speaker: 'us', voice: 'library' } as const
  // Who leaves a server that offers no TLS says so and quits.
  const why = readTls(wordsOf([...course.farewell, ...course.remarks].join('\n').slice(0, 4_000)))
  if (why?.symptom === 'tls.required' && course.stage !== 'tls')
    return { ...ours, rule: `transcript/${why.rule}`, symptom: why.symptom, stage: 'ehlo' }
  // Who left and was bidden farewell has lost nothing.
  if (course.stage === 'quit' && course.answered && why === undefined && !lines.some(tellsTrouble))
    return { speaker: 'unknown', voice: 'unknown', rule: 'transcript/left' }
  if (remark.raw.trim() === '') return undefined
  const tls =
    course.stage === 'tls' || course.stage === 'starttls' ? readTls(wordsOf(`tls handshake: ${remark.raw}`)) : undefined
  if (tls !== undefined)
    return { ...ours, rule: `transcript/${tls.rule}`, symptom: tls.symptom, stage: 'tls', ...endOf(tls.ended) }
  // The server was ready for the handshake, no EHLO came after it, and the program gave up: it says no more.
  if (course.stage === 'tls' && GAVE_UP.test(remark.lower))
    return { ...ours, rule: 'transcript/handshake', symptom: handshakeOf(remark), stage: 'tls' }
  const row = /\bremote\((\w{1,40})\)/.test(remark.lower) ? exchange.read(remark, {}) : undefined
  const error = row?.symptom === undefined ? readSystemError(remark, false) : { ...row, symptom: row.symptom }
  if (error?.symptom !== 'drop.lost' && error?.symptom !== 'drop.timeout') return undefined
  return {
    ...ours,
    rule: `transcript/${error.rule}`,
    symptom: error.symptom,
    ...endOf(error.ended),
    stage: course.answered && course.stage !== 'body' ? 'idle' : course.stage,
  }
}

/**
 * TLS that came to nothing, where the program went on without it and then lost the line, or was told to begin TLS first: the later failure
 * follows from the former.
 */
function brokenTls({ handshake, declined, refusal, remarks, answered }: Course): SpeakerReading | undefined {
  const demandsTls = refusal.some((line) => /starttls|\btls\b/i.test(line))
  if (declined.length > 0 && demandsTls && declined !== refusal)
    return { speaker: 'peer', voice: 'peer', rule: 'transcript/declined', said: declined.join('\n'), stage: 'starttls' }
  if (handshake === '' || (answered && refusal.length === 0 && !TROUBLE.test(remarks.join('\n').slice(0, 4_000))))
    return undefined
  const tls = readTls(wordsOf(handshake))
  if (tls === undefined || tls.symptom === 'tls.refused') return undefined
  return {
    speaker: 'us',
    voice: 'library',
    rule: `transcript/${tls.rule}`,
    symptom: tls.symptom,
    stage: 'tls',
    ...endOf(tls.ended),
  }
}

const GAVE_UP = /error|fail|could not|couldn't|unable|cannot|closed|timed out|timeout|reset|eof/

/** How a handshake ended, in words that do not speak of TLS. */
function handshakeOf(remark: Words): Symptom {
  const error = readSystemError(remark, false)
  if (error?.symptom === 'drop.timeout') return 'tls.handshake.timeout'
  if (error?.symptom !== 'drop.lost') return 'tls.handshake.alert'
  return error.ended === 'rst' ? 'tls.handshake.reset' : 'tls.handshake.eof'
}

function endOf(ended: SpeakerReading['ended']): { readonly ended?: NonNullable<SpeakerReading['ended']> } {
  return ended === undefined ? {} : { ended }
}

function courseOf(lines: readonly DialogueLine[]): Course {
  let stage: Stage = 'banner'
  let answered = false
  let refusal: string[] = []
  let refusedAt: Stage = 'banner'
  let open: string[] = []
  let remarks: string[] = []
  let farewell: string[] = []
  let handshake = ''
  let declined: readonly string[] = []
  let left = false
  let closing: { readonly refusal: readonly string[]; readonly refusedAt: Stage } | undefined
  for (const line of lines) {
    if (line.who === 'program') {
      remarks.push(line.text)
      continue
    }
    // A client that says why it leaves has been left without an answer before: what comes after its QUIT changes nothing.
    if (left && (line.who === 'server' || line.stage === 'quit')) continue
    left =
      line.who === 'client' &&
      line.stage === 'quit' &&
      (!answered || stage === 'tls') &&
      TROUBLE.test(remarks.join('\n').slice(0, 4_000))
    if (left) continue
    if (line.who === 'client' && line.stage === 'quit') farewell = remarks
    if (line.who === 'client' && stage === 'tls' && remarks.some((remark) => TROUBLE.test(remark)))
      handshake = remarks.join('\n').slice(0, 4_000)
    if (line.who === 'client' && refusal.length > 0 && refusedAt === 'starttls') declined = refusal
    remarks = []
    if (line.who === 'client') {
      // Leaving and starting over answer no question; everything else means that the refusal before was not the end.
      if (line.stage !== 'quit' && line.stage !== 'idle') {
        // 421 ends the session (RFC 5321 §3.8): what is sent after it goes nowhere.
        closing = refusal.at(-1)?.startsWith('421') === true ? { refusal, refusedAt } : undefined
        refusal = []
      }
      stage = line.stage
      answered = false
      // A reply whose last line was joined to the one before it.
      open = []
      continue
    }
    open.push(line.text)
    if (!line.last) continue
    answered = true
    closing = undefined
    if (line.code >= 400 && stage !== 'quit') {
      refusal = open
      refusedAt = stage
    } else if (line.code === 354) stage = 'body'
    else if (line.code === 220 && stage === 'starttls') stage = 'tls'
    open = []
  }
  if (refusal.length === 0 && closing !== undefined)
    ({ refusal, refusedAt } = { ...closing, refusal: [...closing.refusal] })
  return {
    stage,
    answered,
    refusal,
    refusedAt: refusedAt === 'body' ? 'dot' : refusedAt,
    remarks,
    farewell,
    handshake,
    declined,
  }
}
