import { withoutFormalities } from './formalities.ts'
import { reportOnly } from './report-end.ts'

/** A recipient named in a report without fields, and the words beside it. */
export interface NamedRecipient {
  readonly recipient: string
  /** The address before an alias was expanded. */
  readonly originalRecipient?: string
  readonly reason: string
  /** What the report says above its first recipient, of all of them. */
  readonly above: string
}

const ADDRESS = /[^\s<>;,:()"'[\]]{1,128}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?/
const RECIPIENT =
  '(?:could not be delivered to|not delivered to|rcpt to|recipient|to|address|error-for|user|mailbox|受信者|empfänger|destinataire|destinatario)'
const COLON = '[:：]'
const BULLET_MARK = '[*•-]'
/** What may stand before the address: `Recipient:`, `Error-for:`, `undeliverable to`. */
const LABEL = String.raw`(?:(?:final |original |failed |intended )?${RECIPIENT}s?(?: address)?\s?${COLON}\s{0,2}|(?:undeliver\w{2,4}|not delivered|failed delivery|delivery failed|did not reach)\s{1,3}(?:to|for)\s{1,3})`
const BULLET = String.raw`(?:${BULLET_MARK}{1,4}\s{1,3}|\d{1,3}[.)]\s)`
/** Names of X.400 that old connectors set before the address: `c=US;a= ;p=Org;dda:SMTP=a@b`. */
const X400 = String.raw`(?:[\w:]{1,12}=[^;\n]{0,64};\s?){0,10}`
const TYPE = String.raw`(?:smtp:|(?:dda:)?smtp=|mailto:|rfc822;\s?)`
// A line that is an address and perhaps the beginning of its reason: `<a@b>: host …`, `  a@b`, `a@b<mailto:a@b>`, `Recipient: [a@b]`, `To: a@b`.
const HEAD = new RegExp(
  String.raw`^\s{0,60}${LABEL}?${BULLET}?${X400}["'<[(]{0,2}${TYPE}?(${ADDRESS.source})[\]>)"']{0,2}(?:<mailto:[^>]{1,300}>)?(?:\s\([^)]{0,200}\))?\s{0,3}(?:[:;,]|\.(?!\.))?\s{0,4}(.*)$`,
  'i',
)
// A sentence that ends in the address it is about: `Invalid final delivery userid: a@b`.
const TAIL = new RegExp(String.raw`^\s{0,8}([^:@\n]{3,60})${COLON}\s?<?(${ADDRESS.source})>?\s{0,4}$`)
/** Exim, of what a header field gives for an address: `a@b <c@d>: malformed address: …`; the one in brackets is meant. */
const MALFORMED = new RegExp(String.raw`^\s{2,8}[^:\n]{0,120}<(${ADDRESS.source})>: (malformed address: .*)$`)
const NOT_RECIPIENTS =
  /^(?:from|reply-to|sender|cc|bcc|subject|message-id|return-path|mail from|contact|help|postmaster|admin|sent by|received|date|x-)/i

/** Labels that hold no reason: HEAD reads them. */
const BARE_LABEL =
  /^(?:to|(?:final |original |failed |intended |rcpt |the )?(?:recipient|address|user|mailbox)s?(?: address)?|.{0,40}delivered to|.{0,40}rcpt to)$/i
const EXPANDED = new RegExp(
  String.raw`\((?:expanded|(?:ultimately )?generated) from:?\s{0,4}<?(${ADDRESS.source})>?\)`,
  'i',
)

const MOST = 1_000

/**
 * Reads reports that have no fields: qmail, Exim, old Sendmail, Courier, Notes, Exchange, Gmail, Yahoo, mobile carriers. They all set each
 * recipient on a line of its own and the reason behind or below it, up to the next recipient or the quoted original.
 */
export function readPlainBounce(body: string): readonly NamedRecipient[] {
  const report = reportOnly(body)
  const lines = report.split('\n')
  const found: { recipient: string; reason: string[]; blanks: number }[] = []
  let loose: string[] = []
  for (const line of lines) {
    const short = line.includes('@') && line.length < 2_000
    const tail = short ? TAIL.exec(line) : null
    if (tail?.[2] !== undefined && !NOT_RECIPIENTS.test(tail[1] ?? '') && !BARE_LABEL.test((tail[1] ?? '').trim())) {
      const known = found.find((each) => each.recipient.toLowerCase() === tail[2]?.toLowerCase())
      if (known !== undefined) known.reason.push(tail[1] ?? '')
      else if (found.length < MOST) found.push({ recipient: tail[2], reason: [tail[1] ?? ''], blanks: 0 })
      continue
    }
    const malformed = short ? MALFORMED.exec(line) : null
    const head = malformed ?? (short ? HEAD.exec(line) : null)
    const address = head?.[1]
    const rest = head?.[2] ?? ''
    if (address !== undefined && (malformed !== null || isHead(line, rest) || isRepeated(address, rest))) {
      const known = found.find((each) => each.recipient.toLowerCase() === address.toLowerCase())
      if (known !== undefined) known.reason.push(rest)
      else if (found.length < MOST) found.push({ recipient: address, reason: [rest], blanks: 0 })
      continue
    }
    const current = found.at(-1)
    if (current === undefined) loose.push(line)
    else if (current.reason.length < 60 && !isSessionBehind(current.reason, line)) current.reason.push(line)
  }
  loose = loose.filter((line) => !isGreeting(line))
  return found.map((each, index) => {
    const own = withoutFormalities(each.reason.join('\n'))
    // Several recipients with one reason below the last, or the reason above the list.
    const below =
      own === ''
        ? (found
            .slice(index + 1)
            .find((next) => next.reason.join('').trim() !== '')
            ?.reason.join('\n') ?? '')
        : own
    const original = EXPANDED.exec(own.slice(0, 2_000))?.[1]
    return {
      recipient: each.recipient,
      ...(original !== undefined && { originalRecipient: original }),
      reason: withoutFormalities(below.trim() === '' ? loose.join('\n') : below),
      above: loose.join('\n').trim(),
    }
  })
}

/** `<a@b>... Deferred: 450 …` of Sendmail is the whole reason: what its session came to below is of the other recipients, or of none. */
function isSessionBehind([first = '']: readonly string[], line: string): boolean {
  return /^\.\.\. \S/.test(first) && /^(?:<<<|>>>) /.test(line)
}

/** A sentence that only mentions an address is no heading: what follows must be nothing, a mark, or a reason behind a colon. */
function isHead(line: string, rest: string): boolean {
  if (rest.trim() === '') return true
  const before = line.trimStart()
  if (/^[<["'(]/.test(before))
    return /[>\])"']{1,2}(?:<mailto:[^>]{1,300}>)?\s{0,3}[:;]|\.\.\.|^[<["'(][^>\])]{1,390}[>\])]\s/.test(before)
  return (
    /^\S{1,400}\s{0,3}[:;]|^\S{1,400}\s{1,3}[-–—]{1,2}\s/.test(before) ||
    /^(?:recipient|to|address|error-for)\s?:/i.test(before) ||
    /^on (?:\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)|^#?[245]\d\d[ -]|^\(|^\.\.\.|^\[/.test(rest)
  )
}

/** `"a@b" <a@b>`: the name is the address again. */
function isRepeated(address: string, rest: string): boolean {
  return rest.replaceAll(/[<>\s"']/g, '').toLowerCase() === address.toLowerCase()
}

function isGreeting(line: string): boolean {
  return /^(?:hi\.|hello|dear |this (?:is the|message was created|report)|i'm (?:afraid|sorry)|i wasn't able|sorry it didn't|for further assistance|if you do so|the mail system|a message that you|-{3,})/i.test(
    line.trim(),
  )
}
