import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

/** Lines as Exim 4.96 (GnuTLS) wrote them on this project's own machines, hosts renamed. */
function exim(...lines: readonly string[]) {
  return analyseText(lines.map((line, index) => `2026-11-28 04:39:${10 + index} 1xXADt-0000Mu-1o ${line}\n`).join(''))
}

describe('Exim: what lines around an outcome mean', () => {
  test('a refusal that names no host is about the host of the line before', () => {
    const { attempts, document } = exim(
      'H=mx.refuse.example [192.0.2.11] Connection refused',
      '== u@refuse.example R=remote T=smtp defer (111): Connection refused',
    )
    expect(attempts[0]).toMatchObject({ mx: 'mx.refuse.example', symptom: 'connect.refused', stage: 'connect' })
    expect(document.byMx.map(({ mx, deferred }) => [mx, deferred])).toEqual([['mx.refuse.example', 1]])
  })

  test('Exim 4.100 writes no numbers of errors any more', () => {
    const { attempts } = exim(
      'H=mx.refuse.example [192.0.2.11] Connection refused',
      '== u@refuse.example R=remote T=smtp defer (Connection refused)',
      '== u@slow.example R=remote T=smtp defer H=mx.slow.example [192.0.2.12]: SMTP timeout after EHLO out.example',
      "== u@later.example R=remote T=smtp defer: retry time not reached for any host for 'later.example'",
      '** u@nowhere.example : Unrouteable address',
    )
    expect(attempts.map(({ mx, status, symptom, stage }) => [mx, status, symptom, stage])).toEqual([
      ['mx.refuse.example', 'deferred', 'connect.refused', 'connect'],
      ['mx.slow.example', 'deferred', 'drop.timeout', 'ehlo'],
      [null, 'bounced', 'dns.nxdomain', 'dns'],
    ])
  })

  test('clients that came, left and were lost, as smtp_connection tells of them', () => {
    const { document } = analyseText(
      [
        '2026-11-28 12:05:21.852 [439] SMTP connection Ci=439 from [198.51.100.9]:46420 I=[192.0.2.1]:25 lost D=0.001s',
        '2026-11-28 12:05:21.856 [439] no MAIL in SMTP connection from [198.51.100.9]:46420 I=[192.0.2.1]:25 Ci=439 D=0.005s',
        '2026-11-28 12:05:22.445 [441] SMTP connection from [198.51.100.9]:46434 I=[192.0.2.1]:25 Ci=441 (TCP/IP connection count = 1)',
        '2026-11-28 12:05:22.512 [441] SMTP connection Ci=441 from (lost) [198.51.100.9]:46434 I=[192.0.2.1]:25 D=0.056s closed by QUIT',
        '2026-11-28 12:05:23 SMTP connection from (c.example) [198.51.100.9] lost',
      ].join('\n'),
    )
    expect(document.lines).toMatchObject({ read: 5, unknown: 0 })
    expect(document.server.lost).toBe(2)
  })

  test('the name of the host is no word about TLS', () => {
    const { document } = exim(
      'TLS session: (gnutls_handshake): rxd alert: Handshake failed: delivering unencrypted to H=mx.tlsafe.example [192.0.2.13] (not in hosts_require_tls)',
      '=> u@tlsafe.example R=remote T=smtp H=mx.tlsafe.example [192.0.2.13] C="250 Ok"',
    )
    expect(document.tls.plaintextFallbacks).toEqual({ 'tls.handshake.alert': 1 })
  })

  test('the host of another recipient is not taken for it', () => {
    const { attempts } = exim(
      'H=mx.other.example [192.0.2.12]: SMTP timeout after EHLO out.example: Connection timed out',
      '== u@nowhere.example R=remote defer (-1): host lookup did not complete',
    )
    expect(attempts[0]).toMatchObject({ mx: null, symptom: 'dns.tempfail' })
  })

  test.each([
    '(recv): Error in the pull function.',
    '(send): The specified session has been invalidated for some reason.',
  ])('TLS that breaks after the handshake is no failed handshake: %s', (words) => {
    const { document } = exim(
      `H=mx.there.example [192.0.2.43] TLS error on connection ${words}`,
      '=> u@there.example R=remote T=smtp H=mx.there.example [192.0.2.43] X=TLS1.3:ECDHE_RSA__AES_256_GCM:256 CV=no C="250 2.0.0 Ok"',
      'Completed',
    )
    expect(document.tls).toEqual({ byVersion: { 'TLSv1.3': 1 }, failures: {}, plaintextFallbacks: {} })
    expect(document.softFailures).toEqual({})
  })

  test('a failed handshake is one still', () => {
    const { document } = exim(
      'H=mx1.there.example [192.0.2.43] TLS error on connection (gnutls_handshake): A TLS fatal alert has been received.',
      '=> u@there.example R=remote T=smtp H=mx2.there.example [192.0.2.44] C="250 2.0.0 Ok"',
    )
    expect(document.tls.failures).toEqual({ 'tls.handshake.alert': 1 })
    expect(document.softFailures).toEqual({ 'tls.handshake.alert@tls': 1 })
  })

  test.each([
    [
      '== u@a.example R=r T=t defer (-19) H=mx.a.example [192.0.2.1]: Malformed SMTP reply in response to initial connection: SSH-2.0-OpenSSH_9.2',
      'protocol.malformed',
      'banner',
    ],
    [
      '== u@a.example R=r T=t defer (-19) H=mx.a.example [192.0.2.1]: Malformed SMTP reply in response to EHLO out.example: 25O hi',
      'protocol.malformed',
      'ehlo',
    ],
    ['** u@a.example: an MX or SRV record indicated no SMTP service', 'dns.nullmx', 'dns'],
    ['** u@a.example: Unrouteable address', 'dns.nxdomain', 'dns'],
  ])('%s', (line, symptom, stage) => {
    expect(exim(line).attempts[0]).toMatchObject({ symptom, stage })
  })

  test('a first host that the kernel does not let us reach', () => {
    const { document } = exim(
      'H=mx.six.example [2001:db8:5::30]: mx.six.example [2001:db8:5::30]: Permission denied',
      '=> u@six.example R=remote T=smtp H=mx.six.example [192.0.2.10] C="250 2.0.0 Ok"',
    )
    expect(document.softFailures).toEqual({ 'connect.failed@connect': 1 })
  })
})

