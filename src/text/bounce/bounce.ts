import { readDeliveryStatus } from './delivery-status.ts'
import type { StatusFields } from './delivery-status.ts'
import { withoutFormalities } from './formalities.ts'
import { localNames } from './local-names.ts'
import { looksLikeBounce } from './looks-like-bounce.ts'
import { readPlainBounce } from './plain-bounce.ts'
import type { NamedRecipient } from './plain-bounce.ts'
import { reportOnly } from './report-end.ts'
import { saysDelayed } from './says-delayed.ts'
import { recipientsInSentences } from './sentence-recipients.ts'

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
  /** No field has the action: the report says that the mail waits, or it follows from its being a bounce. */
  readonly actionFrom?: 'words' | 'derived'
  readonly status?: string
  /** The words to read. */
  readonly reason: string
  /** What the human part says of this recipient, where the fields say something else. */
  readonly beside?: string
  /** The report's own sentence above the list of recipients. */
  readonly above?: string
  /** The whole report without the quoted original, for a reason that says nothing known. */
  readonly report?: string
  readonly remoteMta?: string
  readonly reportingMta?: string
  /** The words were said by the remote server, as far as the report says so. */
  readonly quotesPeer: boolean
  /** The sender gave up after its retry time, whatever the last answer was. */
  readonly hasExpired?: boolean
}

/** What a mail reports. A report of success names nobody who failed. */
export interface Bounce {
  readonly kind: 'failure' | 'success' | 'none'
  readonly recipients: readonly BouncedRecipient[]
}

/** Actions of RFC 3464 §2.3.3 that tell of no failure. */
const SUCCESSES: ReadonlySet<string | undefined> = new Set(['delivered', 'relayed', 'expanded'])

/** The recipients of a bounce and what is said of each; none when the mail is no bounce. Successes are left out. */
export function readBounce(mail: MailView): Bounce {
  const parts = mail.statusParts.length > 0 ? mail.statusParts : fieldsInBody(mail.body)
  const named = readPlainBounce(mail.body)
  const words = humanWords(mail)
  const recipients: BouncedRecipient[] = []
  let successes = 0
  for (const part of parts) {
    const report = readDeliveryStatus(part)
    for (const fields of report.recipients) {
      if (SUCCESSES.has(fields.action)) successes += 1
      else recipients.push(fromFields(ofPerson(fields, mail), named, words, report.reportingMta))
    }
  }
  if (recipients.length > 0)
    return { kind: 'failure', recipients: withName(recipients, mail, named, words).filter(isFirst) }
  if (successes > 0) return { kind: 'success', recipients }
  const told = fromWords(mail, named, words)
  return { kind: told.length > 0 ? 'failure' : 'none', recipients: told }
}

/** Of a file or a pipe to which Exim delivered, its header names the address that led there. */
function ofPerson(fields: StatusFields, mail: MailView): StatusFields {
  const [person, other] = failedIn(mail)
  return person !== undefined && other === undefined && /^[/|]/.test(fields.recipient ?? '')
    ? { ...fields, recipient: person }
    : fields
}

/** A report whose fields tell of one recipient without saying of whom: the mail names nobody else. */
function withName(
  told: readonly BouncedRecipient[],
  mail: MailView,
  named: readonly NamedRecipient[],
  words: string,
): readonly BouncedRecipient[] {
  const [only] = told
  if (only === undefined || told.length > 1 || only.recipient !== null) return told
  const own = ownAddresses(mail)
  const places = [
    failedIn(mail),
    named.map(({ recipient }) => recipient),
    recipientsInSentences(words, own),
    mail.originalTo,
  ].map((addresses) => addresses.filter((each) => !own.has(each.toLowerCase())))
  const people = places.find((addresses) => addresses.length > 0) ?? []
  const [person] = people
  return person === undefined || people.length > 1 ? told : [{ ...only, recipient: person }]
}

function failedIn(mail: MailView): readonly string[] {
  return (mail.headers.get('x-failed-recipients') ?? [])
    .flatMap((line) => line.split(/[,\s]+/))
    .filter((each) => each.includes('@'))
}

