import type { Symptom } from '../../domain/symptom.ts'
import { readLineWords } from '../line/line-words.ts'
import { stageFromWords } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import type { DialogueLine } from './dialogue-lines.ts'
import { exchange } from './exchange.ts'
import { courseOf, TROUBLE } from './session-course.ts'
import type { Course } from './session-course.ts'
import { endOf, remarkOf } from './session-remarks.ts'

/** A session that ended as it should. */
export const LEFT: SpeakerReading = { speaker: 'unknown', voice: 'unknown', rule: 'transcript/left' }

/** The line was closed, and nothing says that this was out of turn. */
export function isPlainClose(remarks: string): boolean {
  return !/error|fail|could not|unable|timed? ?-?out|reset|eof|unexpect|premature|abort|lost|broken|exception/i.test(
    remarks,
  )
}

function tellsTrouble(line: DialogueLine): boolean {
  return line.who === 'program' && /error|fail|could not|unable|cannot|does not|doesn't/i.test(line.text)
}

/** How a session that is shown ended; undefined: its lines do not tell. */
export function endingOf(lines: readonly DialogueLine[]): SpeakerReading | undefined {
  const course = courseOf(lines)
  const remark = wordsOf(remarkOf(course).slice(0, 4_000))
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
  if (course.stage === 'quit' && course.answered && why === undefined && !lines.some(tellsTrouble)) return LEFT
  if (remark.raw.trim() === '') return course.unheard > 0 ? unansweredAt(course) : open(course, lines)
  // The message was taken, or the server said goodbye to a client whose QUIT is not shown, and one side closed the line.
  const last = lines.findLast((line) => line.who === 'server')
  const isOver = (course.taken && course.answered) || (last?.who === 'server' && last.code === 221)
  if (isOver && isPlainClose(remark.raw)) return LEFT
  // Before STARTTLS is answered only what speaks of TLS itself is of a handshake: programs that do not show the answer say so.
  const tls =
    course.stage === 'tls'
      ? readTls(wordsOf(`tls handshake: ${remark.raw}`))
      : course.stage === 'starttls'
        ? readTls(wordsOf(remark.raw.replaceAll(/starttls/gi, 'command')))
        : undefined
  // Nobody refused what nobody answered.
  if (tls?.symptom === 'tls.refused' && course.stage === 'starttls' && lines.some((line) => line.who === 'server'))
    return unansweredAt(course)
  if (tls !== undefined)
    return { ...ours, rule: `transcript/${tls.rule}`, symptom: tls.symptom, stage: 'tls', ...endOf(tls.ended) }
  // The server was ready for the handshake, no EHLO came after it, and the program gave up: it says no more.
  if (course.stage === 'tls' && GAVE_UP.test(remark.lower))
    return { ...ours, rule: 'transcript/handshake', symptom: handshakeOf(remark), stage: 'tls' }
  if (isSilent(course)) return unansweredAt(course)
  const row = /\bremote\((\w{1,40})\)/.test(remark.lower) ? exchange.read(remark, {}) : undefined
  const session = readTls(remark)
  const error =
    row?.symptom === undefined
      ? (readSystemError(remark, false) ??
        (session?.symptom.startsWith('drop.') === true ? session : undefined) ??
        (course.answered && course.stage !== 'body'
          ? undefined
          : (readLineWords(remark, true) ?? leftUnanswered(remark))))
      : { ...row, symptom: row.symptom }
  if (error?.symptom !== 'drop.lost' && error?.symptom !== 'drop.timeout')
    return course.unheard > 0 ? unansweredAt(course) : TROUBLE.test(remark.lower) ? undefined : open(course, lines)
  return {
    ...ours,
    rule: `transcript/${error.rule}`,
    symptom: error.symptom,
    ...endOf(error.ended),
    stage:
      course.stage === 'body' && awaitsAnswer(remark)
        ? 'dot'
        : course.answered && course.stage !== 'body'
          ? 'idle'
          : course.stage,
  }
}

/** What is shown ends with a command that nobody answered, and nobody says why: that the ones before were accepted is not how it ended. */
function open({ stage, answered, preamble }: Course, lines: readonly DialogueLine[]): SpeakerReading | undefined {
  if (
    preamble.some((line) => line.trim() !== '') ||
    (answered && stage !== 'body') ||
    stage === 'quit' ||
    lines.some(tellsTrouble)
  )
    return undefined
  return { speaker: 'unknown', voice: 'unknown', rule: 'transcript/open', symptom: 'unknown', stage }
}

/** An answer that nothing stands in: the line had ended, or the program had waited long enough. */
function unansweredAt(course: Course): SpeakerReading {
  const base = { speaker: 'us', voice: 'library', rule: 'transcript/unheard', stage: course.stage } as const
  return isSilent(course)
    ? { ...base, symptom: 'drop.timeout', ended: 'silence' }
    : { ...base, symptom: 'drop.lost', instead: 'drop.timeout' }
}

/** Who goes on to the next command has met no end of the line: what was not answered either is silence. */
function isSilent({ unheard, sinceAnswer }: Course): boolean {
  return unheard > 1 && !/\beof\b|\breset\b|broken pipe/i.test(sinceAnswer.join('\n'))
}

/** A program that was not answered notes that the line is gone, and no more. */
function leftUnanswered({
  raw,
}: Words): { readonly symptom: 'drop.lost'; readonly rule: string; readonly ended?: never } | undefined {
  return /(?:^|[\s*])(?:disconnected|incomplete-session|session (?:closed|ended|aborted|terminated))\W{0,3}$/im.test(
    raw,
  )
    ? { symptom: 'drop.lost', rule: 'line/left' }
    : undefined
}

/** Programs that do not show the message say of its end only that they waited for what comes after it; Exim marks where an answer should stand, curl says that all is uploaded. */
function awaitsAnswer({ flat, lower }: Words): boolean {
  if (/\bsmtp\((?:timeout|closed)\)<<|\bcompletely uploaded\b/.test(lower)) return true
  return / (?:response|reply|answer) (?:reading|could|was|failed)| (?:reading|read|awaiting|waiting for|receive|get) (?:the |a |server |smtp ){0,2}(?:response|reply|answer) /.test(
    flat,
  )
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
