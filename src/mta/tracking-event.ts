import type { AttemptStatus } from './log-event.ts'

/** Events of Exchange's message tracking, which the reports of Microsoft 365 name as well. */
const OUTCOMES: ReadonlyMap<string, AttemptStatus> = new Map<string, AttemptStatus>([
  ['SEND', 'sent'],
  ['SENDEXTERNAL', 'sent'],
  ['DELIVER', 'sent'],
  ['DEFER', 'deferred'],
  ['SUBMITDEFER', 'deferred'],
  ['FAIL', 'bounced'],
  ['SUBMITFAIL', 'bounced'],
])

/** undefined: an event that is no attempt of its own (received, expanded, redirected, …). */
export function outcomeOfEvent(event: string): AttemptStatus | undefined {
  return OUTCOMES.get(event.replaceAll(' ', '').toUpperCase())
}

/** A failure whose words say that the message grew too old; what follows `QUEUE.Expired` may be any text. */
export function orExpired(status: AttemptStatus, reason: string): AttemptStatus {
  return status === 'bounced' && /QUEUE\.Expired|message expired|expired after/i.test(reason.slice(0, 4_000))
    ? 'expired'
    : status
}

/** How one status begins: a reply, or `[{LED=…}…]`. What begins otherwise goes on with the one before. */
const BEGINS = /^\s*(?:[245]\d\d(?:[ -]|$)|[[{"'])/
/** How the recipient was addressed, which stands there before anything became of it. */
const ADDRESSED = /^(?:To|Cc|Bcc)$/i
const MOST = 10_000

/**
 * Recipients' statuses in one field. Semicolons stand between them, and so they do between the parts of `[{LED=…};{MSG=…}]` and within the
 * words of a reply: `550 5.1.1 RESOLVER.ADR.RecipNotFound; not found;250 2.1.5 Ok`. Empty: nothing became of that one yet.
 */
export function splitStatuses(text: string): readonly string[] {
  if (text === '') return []
  const parts: string[] = []
  let depth = 0
  let start = 0
  const cut = (end: number): void => {
    const part = text.slice(start, end)
    if (ADDRESSED.test(part)) parts.push('')
    else if (parts.length > 0 && part !== '' && !BEGINS.test(part)) parts.push(`${parts.pop() ?? ''};${part}`)
    else parts.push(part)
    start = end + 1
  }
  for (let index = 0; index < text.length && parts.length < MOST; index++) {
    const code = text.charCodeAt(index)
    if (code === 91 || code === 123) depth++
    else if (code === 93 || code === 125) depth--
    else if (code === 59 && depth <= 0) cut(index)
  }
  cut(text.length)
  return parts
}

/** The host that a status names: `{FQDN=mx.example};{IP=192.0.2.1}`, `[LastAttemptedServerName=mx.example] [LastAttemptedIP=192.0.2.1:25]`. */
export function hostInStatus(text: string): { readonly mx: string; readonly address: string } {
  const head = text.slice(0, 8_000)
  const mx = /\b(?:FQDN|LastAttemptedServerName)=([\w.-]{1,255})/.exec(head)?.[1] ?? ''
  const address = /\b(?:IP|LastAttemptedIP)=\[?([\d.]{7,15}|[0-9a-f:]{3,39})/i.exec(head)?.[1] ?? ''
  return { mx: mx.toLowerCase(), address }
}

/**
 * Times as PowerShell and the portals export them, in UTC where no zone stands: ISO 8601, `27.11.2026 08:14:02` (day first, as most of Europe
 * writes it), `11/27/2026 8:14:02 AM`, and in JSON of Windows PowerShell `/Date(1764231242000)/`. With slashes the day comes first where it can be no month, and in the rows behind one where it did.
 */
export function openExportedTimes(): (text: string) => number {
  let dayFirst = false
  return (text) => {
    const [, first = '', second = ''] = /^(\d{1,2})\/(\d{1,2})\//.exec(text) ?? []
    if (Number(first) > 12) dayFirst = true
    else if (Number(second) > 12) dayFirst = false
    return exportedTimeMs(text, dayFirst)
  }
}

function exportedTimeMs(text: string, isDayFirst: boolean): number {
  if (text === '') return Number.NaN
  const parts = /^(\d{1,2})([./])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (parts !== null) {
    const [, first = '', mark, second = '', year, hour, minute, seconds = '0'] = parts
    const [day, month] = mark === '.' || isDayFirst ? [first, second] : [second, first]
    return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(seconds))
  }
  const millis = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1]
  if (millis !== undefined) return Number(millis)
  const zoned = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text.replace(' ', 'T')}Z`
  const iso = Date.parse(zoned)
  return Number.isNaN(iso) ? Date.parse(`${text} UTC`) : iso
}
