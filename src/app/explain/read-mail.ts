import PostalMime from 'postal-mime'
import type { MailView } from '../../text/bounce/bounce.ts'
import { htmlWords } from '../../text/bounce/html-words.ts'
import { looksLikeBounce } from '../../text/bounce/looks-like-bounce.ts'
import { textOfOctets } from './decode-octets.ts'
import { withTrueEncodings } from './false-base64.ts'
import { withFoldedHeaders } from './folded-headers.ts'
import { withoutUtf7 } from './utf-7.ts'

/** The report stands before the original that it quotes: what lies beyond is somebody's attachment. */
const LIMIT_BYTES = 2 * 1024 * 1024
/** The parser has work for every line, also for an empty one. */
const MOST_LINES = 60_000
/** Characters of human-readable text that are looked at. */
const LIMIT_BODY = 1024 * 1024
/** Mails around mails that are opened in search of a report. */
export const MOST_COVERS = 4
const HOLDS_REPORT =
  /^content-type\s?:\s?(?:message\/(?:global-)?delivery-status|multipart\/report;[^\0]{0,400}?delivery-status)/im

const BEGINS_WITH_FIELDS = /^\s{0,20}(?:reporting-mta|final-recipient|original-recipient)\s?:/i

/**
 * One mail as the bounce reader wants it. Tolerant: line ends of any kind, truncated parts, wrong charsets, no MIME at all. What cannot be
 * parsed is read as plain text behind its header.
 */
export async function readMail(octets: Uint8Array, depth = 0): Promise<MailView> {
  const clean = withTrueEncodings(withFoldedHeaders(firstLines(withPlainLineEnds(octets.subarray(0, LIMIT_BYTES)))))
  try {
    const mail = await PostalMime.parse(clean, {
      forceRfc822Attachments: true,
      maxNestingDepth: 30,
      maxRfc822NestingDepth: 0,
    })
    const headers = new Map<string, string[]>()
    for (const { key, value } of mail.headers) added(headers, key, value)
    // Encoded words of the header lines are decoded only here.
    if (mail.subject !== undefined) headers.set('subject', [mail.subject])
    const statusParts: string[] = []
    const texts: string[] = mail.text === undefined ? [] : [mail.text]
    let originalTo: readonly string[] = []
    const enclosed: Uint8Array[] = []
    const attached: Uint8Array[] = []
    for (const part of mail.attachments) {
      // A type whose parameters lost their semicolon is still that type.
      const type = (part.mimeType.toLowerCase().split(/[;\s]/, 1)[0] ?? '').trim()
      const text = (): string =>
        typeof part.content === 'string' ? part.content : textOfOctets(new Uint8Array(part.content))
      if (/^message\/(?:global-)?delivery-status$/.test(type)) statusParts.push(text().replaceAll('\r\n', '\n'))
      else if (
        type === 'message/rfc822' ||
        type === 'text/rfc822-headers' ||
        type === 'message/global' ||
        type === 'message/global-headers'
      ) {
        const inner = text()
        if (originalTo.length === 0) originalTo = recipientsIn(inner)
        if (type === 'message/rfc822' && HOLDS_REPORT.test(inner.slice(0, 64 * 1024)))
          enclosed.push(new TextEncoder().encode(inner))
        else if (type === 'message/rfc822') attached.push(new TextEncoder().encode(inner))
      } else if (type === 'text/plain') texts.push(text())
      else if (type === 'text/html' && texts.length === 0) texts.push(htmlWords(text()))
      // A gateway that does not know the type hands the fields on as a file.
      else if (type === 'application/octet-stream' && BEGINS_WITH_FIELDS.test(text().slice(0, 500)))
        statusParts.push(text().replaceAll('\r\n', '\n'))
      else if (/\.eml$/i.test(part.filename ?? '')) attached.push(new TextEncoder().encode(text()))
    }
    // Somebody forwards a bounce, or a gateway has put it in a cover of its own.
    const report = statusParts.length === 0 && depth < MOST_COVERS ? enclosed[0] : undefined
    if (report !== undefined) return await readMail(report, depth + 1)
    if (texts.join('').trim() === '' && mail.html !== undefined) texts.push(htmlWords(mail.html))
    const shown = texts.join('\n').slice(0, LIMIT_BODY).replaceAll('\r\n', '\n')
    const body = withoutUtf7(shown, textOfOctets(clean.subarray(0, 64 * 1024)))
    // Declared as multipart, yet its boundary never comes.
    if (body.trim() === '' && statusParts.length === 0) return plainMail(textOfOctets(clean))
    const view = {
      headers,
      body,
      statusParts,
      originalTo: originalTo.length > 0 ? originalTo : recipientsIn(quoted(body)),
    }
    return (await handedOn(view, attached[0], depth)) ?? view
  } catch {
    return plainMail(textOfOctets(clean))
  }
}

