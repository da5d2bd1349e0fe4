import { expect, test } from 'vitest'
import { ownLog, signedBy } from './own-log.ts'

test('a host of Microsoft in a receiver’s answer does not make the report Microsoft’s', () => {
  const answered = 'Message expired. Last answer: 451 4.7.500 Server busy [AM0PR01MB1.eurprd01.prod.outlook.com]'
  expect(ownLog(undefined, signedBy(answered))).toBe('hangup logs /var/log/mail.log')
  expect(ownLog(undefined, signedBy(`Generating server: AM0PR01MB1.eurprd01.prod.outlook.com\n${answered}`))).toBe(
    'hangup logs MESSAGE-TRACE.csv',
  )
})
