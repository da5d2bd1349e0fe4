import { readDeliveryStatus } from './delivery-status.ts'
import type { StatusFields } from './delivery-status.ts'
import { readPlainBounce } from './plain-bounce.ts'
import { reportOnly } from './report-end.ts'

/** A mail as its reader hands it over: headers by lower-case name, text of the body, and the parts that matter. */
export interface MailView {
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** Human-readable text (HTML turned into words). */
  readonly body: string
  /** Contents of message/delivery-status parts. */
  readonly statusParts: readonly string[]
  /** Recipients of the quoted original, from its headers. */
  readonly originalTo: readonly string[]
}

export interface BouncedRecipient {
  readonly recipient: string | null
  readonly originalRecipient?: string
  readonly action?: string
  readonly status?: string
  /** The words to read. */
  readonly reason: string
  /** The whole report without the quoted original, for a reason that says nothing known. */
  readonly report?: string
  readonly remoteMta?: string
  readonly reportingMta?: string
  /** The words were said by the remote server, as far as the report says so. */
  readonly quotesPeer: boolean
}

/** The recipients of a bounce and what is said of each; empty when the mail is no bounce. Successes (`delivered`, `relayed`) are left out. */
export function readBounce(mail: MailView): readonly BouncedRecipient[] {
  const parts = mail.statusParts.length > 0 ? mail.statusParts : fieldsInBody(mail.body)
  const named = readPlainBounce(mail.body)
  const words = humanWords(mail)
  const recipients: BouncedRecipient[] = []
  for (const part of parts) {
    const report = readDeliveryStatus(part)
    for (const fields of report.recipients) {
      if (fields.action === 'delivered' || fields.action === 'relayed' || fields.action === 'expanded') continue
      recipients.push(fromFields(fields, named, words, report.reportingMta))
    }
  }
  if (recipients.length > 0) return recipients
  return fromWords(mail, named, words)
}

/** Reports whose MIME structure is broken carry their fields in the text. */
function fieldsInBody(body: string): readonly string[] {
  const at = body.search(/^(?:reporting-mta|final-recipient)\s?:/im)
  return at === -1 ? [] : [body.slice(at)]
}

function fromFields(
  fields: StatusFields,
  named: ReturnType<typeof readPlainBounce>,
  words: string,
  reportingMta: string | undefined,
): BouncedRecipient {
  const human = named.find(
    (each) =>
      each.recipient.toLowerCase() === fields.recipient?.toLowerCase() ||
      each.recipient.toLowerCase() === fields.originalRecipient?.toLowerCase(),
  )
  const diagnostic = fields.diagnostic ?? ''
  // "X-Unix; 1" and bare codes say nothing; the human part beside them does.
  const telling = /[a-z]{3}/i.test(diagnostic.replace(/^[\w-]{1,30}\s?;/, ''))
  const reason = telling ? diagnostic : [diagnostic, human?.reason ?? words].filter((each) => each !== '').join('\n')
  return {
    recipient: fields.recipient ?? null,
    ...(fields.originalRecipient !== undefined && { originalRecipient: fields.originalRecipient }),
    ...(fields.action !== undefined && { action: fields.action }),
    ...(fields.status !== undefined && { status: fields.status }),
    report: words,
    reason: reason === '' ? `Status: ${fields.status ?? ''}` : reason,
    ...(fields.remoteMta !== undefined && { remoteMta: fields.remoteMta }),
    ...(reportingMta !== undefined && { reportingMta }),
    quotesPeer: telling && /^(?:x-)?smtp\s?;\s?[245]\d\d/i.test(diagnostic) && fields.remoteMta !== undefined,
  }
}

function humanWords(mail: MailView): string {
  const at = mail.body.search(/^(?:reporting-mta|final-recipient)\s?:/im)
  return reportOnly(at > 0 ? mail.body.slice(0, at) : mail.body).trim()
}

const BOUNCE_SUBJECT =
  /undeliver|returned mail|delivery (?:status|failure|has failed|problem|report|notification)|mail delivery|failure notice|non remis|nicht zugestellt|unzustellbar|mail system error|could not send|message not delivered|no entregad|não entregue|delivery delayed|undelivered|delivery error|mailer-daemon|rejected|bounce|配信|送信エラー|メールエラー|エラー通知|退信|系统退信|не доставлен|wasn't delivered|warning: could not/i

function fromWords(
  mail: MailView,
  named: ReturnType<typeof readPlainBounce>,
  words: string,
): readonly BouncedRecipient[] {
  const failed = (mail.headers.get('x-failed-recipients') ?? [])
    .flatMap((line) => line.split(/[,\s]+/))
    .filter((each) => each.includes('@'))
  if (failed.length === 0 && !looksLikeBounce(mail)) return []
  const own = new Set(
    (mail.headers.get('to') ?? [])
      .join(' ')
      .toLowerCase()
      .match(/[^\s<>,;"]{1,128}@[^\s<>,;"]{1,255}/g) ?? [],
  )
  const others = named.filter((each) => !own.has(each.recipient.toLowerCase()))
  const people = others.filter((each) => !/^(?:mailer-daemon|postmaster)@/i.test(each.recipient))
  const real = people.length > 0 ? people : others
  if (real.length > 0)
    return real.map(({ recipient, reason }) => ({ recipient, reason, report: words, quotesPeer: false }))
  const everyone = failed.length > 0 ? failed : mail.originalTo
  return everyone.length > 0
    ? everyone.slice(0, 1_000).map((recipient) => ({ recipient, reason: words, quotesPeer: false }))
    : [{ recipient: null, reason: words, quotesPeer: false }]
}

function looksLikeBounce(mail: MailView): boolean {
  const from = (mail.headers.get('from') ?? []).join(' ')
  const subject = (mail.headers.get('subject') ?? []).join(' ')
  const emptyPath = (mail.headers.get('return-path') ?? []).some((path) => path.replace(/\s/g, '') === '<>')
  return (
    emptyPath ||
    /mailer-?daemon|post_?master|mail delivery|mail administrator|mdaemon|microsoftexchange|mailerdaemon|double-bounce/i.test(
      from,
    ) ||
    BOUNCE_SUBJECT.test(subject)
  )
}
