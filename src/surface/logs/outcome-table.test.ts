import { expect, test } from 'vitest'
import type { OutcomeRow } from '../../app/logs/document.ts'
import { PLAIN } from '../../report/terminal/paint.ts'
import { outcomes } from './outcome-table.ts'

const row = (failure: string): OutcomeRow => ({
  sent: 7,
  deferred: 3,
  bounced: 0,
  expired: 0,
  suspended: 0,
  failures: { [failure]: 3 },
  firstFailureAt: null,
  lastFailureAt: null,
})

test('names and failures stand whole, in 80 columns', () => {
  const table = outcomes(
    'Where',
    [
      ['busy.example', row('reply.421.toomanyconn@banner')],
      ['our-example-domain.mail.protection.outlook.example', row('tls.handshake.legacyreneg@starttls')],
    ],
    PLAIN,
    8,
  )
  expect(table).toEqual([
    '',
    'Where',
    '         3  busy.example            7 sent reply.421.toomanyconn at banner',
    '         3  our-example-domain.mail.protection.outlook.example',
    '                                    7 sent tls.handshake.legacyreneg at starttls',
  ])
})
