import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'
import { circumstancesOf, patternFacts, type Circumstance } from './circumstances.ts'

test.each<readonly [string, readonly Circumstance[]]>([
  ['Only big mails hang, small ones go through without trouble.', ['only-large']],
  ['Mails with attachments always time out. Plain text mails are fine', ['only-large']],
  ['it works for short messages, anything over 1.5 KB stalls until the timeout', ['only-large']],
  ['the connection drops only when I send a larger attachment', ['only-large']],
  ['Nur bei größeren Mails bricht die Verbindung ab', ['only-large']],
  ['Kleine Nachrichten gehen raus, mit Anhang läuft es in den Timeout', ['only-large']],
  ['Les petits messages passent, les gros restent bloqués', ['only-large']],
  ['Sólo fallan los correos con archivos adjuntos', ['only-large']],
  ['Solo i messaggi grandi si bloccano, quelli piccoli passano', ['only-large']],
  ['connection timed out, but only over IPv6', ['only-ipv6']],
  ['Over IPv4 everything works, IPv6 connections hang', ['only-ipv6']],
  ['after disabling ipv6 the mail goes through', ['only-ipv6']],
  ['Nur per IPv6 kommt keine Verbindung zustande', ['only-ipv6']],
  ['lost connection, only with this one domain, all others are fine', ['only-one-destination']],
  ['We can send to everyone else, only mails to Hotmail time out', ['only-one-destination']],
  ['timeouts to one customer, mail to other domains works', ['only-one-destination']],
  ['Nur bei einem Kunden, alle anderen Empfänger funktionieren', ['only-one-destination']],
  ['connection timed out, only to example.org', ['only-one-destination']],
  ['All outgoing mail times out', ['all-destinations']],
  ['connect to port 25 times out, no matter which domain we send to', ['all-destinations']],
  ['connection refused towards every destination', ['all-destinations']],
  ['Verbindung zu allen Domains läuft in einen Timeout', ['all-destinations']],
  ['only when sending attachments to one customer, everybody else is ok', ['only-large', 'only-one-destination']],
])('%s', (text, expected) => {
  expect(circumstancesOf(text)).toEqual(expected)
})

test.each([
  'lost connection with mx.example.org[192.0.2.1] while sending message body',
  'We only have IPv6 on this host and the connection is dropped',
  'the server closed the connection after DATA',
  'only one mail was in the queue when the connection was lost',
  'our mail server has a large queue, connections are dropped',
  'a mail to a customer bounced, connection lost',
  'timeout while connecting to the other server',
  'all mails of this morning were sent, one timed out',
  'only the first attempt fails, the second works',
  'I only get this error with telnet',
  'small office, 5 users, Exchange 2016, connection dropped',
  'It works with another provider of mine only by chance',
])('says nothing: %s', (text) => {
  expect(circumstancesOf(text)).toEqual([])
})

test('a megabyte of it is read in linear time', () => {
  expect(circumstancesOf('only large '.repeat(90_000))).toEqual([])
})

test.each([
  ['mails bigger than 5 MB stall and time out', 5 * 1024 * 1024],
  ['Nur Mails über 1500 Bytes laufen in einen Timeout', 1500],
  ['Mails larger than 1.5 kB time out', 1536],
  ['only large mails time out', undefined],
])('%s: from %s octets on', (text, fromBytes) => {
  expect(patternFacts(readText(text))).toMatchObject([{ pattern: 'only-large', symptom: 'drop.timeout', told: true }])
  expect(patternFacts(readText(text))[0]?.fromBytes).toBe(fromBytes)
})

test('a line of a program and a reply tell of one mail only', () => {
  const line =
    'postfix/smtp[9]: 4AB: to=<a@example.org>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to all domains[192.0.2.1]:25: Connection timed out)'
  expect(patternFacts(readText(line))).toEqual([])
  expect(patternFacts(readText('421 4.4.2 only large messages are lost, small ones pass'))).toEqual([])
})
