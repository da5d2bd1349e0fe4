import { dies, OK } from '../case.ts'
import { NO_REPLY, type CraftedCase } from './crafted-case.ts'

/** Connections: probes and scans, handshakes that go wrong, and what listens there. */
export const CONNECT_CASES: readonly CraftedCase[] = [
  {
    name: 'TCP Fast Open on port 25: an empty SYN cookie, the banner with the SYN-ACK',
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S' })
      t.send('server', { flags: 'SA', text: '220 mx.example.net ESMTP\r\n' })
      t.ehlo()
      t.quit()
    },
  },
  {
    name: 'load balancer check: handshake and reset',
    expect: OK(),
    make(t) {
      t.open()
      t.reset('client')
    },
  },
  {
    name: 'half-open scan',
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S' })
      t.send('server', { flags: 'SA' })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'check that reads the banner and closes',
    expect: OK(),
    make(t) {
      t.greet()
      t.close('client')
    },
  },
  {
    name: 'check that reads the banner, then resets; the server had more to say',
    expect: OK(),
    make(t) {
      t.greet()
      t.fin('client')
      t.server('421 4.7.0 mx lost connection\r\n', { flags: 'FPA' })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'old socket of the port: challenge ACK, reset, and a new handshake',
    expect: OK(),
    make(t) {
      const isn = t.position('client')
      t.send('client', { flags: 'S', lost: true })
      t.send('server', { flags: 'A', ackShift: 77_777, seqShift: 900_000, aside: true })
      t.send('client', { flags: 'R', bare: true, seq: 77_777 })
      t.send('client', { flags: 'S', seq: isn, afterMs: 1000 })
      t.send('server', { flags: 'SA', id: 0 })
      t.ack('client')
      t.server('220 mx.example.net\r\n')
      t.quit()
    },
  },
  {
    name: 'ECN: two SYNs with ECE and CWR unanswered, one without is',
    expect: OK(),
    make(t) {
      const isn = t.position('client')
      t.send('client', { flags: 'SEC', lost: true })
      t.send('client', { flags: 'SEC', seq: isn, lost: true, afterMs: 1000 })
      t.send('client', { flags: 'S', seq: isn, afterMs: 2000 })
      t.send('server', { flags: 'SA', id: 0 })
      t.ack('client')
      t.server('220 mx.example.net\r\n')
      t.quit()
    },
  },
  {
    name: 'a lost ACK of the handshake: SYN-ACK twice',
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S' })
      t.send('server', { flags: 'SA', id: 0 })
      t.ack('client')
      t.send('server', { flags: 'SA', id: 0, seqShift: -1, aside: true, afterMs: 1000 })
      t.ack('client')
      t.server('220 mx.example.net\r\n')
      t.quit()
    },
  },
  {
    name: 'one SYN without an answer, and the capture ends',
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S', lost: true })
    },
  },
  {
    name: 'the SYN-ACK acknowledges something else; the client resets it, again and again',
    expect: dies(
      [
        null,
        'path/syn-not-answered',
        'firewall/asymmetric-routing',
        'receiver/lost-connection-state',
        'firewall/smtp-inspection',
      ],
      ['connect'],
      ['client', 'path', 'middlebox', 'unknown', 'server'],
    ),
    unsure: true,
    places: ['client'],
    make(t) {
      const isn = t.position('client')
      for (let tries = 0; tries < 4; tries += 1) {
        t.send('client', { flags: 'S', seq: isn, afterMs: 1000 })
        t.send('server', { flags: 'SA', ackShift: 12_345, aside: true })
        t.send('client', { flags: 'R', bare: true, seq: (isn + 1 + 12_345) >>> 0 })
      }
    },
  },
  {
    name: 'the SYN-ACK comes when the client has given up',
    expect: dies(
      [
        'path/syn-not-answered',
        'timeout/client-timeout-too-short',
        'path/severe-loss-or-duplex',
        'receiver/overload-refusal',
      ],
      ['connect'],
      ['client', 'path', 'unknown'],
    ),
    unsure: true,
    places: ['client'],
    make(t) {
      const isn = t.position('client')
      for (let tries = 0; tries < 5; tries += 1) t.send('client', { flags: 'S', seq: isn, afterMs: 1000 })
      t.send('server', { flags: 'SA', afterMs: 20_000 })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'a balancer shakes hands and closes, for it has no server behind it',
    expect: dies(
      ['firewall/lb-without-backend', ...NO_REPLY, 'policy/reputation-silent-close'],
      ['banner'],
      ['server'],
    ),
    make(t) {
      t.open()
      t.wait(5)
      t.close('server')
    },
  },
  {
    name: 'the connection opens at a nearby proxy and ends without a word',
    expect: dies(
      [...NO_REPLY, 'firewall/lb-without-backend', 'policy/reputation-silent-close'],
      ['banner'],
      ['server'],
    ),
    make(t) {
      t.open()
      t.wait(30)
      t.reset('server')
    },
  },
  {
    name: 'half of a banner, then the server closes',
    expect: dies([...NO_REPLY, 'receiver/overload-refusal', 'policy/reputation-silent-close'], ['banner'], ['server']),
    make(t) {
      t.open()
      t.server('220-mx.example.net\r\n')
      t.close('server')
    },
  },
  {
    name: 'another protocol greets: SSH',
    expect: dies(['receiver/not-smtp', null], ['banner', 'idle', 'ehlo'], ['client', 'server']),
    make(t) {
      t.open()
      t.server('SSH-2.0-OpenSSH_9.6\r\n')
      t.wait(1)
      t.close('client')
    },
  },
  {
    name: 'another protocol answers: HTTP 400',
    expect: dies(
      ['receiver/not-smtp', 'protocol/malformed-reply', null, ...NO_REPLY],
      ['banner', 'idle', 'ehlo'],
      ['client', 'server'],
    ),
    unsure: true,
    make(t) {
      t.open()
      t.wait(5)
      t.client('EHLO s.example\r\n')
      t.closeWith('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    },
  },
  {
    name: 'HTTP on the port of SMTP',
    expect: dies(
      [
        'policy/error-limit-close',
        'policy/early-talker-rejected',
        'policy/unauth-pipelining-rejected',
        'sender/route-or-relay-wrong',
        null,
      ],
      ['ehlo', 'mail', 'banner', 'idle', 'quit'],
      ['server'],
    ),
    orHealthy: true,
    make(t) {
      t.greet()
      t.client('GET / HTTP/1.1\r\nHost: mx.example.net\r\n\r\n')
      t.closeWith('500 5.5.2 Error: bad syntax\r\n221 2.7.0 Error: I can break rules, too. Goodbye.\r\n')
    },
  },
]