/** The bounce that a person attached to a mail of his own; what a bounce has attached is the mail that it is about. */
async function handedOn(
  cover: MailView,
  attached: Uint8Array | undefined,
  depth: number,
): Promise<MailView | undefined> {
  if (attached === undefined || depth >= MOST_COVERS || cover.statusParts.length > 0 || looksLikeBounce(cover))
    return undefined
  if ((cover.headers.get('content-type') ?? []).some((type) => /multipart\/report/i.test(type))) return undefined
  const inner = await readMail(attached, depth + 1)
  return inner.statusParts.length > 0 || looksLikeBounce(inner) ? inner : undefined
}

function firstLines(octets: Uint8Array): Uint8Array {
  let end = -1
  for (let count = 0; count < MOST_LINES; count += 1) {
    const next = octets.indexOf(0x0a, end + 1)
    if (next === -1) return octets
    end = next
  }
  return octets.subarray(0, end + 1)
}

/** CR alone, as old Mac mailers and some gateways write it, CR CR LF of doubled translation, and UTF-16 files become what MIME wants. */
function withPlainLineEnds(octets: Uint8Array): Uint8Array {
  const head = octets.subarray(0, 4_000)
  if (head.includes(0)) return new TextEncoder().encode(textOfOctets(octets))
  const lf = head.indexOf(0x0a)
  if (lf === -1) return octets.map((octet) => (octet === 0x0d ? 0x0a : octet))
  return head[lf - 1] === 0x0d && head[lf - 2] === 0x0d ? octets.filter((octet) => octet !== 0x0d) : octets
}

/** A report that somebody pasted without its header: a daemon wrote it. */
export function pastedReport(text: string): MailView {
  const body = text.slice(0, LIMIT_BODY)
  return {
    headers: new Map([['from', ['MAILER-DAEMON']]]),
    body,
    statusParts: [],
    originalTo: recipientsIn(quoted(body)),
  }
}

function plainMail(text: string): MailView {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const end = lines.indexOf('\n\n')
  const headers = new Map<string, string[]>()
  for (const line of lines
    .slice(0, Math.min(end === -1 ? lines.length : end, LIMIT_BODY))
    .replaceAll(/\n[ \t]/g, ' ')
    .split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) added(headers, line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  const body = end === -1 ? '' : lines.slice(end + 2, end + 2 + LIMIT_BODY)
  return { headers, body, statusParts: [], originalTo: recipientsIn(quoted(body)) }
}

function added(headers: Map<string, string[]>, key: string, value: string): void {
  const values = headers.get(key)
  if (values === undefined) headers.set(key, [value])
  else values.push(value)
}

/** The header of the original as some reports quote it in their text. */
function quoted(body: string): string {
  const at = body.search(/^(?:received: |return-path: |message-id: )/im)
  return at === -1 ? '' : body.slice(at)
}

function recipientsIn(text: string): readonly string[] {
  const end = text.search(/\r?\n\r?\n/)
  const header = text.slice(0, Math.min(end === -1 ? text.length : end, 20_000))
  const to = /^(?:to|cc): ?((?:.|\r?\n[ \t]){1,4000})/im.exec(header)?.[1] ?? ''
  // A list's own address got the mail; which subscriber did not, its header does not say.
  const list = /^list-post: ?.{0,20}<mailto:([^>?]{3,320})/im.exec(header)?.[1]?.toLowerCase()
  return (to.match(/[^\s<>,;:"]{1,128}@[^\s<>,;"]{1,255}/g) ?? []).filter((each) => each.toLowerCase() !== list)
}
