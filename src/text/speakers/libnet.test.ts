import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  ['connect: Net::SMTP::_SSL: 421  at send.pl line 2.', 'drop.lost'],
  ['Net::SMTP: 421 [Net::SMTP] Connection closed', 'drop.lost'],
  ['Net::SMTP: 421 [Net::SMTP] Timeout at send.pl line 3.', 'drop.timeout'],
])('%j is told by libnet itself', (text, symptom) => {
  expect(readText(text)).toMatchObject({ symptom, speaker: 'us' })
})

it('a 421 with words is the server’s', () => {
  expect(readText('Net::SMTP: 421 4.7.0 Too many connections from your host')).toMatchObject({
    symptom: 'reply.421.toomanyconn',
    speaker: 'peer',
  })
})
