import { concat } from '../../../src/wire/octets.ts'
import { dies, OK } from '../case.ts'
import { NO_REPLY, type CraftedCase } from './crafted-case.ts'
import { CLIENT_HELLO, exchanged, handshake13, record, sealed, SERVER_FLIGHT_13, SERVER_HELLO_13 } from './tls-bytes.ts'

/** Sessions inside TLS, and handshakes that end early. */
export const TLS_CASES: readonly CraftedCase[] = [
  {
    name: 'TLS 1.3 with half-closes',
    expect: OK(),
    make(t) {
      t.startTls()
      handshake13(t)
      exchanged(t, [
        [18, 60],
        [40, 14],
        [38, 14],
        [6, 37],
      ])
      sealed(t, 'client', 900)
      sealed(t, 'client', 3)
      sealed(t, 'server', 36)
      sealed(t, 'client', 6)
      sealed(t, 'server', 15)
      t.send('client', { bytes: record(23, 19) })
      t.fin('client')
      t.wait(2)
      t.send('server', { bytes: record(23, 19) })
      t.fin('server')
      t.ack('client')
    },
  },
  {
    name: 'TCP Fast Open with the ClientHello in the SYN (465)',
    port: 465,
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S', bytes: CLIENT_HELLO })
      t.send('server', { flags: 'SA', id: 0 })
      t.send('server', { bytes: SERVER_FLIGHT_13 })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(23, 53)]) })
      t.send('server', { bytes: concat([record(23, 250), record(23, 250), record(23, 17 + 40)]) })
      exchanged(t, [
        [18, 60],
        [6, 15],
      ])
      t.close('client')
    },
  },
  {
    name: 'implicit TLS on 465',
    port: 465,
    expect: OK(),
    make(t) {
      t.open()
      handshake13(t)
      sealed(t, 'server', 40)
      exchanged(t, [
        [18, 120],
        [60, 30],
        [6, 15],
      ])
      t.close('client')
    },
  },
  {
    name: 'HelloRetryRequest and then all is well',
    expect: OK(),
    make(t) {
      t.startTls()
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(20, 1, [1])]) })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(22, 560, [1, 0, 2, 44, 3, 3])]) })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(23, 1200)]) })
      t.send('client', { bytes: record(23, 53) })
      t.send('server', { bytes: record(23, 250) })
      exchanged(t, [
        [18, 60],
        [6, 15],
      ])
      t.close('server')
    },
  },
  {
    name: 'STARTTLS is refused, the client delivers in clear',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('STARTTLS', '454 4.7.0 TLS not available due to local problem')
      t.envelope()
      t.message()
      t.quit()
    },
  },
  {
    name: 'TLS 1.3: the client refuses the certificate under its own key (GnuTLS, Go, Schannel)',
    expect: dies(
      ['tls/untrusted-cert-enforced', 'tls/cert-expired', 'tls/cert-name-mismatch', null],
      ['tls'],
      ['client'],
    ),
    make(t) {
      t.startTls()
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: SERVER_FLIGHT_13 })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(23, 19)]) })
      t.close('client')
    },
  },
  {
    name: 'TLS 1.3: the server wants a client certificate and says so under its key',
    expect: dies(
      ['tls/client-cert-required', 'receiver/closes-without-reply', 'tls/server-internal-error', null],
      ['tls', 'ehlo'],
      ['server'],
    ),
    unsure: true,
    make(t) {
      t.startTls()
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: SERVER_FLIGHT_13 })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(23, 8 + 17), record(23, 53)]) })
      t.send('server', { bytes: record(23, 19) })
      t.close('server')
    },
  },
  {
    name: 'TLS from the first octet on port 25',
    expect: dies('tls/mode-mismatch', ['tls'], ['client', 'server']),
    make(t) {
      t.open()
      t.send('client', { bytes: CLIENT_HELLO })
      t.server('220 mx.example.net\r\n', { afterMs: 50 })
      t.close('client')
    },
  },
  {
    name: 'the server resets on STARTTLS by itself (abort with timestamps, in line)',
    expect: dies([...NO_REPLY], ['starttls'], ['server']),
    make(t) {
      t.hello()
      t.client('STARTTLS\r\n')
      t.reset('server')
    },
  },
  {
    name: 'the handshake of TLS stops after the ClientHello: acknowledged, never answered',
    expect: dies(['receiver/hung', 'tls/handshake-overload'], ['tls'], ['client']),
    make(t) {
      t.startTls()
      t.send('client', { bytes: CLIENT_HELLO })
      t.ack('server')
      t.wait(30)
      t.close('client')
    },
  },
  {
    name: 'inside TLS on port 25, a bounce: MAIL FROM:<> is never answered',
    expect: dies([...NO_REPLY, 'receiver/hung'], ['mail'], ['client']),
    make(t) {
      t.startTls()
      handshake13(t)
      exchanged(t, [[18, 60]])
      sealed(t, 'client', 'MAIL FROM:<>'.length + 2)
      t.ack('server')
      t.wait(300)
      t.close('client')
    },
  },
  {
    name: 'inside TLS on port 25: AUTH LOGIN is never answered',
    expect: dies([...NO_REPLY, 'receiver/hung'], ['auth'], ['client']),
    make(t) {
      t.startTls()
      handshake13(t)
      exchanged(t, [[18, 60]])
      sealed(t, 'client', 'AUTH LOGIN'.length + 2)
      t.ack('server')
      t.wait(300)
      t.close('client')
    },
  },
]
