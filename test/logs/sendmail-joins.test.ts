import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readText } from '../../src/text/read-text.ts'
import { analyseText } from './analyse-text.ts'

/** Lines as Sendmail 8.17 wrote them on this project's own machines, hosts renamed. Times go up by 20 s. */
function sendmail(...lines: readonly string[]) {
  return analyseText(
    lines
      .map(
        (line, index) =>
          `Nov 28 04:${44 + Math.floor(index / 3)}:${(index % 3) * 20 + 10} out sendmail[260]: ${line}\n`,
      )
      .join(''),
  )
}

function to(user: string, fields: string): string {
  return `6AS4ilaW000260: to=<${user}>, delay=00:00:15, xdelay=${fields.replace('mailer=', 'mailer=esmtp, pri=123989')}`
}

describe('Sendmail', () => {
  test('a name server that failed defers, though the recipient is called queued', () => {
    const { attempts, document } = sendmail(
      '6AS4ilaW000260: to=<u@there.example>, delay=00:02:00, mailer=esmtp, pri=30953, dsn=4.4.3, stat=queued',
      '6AS4ilaW000261: to=<u@there.example>, delay=00:00:00, mailer=esmtp, pri=30953, stat=queued',
    )
    expect(attempts).toMatchObject([
      { domain: 'there.example', status: 'deferred', symptom: 'dns.tempfail', stage: 'dns' },
    ])
    expect(document.lines.unknown).toBe(0)
  })

  test('mail that loops back is told by the line before the outcome', () => {
    const { attempts } = sendmail(
      '6AS4ilaW000260: SYSERR(root): me.loop.example. config error: mail loops back to me (MX problem?)',
      to(
        'u@loop.example',
        '00:00:00, mailer=, relay=me.loop.example. [127.0.0.1], dsn=5.3.5, stat=Local configuration error',
      ),
      to(
        'u@other.example',
        '00:00:00, mailer=, relay=mx.other.example. [192.0.2.9], dsn=5.3.5, stat=Local configuration error',
      ),
    )
    expect(attempts.map(({ status, symptom }) => [status, symptom])).toEqual([
      ['bounced', 'route.loop'],
      ['bounced', 'local.config'],
    ])
  })

  test('repeats from the host status are no attempts', () => {
    const { document } = sendmail(
      to(
        'u@gone.example',
        '00:00:04, mailer=, relay=mx.gone.example. [192.0.2.12], dsn=4.4.1, stat=Deferred: Connection timed out with mx.gone.example.',
      ),
      to(
        'u@gone.example',
        '00:00:00, mailer=, relay=mx.gone.example., dsn=4.4.1, stat=Deferred: Connection timed out with mx.gone.example.',
      ),
      to('v@gone.example', '00:00:00, mailer=, relay=mx.gone.example., dsn=4.4.1, stat=Deferred'),
      to(
        'u@gone.example',
        '00:00:05, mailer=, relay=mx.gone.example. [192.0.2.12], dsn=4.4.1, stat=Deferred: Connection timed out with mx.gone.example.',
      ),
    )
    expect(document.attempts).toEqual({ sent: 0, deferred: 2, bounced: 0, expired: 0 })
    expect(document.suspended).toBe(2)
    expect(document.bySymptom).toEqual({ 'connect.timeout': 2 })
  })

  test('a host that no line saw fail before is tried, though no address stands there', () => {
    const { document } = sendmail(
      to('u@six.example', '00:00:00, mailer=, relay=mx.six.example., dsn=4.4.1, stat=Deferred: Permission denied'),
      to(
        'u@lost.example',
        '00:00:00, mailer=, relay=lost.example., dsn=4.0.0, stat=Deferred: Name server: lost.example.: host name lookup failure',
      ),
      to(
        'u@lost.example',
        '00:00:00, mailer=, relay=lost.example., dsn=4.0.0, stat=Deferred: Name server: lost.example.: host name lookup failure',
      ),
    )
    expect(document.suspended).toBe(0)
    expect(document.bySymptom).toEqual({ 'dns.tempfail': 2, 'connect.failed': 1 })
  })

  test('a bounce without a try has the words of the try before', () => {
    const { document } = sendmail(
      to(
        'u@bad.example',
        '00:00:00, mailer=, relay=mx.bad.example. [192.0.2.16], dsn=5.5.0, reply=554 5.7.1 You are blocked by reputation list, stat=Service unavailable',
      ),
      to('v@bad.example', '00:00:00, mailer=, relay=mx.bad.example., dsn=5.5.0, stat=Service unavailable'),
    )
    expect(document.attempts.bounced).toBe(2)
    expect(document.bySymptom).toEqual({ 'reputation.ip': 2 })
  })

  test.each([
    ['dsn=4.4.2, stat=Deferred: Connection timed out with mx.a.example.', 'drop.timeout', null],
    ['dsn=4.4.1, stat=Deferred: Connection timed out with mx.a.example.', 'connect.timeout', 'connect'],
    ['dsn=4.0.0, stat=Deferred: Connection timed out with mx.a.example.', 'connect.timeout', 'connect'],
    ['dsn=4.4.2, stat=Deferred: Connection reset by mx.a.example.', 'drop.lost', null],
    ['dsn=4.4.2, stat=Deferred', 'drop.lost', null],
    [
      'dsn=4.4.2, reply=421 4.4.1 Connection reset by mx.a.example., stat=Deferred: 421 4.4.1 Connection reset by mx.a.example.',
      'drop.lost',
      null,
    ],
    ['dsn=4.4.2, reply=421 4.4.1 Connection reset by mx.a.example., stat=Deferred', 'drop.lost', null],
  ])('%s', (fields, symptom, stage) => {
    const line = to('u@a.example', `00:00:06, mailer=, relay=mx.a.example. [192.0.2.1], ${fields}`)
    expect(sendmail(line).attempts[0]).toMatchObject({ symptom, stage })
    // `explain` says the same of the line.
    const read = readText(`Nov 28 04:44:10 out sendmail[260]: ${line}`)
    expect([read.symptom, read.stage ?? null, read.speaker]).toEqual([symptom, stage, 'us'])
  })

  test.each([
    ['greeting', 'banner'],
    ['EHLO', 'ehlo'],
    ['MAIL', 'mail'],
    ['RCPT', 'rcpt'],
    ['DATA 354', 'data'],
    ['DATA status', 'dot'],
  ])('the phase in which the server fell silent: %s', (phase, stage) => {
    const { attempts } = sendmail(
      `6AS4ilaW000260: timeout waiting for input from mx.a.example. during client ${phase}`,
      to(
        'u@a.example',
        '00:00:06, mailer=, relay=mx.a.example. [192.0.2.1], dsn=4.4.2, stat=Deferred: Connection timed out with mx.a.example.',
      ),
    )
    expect(attempts[0]).toMatchObject({ symptom: 'drop.timeout', stage })
  })

  test('a domain that takes no mail', () => {
    const { attempts } = sendmail(
      to('u@null.example', '00:00:00, mailer=, relay=null.example., dsn=5.1.10, stat=Service unavailable'),
    )
    expect(attempts[0]).toMatchObject({ status: 'bounced', symptom: 'dns.nullmx', stage: 'dns' })
  })

  test('a first MX that failed, where the log level tells', () => {
    const { document } = sendmail(
      '6AS4ilaW000260: makeconnection (mx1.two.example. [192.0.2.11].25 (2)) failed: Connection refused by mx1.two.example.',
      to('u@two.example', '00:00:01, mailer=, relay=mx2.two.example. [192.0.2.10], dsn=2.0.0, stat=Sent (2.0.0 Ok)'),
      '6AS4ilaW000261: makeconnection (mx.one.example. [192.0.2.11].25 (2)) failed: Connection refused by mx.one.example.',
      to(
        'u@one.example',
        '00:00:01, mailer=, relay=mx.one.example. [192.0.2.11], dsn=4.4.1, stat=Deferred: Connection refused by mx.one.example.',
      ).replace('0260:', '0261:'),
    )
    expect(document.softFailures).toEqual({ 'connect.refused@connect': 1 })
    expect(document.byMx.find(({ mx }) => mx === 'mx1.two.example')).toMatchObject({ softFailures: 1 })
    expect(document.attempts).toMatchObject({ sent: 1, deferred: 1 })
  })

  test('lines of a high log level are known', () => {
    const { unknown } = sendmail(
      'engine=(null), path=(null), ispre=0, pre=0, initialized=0',
      'error: safesasl(/etc/sasl2/Sendmail.conf) failed: No such file or directory',
      'NOQUEUE: connect from localhost [127.0.0.1]',
      '6AS4ilaW000260: SMTP outgoing connect on out.example',
      '6AS4ilaW000260: Milter: no active filter',
    )
    expect(unknown).toEqual([])
  })
})

