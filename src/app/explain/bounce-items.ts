import { isOfTheQueue } from '../../domain/symptom.ts'
import { readBounce } from '../../text/bounce/bounce.ts'
import type { BouncedRecipient, MailView } from '../../text/bounce/bounce.ts'
import { derivedStatus } from '../../text/bounce/derived-status.ts'
import { forwardedIn } from '../../text/bounce/forwarded.ts'
import { readText } from '../../text/read-text.ts'
import { enhancedIn } from '../../text/reply-grammar.ts'
import type { TextHints, TextReading } from '../../text/text-reading.ts'
import type { ExplanationItem, ExplanationSource, StatusOrigin } from './document.ts'
import { itemOf, type Found, type JudgeWords } from './explanation-item.ts'
import type { MailFacts } from './next-steps.ts'
import { signedBy } from './own-log.ts'
import { MOST_COVERS } from './read-mail.ts'

/** Report fields pasted without their mail. */
export function bareReport(text: string): MailView {
  return {
    headers: new Map([['subject', ['Delivery Status Notification']]]),
    body: text.replaceAll('\r\n', '\n'),
    statusParts: [],
    originalTo: [],
  }
}

/** One item for each recipient of a bounce. */
export function bounceItems(mail: MailView, file: string | null, index: number, judge: JudgeWords, covers = 0): Found {
  const { kind, recipients } = readBounce(mail)
  // Whoever hands a bounce on may keep its subject, and names nobody himself.
  const isNameless = recipients.every(({ recipient }) => recipient === null)
  const inner = covers < MOST_COVERS && (kind === 'none' || isNameless) ? forwardedIn(mail.body) : undefined
  if (inner !== undefined && readBounce(inner).recipients.length > 0)
    return bounceItems(inner, file, index, judge, covers + 1)
  if (recipients.length === 0) {
    const reading = readText('')
    return {
      items: [
        {
          ...itemOf(reading, judge, {}, { file, index, recipient: null }),
          text: mail.body.slice(0, 2_000),
          title:
            kind === 'success' ? 'This report tells of no failure: the mail was passed on' : 'This mail is no bounce',
        },
      ],
      notes: [],
    }
  }
  const facts = mailFacts(mail)
  const read = readOnce(recipients.length)
  return { items: recipients.map((each) => recipientItem(each, facts, file, index, judge, read)), notes: [] }
}

type Read = (text: string, hints?: TextHints) => TextReading

/** What the recipients of one mail show of their texts in all, and each of them at least. */
const SHOWN_OF_ALL = 1024 * 1024
const SHOWN_OF_EACH = 500

/** A mail to thousands says the same of most of them: each text is read once, and shown in such length that all of them together stay readable. */
function readOnce(recipients: number): Read {
  const shown = Math.max(SHOWN_OF_EACH, SHOWN_OF_ALL / recipients)
  const ofHosts = new Map<string, Map<string, TextReading>>()
  return (text, hints = {}) => {
    const host = hints.host ?? ''
    const known = ofHosts.get(host) ?? new Map<string, TextReading>()
    ofHosts.set(host, known)
    const found = known.get(text)
    if (found !== undefined) return found
    const reading = readText(text, { origin: 'bounce', ...hints })
    const first = { ...reading, text: reading.text.slice(0, shown) }
    known.set(text, first)
    return first
  }
}

function recipientItem(
  each: BouncedRecipient,
  mailFactsOf: MailFacts,
  file: string | null,
  index: number,
  judge: JudgeWords,
  read: Read,
): ExplanationItem {
  const remote = each.remoteMta?.replace(/\s.*$/, '')
  const first = refusalIn(read(each.reason, remote === undefined ? {} : { host: remote }))
  const told = withStatus(
    first.symptom === 'unknown' && each.report !== undefined
      ? reportReading(each.report, first, read)
      : lastAttempt(each.beside, ownersReading(each.above, first, read), read),
    each,
  )
  const reading = each.hasExpired === true ? { ...told, expired: true } : told
  const { status, statusFrom } = statusOf(each, reading)
  const source: ExplanationSource = {
    file,
    index,
    recipient: each.recipient,
    ...(each.originalRecipient !== undefined && { originalRecipient: each.originalRecipient }),
    ...(each.action !== undefined && { action: each.action, actionFrom: each.actionFrom ?? 'field' }),
    status,
    statusFrom,
  }
  const named: TextReading = each.recipient === null ? reading : { ...reading, recipient: each.recipient }
  return itemOf(
    named,
    judge,
    {
      ...mailFactsOf,
      ...(each.reportingMta !== undefined && { reportingMta: each.reportingMta.replace(/\s.*$/, '') }),
    },
    source,
  )
}

