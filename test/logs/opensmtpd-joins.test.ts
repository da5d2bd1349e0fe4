import { describe, expect, test } from 'vitest'
import { readText } from '../../src/text/read-text.ts'
import { analyseText } from './analyse-text.ts'

/** Lines as OpenSMTPD 6.8 wrote them on this project's own machines: hosts without PTR are named by their address. */
function opensmtpd(...lines: readonly string[]) {
  return analyseText(lines.map((line, index) => `Nov 28 05:02:${10 + index} out smtpd[19]: ${line}\n`).join(''))
}

const connecting = (session: string, address: string): string =>
  `${session} mta connecting address=smtp://${address}:25 host=${address}`
const failed = (domain: string, seconds = 5): string =>
  `0000000000000000 mta delivery evpid=40eddf7106e91f4e from=<a@out.example> to=<u@${domain}> rcpt=<-> source="-" relay="${domain}" delay=${seconds}s result="TempFail" stat="Network error on destination MXs"`

describe('OpenSMTPD: a network error is explained by the sessions before it', () => {
  test('the one way in which sessions ended', () => {
    const { attempts } = opensmtpd(
      connecting('a2345d491db9173d', '192.0.2.15'),
      'a2345d491db9173d mta connected',
      'a2345d491db9173d mta error reason=BANNER rejected: 421 4.7.0 Too many connections from your host, try later',
      'smtp-out: Disabling route 203.0.113.2 <-> 192.0.2.15 (192.0.2.15) for 15s',
      failed('busy.example'),
    )
    expect(attempts[0]).toMatchObject({ symptom: 'reply.421.toomanyconn', stage: 'banner' })
  })

  test('a connection that did not come about', () => {
    const { attempts } = opensmtpd(
      connecting('a2345d491db9173d', '192.0.2.15'),
      'a2345d491db9173d mta error reason=IO Error: Connection refused',
      failed('gone.example'),
    )
    expect(attempts[0]).toMatchObject({ symptom: 'connect.refused', stage: 'connect' })
  })

  test('a session that fell silent is no connection that did not come about', () => {
    const silent = (session: string): string =>
      `${session} mta delivery evpid=40eddf7106e91f4e from=<a@out.example> to=<u@quiet.example> rcpt=<-> source="-" relay="192.0.2.15 (192.0.2.15)" delay=5m1s result="TempFail" stat="Connection timeout"`
    const { attempts } = opensmtpd(
      connecting('a2345d491db9173d', '192.0.2.15'),
      'a2345d491db9173d mta connected',
      silent('a2345d491db9173d'),
      connecting('a2345d491db9173e', '192.0.2.16'),
      'a2345d491db9173e mta connected',
      'a2345d491db9173e mta error reason=Connection timeout',
      failed('hung.example'),
    )
    expect(attempts.map(({ symptom, stage }) => [symptom, stage])).toEqual([
      ['drop.timeout', null],
      ['drop.timeout', null],
    ])
  })

  test('two ways in which sessions ended explain nothing', () => {
    const { attempts } = opensmtpd(
      connecting('a2345d491db9173d', '192.0.2.15'),
      'a2345d491db9173d mta error reason=IO Error: Connection refused',
      connecting('a2345d491db9173e', '192.0.2.16'),
      'a2345d491db9173e mta connected',
      'a2345d491db9173e mta error reason=Connection closed unexpectedly',
      failed('gone.example'),
    )
    expect(attempts[0]).toMatchObject({ symptom: 'connect.failed' })
  })

  test('a session that delivered before it broke is none of them', () => {
    const { attempts } = opensmtpd(
      connecting('a2345d491db9173d', '192.0.2.15'),
      'a2345d491db9173d mta connected',
      'a2345d491db9173d mta delivery evpid=50eddf7106e91f4e from=<a@out.example> to=<v@there.example> rcpt=<-> source="203.0.113.2" relay="192.0.2.15 (192.0.2.15)" delay=1s result="Ok" stat="250 2.0.0 Ok"',
      'a2345d491db9173d mta error reason=Connection closed unexpectedly',
      failed('gone.example'),
    )
    expect(attempts[1]).toMatchObject({ symptom: 'connect.failed' })
  })

  test.each([
    ['Connection closed unexpectedly', 'drop.lost', null],
    ['IO Error: Connection reset by peer', 'drop.lost', null],
    ['Address family mismatch on destination MXs', 'connect.failed', 'connect'],
    ['message too large for peer', 'content.size', 'mail'],
  ])('%s', (stat, symptom, stage) => {
    const line = `a2345d491db9173d mta delivery evpid=50eddf7106e91f4e from=<a@out.example> to=<v@there.example> rcpt=<-> source="203.0.113.2" relay="192.0.2.15 (192.0.2.15)" delay=1s result="TempFail" stat="${stat}"`
    expect(opensmtpd(line).attempts[0]).toMatchObject({ symptom, stage })
    const read = readText(line)
    expect([read.symptom, read.stage ?? null, read.speaker]).toEqual([symptom, stage, 'us'])
    expect(read.rule).not.toMatch(/nodemailer/)
  })
})

describe('OpenSMTPD: a server that failed before another took the mail', () => {
  const broke = (session: string, host: string, address: string): readonly string[] => [
    `${session} mta connecting address=smtp://${address}:25 host=${host}`,
    `${session} mta connected`,
    `${session} mta error reason=BANNER rejected: 421 4.3.2 Service shutting down`,
  ]
  const ended = (domain: string, host: string, result: string, stat: string): string =>
    `a2345d491db91752 mta delivery evpid=40eddf7106e91f4e from=<a@out.example> to=<u@${domain}> rcpt=<-> source="192.0.2.1" relay="192.0.2.16 (${host})" delay=2s result="${result}" stat="${stat}"`

  test('is known by its name, and told once', () => {
    const { document } = opensmtpd(
      ...broke('a2345d491db91751', 'mx1.there.example', '192.0.2.15'),
      ended('there.example', 'mx2.there.example', 'Ok', '250 2.0.0 Ok'),
      ended('there.example', 'mx2.there.example', 'Ok', '250 2.0.0 Ok'),
    )
    expect(document.softFailures).toEqual({ 'reply.421.shutdown@banner': 1 })
    expect(document.byMx.find(({ mx }) => mx === 'mx1.there.example')).toMatchObject({ softFailures: 1, sent: 0 })
  })

  test('serves domains of other names', () => {
    const { document } = opensmtpd(
      ...broke('a2345d491db91751', 'mx1.mail.provider.example', '192.0.2.15'),
      ended('there.example', 'mx2.mail.provider.example', 'Ok', '250 2.0.0 Ok'),
    )
    expect(document.softFailures).toEqual({ 'reply.421.shutdown@banner': 1 })
  })

  test('is none where the mail was not taken, nor where the servers have nothing in common', () => {
    const { document } = opensmtpd(
      ...broke('a2345d491db91751', 'mx1.there.example', '192.0.2.15'),
      ended('there.example', 'mx2.there.example', 'TempFail', '450 4.2.0 Try again later'),
      ended('there.example', 'mx2.there.example', 'Ok', '250 2.0.0 Ok'),
      ...broke('a2345d491db91753', 'mx1.else.example', '192.0.2.17'),
      ...broke('a2345d491db91754', '192.0.2.18', '192.0.2.18'),
      ended('there.example', 'mx2.there.example', 'Ok', '250 2.0.0 Ok'),
    )
    expect(document.softFailures).toEqual({})
  })
})
