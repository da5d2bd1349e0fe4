import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

function sample(name: string) {
  return analyseText(readFileSync(new URL(`../../src/mta/exim/samples/${name}`, import.meta.url)))
}

test('Exim as a server: every client that was scripted is counted once', () => {
  const { document, unknown } = sample('exim-4.96-server.mainlog')
  expect(unknown).toEqual([])
  // Left within a transaction, within the message, and by a reset between commands; those that left before them are not logged by default.
  expect(document.server).toEqual({
    connectionLimit: 2,
    lost: 3,
    timedOut: 2,
    // RCPT four times, the message once; the size announced with MAIL, and the size of what came.
    rejected: 7,
    authFailed: 2,
    tlsAcceptFailed: 3,
    postscreenHangup: 0,
    postscreenPregreet: 0,
  })
  expect(document.queue).toEqual({ queued: 3, removed: 3, expired: 0 })
})

test('Exim as a client, with all that log_selector has', () => {
  const { document, attempts, unknown } = sample('exim-4.96-peers.mainlog')
  expect(unknown).toEqual([])
  expect(
    attempts.map(({ recipient, status, symptom, stage }) => [
      recipient?.replace('.example.net', ''),
      status,
      symptom,
      stage,
    ]),
  ).toEqual([
    ['r1@alert40', 'sent', 'accepted', null],
    ['r1@ehlo2fin', 'sent', 'accepted', null],
    ['r1@mail550', 'bounced', 'sender.rejected', 'mail'],
    ['r1@mixed', 'sent', 'accepted', null],
    ['r2@mixed', 'deferred', 'limit.rate', 'rcpt'],
    ['r3@mixed', 'bounced', 'recipient.unknown', 'rcpt'],
    ['r1@bodyrst', 'deferred', 'drop.lost', 'body'],
    ['r1@dotspam', 'bounced', 'content.spam', 'dot'],
    ['r2@dotspam', 'bounced', 'content.spam', 'dot'],
    ['r3@dotspam', 'bounced', 'content.spam', 'dot'],
    ['r1@mx421', 'sent', 'accepted', null],
    ['r1@mxfin3', 'sent', 'accepted', null],
    ['r2@mxfin3', 'sent', 'accepted', null],
  ])
  expect(document.suspended).toBe(2)
  expect(document.queue).toEqual({ queued: 11, removed: 6, expired: 0 })
  expect(document.tls).toEqual({
    byVersion: { 'TLSv1.3': 3 },
    failures: { 'tls.handshake.alert': 1, 'tls.handshake.eof': 1 },
    plaintextFallbacks: { 'tls.handshake.alert': 1, 'tls.handshake.eof': 1 },
  })
  expect(document.softFailures).toEqual({
    'reply.421.shutdown@banner': 1,
    'drop.lost@banner': 1,
    'drop.lost@dot': 1,
  })
})
