import type { Software } from '../../domain/software.ts'
import { namedPeer } from '../endpoints.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { zoneLine } from './zonemta-line.ts'

/** What a log line says around its reason. */
export interface Framed {
  readonly core: string
  readonly around: Partial<SpeakerReading> & { readonly delays?: readonly number[]; readonly status?: string }
}

const PROGRAMS: readonly (readonly [RegExp, Software])[] = [
  [/\bpostfix[\w-]{0,30}\/[\w./:-]{1,60}\[\d{1,8}\]:?\s/, 'postfix'],
  [/\b(?:sendmail|sm-mta|sm-msp-queue|mta)\[\d{1,8}\]:\s/, 'sendmail'],
  [/\b(?:smtpd|opensmtpd)\[\d{1,8}\]:\s(?=[0-9a-f]{16}\s)/, 'opensmtpd'],
  [/\bexim4?\[\d{1,8}\]:\s/, 'exim'],
  [/\bqmail[\w-]{0,12}(?:\[\d{1,8}\])?:\s/, 'qmail'],
  [/\bharaka(?:\[\d{1,8}\])?:\s/i, 'haraka'],
  [/\bzone-?mta(?:\[\d{1,8}\])?:\s/, 'zonemta'],
  [/\bkumod(?:\[\d{1,8}\])?:\s/, 'kumomta'],
]

const POSTFIX_STATUS = /\bstatus=([a-z][\w-]{0,19})(?:, | )?(?:\((.*)\)?\s*$)?/s
const FIELD_TO = /\bto=<([^>]{1,320})>/
const FIELD_RELAY = /\brelay=([^,]{1,300}),/
const FIELD_DELAYS = /\bdelays=([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12})/
const SENDMAIL_STAT = /\bstat=(.{1,4000})$/s
const OPENSMTPD_STAT = /\bstat="?(.{1,4000}?)"?\s*$/s
const EXIM_LINE =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? (?:[+-]\d{4} )?(?:\[\d{1,8}\] )?)?(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} )?(==|\*\*) (\S{1,320}?):?(?: <[^>]{0,320}>)? /
const QMAIL_DELIVERY = /\bdelivery \d{1,10}: (success|deferral|failure): (.{1,4000})$/s
// The queue id and the frame before it.
const POSTFIX_QUEUE = /^(?:[0-9A-F]{5,15}|[0-9BCDFGHJ-NP-TV-Zbcdfghj-np-tv-z]{10,20}|NOQUEUE): (?=\S)/

/** Takes a log line's frame off its reason and keeps what the frame tells. Plain texts come back as they are. */
export function unframed(text: string): Framed {
  const program = programOf(text)
  const body = program === undefined ? text : text.slice(program.end)
  const software = program?.software
  const own = software === undefined ? {} : { software }

  const qmail = QMAIL_DELIVERY.exec(body)
  if (qmail !== null)
    return { core: (qmail[2] ?? '').replaceAll('_', ' '), around: { software: 'qmail', status: qmail[1] ?? '' } }

  if (body.includes('status=')) {
    const status = POSTFIX_STATUS.exec(body)
    if (status !== null) {
      const reason = (status[2] ?? '').replace(/\)\s*$/, '')
      const core = reason === '' ? body.slice(body.indexOf('status=')) : reason
      return { core, around: { software: software ?? 'postfix', status: status[1] ?? '', ...addressed(body) } }
    }
  }
  if (body.includes(' stat=') && (software === 'sendmail' || body.includes('mailer=') || body.includes('xdelay='))) {
    const stat = SENDMAIL_STAT.exec(body)
    if (stat !== null)
      return { core: sendmailWords(body, stat[1] ?? ''), around: { software: 'sendmail', ...addressed(body) } }
  }
  if (body.includes('result="') && body.includes('stat=')) {
    const stat = OPENSMTPD_STAT.exec(body)
    if (stat !== null)
      return {
        core: stat[1] ?? '',
        around: {
          software: 'opensmtpd',
          ...recipientOf(body, /\bto=<([^>]{1,320})>/),
          ...peerOf(/\brelay="?([^"]{1,300})"/.exec(body)?.[1]),
        },
      }
  }
  const zone = software === 'zonemta' || body.includes('Sender/') ? zoneLine(body) : undefined
  if (zone !== undefined) return zone
  const exim = EXIM_LINE.exec(body)
  if (exim !== null) {
    const core = body.slice(exim[0].length)
    return {
      core,
      around: {
        software: 'exim',
        ...(exim[2] !== undefined && exim[2].includes('@') && { recipient: exim[2] }),
        ...peerOf(/\bH=(\S{1,255}(?: \[[^\]]{1,60}\](?::\d{1,5})?)?)/.exec(core)?.[1]),
      },
    }
  }
  const queue = POSTFIX_QUEUE.exec(body)
  if (queue !== null && (software === 'postfix' || software === undefined))
    return { core: body.slice(queue[0].length), around: own }
  return { core: body, around: own }
}

const SENDMAIL_DSN = /, dsn=([45]\.4\.[12]|5\.1\.10),/

/** A code that says more than the status stays with it. */
function sendmailWords(body: string, stat: string): string {
  const dsn = SENDMAIL_DSN.exec(body)?.[1]
  return dsn === undefined || /^(?:Deferred: )?[245]\d\d[ -]/.test(stat) ? stat : `dsn=${dsn}, stat=${stat}`
}

function programOf(text: string): { readonly end: number; readonly software: Software } | undefined {
  const head = text.slice(0, 300)
  if (!head.includes(']: ') && !head.includes(': ')) return undefined
  for (const [pattern, software] of PROGRAMS) {
    const match = pattern.exec(head)
    if (match !== null) return { end: match.index + match[0].length, software }
  }
  return undefined
}

function addressed(body: string): Framed['around'] {
  const delays = FIELD_DELAYS.exec(body)
  return {
    ...recipientOf(body, FIELD_TO),
    ...peerOf(FIELD_RELAY.exec(body)?.[1]),
    ...(delays !== null && { delays: delays.slice(1, 5).map(Number) }),
  }
}

function recipientOf(body: string, pattern: RegExp): { readonly recipient?: string } {
  const recipient = pattern.exec(body)?.[1]
  return recipient === undefined ? {} : { recipient }
}

function peerOf(relay: string | undefined): ReturnType<typeof namedPeer> {
  if (relay === undefined || relay === 'none' || relay === 'local' || relay === 'virtual') return {}
  return namedPeer(relay.replace(/\.\s+\[/, ' ['))
}