/** Sendmail 8.17.1 against scripted peers, hosts renamed. */
describe('Sendmail: the stage that its own words give away', () => {
  const stages = (...lines: readonly string[]) =>
    sendmail(...lines).attempts.map(({ status, symptom, stage }) => [status, symptom, stage])

  test('a code of its own is given to a session that was refused before MAIL', () => {
    expect(
      stages(
        to(
          'u@a.example',
          '00:00:00, mailer=, relay=mx.a.example. [192.0.2.6], dsn=5.5.0, reply=554 5.7.1 mx.a.example your address is listed, stat=Service unavailable',
        ),
        to(
          'u@b.example',
          '00:00:00, mailer=, relay=mx.b.example. [192.0.2.7], dsn=5.5.0, reply=501 5.5.2 Invalid HELO name, stat=Service unavailable',
        ),
        to(
          'u@c.example',
          '00:00:00, mailer=, relay=mx.c.example. [192.0.2.8], dsn=4.7.0, reply=421 4.7.0 Too many connections from your host, stat=Deferred: 421 4.7.0 Too many connections from your host',
        ),
      ),
    ).toEqual([
      ['bounced', 'reputation.ip', 'banner'],
      ['bounced', 'policy.helo', 'ehlo'],
      ['deferred', 'reply.421.toomanyconn', null],
    ])
  })

  test('STARTTLS is waited for in the phase of EHLO', () => {
    expect(
      stages(
        '6AS4ilaW000260: timeout waiting for input from mx.a.example. during client EHLO',
        to('u@a.example', '00:00:04, mailer=, relay=mx.a.example. [192.0.2.6], dsn=4.0.0, stat=Deferred'),
        '6AS4ilaW000260: timeout waiting for input from mx.b.example. during client EHLO',
        to(
          'u@b.example',
          '00:00:04, mailer=, relay=mx.b.example. [192.0.2.7], dsn=4.4.2, stat=Deferred: Connection timed out with mx.b.example.',
        ),
      ),
    ).toEqual([
      ['deferred', 'drop.timeout', 'starttls'],
      ['deferred', 'drop.timeout', 'ehlo'],
    ])
  })

  test('a reset while the message is written', () => {
    expect(
      stages(
        '6AS4ilaW000260: SYSERR(root): timeout writing message to mx.a.example.: Connection reset by mx.a.example.',
        to('u@a.example', '00:00:00, mailer=, relay=mx.a.example. [192.0.2.22], dsn=4.4.2, stat=Deferred'),
      ),
    ).toEqual([['deferred', 'drop.lost', 'body']])
  })
})

test('Sendmail as a server: every client that was scripted is counted once', () => {
  const { document, unknown, attempts } = analyseText(
    readFileSync(new URL('../../src/mta/sendmail/samples/sendmail-8.17-server.log', import.meta.url)),
  )
  expect(unknown).toEqual([])
  // What the client was told to its message is no delivery.
  expect(attempts).toEqual([])
  expect(document.server).toEqual({
    connectionLimit: 3,
    lost: 2,
    timedOut: 2,
    // RCPT three times, and a message too large. The size announced with MAIL leaves no word.
    rejected: 4,
    authFailed: 2,
    tlsAcceptFailed: 3,
    postscreenHangup: 0,
    postscreenPregreet: 0,
  })
  expect(document.queue.queued).toBe(4)
})
