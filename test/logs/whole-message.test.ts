import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const outbound = (level: string, text: string, id = 'A1B2C3D4-0004.1.1'): string =>
  `2024-05-01T00:00:04.000Z [${level}] [${id}] [outbound] ${text}`

describe('Haraka puts a whole message off', () => {
  const shown = (lines: readonly string[]): readonly unknown[] =>
    analyseText(lines.join('\n')).attempts.map((attempt) => [
      attempt.recipient,
      attempt.domain,
      attempt.status,
      attempt.symptom,
      attempt.stage,
    ])

  test('each recipient that the protocol named shares the outcome', () => {
    expect(
      shown([
        outbound('INFO', 'Attempting to deliver to: 203.0.113.10:25 (0) (0)'),
        outbound('PROTOCOL', 'C: MAIL FROM:<s@home.example>'),
        outbound('PROTOCOL', 'C: RCPT TO:<a@there.example>'),
        outbound('PROTOCOL', 'C: RCPT TO:<b@there.example>'),
        outbound('PROTOCOL', 'C: DATA'),
        outbound('INFO', 'Temp failing 1714_4_1.mail for 64 seconds: Upstream error: 451 4.3.0 Try again later'),
        outbound('INFO', 'Attempting to deliver to: 203.0.113.10:25 (0) (0)'),
        outbound(
          'ERROR',
          'Failed to get pool entry: Outbound connection error: Error: connect ETIMEDOUT 203.0.113.10:25',
        ),
        outbound('INFO', 'Temp failing 1714_4_1.mail for 128 seconds: Tried all MXs'),
      ]),
    ).toEqual([
      ['a@there.example', 'there.example', 'deferred', 'system.remote', 'data'],
      ['b@there.example', 'there.example', 'deferred', 'system.remote', 'data'],
      ['a@there.example', 'there.example', 'deferred', 'connect.timeout', 'connect'],
      ['b@there.example', 'there.example', 'deferred', 'connect.timeout', 'connect'],
    ])
  })

  test('a recipient with an answer of its own is not counted again', () => {
    const attempts = shown([
      outbound('PROTOCOL', 'C: RCPT TO:<a@there.example>'),
      outbound('NOTICE', 'recipient <a@there.example> rejected: 550 5.1.1 No such user'),
      outbound('PROTOCOL', 'C: RCPT TO:<b@there.example>'),
      outbound('ERROR', 'Remote end 203.0.113.10:25 closed connection while we were processing mail. Trying next MX.'),
      outbound('INFO', 'Temp failing 1714_4_1.mail for 64 seconds: Tried all MXs'),
    ])
    expect(attempts).toEqual([
      ['a@there.example', 'there.example', 'bounced', 'recipient.unknown', 'rcpt'],
      ['b@there.example', 'there.example', 'deferred', 'drop.lost', null],
    ])
  })

  test('a failed lookup names the domain', () => {
    expect(
      shown([
        outbound('NOTICE', 'MX Lookup for there.example failed: Error: queryMx ESERVFAIL there.example'),
        outbound(
          'INFO',
          'Temp failing 1714_4_1.mail for 64 seconds: DNS lookup failure: Error: queryMx ESERVFAIL there.example',
        ),
      ]),
    ).toMatchObject([[null, 'there.example', 'deferred', 'dns.tempfail', 'dns']])
  })
})

describe('KumoMTA holds a queue back', () => {
  const record = (response: object, peer: object | null = null): string =>
    JSON.stringify({
      type: 'TransientFailure',
      id: 'd7ef132b5d7711eea8c8000c29c33806',
      sender: 's@home.example',
      recipient: 'a@there.example',
      queue: 'there.example',
      size: 100,
      response,
      peer_address: peer,
      timestamp: 1714521600,
      num_attempts: 1,
    })
  const code = { code: 451, enhanced_code: { class: 4, subject: 4, detail: 1 }, command: null }

  test.each([
    'No answer from any hosts listed in MX',
    'bulk delay of ready queue: too many successive connection failures where there was no answer from any hosts listed in MX',
    'KumoMTA internal: scheduled queue is suspended: by the administrator',
    'KumoMTA internal: ready queue throttled',
  ])('%s: nothing was tried', (content) => {
    const { document } = analyseText(`${record({ ...code, content })}\n`)
    expect(document.suspended).toBe(1)
    expect(document.attempts.deferred).toBe(0)
  })

  test('the try that failed is an attempt, and so is a peer who says the same', () => {
    const failed = 'KumoMTA internal: failed to connect to any candidate hosts: connect to 203.0.113.1:25: timed out'
    expect(analyseText(`${record({ ...code, content: failed })}\n`).document.attempts.deferred).toBe(1)
    const peer = { name: 'mx.there.example.', addr: '203.0.113.1' }
    const said = record({ ...code, content: 'No answer from any hosts listed in MX' }, peer)
    expect(analyseText(`${said}\n`).document.attempts.deferred).toBe(1)
  })
})