test('a name of a client without an address is a note', () => {
  const line = '2017-12-03 08:51:35 no IP address found for host c.example (during SMTP connection from [192.0.2.9])'
  expect(analyseText(`${line}\n`).document.lines).toMatchObject({ understood: 1, unknown: 0 })
})

test('an error of the system is of the host that met it, and not of the first that was tried', () => {
  const outcome = (second: string) =>
    analyseText(
      [
        '2024-05-01 10:00:00 1s1xOC-0Dw1m6-32 H=mx1.two.example [192.0.2.1]:25: Remote host closed connection in response to initial connection',
        `2024-05-01 10:00:00 1s1xOC-0Dw1m6-32 ${second}`,
        '2024-05-01 10:00:00 1s1xOC-0Dw1m6-32 == a@two.example R=d T=t defer (111): Connection refused H=mx1.two.example [192.0.2.1]:25 I=[198.51.100.1]:60314 DT=0.000s',
      ].join('\n'),
    ).attempts.map(({ mx, symptom }) => [mx, symptom])
  expect(outcome('H=mx2.two.example [192.0.2.2]:25 Connection refused')).toEqual([
    ['mx2.two.example', 'connect.refused'],
  ])
  expect(outcome('H=mx1.two.example [192.0.2.1]:25 Connection refused')).toEqual([
    ['mx1.two.example', 'connect.refused'],
  ])
})
