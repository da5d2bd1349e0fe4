import { readBounce } from '../../text/bounce/bounce.ts'
import { forwardedIn } from '../../text/bounce/forwarded.ts'
import { isPastedReport } from '../../text/bounce/pasted-report.ts'
import { readText } from '../../text/read-text.ts'
import { withoutQuotes } from '../../text/unwrap/quote-marks.ts'
import { bareReport, bounceItems } from './bounce-items.ts'
import { isBinary, textOfOctets } from './decode-octets.ts'
import type { ExplanationDocument, ExplanationItem } from './document.ts'
import { itemOf, type Found, type JudgeWords } from './explanation-item.ts'
import { isMail, isMailbox, mailsOf } from './mailbox.ts'
import { pastedReport, readMail } from './read-mail.ts'

/** A text given on the command line, or the octets of one file. */
export type ExplainInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'octets'; readonly file: string; readonly octets: Uint8Array }

/** Empty lines that somebody copied with a mail. */
const LEADING_LINES = /^\uFEFF?(?:[ \t]{0,200}(?:\r\n?|\n)){0,100}/

/** Of one text or mail; mailboxes are read whole. */
const MOST_TEXT_BYTES = 8 * 1024 * 1024

export interface ExplainOptions {
  /** Each line is a text of its own. */
  readonly lines: boolean
}

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
  const above = LEADING_LINES.exec(text)?.[0].length ?? 0
  if (isMail(text.slice(above)))
    return mailItems(
      input.kind === 'text' || above > 0 ? new TextEncoder().encode(text.slice(above)) : input.octets,
      file,
      1,
      judge,
    )
  const plain = withoutQuotes(text.replaceAll('\r\n', '\n'))
  if (plain !== text && isMail(plain.trimStart()))
    return mailItems(new TextEncoder().encode(plain.trimStart()), file, 1, judge)
  if (/^(?:reporting-mta|final-recipient|original-recipient)\s?:/im.test(plain.slice(0, 20_000)))
    return bounceItems(bareReport(plain), file, 1, judge)
  const inner = forwardedIn(plain.slice(0, 64 * 1024))
  if (inner !== undefined && readBounce(inner).recipients.length > 0) return bounceItems(inner, file, 1, judge)
  return reportItems(plain, file, judge) ?? plainItem(text, file, 1, judge)
}

/** What the one who pasted it signed with. */
const SIGNATURE = /\n-- ?\n[^\0]{0,600}$/

/** What a report that somebody pasted without its header says of each recipient. One that names nobody says less than its text as a whole. */
function reportItems(text: string, file: string | null, judge: JudgeWords): Found | undefined {
  if (!isPastedReport(text)) return undefined
  const found = bounceItems(pastedReport(text.replace(SIGNATURE, '')), file, 1, judge)
  const names = found.items.some(({ source }) => typeof source?.recipient === 'string')
  return names || !isUnknown(found) ? found : undefined
}

function isUnknown({ items }: Found): boolean {
  return items.every(({ symptom }) => symptom === 'unknown')
}

/** A file that is no text: random octets spell words of every meaning. */
function noText(file: string, judge: JudgeWords): Found {
  const item = itemOf(readText(''), judge, {}, { file, index: 1, recipient: null })
  return { items: [{ ...item, title: 'This file is no text' }], notes: [] }
}

/** Mailboxes and files of lines are read whole; of a single text or mail only the beginning says anything. */
function partRead(octets: Uint8Array, options: ExplainOptions): Uint8Array {
  if (options.lines || octets.length <= MOST_TEXT_BYTES) return octets
  if (isMailbox(textOfOctets(octets.subarray(0, 4_096)))) return octets
  // At the end of a line: half a character would make the whole text one of another charset.
  const end = octets.lastIndexOf(0x0a, MOST_TEXT_BYTES)
  return octets.subarray(0, end < 0 ? MOST_TEXT_BYTES : end)
}

function joined(found: readonly Found[]): Found {
  return { items: found.flatMap(({ items }) => items), notes: found.flatMap(({ notes }) => notes) }
}

function plainItem(text: string, file: string | null, index: number, judge: JudgeWords): Found {
  const reading = readText(text)
  const source = file === null && index === 1 ? undefined : { file, index, recipient: reading.recipient ?? null }
  const notes =
    reading.cut > 0
      ? [
          `${file ?? 'text'} ${index}: ${reading.cut} characters in the middle of the text were not read: 64 kB of one text are`,
        ]
      : []
  return { items: [itemOf(reading, judge, {}, source)], notes }
}

async function mailItems(octets: Uint8Array, file: string | null, index: number, judge: JudgeWords): Promise<Found> {
  return bounceItems(await readMail(octets), file, index, judge)
}
