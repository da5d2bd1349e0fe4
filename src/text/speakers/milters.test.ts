import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const POSTFIX = 'postfix/cleanup[100]: 4XYZ1: milter-reject: END-OF-MESSAGE from mail.example.org[192.0.2.3]:'
const REFUSED = 'from=<a@example.org> to=<c@example.net> proto=ESMTP helo=<mail.example.org>'

test.each([
  ['5.7.1 Spam message rejected', 'content.spam'],
  ['4.7.1 Try again later', 'greylist'],
  ['5.7.1 Message refused by local rules', 'policy.other'],
])("what a milter made Postfix answer is read without the refused client's own words: %s", (said, symptom) => {
  expect(readText(`${POSTFIX} ${said}; ${REFUSED}`)).toMatchObject({ symptom, stage: 'dot' })
})

test.each([
  ['error connecting to filter: Connection refused by localhost', undefined],
  ['timeout before data read, where=eom', 'dot'],
  ['read returned -1: Connection reset by localhost', undefined],
  ['local socket name /run/opendkim.sock unsafe', undefined],
])("a filter that fails Sendmail is the host's own: %s", (about, stage) => {
  const reading = readText(`sm-mta[200]: 5AS8U1xx000200: Milter (opendkim): ${about}`)
  expect(reading).toMatchObject({ speaker: 'us', symptom: 'local.filter' })
  expect(reading.stage ?? undefined).toBe(stage)
})

const TAIL = 'from=<a@example.org> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>'

test.each([
  ['RCPT', '554 5.7.1 <bob@example.net>: Relay access denied', 'policy.relay', 'rcpt'],
  ['RCPT', '452 4.2.2 <bob@example.net>: Recipient address rejected: Mailbox is full', 'mailbox.full', 'rcpt'],
  [
    'RCPT',
    '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org',
    'reputation.ip',
    'rcpt',
  ],
  [
    'RCPT',
    '550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table',
    'recipient.unknown',
    'rcpt',
  ],
  ['RCPT', '450 4.1.8 <a@example.org>: Sender address rejected: Domain not found', 'sender.domain', 'rcpt'],
  ['RCPT', '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname', 'policy.helo', 'rcpt'],
  ['EHLO', '501 5.5.2 <a_b>: Helo command rejected: Invalid name', 'policy.helo', 'ehlo'],
])('what Postfix answered is read without the tail of its log line: %s %s', (command, said, symptom, stage) => {
  const line = `NOQUEUE: reject: ${command} from unknown[192.0.2.9]: ${said}; ${TAIL}`
  expect(readText(line)).toMatchObject({ symptom, stage, speaker: 'peer' })
  const framed = `Nov 29 06:00:00 mx postfix/smtpd[100]: ${line}`
  expect(readText(framed)).toMatchObject({ symptom, stage })
})

test('postscreen sets commas in the tail, and a proxy its own word', () => {
  const screened = `NOQUEUE: reject: RCPT from [192.0.2.9]:4711: 550 5.7.1 Service unavailable; client [192.0.2.9] blocked using zen.spamhaus.org; ${TAIL.replaceAll(' ', ', ')}`
  expect(readText(screened)).toMatchObject({ symptom: 'reputation.ip', stage: 'rcpt' })
  const proxied = `4XYZ1: proxy-reject: END-OF-MESSAGE from mail.example.org[192.0.2.3]: 554 5.7.1 Spam message rejected; ${TAIL}`
  expect(readText(proxied)).toMatchObject({ symptom: 'content.spam', stage: 'dot' })
  const unnamed = `proxy-reject: END-OF-MESSAGE: 554 5.7.0 Reject, id=31619-02 - spam; ${TAIL}`
  expect(readText(unnamed)).toMatchObject({ symptom: 'content.spam', stage: 'dot' })
})

test('what would have been refused, and was only noted, is no refusal', () => {
  const line = `NOQUEUE: reject_warning: RCPT from unknown[192.0.2.9]: 554 5.7.1 <bob@example.net>: Relay access denied; ${TAIL}`
  expect(readText(line)).toMatchObject({ symptom: 'unknown', rule: 'postfix/reject-warning' })
})
