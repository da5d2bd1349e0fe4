import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test.each([
  ['421 mx.example.org SMTP connection went away! (in reply to end of DATA command)', 'reply.421.other dot'],
  ['421 4.4.1 Connection timed out (in reply to end of DATA command)', 'reply.421.idletimeout dot'],
  ['421 4.4.1 Connection dropped due to idle timeout', 'reply.421.idletimeout idle'],
  ['421 Network Temporarily unreachable, closing connection', 'reply.421.other -'],
  [
    '451 4.4.2 Timed out waiting for response from content scanner (in reply to end of DATA command)',
    'system.filter dot',
  ],
  ['451 4.4.1 No answer from host; the backend is down', 'system.remote -'],
  [
    'org.apache.commons.net.smtp.SMTPConnectionClosedException: SMTP response 421 received.  Server closed connection.\n\tat org.apache.commons.net.smtp.SMTP.mail(SMTP.java:498)',
    'reply.421.other mail',
  ],
])('what a server answered is its reply, whatever words it has: %s', (text, truth) => {
  const { symptom, stage, speaker } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
  expect(speaker).toBe('peer')
})
