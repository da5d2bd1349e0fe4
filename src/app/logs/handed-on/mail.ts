import type { LineMapper } from '../line-decoder.ts'

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

type Encoding = 'plain' | 'quoted-printable' | 'base64'

const QUANTUM = 4

/** The texts of a mail (RFC 5322, 2045), in its parts or alone, without heads and boundaries. `inBody`: there is no head. */
export function openMail(inBody?: Encoding): LineMapper {
  let head: string[] | undefined = inBody === undefined ? [] : undefined
  let encoding: Encoding = inBody ?? 'plain'
  let flowed = false
  const boundaries: string[] = []
  let rest = ''

  function endHead(): void {
    const text = (head ?? []).join('\n').replaceAll(/\r?\n[ \t]+/g, ' ')
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1] ?? ''
    const named = field('Content-Transfer-Encoding').toLowerCase()
    encoding = named.includes('quoted-printable') ? 'quoted-printable' : named.includes('base64') ? 'base64' : 'plain'
    const type = field('Content-Type')
    flowed = /format="?flowed/i.test(type)
    const boundary = /boundary="([^"]{1,200})"|boundary=([^\s;]{1,200})/i.exec(type)
    if (boundary !== null) boundaries.push(`--${boundary[1] ?? boundary[2] ?? ''}`)
    head = undefined
  }

  function flush(): string {
    const last = rest
    rest = ''
    if (last === '') return ''
    return encoding === 'base64' ? Buffer.from(last, 'base64').toString('latin1') : `${last}\n`
  }

  function body(line: string): string {
    if (encoding === 'base64') {
      rest += line.trim()
      const whole = rest.length - (rest.length % QUANTUM)
      const text = Buffer.from(rest.slice(0, whole), 'base64').toString('latin1')
      rest = rest.slice(whole)
      return text
    }
    if (encoding === 'quoted-printable') {
      const soft = /=[ \t]*$/.exec(line)
      rest += decoded(soft === null ? line : line.slice(0, soft.index))
      return soft === null ? `${taken()}\n` : ''
    }
    if (!flowed) return `${line}\n`
    // RFC 3676: a line that ends in a space goes on in the next one.
    const quote = /^(?:>+ ?)?/.exec(line)?.[0].length ?? 0
    const text = line.slice(quote).replace(quote === 0 ? /^ / : /^/, '')
    rest += text
    return line.endsWith(' ') && line !== '-- ' ? '' : `${taken()}\n`
  }

  function taken(): string {
    const text = rest
    rest = ''
    return text
  }

  return {
    line(raw) {
      const line = raw.replace(/\r$/, '')
      if (head !== undefined) {
        if (line === '') endHead()
        else if (head.length < 500) head.push(line)
        return ''
      }
      const boundary = boundaries.find((one) => line === one || line === `${one}--`)
      if (boundary === undefined) return body(line)
      const last = flush()
      if (line === boundary) head = []
      return last === '' || last.endsWith('\n') ? last : `${last}\n`
    },
    end: flush,
  }
}

function decoded(text: string): string {
  return text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
