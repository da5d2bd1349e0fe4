import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

const mail = (part: string): Uint8Array =>
  new TextEncoder().encode(
    [
      'From: MAILER-DAEMON@mx.example.org',
      'Subject: Undelivered Mail',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      part,
      '--b1--',
      '',
    ].join('\r\n'),
  )

const SENTENCE = '<u@example.net>: host mx.example.net said: 550 5.1.1 User unknown (in reply to RCPT TO command)'

test.each([
  ['plain words that are called base64 are read as they stand', SENTENCE],
  [
    'base64 is decoded',
    'PHVAZXhhbXBsZS5uZXQ+OiBob3N0IG14LmV4YW1wbGUubmV0IHNhaWQ6IDU1MCA1LjEu\r\nMSBVc2VyIHVua25vd24gKGluIHJlcGx5IHRvIFJDUFQgVE8gY29tbWFuZCk=',
  ],
])('%s', async (_name, part) => {
  expect((await readMail(mail(part))).body.trim()).toBe(SENTENCE)
})

test('a whole mail without parts', async () => {
  const text = `From: MAILER-DAEMON@mx.example.org\nSubject: failure notice\nContent-Transfer-Encoding: base64\n\nHi. This is the qmail-send program.\n\n${SENTENCE}\n`
  expect((await readMail(new TextEncoder().encode(text))).body).toContain(SENTENCE)
})
