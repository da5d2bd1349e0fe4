import { concat } from '../../../src/wire/octets.ts'
import { dies } from '../case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { CLIENT_HELLO, handshake13, record, sealed, SERVER_HELLO_13 } from './talk.ts'

const NO_REPLY = ['receiver/closes-without-reply', 'receiver/daemon-crash'] as const

/** Sessions that failed, in ways that the lab's hosts do not. */
export const BROKEN_CRAFTED: readonly CraftedCase[] = [
  {
    name: 'window 0 for good, probes of no octets, the client gives up',
    expect: dies('receiver/stops-reading', ['body'], ['server', 'client']),
    make(t) {
      t.toData()
      t.body()
      t.ack('server', { window: 0 })
      for (let probe = 0; probe < 8; probe += 1) {
        t.send('client', { seqShift: -1, aside: true, afterMs: 300 * 2 ** probe })
        t.ack('server', { window: 0 })
      }
      t.reset('client', { afterMs: 60_000 })
    },
  },
  {
    name: 'window 0 for good, probes of one new octet (Windows, BSD)',
    expect: dies('receiver/stops-reading', ['body'], ['server', 'client']),
    make(t) {
      t.toData()
      t.body()
      t.ack('server', { window: 0 })
      for (let probe = 0; probe < 8; probe += 1) {
        t.send('client', { fill: 1, aside: true, afterMs: 300 * 2 ** probe })
        t.ack('server', { window: 0 })
      }
      t.reset('client', { afterMs: 60_000 })
    },
  },
  {
    name: 'full segments sent again and again under ICMP too big: the sender ignores it',
    atServer: dies(
      ['path/pmtu-black-hole', 'timeout/sender-stalls-in-body'],
      ['body'],
      ['path', 'server', 'client', 'nobody', 'unknown'],
    ),
    expect: dies('path/pmtu-black-hole', ['body'], ['path']),
    places: ['client'],
    make(t) {
      t.toData()
      const from = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { fill: 1448, lost: true })
      t.icmp(3, 4, 'client', { mtu: 1400, shift: -2896 })
      for (let index = 0; index < 6; index += 1) {
        t.again('client', { seq: from, fill: 1448 }, 1, 300 * 2 ** index)
        t.icmp(3, 4, 'client', { mtu: 1400, shift: -2896 })
      }
    },
  },
  {
    name: '421 and a reset while a burst of recipients is on its way: the reply is never read',
    expect: dies(
      ['rate/concurrency-limit', 'rate/message-rate-limit', 'policy/rcpt-per-session-limit'],
      ['rcpt', 'mail', 'data'],
      ['server'],
      '421',
    ),
    make(t) {
      t.hello()
      t.client(`MAIL FROM:<a@s.example>\r\n${'RCPT TO:<x@example.net>\r\n'.repeat(20)}`)
      t.server('250 ok\r\n421 4.7.0 Too many recipients in this session, closing\r\n')
      t.client('RCPT TO:<y@example.net>\r\nDATA\r\n', { afterMs: 0.2 })
      t.reset('server')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'postscreen: the client speaks before its turn, 521',
    expect: dies(['policy/early-talker-rejected', 'policy/unauth-pipelining-rejected'], ['ehlo', 'banner'], ['server']),
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.client('EHLO s.example\r\n', { afterMs: 500 })
      t.wait(5)
      t.server('521 5.5.1 Protocol error\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'postscreen: the client hangs up three seconds after the teaser',
    expect: dies(
      ['timeout/client-timeout-too-short', 'sender/process-killed', 'policy/early-talker-rejected'],
      ['banner'],
      ['client'],
    ),
    orHealthy: true,
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.ack('client')
      t.wait(3)
      t.close('client')
    },
  },
  {
    name: 'the client waits the 600 s of the standard at the dot; the answer comes later',
    expect: dies(['timeout/content-filter-slow', 'receiver/hung'], ['dot'], ['client']),
    make(t) {
      t.toData()
      t.body()
      t.client('.\r\n')
      t.ack('server')
      t.wait(601)
      t.fin('client')
      t.ack('server')
      t.server('250 queued\r\n', { afterMs: 20_000 })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'the client waits 10 s at the dot; the answer comes at 14 s',
    expect: dies('timeout/client-timeout-too-short', ['dot'], ['client'], '250 queued'),
    make(t) {
      t.toData()
      t.body()
      t.client('.\r\n')
      t.ack('server')
      t.wait(10)
      t.fin('client')
      t.ack('server')
      t.server('250 queued\r\n', { afterMs: 4000 })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'the server aborts by its own clock while a command is on its way (reset without timestamps)',
    expect: dies(['timeout/receiver-idle-timeout', ...NO_REPLY], ['idle', 'mail', 'quit'], ['server']),
    unsure: true,
    make(t) {
      t.hello()
      t.wait(30)
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.send('server', { flags: 'RA', ackShift: -25, afterMs: 6, bare: true })
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'state lost behind a route that differs by one hop',
    serverTtl: 52,
    expect: dies(['receiver/lost-connection-state', 'receiver/closes-without-reply'], ['mail'], ['server']),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.send('server', { flags: 'R', bare: true, ttl: 53 })
    },
  },
  {
    name: 'reset near the client, foreign hop count, in no time',
    expect: dies('firewall/reset-injected', ['starttls'], ['middlebox']),
    places: ['client', 'middle'],
    make(t) {
      t.hello()
      t.client('STARTTLS\r\n')
      t.send('server', { flags: 'R', bare: true, ttl: 64, afterMs: 0.4 })
    },
  },
  {
    name: 'reset in the window but not the next, taken by an old stack; the server goes on',
    expect: dies('firewall/reset-injected', ['body', 'data'], ['middlebox']),
    places: ['client', 'middle'],
    make(t) {
      t.toData()
      t.send('client', { fill: 1448 })
      t.send('server', { flags: 'R', bare: true, ttl: 250, seqShift: 1448, afterMs: 0.4 })
      t.ack('server', { afterMs: 45 })
      t.wait(1)
      t.ack('server')
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
    name: 'rebinding: octets from a new port, the host knows no such connection',
    expect: dies(
      ['firewall/nat-idle-expiry', 'receiver/lost-connection-state', 'firewall/reset-injected'],
      ['mail', 'rcpt', 'idle', 'data', 'quit', 'ehlo'],
      ['server', 'middlebox', 'path', 'unknown', 'client'],
    ),
    orHealthy: true,
    unsure: true,
    make(t) {
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.send('server', { flags: 'R', bare: true })
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
      t.hello()
      t.say('STARTTLS', '220 ready')
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(20, 1, [1]), record(23, 1200)]) })
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
      t.hello()
      t.say('STARTTLS', '220 ready')
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(20, 1, [1]), record(23, 1200)]) })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(23, 8 + 17), record(23, 53)]) })
      t.send('server', { bytes: record(23, 19) })
      t.close('server')
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
      t.server('500 5.5.2 Error: bad syntax\r\n221 2.7.0 Error: I can break rules, too. Goodbye.\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
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
    name: 'LMTP: the store dies between the answers for two recipients',
    port: 24,
    expect: dies([...NO_REPLY], ['dot'], ['server']),
    make(t) {
      t.greet('220 store.example.net LMTP\r\n')
      t.say('LHLO s.example', '250-store\r\n250 PIPELINING')
      t.envelope()
      t.say('RCPT TO:<c@example.net>', '250 Ok')
      t.say('DATA', '354 go')
      t.body(2)
      t.client('.\r\n')
      t.server('250 2.0.0 <b@example.net> saved\r\n')
      t.close('server')
    },
  },
  {
    name: 'the PROXY line meets a server that does not expect it',
    expect: dies(
      [
        'receiver/proxy-protocol-mismatch',
        'policy/early-talker-rejected',
        'policy/unauth-pipelining-rejected',
        'policy/error-limit-close',
        null,
      ],
      ['banner', 'ehlo', 'mail', 'idle'],
      ['server'],
    ),
    make(t) {
      t.greet()
      t.client('PROXY TCP4 198.51.100.99 192.0.2.25 51000 25\r\n')
      t.server('521 5.5.1 Protocol error\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'too many failed logins, 421',
    port: 587,
    expect: dies(
      ['policy/auth-session-dropped', 'policy/error-limit-close', 'refusal/credentials-rejected'],
      ['auth'],
      ['server'],
    ),
    make(t) {
      t.hello()
      for (let tries = 0; tries < 3; tries += 1) t.say('AUTH PLAIN AGEAYg==', '535 5.7.8 Error: authentication failed')
      t.client('AUTH PLAIN AGEAYg==\r\n')
      t.server('421 4.7.0 mx.example.net Error: too many errors\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'a pooled connection that the server had closed; RSET meets a reset',
    expect: dies('timeout/stale-pooled-connection', ['idle'], ['server']),
    make(t) {
      t.deliver()
      t.wait(300)
      t.fin('server')
      t.ack('client')
      t.wait(60)
      t.client('RSET\r\n')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'the client process dies in the message: reset with unread octets',
    expect: dies(['sender/process-killed', 'sender/filter-aborts'], ['body'], ['client']),
    make(t) {
      t.toData()
      t.body()
      t.reset('client', { afterMs: 10 })
    },
  },
  {
    name: 'client closes its half in the middle of the message; the server complains and closes',
    expect: dies(['sender/process-killed', 'sender/filter-aborts'], ['body'], ['client']),
    make(t) {
      t.toData()
      t.body()
      t.fin('client', { afterMs: 10 })
      t.server('421 4.4.2 lost connection\r\n', { flags: 'FPA' })
      t.ack('client')
    },
  },
  {
    name: 'all commands at once and a half-close: the server takes the close for the end',
    expect: dies(
      [...NO_REPLY, 'sender/process-killed', 'policy/unauth-pipelining-rejected', null],
      ['ehlo', 'mail', 'rcpt', 'data', 'dot', 'body'],
      ['client'],
    ),
    orHealthy: true,
    make(t) {
      t.greet()
      t.client('EHLO s\r\nMAIL FROM:<a@s>\r\nRCPT TO:<b@e>\r\nDATA\r\n', { flags: 'FPA' })
      t.fin('server', { afterMs: 300 })
      t.ack('client')
    },
  },
  {
    name: 'ICMP prohibited in the middle, and nothing passes any more',
    expect: dies(
      [
        'path/dies-midway',
        'firewall/source-banned-by-firewall',
        'firewall/reset-injected',
        'firewall/flow-cut-after-bytes',
        'firewall/port25-egress-rejected',
      ],
      ['body', 'mail', 'rcpt', 'data'],
      ['path', 'middlebox'],
    ),
    places: ['client'],
    make(t) {
      t.toData()
      t.body()
      const from = t.position('client')
      t.send('client', { fill: 700, lost: true })
      t.icmp(3, 13, 'client', { shift: -700 })
      for (let index = 0; index < 5; index += 1) {
        t.again('client', { seq: from, fill: 700 }, 1, 300 * 2 ** index)
        t.icmp(3, 13, 'client', { shift: -700 })
      }
    },
  },
  {
    name: 'server host answers keep-alives of an idle client with a reset',
    expect: dies(['receiver/lost-connection-state', 'firewall/nat-idle-expiry'], ['idle', 'rcpt'], ['server']),
    unsure: true,
    make(t) {
      t.hello()
      t.envelope()
      t.wait(75)
      t.send('client', { seqShift: -1, aside: true })
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'refused at MAIL with 550, closed by the server at once',
    expect: dies(['policy/reputation-announced', null], ['mail'], ['server']),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.server('550 5.7.1 Your address is listed by Spamhaus\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'banner 554, and the client says QUIT',
    expect: dies(
      ['policy/reputation-announced', 'policy/allowlist-only-receiver', null],
      ['banner', 'quit', 'idle'],
      ['server', 'client'],
    ),
    orHealthy: true,
    make(t) {
      t.greet('554 5.7.1 No SMTP service for you (blocked)\r\n')
      t.quit()
    },
  },
  {
    name: 'a path that dies with small commands only',
    expect: dies(['path/dies-midway', 'path/segment-never-passes'], ['mail'], ['path']),
    places: ['client'],
    make(t) {
      t.hello()
      const seq = t.position('client')
      t.client('MAIL FROM:<a@s.example>\r\n', { lost: true })
      t.again('client', { seq, text: 'MAIL FROM:<a@s.example>\r\n' }, 7)
    },
  },
  {
    name: 'window 0 from the first data octet of a Windows sender behind TLS',
    expect: dies('receiver/stops-reading', ['body', 'ehlo', 'mail', 'rcpt', 'data', 'idle'], ['server', 'client']),
    make(t) {
      t.hello()
      t.say('STARTTLS', '220 ready')
      handshake13(t)
      for (const [c, s] of [
        [18, 60],
        [40, 14],
        [38, 14],
        [6, 37],
      ] as const) {
        sealed(t, 'client', c)
        sealed(t, 'server', s)
      }
      sealed(t, 'client', 1200)
      t.ack('server', { window: 0 })
      for (let probe = 0; probe < 8; probe += 1) {
        t.send('client', { bytes: Uint8Array.of(23), aside: true, afterMs: 300 * 2 ** probe })
        t.ack('server', { window: 0 })
      }
    },
  },
]
