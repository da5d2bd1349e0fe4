import type { Stage } from '../../domain/stage.ts'
import { saysStood } from '../tls/statements.ts'
import { dialogueLine } from './dialogue-lines.ts'
import type { DialogueLine } from './dialogue-lines.ts'
import { courseOf } from './session-course.ts'

/** Of a longer session the first lines are read. */
export const MOST_LINES = 4_000

/** A session is shown whose lines carry marks. */
export function showsSession(text: string): boolean {
  const lines = linesOf(text)
  return lines.length > 2 && isSession(lines)
}

/** What the client of a session that is shown was left waiting for; undefined when none is shown, or nothing is outstanding. */
export function outstandingIn(text: string): Stage | undefined {
  const lines = linesOf(text)
  if (lines.length < 3 || !isSession(lines)) return undefined
  const { stage, answered } = courseOf(lines)
  return answered && stage !== 'body' && stage !== 'tls' ? undefined : stage
}

function linesOf(text: string): readonly DialogueLine[] {
  return text.split('\n', MOST_LINES).map((line) => dialogueLine(line.slice(0, 1_000), false))
}

/** Both sides speak, and more than once, or a greeting is answered: a quoted reply alone is no session. */
export function isSession(lines: readonly DialogueLine[]): boolean {
  const answers = lines.filter((line) => line.who === 'server' && line.last).length
  const commands = lines.filter((line) => line.who === 'client').length
  if ((answers >= 2 && commands >= 1) || (answers === 1 && commands >= 2)) return true
  // A part of one, out of its middle: a command that was answered well.
  const asked = lines.findIndex((line) => line.who === 'client')
  const wentWell = isStarttls(lines[asked]) && !hasStood(lines) ? 220 : 250
  if (
    asked !== -1 &&
    lines.some((line, at) => at > asked && line.who === 'server' && (line.code === wentWell || line.code === 354))
  )
    return true
  if (commands === 0) return showsAnswers(lines)
  const greeted = lines.findIndex((line) => line.who === 'server' && line.code === 220)
  if (greeted !== -1) return lines.some((line, at) => at > greeted && line.who === 'client')
  // Refused in place of a greeting: who goes on says who he is, or leaves. A report quotes a refusal above what it knows of the envelope.
  const [first, second] = lines.filter((line) => (line.who === 'server' && line.last) || line.who === 'client')
  const isAnswered = second?.who === 'client' && (second.stage === 'ehlo' || second.stage === 'quit')
  return first?.who === 'server' && first.code >= 400 && isAnswered
}

/** Hands were shaken, and what came of the session is not shown. */
function hasStood(lines: readonly DialogueLine[]): boolean {
  return lines.some((line) => line.who === 'program' && saysStood(line.text))
}

function isStarttls(line: DialogueLine | undefined): boolean {
  return line?.who === 'client' && line.stage === 'starttls'
}

/** A program that shows the server's lines only: greeted first, refused last. */
function showsAnswers(lines: readonly DialogueLine[]): boolean {
  const end = lines.findLastIndex((line) => line.who === 'server')
  const answers = lines.filter((line, at) => line.who === 'server' && (line.last || at === end))
  const first = answers[0]
  const last = answers.at(-1)
  return (
    answers.length >= 3 && first?.who === 'server' && first.code === 220 && last?.who === 'server' && last.code >= 400
  )
}
