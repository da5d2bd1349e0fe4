import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

/** What bounces quote and logs hold. */
test.each([
  [
    "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1,\nbecause the ip is in Spamhaus's list; see\nhttp://postmaster.example.com/550-bl23.html",
    'reputation.ip',
    'peer',
  ],
  ['550 5.1.1 User unknown here.\nwhat can I do about it', 'recipient.unknown', 'peer'],
  [
    'The recipient server did not accept our requests to connect.\n[(0) mx.example.org. [192.0.2.222]:25: socket error]',
    'connect.failed',
    'us',
  ],
  [
    'The recipient server did not accept our requests to connect. [mx.example.org 192.0.2.222: timed out]',
    'connect.timeout',
    'us',
  ],
  [
    '----- Transcript of session follows -----\n421 example.org (smtp)... Deferred: Connection timed out during user open with example.org',
    'connect.timeout',
    'us',
  ],
  ['421 mx.example.org.tcp... Deferred: Connection refused by mx.example.org', 'connect.refused', 'us'],
  ['bad address syntax', 'protocol.syntax', 'us'],
  ['malformed address: <bob@example.net> may not follow carol@example.org', 'protocol.syntax', 'us'],
  ['501 malformed address: <bob@example.net> may not follow carol@example.org', 'protocol.syntax', 'peer'],
  ['The users mailfolder is over the allowed quota (size).', 'mailbox.full', 'unknown'],
  ['The users account is disabled at times', 'unknown', 'unknown'],
  ['550 メールループが検出されました', 'route.loop', 'peer'],
])('%s', (text, symptom, speaker) => {
  expect(readText(text)).toMatchObject({ symptom, speaker })
})

test('a group is no loop, though the Japanese word ends like one', () => {
  const text = 'グループにメッセージを投稿する権限がない可能性があります。'
  expect(readText(`550 5.7.1 ${text}`).symptom).not.toBe('route.loop')
})
