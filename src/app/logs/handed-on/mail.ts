import type { LineMapper } from '../lines/line-decoder.ts'
import { openBase64 } from './base64-part.ts'
import { openParts } from './mail-parts.ts'

/** Header fields of a mail: one names the encoding or the type, and another stands beside it. */
const FIELD = /^[A-Za-z][\w-]{1,60}:(?: |$)/
const MAIL_FIELD =
  /^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Content-Type|Content-Transfer-Encoding|Delivered-To):/i

export function looksLikeMail(sample: readonly string[]): boolean {
  const end = sample.findIndex((line) => line.trim() === '')
  const head = sample.slice(0, end < 0 ? sample.length : end)
  const first = /^From \S+ /.test(head[0] ?? '') ? 1 : 0
  return (
    head.length >= first + 2 &&
    head.slice(first).every((line) => FIELD.test(line) || /^[ \t]/.test(line)) &&
    head.filter((line) => MAIL_FIELD.test(line)).length >= 2
  )
}

/** Text of a mail's body without its head, as it is pasted from the source: soft line breaks (RFC 2045, 6.7). */
export function looksQuotedPrintable(sample: readonly string[]): boolean {
  const lines = sample.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '')
  const soft = lines.filter((line) => line.endsWith('=') && line.length >= 60)
  return soft.length >= 3 && lines.every((line) => line.length <= 76) && lines.some((line) => line.includes('=3D'))
}

/** The source of an attachment, without the mail's head: lines of one length, which are no words. */
export function looksLikeBase64(sample: readonly string[]): boolean {
  const lines = sample.map((line) => line.replace(/\r$/, ''))
  const length = lines[0]?.length ?? 0
  return (
    lines.length >= 3 &&
    length >= 60 &&
    lines.slice(0, -1).every((line) => line.length === length && /^[A-Za-z0-9+/]+$/.test(line))
  )
}

type Encoding = 'plain' | 'quoted-printable' | 'base64'

/** RFC 5322 §2.1.1; a longer field says nothing of the encoding. */
const FIELD_LIMIT = 1_000
const FIELDS_LIMIT = 500

/**
 * The texts of a mail (RFC 5322, 2045), in its parts or alone, without heads and boundaries. `inBody`: there is no head. A line that goes on is
 * passed on piece by piece: nobody knows how long it becomes.
 */
export function openMail(inBody?: Encoding): LineMapper {
  let head: string[] | undefined = inBody === undefined ? [] : undefined
  let encoding: Encoding = inBody ?? 'plain'
  let flowed = false
  const parts = openParts()
  /** Nothing is read up to the next boundary. */
  let skips = false
  const base64 = openBase64()
  /** Something of a line was passed on, and its end was not. */
  let isOpen = false

  function endHead(): void {
    const text = (head ?? []).join('\n').replaceAll(/\r?\n[ \t]+/g, ' ')
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1] ?? ''
    const named = field('Content-Transfer-Encoding').toLowerCase()
    encoding = named.includes('quoted-printable') ? 'quoted-printable' : named.includes('base64') ? 'base64' : 'plain'
    const type = field('Content-Type')
    flowed = /format="?flowed/i.test(type)
    parts.begin(type)
    skips = parts.isPassedOver(type, field('Content-Disposition'))
    // What a mail was forwarded in begins with a head of its own.
    head = /^message\/rfc822/i.test(type) ? [] : undefined
  }

  /** What is passed on of a text. */
  function piece(text: string): string {
    if (text !== '') isOpen = !text.endsWith('\n')
    return text
  }

  /** A part is over, and its last line with it. */
  function endPart(): string {
    const last = piece(base64.end())
    return isOpen ? `${last}${piece('\n')}` : last
  }

  function body(line: string): string {
    if (encoding === 'base64') return piece(base64.line(line))
    if (encoding === 'quoted-printable') {
      const soft = /=[ \t]*$/.exec(line)
      return piece(soft === null ? `${decoded(line)}\n` : decoded(line.slice(0, soft.index)))
    }
    if (!flowed) return piece(`${line}\n`)
    // RFC 3676: a line that ends in a space goes on in the next one.
    const quote = /^(?:>+ ?)?/.exec(line)?.[0].length ?? 0
    const text = quote === 0 ? line.replace(/^ /, '') : line.slice(quote)
    return piece(line.endsWith(' ') && line !== '-- ' ? text : `${text}\n`)
  }

  return {
    line(raw) {
      const line = raw.replace(/\r$/, '')
      if (head !== undefined) {
        if (line === '') endHead()
        else if (head.length < FIELDS_LIMIT) head.push(line.slice(0, FIELD_LIMIT))
        return ''
      }
      const boundary = parts.boundary(line)
      if (boundary === undefined) return skips ? '' : body(line)
      const last = endPart()
      skips = false
      if (boundary === 'next') head = []
      return last
    },
    end: endPart,
  }
}

function decoded(text: string): string {
  return text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
