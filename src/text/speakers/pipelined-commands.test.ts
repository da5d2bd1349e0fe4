import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each<[string, readonly string[], string]>([
  [
    'the first of them',
    [
      'S: 220 mx.example.org ESMTP',
      'C: EHLO mail.example.net',
      'S: 250 mx.example.org',
      'C: MAIL FROM:<a@example.net>',
      'C: RCPT TO:<b@example.org>',
      "S: 550 SC-002 Unfortunately, messages from 192.0.2.4 weren't sent.",
    ],
    'reputation.ip mail',
  ],
  [
    'one between, whose refusal the next one follows from',
    [
      'S: 220 mx.example.org ESMTP',
      'C: EHLO mail.example.net',
      'S: 250 mx.example.org',
      'C: MAIL FROM:<a@example.net>',
      'C: RCPT TO:<b@example.org>',
      'C: DATA',
      'S: 250 ok',
      'S: 550 5.1.1 no such user',
      'S: 554 no valid recipients',
    ],
    'recipient.unknown rcpt',
  ],
  [
    'a refusal of several lines in place of the greeting',
    [
      'mta: 0xea6710: MTA_INIT -> MTA_BANNER',
      'mta: 0xea6710: <<< 554-mx.example.org ESMTP Service not available',
      'mta: 0xea6710: <<< 554-No SMTP service',
      'mta: 0xea6710: <<< 554 Bad DNS PTR resource record.',
      'mta: 0xea6710: MTA_BANNER -> MTA_EHLO',
      'mta: 0xea6710: >>> EHLO mail.example.net',
      'debug: mta: 0xea6710: disconnected in state MTA_EHLO',
      'smtp-out: Error on session c3ad904c53f19f93: Connection closed unexpectedly',
    ],
    'sender.ptr banner',
  ],
])('commands that went out together are answered in their order: %s', (_name, lines, truth) => {
  const { symptom, stage } = readText(lines.join('\n'))
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
