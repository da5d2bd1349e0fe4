import { blanksEnd } from './blanks.ts'
import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import { digit } from './stamp.ts'

/** Levels of BusyBox: `mail.info`. */
const PRIORITY = /^(?:mail|user|daemon|local\d)\.[a-z]{3,7}$/

/**
 * `program[pid]: text` or `program: text` at `start` becomes the frame's program, process and message. False, with nothing changed, where no
 * tag stands. `needsPid`: only a tag with a process id counts.
 */
export function readTag(line: string, start: number, needsPid: boolean, frame: Frame, names: Interner): boolean {
  let index = start
  let code = line.charCodeAt(index)
  // A record or a string, and no name.
  if (code === 123 || code === 34) return false
  while (code > 32 && code !== 91 && code !== 58) code = line.charCodeAt(++index)
  // "postfix/127.0.0.1:10025/smtpd" and "postfix/[::1]:587/smtpd" have the marks inside the name.
  const next = line.charCodeAt(index + 1)
  if ((code === 58 && next !== 32) || (code === 91 && Number.isNaN(digit(line, index + 1)))) {
    const end = line.indexOf(' ', index)
    const open = end < 0 ? -1 : line.lastIndexOf('[', end)
    if (open > index && line.charCodeAt(end - 1) === 58) {
      index = open
      code = 91
    }
  }
  if (index === start || index - start > 80) return false
  if (code === 91) {
    let pid = 0
    let at = index + 1
    for (let value = digit(line, at); !Number.isNaN(value); value = digit(line, ++at)) pid = pid * 10 + value
    if (at === index + 1 || line.charCodeAt(at) !== 93) return false
    const colon = line.charCodeAt(at + 1) === 58
    if (needsPid && !colon) return false
    at += colon ? 2 : 1
    if (line.charCodeAt(at) === 32) at++
    return tagged(line, start, index, pid, at, frame, names)
  }
  if (code === 58 && !needsPid && line.charCodeAt(index + 1) === 32)
    return tagged(line, start, index, -1, index + 2, frame, names)
  // BusyBox writes "host mail.info postfix/smtp[12]: text".
  if (code === 32 && PRIORITY.test(line.slice(start, Math.min(index, start + 20))))
    return readTag(line, index + 1, true, frame, names)
  return false
}

/** A name in brackets, which holds no blank and begins with a letter. */
const BRACKETED = /^\[([A-Za-z][^\s[\]]{0,79})\] /

/** `[postfix/smtp] text`, as metalog writes it, without a host and a process id. False, with nothing changed, for anything else. */
export function readBracketedTag(line: string, start: number, frame: Frame, names: Interner): boolean {
  const tag = BRACKETED.exec(line.slice(start, start + 90))
  if (tag === null) return false
  const nameEnd = start + tag[0].length - 2
  return tagged(line, start + 1, nameEnd, -1, nameEnd + 2, frame, names)
}

/** More than a host stands before the tag: a zone, a level (AIX), a notice that the line was passed on. */
const WORDS_BEFORE_TAG = /^(?:[^\s"=[\](){}]{1,80} +){1,3}(?=[^\s"=[\](){}]{1,80}\[\d{1,10}\]: )/

/** Where a tag with a process id stands after one to three words; −1: none near. */
export function tagAfterWords(line: string, start: number): number {
  const words = WORDS_BEFORE_TAG.exec(line.slice(start, start + 320))
  return words === null ? -1 : start + words[0].length
}

function tagged(
  line: string,
  start: number,
  end: number,
  pid: number,
  textStart: number,
  frame: Frame,
  names: Interner,
): true {
  frame.kind = 'syslog'
  frame.program = names.text(line, start, end)
  frame.pid = pid
  frame.message = line.slice(solarisIdEnd(line, blanksEnd(line, textStart)))
  if (frame.message.startsWith('message repeated ')) unfold(frame)
  else if (isRepeatNotice(frame.message, frame)) frame.message = ''
  return true
}

/** Solaris puts `[ID 801593 mail.info] ` before the text. */
function solarisIdEnd(line: string, start: number): number {
  if (!line.startsWith('[ID ', start)) return start
  const close = line.indexOf('] ', start)
  return close < 0 || close - start > 40 ? start : close + 2
}

/** `last message repeated 3 times`; syslog-ng quotes the beginning: `Last message 'lost connection afte' repeated 3 times, suppressed by …`. */
const REPEATED = /^[Ll]ast message (?:'.{0,80}' )?repeated (\d{1,15}) times?\b/

/** Is this a syslog daemon's note that it held back repeats of the line before? Then the frame has their number. */
export function isRepeatNotice(text: string, frame: Frame): boolean {
  if (!/^[Ll]ast message /.test(text)) return false
  frame.repeats = Number(REPEATED.exec(text.slice(0, 200))?.[1] ?? 0)
  return frame.repeats > 0
}

/** "message repeated 3 times: [ text]", as rsyslog folds them: the text is the message, three times. */
function unfold(frame: Frame): void {
  const open = frame.message.indexOf(' times: [')
  if (open < 0 || open > 40) return
  const count = Number.parseInt(frame.message.slice(17, open), 10)
  if (!(count > 0)) return
  const inner = frame.message.slice(open + 9, frame.message.endsWith(']') ? -1 : undefined)
  frame.message = inner.startsWith(' ') ? inner.slice(1) : inner
  frame.repeats = count
}
