import { expect, test } from 'vitest'
import { saysKept, saysReturned } from './returned.ts'

test.each([
  '4XyZ: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.4.6, status=bounced (mail for example.net loops back to myself)',
  '4XyZ: from=<b@example.org>, status=expired, returned to sender',
  'Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.4.4',
  '1s1xOC-0Dw1m6-32 ** a@example.net R=dnslookup T=remote_smtp: retry timeout exceeded',
  'delivery 7: failure: Connected_to_192.0.2.1_but_connection_died._(#4.4.2)/',
  'to=<a@example.net>, delay=00:00:01, mailer=esmtp, dsn=5.1.2, stat=Host unknown',
  // Kept twice, and given back in the end.
  '4XyZ: to=<a@example.net>, status=deferred (lost connection)\n4XyZ: to=<a@example.net>, status=bounced (lost connection)',
])('given back: %s', (text) => {
  expect(saysReturned(text)).toBe(true)
})

test.each([
  '4XyZ: to=<a@example.net>, dsn=4.4.2, status=deferred (lost connection with mx.example.net[192.0.2.1] while sending RCPT TO)',
  'Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 1 Jan 2027 00:00:00 +0000',
  "delivery 7: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
  '550 5.1.1 User unknown',
  '** note the time **',
  '',
])('not said to be given back: %s', (text) => {
  expect(saysReturned(text)).toBe(false)
})

test.each([
  ["Remote Server returned '400 4.4.7 Message delayed'", true],
  ["This message hasn't been delivered yet. Delivery will continue to be attempted.", true],
  ['4XyZ: to=<a@example.net>, dsn=4.4.2, status=deferred (lost connection)', true],
  ['status=deferred (lost connection)\nstatus=bounced (lost connection)', false],
  ['550 4.4.7 QUEUE.Expired; message expired', false],
])('whether the sender goes on trying: %s', (text, kept) => {
  expect(saysKept(text)).toBe(kept)
})