/** An alias that leads back to its own address is reported as often as it was followed. */
function isFirst(one: BouncedRecipient, at: number, all: readonly BouncedRecipient[]): boolean {
  // Reports of so many recipients are lists, and are not compared pair by pair.
  if (one.recipient === null || all.length > 200) return true
  const before = all.slice(0, at)
  return !before.some(
    ({ recipient, action, status, reason }) =>
      recipient === one.recipient && action === one.action && status === one.status && reason === one.reason,
  )
}

/** Reports whose MIME structure is broken carry their fields in the text. */
function fieldsInBody(body: string): readonly string[] {
  const at = body.search(/^(?:reporting-mta|final-recipient)\s?:/im)
  return at === -1 ? [] : [body.slice(at)]
}

function fromFields(
  fields: StatusFields,
  named: readonly NamedRecipient[],
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
    ...(telling && human !== undefined && { beside: human.reason }),
    reason: reason === '' ? `Status: ${fields.status ?? ''}` : reason,
    ...(fields.remoteMta !== undefined && { remoteMta: fields.remoteMta }),
    ...(reportingMta !== undefined && { reportingMta }),
    ...(fields.hasExpired === true && { hasExpired: true }),
    quotesPeer: telling && /^(?:x-)?smtp\s?;\s?[245]\d\d/i.test(diagnostic) && fields.remoteMta !== undefined,
  }
}

function humanWords(mail: MailView): string {
  const at = mail.body.search(/^(?:reporting-mta|final-recipient)\s?:/im)
  return withoutFormalities(reportOnly(at > 0 ? mail.body.slice(0, at) : mail.body))
}

/** To whom the report itself was sent. */
function ownAddresses(mail: MailView): ReadonlySet<string> {
  return new Set(
    (mail.headers.get('to') ?? [])
      .join(' ')
      .toLowerCase()
      .match(/[^\s<>,;"]{1,128}@[^\s<>,;"]{1,255}/g) ?? [],
  )
}

function fromWords(mail: MailView, named: readonly NamedRecipient[], words: string): readonly BouncedRecipient[] {
  const failed = failedIn(mail)
  if (failed.length === 0 && !looksLikeBounce(mail)) return []
  const own = ownAddresses(mail)
  // Who gives a mail back without a word of trying again has failed.
  const action = saysDelayed(mail)
    ? ({ action: 'delayed', actionFrom: 'words' } as const)
    : ({ action: 'failed', actionFrom: 'derived' } as const)
  const others = named.filter((each) => !own.has(each.recipient.toLowerCase()))
  const people = others.filter((each) => !/^(?:mailer-daemon|postmaster)@/i.test(each.recipient))
  const listed = people.filter((each) =>
    failed.some((address) => address.toLowerCase() === each.recipient.toLowerCase()),
  )
  const real = listed.length > 0 ? listed : people.length > 0 ? people : others
  if (real.length > 0)
    return real.map(({ recipient, originalRecipient, reason, above }) => ({
      recipient,
      ...(originalRecipient !== undefined && { originalRecipient }),
      ...action,
      reason,
      above,
      report: words,
      quotesPeer: false,
    }))
  const told = failed.length > 0 ? failed : recipientsInSentences(words, own)
  const addresses = [...told, ...mail.originalTo]
  const locals = failed.length > 0 ? [] : localNames(mail.body)
  if (locals.length > 0)
    return locals.map(({ name, reason }) => ({
      recipient: addresses.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}@`)) ?? name,
      ...action,
      reason: reason === '' ? words : reason,
      report: words,
      quotesPeer: false,
    }))
  const everyone = told.length > 0 ? told : mail.originalTo
  return everyone.length > 0
    ? everyone.slice(0, 1_000).map((recipient) => ({ recipient, ...action, reason: words, quotesPeer: false }))
    : [{ recipient: null, ...action, reason: words, quotesPeer: false }]
}
