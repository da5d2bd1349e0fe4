import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  [
    '451 4.3.2 id=01234-05, from MTA(smtp:[127.0.0.1]:10025): 421 4.3.2 Service shutting down, closing channel',
    'local.filter',
  ],
  [
    '451 4.4.2 id=01234-05, from MTA(smtp:[::1]:10025): 421 4.4.2 mx.example.com Error: timeout exceeded',
    'local.filter',
  ],
  [
    '451 4.5.0 Error in processing, id=26811-10, From MTA([127.0.0.1]:10025): 451 4.3.0 Error: queue file write error',
    'local.filter',
  ],
  // What is said of the mail, or by a server elsewhere, keeps its meaning.
  [
    '550 5.1.1 id=26811-10, from MTA(smtp:[127.0.0.1]:10025): 550 5.1.1 <bob@example.com>: User unknown in virtual mailbox table',
    'recipient.unknown',
  ],
  [
    '451 4.3.2 id=01234-05, from MTA(smtp:[192.0.2.9]:25): 421 4.3.2 Service shutting down, closing channel',
    'reply.421.shutdown',
  ],
])('%s: what amavis was answered by the MTA behind it', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

it.each(['250-AUTH LOGIN PLAIN', '504 5.5.4 Unrecognized authentication type', ''])(
  'takes dma’s note of CRAM-MD5 for no end (%s)',
  (last) => {
    const line = `Nov 30 10:00:00 host dma[25c.1e0b5c0]: smarthost authentication: AUTH cram-md5 not available: ${last}`
    expect(readText(line)).toMatchObject({ symptom: 'unknown' })
  },
)

it('takes the command that OpenSMTPD refused a client for no refusal of ours', () => {
  const line = 'smtp-in: session ac2143bd7b2bed87: received invalid command: "AUTH LOGIN"'
  expect(readText(line).symptom).toBe('unknown')
})

it('takes the connection to the part of ZoneMTA that holds the queue for a matter of its own', () => {
  const line = 'ERR! Sender/default/2034 Connection to Queue server closed unexpectedly'
  expect(readText(line).symptom).toBe('local.delivery')
})