/** The Status field; without one the code that the words quote; without that the one that follows from what they say. */
function statusOf(
  { status, reason, action }: BouncedRecipient,
  reading: TextReading,
): { readonly status: string; readonly statusFrom: StatusOrigin } {
  if (status !== undefined) return { status, statusFrom: 'field' }
  const quoted = reading.reply?.enhanced ?? enhancedIn(reason)
  if (quoted !== undefined && !/^2|\.0\.0$/.test(quoted)) return { status: quoted, statusFrom: 'words' }
  const told = {
    symptom: reading.symptom,
    isOpen: reading.instead !== undefined,
    ...(reading.reply !== undefined && { replyCode: reading.reply.code }),
    ...(action !== undefined && { action }),
  }
  return { status: derivedStatus(told), statusFrom: 'derived' }
}

/** A carrier that answers `user unknown` for every mailbox that takes no mail says in its own sentence above what is the matter. */
function ownersReading(above: string | undefined, first: TextReading, read: Read): TextReading {
  if (above === undefined || above === '' || first.symptom !== 'recipient.unknown') return first
  const own = read(above)
  return own.symptom === 'recipient.disabled' || own.symptom === 'mailbox.full' ? own : first
}

/** That the sender gave up is no cause: the human part may hold what its last attempt met (Exchange's section for administrators). */
function lastAttempt(beside: string | undefined, first: TextReading, read: Read): TextReading {
  if (beside === undefined || first.symptom !== 'expired') return first
  const met = read(beside)
  return met.symptom === 'unknown' || isOfTheQueue(met.symptom) ? first : { ...met, expired: true }
}

/** The reason may stand above the list of recipients or far below it. */
function reportReading(report: string, first: TextReading, read: Read): TextReading {
  const whole = read(report)
  return whole.symptom === 'unknown' || whole.symptom === 'accepted' ? first : whole
}

/** Numbers beside a recipient look like replies that went well: what is given back was not taken. */
function refusalIn(reading: TextReading): TextReading {
  if (reading.symptom !== 'accepted') return reading
  const { reply: _taken, ...rest } = reading
  return { ...rest, symptom: 'unknown', rule: 'none' }
}

/** Words that say nothing known leave the Status field (RFC 3463): a hint, used only where it is not one of the catch-alls. */
function withStatus(reading: TextReading, each: BouncedRecipient): TextReading {
  if (
    reading.symptom !== 'unknown' ||
    each.status === undefined ||
    /^[45]\.(?:0\.0|7\.[01]|1\.0|3\.0|4\.0|5\.0|2\.0)$/.test(each.status)
  )
    return reading
  const code = each.status.startsWith('4') ? 450 : 550
  const hinted = readText(`${code} ${each.status}`, { origin: 'bounce', speaker: 'peer' })
  if (hinted.symptom === 'unknown') return reading
  const { reply: _made, ...rest } = hinted
  return {
    ...rest,
    text: reading.text,
    words: reading.words,
    // x.4.7 is the sender's own clock, whoever's words stand beside it.
    speaker: hinted.symptom === 'expired' ? 'us' : reading.speaker,
    rule: `status/${each.status}`,
    // Of a bare 552 Sendmail makes x.2.2, whatever room it was that was lacking (RFC 5321 §4.2.3).
    ...(each.status.endsWith('.2.2') && reading.reply?.code === 552 && { instead: 'content.size' as const }),
    ...(reading.reply !== undefined && { reply: reading.reply }),
  }
}

/** Whom the mail came from, what wrote the report, and the queue id at the sending server, for the commands of the next steps. */
function mailFacts(mail: MailView): MailFacts {
  const sender = (mail.headers.get('to') ?? []).join(' ').match(/[^\s<>,;"]{1,64}@[^\s<>,;"]{1,253}/)?.[0]
  const queueId = /^x-(?:postfix|exim|sendmail)-queue-id:\s?(\S{5,40})/im.exec(mail.statusParts.join('\n'))?.[1]
  const signed = signedBy(`${(mail.headers.get('from') ?? []).join(' ')}\n${mail.body.slice(0, 8_000)}`)
  return {
    ...(signed !== undefined && { signed }),
    ...(sender !== undefined && { sender }),
    ...(queueId !== undefined && { queueId }),
  }
}
