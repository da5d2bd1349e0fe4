const FROM_LINE = /^From \S{1,320}\s+(?:mon|tue|wed|thu|fri|sat|sun)\b.{0,60}\d{4}/i
const FIELD = /^[A-Za-z][A-Za-z0-9-]{1,60}:/
const MAIL_FIELD =
  /^(?:received|return-path|message-id|mime-version|content-type|subject|from|to|date|delivered-to|x-failed-recipients|auto-submitted):/i

/** What nullmailer logs of a message before it tries, without a stamp: `From: <a@example.com> to: <b@example.org>`. */
const LOGGED = /^From: <[^<>]{0,320}> to: </

/** True for text that begins with the header of a mail. */
export function isMail(text: string): boolean {
  const lines = text.slice(0, 8_000).split(/\r{1,2}\n|\r|\n/, 40)
  let fields = 0
  let mailFields = 0
  for (const [index, line] of lines.entries()) {
    if (index === 0 && FROM_LINE.test(line)) continue
    if (line === '') break
    if (LOGGED.test(line)) return false
    if (/^[ \t]/.test(line)) {
      if (fields === 0) return false
      continue
    }
    if (!FIELD.test(line)) {
      // A continued line that has lost its blank, as mails copied out of a web page have; a header ends in a blank line.
      if (mailFields < 2 || !/\n\r?\n|\r\r/.test(text.slice(0, 256 * 1024))) return false
      continue
    }
    fields += 1
    if (MAIL_FIELD.test(line)) mailFields += 1
  }
  return mailFields >= 2
}

/** Begins with the line that sets mails apart in an mbox file. */
export function isMailbox(text: string): boolean {
  return FROM_LINE.test(text.slice(0, 400))
}

/** The mails of an mbox file, quoted `>From ` undone. */
export function mailsOf(mailbox: string): readonly string[] {
  const mails: string[] = []
  let current: string[] = []
  let afterBlank = true
  for (const line of mailbox.split(/\r{1,2}\n|\n|\r/)) {
    if (afterBlank && FROM_LINE.test(line.slice(0, 400))) {
      if (current.length > 0) mails.push(current.join('\n'))
      current = []
    } else current.push(line.startsWith('>From ') || line.startsWith('>>From ') ? line.slice(1) : line)
    afterBlank = line === ''
  }
  if (current.some((line) => line !== '')) mails.push(current.join('\n'))
  return mails
}
