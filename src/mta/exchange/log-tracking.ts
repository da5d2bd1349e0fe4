import { attemptOf } from '../attempt-line.ts'
import { openExpiries } from '../expired-messages.ts'
import type { LogSink } from '../log-event.ts'
import { hostInStatus, orExpired, outcomeOfEvent, splitStatuses } from '../tracking-event.ts'
import type { Row } from './log.ts'

/** What PowerShell writes of a list that it does not expand. */
const UNEXPANDED = 'System.String[]'

/** Message tracking: one row an event, several recipients in it. */
export function openTracking(sink: LogSink): (row: Row) => void {
  const expiries = openExpiries(sink)
  return (row) => {
    const event = row.of('eventid')
    if (event === 'RECEIVE' && !isSubmission(row)) sink.queue('queued', row.atMs)
    const status = outcomeOfEvent(event)
    if (status === undefined) return
    const told = row.of('recipientstatus')
    const words = told === UNEXPANDED ? [] : splitStatuses(told)
    const context = row.of('sourcecontext')
    const list = row.of('recipientaddress') || row.of('recipients')
    // Of a list that was not exported there is one attempt at least.
    const recipients = list === UNEXPANDED ? [undefined] : listed(list).slice(0, 10_000)
    recipients.forEach((address, index) => {
      const recipient = address?.trim() ?? ''
      if (address !== undefined && recipient === '') return
      const reason = (words[index] ?? words[0] ?? '') || context
      const id = row.of('internalmessageid') || row.of('messageid')
      const became = orExpired(status, reason)
      if (became === 'expired') expiries.tell(id, row.atMs)
      const taken = { mx: row.of('serverhostname').toLowerCase(), address: row.of('serverip') }
      sink.attempt(
        attemptOf({
          software: 'exchange',
          atMs: row.atMs,
          queueId: id,
          recipient,
          status: became,
          ...(status === 'sent' ? taken : hostInStatus(reason)),
          dsn: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reason.slice(0, 2_000))?.[1] ?? '',
          reason: status === 'sent' ? '' : reason,
          source: row.of('clientip'),
          sizeBytes: Number(row.of('totalbytes') || Number.NaN),
        }),
      )
    })
  }
}

/**
 * Since 2013 the Mailbox Transport Submission service takes a message from a mailbox and hands it to the Transport service, which takes it once
 * more; before, there was one service.
 */
function isSubmission(row: Row): boolean {
  return row.of('source') === 'STOREDRIVER' && Number.parseInt(row.of('schemaversion'), 10) >= 15
}

/** Semicolons stand between them, or blanks where PowerShell put a list into a string: then each part is an address. */
function listed(list: string): readonly string[] {
  const parts = list.includes(';') ? [] : list.split(' ')
  return parts.length > 1 && parts.every((part) => /^[^\s@"]{1,64}@[^\s@"]{1,255}$/.test(part))
    ? parts
    : list.split(';')
}
