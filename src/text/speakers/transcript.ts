import type { Stage } from '../../domain/stage.ts'
import type { Grammar } from '../grammar.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import { exchange } from './exchange.ts'
import { dialogueLine } from './dialogue-lines.ts'
import type { DialogueLine } from './dialogue-lines.ts'

const MOST_LINES = 4_000

/**
 * A session shown line by line, as MDaemon's bounces, swaks, curl, msmtp, PHPMailer, nodemailer, smtplib and protocol logs show it. What
 * counts is the last refusal and the command before it, or else what was outstanding when the program says that the line went dead.
 */
export const transcript: Grammar = {
  name: 'transcript',
  // A session has more than one line, and Sendmail's (`<<<`) is read by its own grammar.
  signs: ['\n'],
  read(words) {
    if (words.lower.includes('<<<')) return undefined
    const lines = words.raw.split('\n', MOST_LINES)
    if (lines.length < 3) return undefined
    const marked = lines.map((line) => dialogueLine(line.slice(0, 1_000), false))
    const dialogue = isSession(marked) ? marked : lines.map((line) => dialogueLine(line.slice(0, 1_000), true))
    return isSession(dialogue) ? ending(dialogue) : undefined
  },
}

/** Both sides speak, and more than once: a quoted reply alone is no session. */
function isSession(lines: readonly DialogueLine[]): boolean {
  const answers = lines.filter((line) => line.who === 'server' && line.last).length
  const commands = lines.filter((line) => line.who === 'client').length
  return (answers >= 2 && commands >= 1) || (answers === 1 && commands >= 2)
}

interface Course {
  /** What the client waited for. */
  readonly stage: Stage
  readonly answered: boolean
  readonly refusal: readonly string[]
  readonly refusedAt: Stage
  /** What the program said after the last line of either side. */
  readonly remarks: readonly string[]
}

function ending(lines: readonly DialogueLine[]): SpeakerReading | undefined {
  const course = courseOf(lines)
  const remark = wordsOf(course.remarks.join('\n').slice(0, 4_000))
  if (course.refusal.length > 0)
    return {
      speaker: 'peer',
      voice: 'peer',
      rule: 'transcript/refusal',
      said: course.refusal.join('\n'),
      stage: course.refusedAt,
    }
  if (remark.raw.trim() === '') return undefined
  const ours = { speaker: 'us', voice: 'library' } as const
  const tls = course.stage === 'tls' || course.stage === 'starttls' ? readTls(remark) : undefined
  if (tls !== undefined)
    return { ...ours, rule: `transcript/${tls.rule}`, symptom: tls.symptom, stage: 'tls', ...endOf(tls.ended) }
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
  for (const line of lines) {
    if (line.who === 'program') {
      remarks.push(line.text)
      continue
    }
    remarks = []
    if (line.who === 'client') {
      // Leaving and starting over answer no question; everything else means that the refusal before was not the end.
      if (line.stage !== 'quit' && line.stage !== 'idle') refusal = []
      stage = line.stage
      answered = false
      // A reply whose last line was joined to the one before it.
      open = []
      continue
    }
    open.push(line.text)
    if (!line.last) continue
    answered = true
    if (line.code >= 400 && stage !== 'quit') {
      refusal = open
      refusedAt = stage
    } else if (line.code === 354) stage = 'body'
    else if (line.code === 220 && stage === 'starttls') stage = 'tls'
    open = []
  }
  return { stage, answered, refusal, refusedAt: refusedAt === 'body' ? 'dot' : refusedAt, remarks }
}
