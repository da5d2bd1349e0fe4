import { expect, it } from 'vitest'
import { isCatalogue } from './catalogue.ts'

it.each([
  '"441": "The server is not responding"\n"442": "The connection was dropped"',
  '7 - Failed to connect\n28 - The operation timed out',
  'mail.smtp.timeout | The read timed out.\nmail.smtp.connectiontimeout | The connection timed out.\nmail.smtp.quitwait | The client sent QUIT.',
  '421 - The service is not available\n450 - The mailbox is busy',
  '5.4.1 No answer from host\n5.4.2 Bad connection\n5.4.4 Unable to route',
  '| Timeout | The connection timed out. |\n| Lost | The connection was lost. |\n| Quit | The client sent QUIT. |',
])('a catalogue: %j', (text) => {
  expect(isCatalogue(text)).toBe(true)
})

it.each([
  '421 4.4.2 Connection dropped',
  '250 2.1.0 Ok\n250 2.1.5 Ok\n421 4.4.2 Connection dropped',
  'smtp-1 | connected\nsmtp-1 | lost connection\nsmtp-1 | closing',
  'web | 10:00:01 sending\nsmtp | 10:00:02 connected\ndb | 10:00:03 lost connection',
  '1 - I connect to the relay\n2 - I send MAIL FROM\n3 - the relay drops the connection',
  'mx1.example.com | connection reset by peer after DATA\nmx2.example.com | connection timed out\nmx3.example.com | connection reset by peer',
  '192.0.2.1 | connection reset by peer\n192.0.2.2 | timed out\n2001:db8::1 | connection reset by peer',
  'The server hung up.\n5.4.2 Bad connection',
])('no catalogue: %j', (text) => {
  expect(isCatalogue(text)).toBe(false)
})
