import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { readBounce } from '../../text/bounce/bounce.ts'
import type { BouncedRecipient, MailView } from '../../text/bounce/bounce.ts'
import { readText } from '../../text/read-text.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import type { TextReading } from '../../text/text-reading.ts'
import type { WordsVerdict } from '../judge-words.ts'
import { isBinary, textOfOctets } from './decode-octets.ts'
import type { ExplanationDocument, ExplanationItem, ExplanationSource } from './document.ts'
import { isMail, isMailbox, mailsOf } from './mailbox.ts'
import { nextSteps } from './next-steps.ts'
import type { MailFacts } from './next-steps.ts'
import { readMail } from './read-mail.ts'
import { persistenceOf, sayingFor } from '../../reason/sayings.table.ts'

/** A text given on the command line, or the octets of one file. */
export type ExplainInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'octets'; readonly file: string; readonly octets: Uint8Array }

const MOST_OF_ONE_TEXT = 8 * 1024 * 1024

export interface ExplainOptions {
  /** Each line is a text of its own. */
  readonly lines: boolean
}

/** Weighs what the words say; undefined when they report no failure. */
export type JudgeWords = (facts: readonly SymptomFact[]) => WordsVerdict | undefined

/** Reads every text, mail and mailbox given, and says of each what it means. One item for each text, of a bounce one for each recipient. */
export async function explain(
  inputs: AsyncIterable<ExplainInput> | Iterable<ExplainInput>,
  options: ExplainOptions,
  judge: JudgeWords,
): Promise<ExplanationDocument> {
  const items: ExplanationItem[] = []
  const notes: string[] = []
  for await (const input of inputs) {
    const found = await itemsOf(input, options, judge)
    for (const item of found.items) items.push(item)
    notes.push(...found.notes)
  }
  return { schema: 'hangup.explanation/1', items, notes }
}

interface Found {
  readonly items: readonly ExplanationItem[]
  readonly notes: readonly string[]
}

async function itemsOf(input: ExplainInput, options: ExplainOptions, judge: JudgeWords): Promise<Found> {
  if (input.kind === 'octets' && isBinary(input.octets)) return noText(input.file, judge)
  const text = input.kind === 'text' ? input.text : textOfOctets(partRead(input.octets, options))
  const file = input.kind === 'text' ? null : input.file
  if (options.lines) {
    const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
    return joined(lines.map((line, index) => plainItem(line, file, index + 1, judge)))
  }
  if (isMailbox(text)) {
    const mails = mailsOf(text)
    return joined(
      await Promise.all(mails.map((mail, index) => mailItems(new TextEncoder().encode(mail), file, index + 1, judge))),
    )
  }
  if (isMail(text))
    return mailItems(input.kind === 'text' ? new TextEncoder().encode(text) : input.octets, file, 1, judge)
  if (/^(?:reporting-mta|final-recipient|original-recipient)\s?:/im.test(text.slice(0, 20_000)))
    return bounceItems(bareReport(text), file, 1, judge)
  return plainItem(text, file, 1, judge)
}

/** A file that is no text: random octets spell words of every meaning. */
function noText(file: string, judge: JudgeWords): Found {
  const item = itemOf(readText(''), judge, {}, { file, index: 1, recipient: null })
  return { items: [{ ...item, title: 'This file is no text' }], notes: [] }
}

/** Mailboxes and files of lines are read whole; of a single text or mail only the beginning says anything. */
function partRead(octets: Uint8Array, options: ExplainOptions): Uint8Array {
  if (options.lines || octets.length <= MOST_OF_ONE_TEXT) return octets
  return isMailbox(textOfOctets(octets.subarray(0, 4_096))) ? octets : octets.subarray(0, MOST_OF_ONE_TEXT)
}

function joined(found: readonly Found[]): Found {
  return { items: found.flatMap(({ items }) => items), notes: found.flatMap(({ notes }) => notes) }
}

/** Report fields pasted without their mail. */
function bareReport(text: string): MailView {
  return {
    headers: new Map([['subject', ['Delivery Status Notification']]]),
    body: text.replaceAll('\r\n', '\n'),
    statusParts: [],
    originalTo: [],
  }
}

