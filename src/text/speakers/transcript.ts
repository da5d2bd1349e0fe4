import type { Grammar } from '../grammar.ts'
import { dialogueLine } from './dialogue-lines.ts'
import { endingOf, isPlainClose, LEFT } from './session-ending.ts'
import { turnedAway, unheard, unspoken } from './session-openings.ts'
import { isSession, MOST_LINES } from './shown-session.ts'

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
    const marked = lines.map((line) => dialogueLine(line.slice(0, 1_000), false))
    if (lines.length < 3) return isFarewell(lines) ? LEFT : unheard(marked)
    const bare = isSession(marked) ? marked : lines.map((line) => dialogueLine(line.slice(0, 1_000), true))
    // Sendmail marks what it sends, and not what comes back.
    const dialogue = isSession(bare)
      ? bare
      : bare.map((line, at) => (line.who === 'program' ? (marked[at] ?? line) : line))
    if (isSession(dialogue)) return endingOf(dialogue)
    if (dialogue.every((line) => line.who === 'program' || line.who === 'nobody'))
      return unspoken(lines) ?? unheard(dialogue)
    const turned = turnedAway(dialogue, lines)
    if (turned !== undefined) return turned
    return isFarewell(lines) ? LEFT : undefined
  },
}

const TAKEN = /\bqueued\b|\bmessage accepted\b|\baccepted for delivery\b/i

/** The server took the message or said goodbye (221), and the line was closed. */
function isFarewell(lines: readonly string[]): boolean {
  const shown = lines.slice(-12).map((line) => dialogueLine(line.slice(0, 1_000), false))
  const at = shown.findLastIndex((line) => line.who === 'server')
  const last = shown[at]
  const isGood = last?.who === 'server' && (last.code === 221 || (last.code === 250 && TAKEN.test(last.text)))
  return isGood && isPlainClose(lines.slice(-12).join('\n'))
}
