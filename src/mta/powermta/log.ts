import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

const DEFAULT_COLUMNS =
  'type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,dlvDestinationIp,dlvEsmtpAvailable,dlvSize,vmta,jobId,envId'

/** Record types: delivered, bounced, transient, transient of a queue, received, feedback, remote bounce and status. */
const ROW = /^"?(?:d|b|t|tq|r|f|rb|rs|rr|p|delivery|bounce|transient|transient-queue|receipt|feedback)"?,"?\d/
/** `type,timeLogged,…`, or `#type,…` */
const HEADER = /^(?:\xef\xbb\xbf)?#?"?type"?,.{0,2000}timelogged/i

/** Reads PowerMTA's accounting CSV by its header, or in the documented order where there is none. */
export function readLog(sink: LogSink): LineReader {
  let columns: Columns | undefined

  function read(frame: Frame): boolean {
    const line = wholeLine(frame)
    if (HEADER.test(line.slice(0, 2_100))) {
      columns = columnsOf(line.replace(/^[\xef\xbb\xbf#]+/, '').split(','))
      return true
    }
    if (!ROW.test(line.slice(0, 24))) return false
    const row = readCsvRow(line)
    if (row === undefined) return false
    const named = (columns ??= columnsOf(DEFAULT_COLUMNS.split(',')))
    const type = named.of(row, 'type')
    frame.atMs = timeOf(named.of(row, 'timelogged'))
    switch (type) {
      case 'd':
      case 'delivery':
        attempt(frame, named, row, 'sent')
        break
      case 'b':
      case 'bounce':
        attempt(frame, named, row, named.of(row, 'bouncecat') === 'message-expired' ? 'expired' : 'bounced')
        break
      case 't':
      case 'transient':
        attempt(frame, named, row, 'deferred')
        break
      case 'r':
      case 'receipt':
        sink.queue('queued', frame.atMs)
        break
      default:
        break
    }
    return true
  }

  function attempt(frame: Frame, named: Columns, row: readonly string[], status: AttemptStatus): void {
    const peer = peerOf(named.of(row, 'dsnmta'), named.of(row, 'dlvdestinationip'))
    const diagnostic = named.of(row, 'dsndiag')
    const dsn = /^[245]\.\d{1,3}\.\d{1,3}/.exec(named.of(row, 'dsnstatus'))?.[0] ?? ''
    if (status === 'expired') sink.queue('expired', frame.atMs)
    if (status !== 'deferred') sink.queue('removed', frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'powermta',
        atMs: frame.atMs,
        queueId: named.of(row, 'jobid'),
        recipient: named.of(row, 'rcpt'),
        status,
        ...peer,
        dsn,
        reason: status === 'sent' ? '' : reasonOf(diagnostic, dsn, named.of(row, 'bouncecat'), peer),
        source: named.of(row, 'dlvsourceip'),
        sizeBytes: Number(named.of(row, 'dlvsize') || Number.NaN),
      }),
    )
  }

  return {
    read,
    end: () => undefined,
    file() {
      columns = undefined
    },
  }
}

function reasonOf(
  diagnostic: string,
  dsn: string,
  category: string,
  peer: { readonly mx: string; readonly address: string },
): string {
  if (/^smtp;\s*[245]\d\d/.test(diagnostic)) return saidInReply(peer.mx, peer.address, diagnostic.slice(5).trim(), '')
  const words = diagnostic.replace(/^(?:smtp|x-[\w-]+);\s*/i, '')
  // Without words there is only the category: "no-answer-from-host" says as much as a sentence.
  return words === '' ? `${dsn} ${category.replaceAll('-', ' ')}`.trim() : words
}

/** `mx.example.org (192.0.2.1)` */
function peerOf(mta: string, ip: string): { readonly mx: string; readonly address: string } {
  const open = mta.indexOf(' (')
  const name = (open < 0 ? mta : mta.slice(0, open)).trim().toLowerCase()
  const inside = open < 0 ? '' : mta.slice(open + 2, Math.max(open + 2, mta.indexOf(')', open)))
  return { mx: name, address: ip === '' ? inside : ip }
}

/** `2024-05-01 00:00:00+0200` or seconds since the epoch. */
function timeOf(text: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
}
