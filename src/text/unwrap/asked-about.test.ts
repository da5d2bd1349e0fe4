import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

/** Who asks how to mend a quoted line has met it. */
test.each([
  ['How do I fix "lost connection with mx.example.org[192.0.2.1] while sending RCPT TO"?', 'drop.lost', 'rcpt'],
  [
    'How do I fix "Oct  3 10:00:00 mx postfix/smtp[123]: A1B2C3: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO"?',
    'drop.lost',
    'rcpt',
  ],
  ['How to solve the error "550 5.1.1 User unknown"?', 'recipient.unknown', 'rcpt'],
  [
    'What can I do about “connect to mx.example.org[192.0.2.1]:25: Connection timed out”?',
    'connect.timeout',
    'connect',
  ],
  ['How can we resolve this Postfix error "554 5.7.1 <bob@example.org>: Relay access denied"?', 'policy.relay', 'rcpt'],
])('%s', (text, symptom, stage) => {
  expect(readText(text)).toMatchObject({ symptom, stage })
})

/** Words that no program wrote, and questions that say more than they quote, are read as before. */
test.each([
  'How do I avoid "timeouts" and "lost connections" between two servers in general?',
  'How to configure "smtp_connect_timeout" in Postfix?',
  'What should one call "a connection that was lost"?',
])('%s', (text) => {
  expect(readText(text).symptom).toBe('unknown')
})