function plainItem(text: string, file: string | null, index: number, judge: JudgeWords): Found {
  const reading = readText(text)
  const source = file === null && index === 1 ? undefined : { file, index, recipient: reading.recipient ?? null }
  const notes =
    reading.cut > 0
      ? [`${file ?? 'text'} ${index}: ${reading.cut} characters beyond the first 64 kB were not read`]
      : []
  return { items: [itemOf(reading, judge, {}, source)], notes }
}

async function mailItems(octets: Uint8Array, file: string | null, index: number, judge: JudgeWords): Promise<Found> {
  return bounceItems(await readMail(octets), file, index, judge)
}

function bounceItems(mail: MailView, file: string | null, index: number, judge: JudgeWords): Found {
  const { kind, recipients } = readBounce(mail)
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
  return { items: recipients.map((each) => recipientItem(each, facts, file, index, judge)), notes: [] }
}

function recipientItem(
  each: BouncedRecipient,
  mailFactsOf: MailFacts,
  file: string | null,
  index: number,
  judge: JudgeWords,
): ExplanationItem {
  const remote = each.remoteMta?.replace(/\s.*$/, '')
  const first = readText(each.reason, { origin: 'bounce', ...(remote !== undefined && { host: remote }) })
  const reading = withStatus(
    first.symptom === 'unknown' && each.report !== undefined ? reportReading(each.report, first) : first,
    each,
  )
  const source: ExplanationSource = {
    file,
    index,
    recipient: each.recipient,
    ...(each.originalRecipient !== undefined && { originalRecipient: each.originalRecipient }),
    ...(each.action !== undefined && { action: each.action }),
    ...(each.status !== undefined && { status: each.status }),
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

/** The reason may stand above the list of recipients or far below it. */
function reportReading(report: string, first: TextReading): TextReading {
  const whole = readText(report, { origin: 'bounce' })
  return whole.symptom === 'unknown' ? first : whole
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
    ...(reading.reply !== undefined && { reply: reading.reply }),
  }
}

function mailFacts(mail: MailView): MailFacts {
  const sender = (mail.headers.get('to') ?? []).join(' ').match(/[^\s<>,;"]{1,64}@[^\s<>,;"]{1,253}/)?.[0]
  const queueId = /^x-(?:postfix|exim|sendmail)-queue-id:\s?(\S{5,40})/im.exec(mail.statusParts.join('\n'))?.[1]
  return { ...(sender !== undefined && { sender }), ...(queueId !== undefined && { queueId }) }
}

function itemOf(
  reading: TextReading,
  judge: JudgeWords,
  facts: MailFacts,
  source: ExplanationSource | undefined,
): ExplanationItem {
  const saying = sayingFor(reading.symptom)
  const weighable =
    reading.symptom !== 'unknown' &&
    reading.symptom !== 'expired' &&
    reading.symptom !== 'suspended' &&
    reading.symptom !== 'retry.notyet'
  const verdict = weighable ? judge(symptomFacts(reading, source === undefined ? 'user' : 'bounce')) : undefined
  return {
    text: reading.text,
    speaker: reading.speaker,
    reply: reading.reply === undefined ? null : { code: reading.reply.code, enhanced: reading.reply.enhanced ?? null },
    symptom: reading.symptom,
    stage: reading.stage ?? null,
    cause: verdict?.cause ?? null,
    standing: verdict?.standing ?? 'possible',
    alternatives: verdict?.alternatives ?? [],
    locus: verdict?.locus ?? null,
    persistence:
      verdict === undefined || verdict.persistence === 'unknown'
        ? persistenceOf(reading.symptom, reading.reply?.code)
        : verdict.persistence,
    expired: reading.expired,
    title: verdict === undefined || verdict.cause === null ? saying.title : verdict.title,
    next: nextSteps(reading, facts),
    rule: reading.rule,
    host: reading.host ?? null,
    recipient: reading.recipient ?? null,
    ...(source !== undefined && { source }),
  }
}
