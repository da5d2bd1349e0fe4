/** A mail and what it says: for each recipient `address (original)? action status symptom`. */
export interface OddBounce {
  readonly name: string
  readonly mail: string | Uint8Array
  readonly says: readonly string[]
}

export interface Told {
  readonly to: string
  readonly status: string
  readonly action?: string
  readonly diagnostic?: string
  readonly more?: string
}

export const HEAD = [
  'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
  'To: list-bounces@example.com',
  'Subject: Undelivered Mail Returned to Sender',
  'Date: Mon, 5 Oct 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
]

export const ORIGINAL = [
  'From: ann@example.com',
  'To: Somebody Else <else@example.org>',
  'Subject: quarterly figures',
  'Message-ID: <1@example.com>',
  '',
  'Here they are. The mailbox is full of spam, user unknown.',
]

export const lines = (...parts: readonly string[]): string => parts.join('\n')

function group({ to, status, action = 'failed', diagnostic, more }: Told): string {
  return lines(
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(more === undefined ? [] : [more]),
    ...(diagnostic === undefined ? [] : [`Diagnostic-Code: smtp; ${diagnostic}`]),
  )
}

interface Shape {
  readonly words?: string
  readonly head?: readonly string[]
  readonly type?: string
  readonly statusHead?: string
  readonly original?: string
}

/** An ordinary multipart report of RFC 3464. */
export function report(told: readonly Told[], shape: Shape = {}): string {
  const fields = lines('Reporting-MTA: dns; mx.example.net', '', told.map(group).join('\n\n'), '')
  return lines(
    ...(shape.head ?? HEAD),
    `Content-Type: ${shape.type ?? 'multipart/report; report-type=delivery-status'}; boundary="b1"`,
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    shape.words ?? 'Your message could not be delivered to some recipients.',
    '',
    '--b1',
    shape.statusHead ?? 'Content-Type: message/delivery-status\n',
    fields,
    '--b1',
    'Content-Type: message/rfc822',
    '',
    shape.original ?? lines(...ORIGINAL),
    '--b1--',
    '',
  )
}

/** A report in plain words. */
export function plain(body: readonly string[], head: readonly string[] = HEAD): string {
  return lines(...head, 'Content-Type: text/plain; charset=utf-8', '', ...body, '')
}

export const GONE: Told = {
  to: 'bob@example.org',
  status: '5.1.1',
  diagnostic: '550 5.1.1 <bob@example.org>: no such user here',
}
export const FULL: Told = {
  to: 'eve@example.org',
  status: '4.2.2',
  action: 'delayed',
  diagnostic: '452 4.2.2 mailbox is over quota',
}
export const SAYS_GONE = 'bob@example.org failed 5.1.1 recipient.unknown'
export const SAYS_FULL = 'eve@example.org delayed 4.2.2 mailbox.full'
