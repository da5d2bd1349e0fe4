import { concat } from '../../../src/wire/octets.ts'
import { OK } from '../case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { CLIENT_HELLO, handshake13, record, sealed, SERVER_HELLO_13 } from './talk.ts'

const EHLO_REPLY = '250-mx.example.net\r\n250-PIPELINING\r\n250 8BITMIME\r\n'

/** Sessions in order that look odd. */
export const HEALTHY_CRAFTED: readonly CraftedCase[] = [
  {
    name: 'pipelined in one burst, dot and QUIT together',
    expect: OK(),
    make(t) {
      t.greet()
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.client('MAIL FROM:<a@s.example>\r\nRCPT TO:<b@e.net>\r\nDATA\r\n')
      t.server('250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n')
      t.client('Subject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n')
      t.server('250 2.0.0 queued\r\n221 bye\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'TLS 1.3 with half-closes',
    expect: OK(),
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
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(20, 1, [1]), record(23, 1200)]) })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(23, 53)]) })
      t.send('server', { bytes: concat([record(23, 250), record(23, 250), record(23, 17 + 40)]) })
      for (const [c, s] of [
        [18, 60],
        [6, 15],
      ] as const) {
        sealed(t, 'client', c)
        sealed(t, 'server', s)
      }
      t.close('client')
    },
  },
  {
    name: 'TCP Fast Open on port 25: an empty SYN cookie, the banner with the SYN-ACK',
    expect: OK(),
    make(t) {
      t.send('client', { flags: 'S' })
      t.send('server', { flags: 'SA', text: '220 mx.example.net ESMTP\r\n' })
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.quit()
    },
  },
  {
    name: 'SACK reneging: the receiver drops what it reported and takes it again',
    expect: OK(),
    make(t) {
      t.toData()
      const from = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { fill: 1448, lost: true })
      t.ack('server', { sack: [[1448, 4344]] })
      t.send('client', { seq: from, fill: 1448, aside: true })
      t.send('server', { ackShift: 1448 })
      t.again('client', { seq: (from + 1448) >>> 0, fill: 1448 }, 1, 400)
      t.send('server', { ackShift: 2896 })
      t.send('client', { seq: (from + 2896) >>> 0, fill: 1448 })
      t.ack('server')
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'window 0 with persist probes, then it opens again',
    expect: OK(),
    make(t) {
      t.toData()
      t.body()
      t.ack('server', { window: 0 })
      for (let probe = 0; probe < 5; probe += 1) {
        t.send('client', { seqShift: -1, aside: true, afterMs: 300 * 2 ** probe })
        t.ack('server', { window: 0 })
      }
      t.ack('server', { window: 501, afterMs: 3000 })
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'keep-alives answered over a pause of minutes, then QUIT',
    expect: OK(),
    make(t) {
      t.deliver()
      for (let probe = 0; probe < 4; probe += 1) {
        t.wait(75)
        t.send('client', { seqShift: -1, aside: true })
        t.ack('server')
      }
      t.quit()
    },
  },
  {
    name: 'keep-alives with one old octet',
    expect: OK(),
    make(t) {
      t.deliver()
      for (let probe = 0; probe < 4; probe += 1) {
        t.wait(75)
        t.send('client', { seqShift: -1, fill: 1, aside: true })
        t.ack('server')
      }
      t.quit()
    },
  },
  {
    name: 'pooled connection: twenty minutes idle, another message',
    expect: OK(),
    make(t) {
      t.deliver()
      t.wait(1200)
      t.say('RSET', '250 Ok')
      t.envelope()
      t.say('DATA', '354 go')
      t.body(2)
      t.say('.', '250 ok')
      t.quit()
    },
  },
  ...(['seq 0', 'far out of the window', 'in the window but not the next'] as const).map(
    (where, index): CraftedCase => ({
      name: `blind reset, ${where}: ignored, the session goes on`,
      expect: OK(),
      make(t) {
        t.toData()
        t.send('server', {
          flags: 'R',
          bare: true,
          aside: true,
          ttl: 240,
          ...(index === 0 ? { seq: 0 } : { seqShift: index === 1 ? 5_000_000 : 9000 }),
        })
        if (index === 2) t.ack('client')
        t.body()
        t.say('.', '250 ok')
        t.quit()
      },
    }),
  ),
  {
    name: 'simultaneous close after 221',
    expect: OK(),
    make(t) {
      t.deliver()
      t.say('QUIT', '221 bye')
      t.fin('client')
      t.send('server', { flags: 'FA', ackShift: -1, afterMs: 1 })
      t.ack('client')
      t.ack('server')
    },
  },
  {
    name: 'client closes at QUIT, the late 221 meets a closed socket',
    expect: OK(),
    make(t) {
      t.deliver()
      t.client('QUIT\r\n', { flags: 'FPA' })
      t.server('221 bye\r\n', { flags: 'FPA' })
      t.send('client', { flags: 'R', bare: true })
    },
  },
  {
    name: 'client resets in place of QUIT after its delivery',
    expect: OK(),
    make(t) {
      t.deliver()
      t.reset('client')
    },
  },
  {
    name: 'client resets after EHLO, nothing outstanding',
    expect: OK(),
    make(t) {
      t.hello()
      t.reset('client')
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
    name: 'ICMP too big, honoured',
    expect: OK(),
    make(t) {
      t.toData()
      const from = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { fill: 1448, lost: true })
      t.icmp(3, 4, 'client', { mtu: 1400, shift: -2896 })
      for (let index = 0; index < 3; index += 1)
        t.send('client', { seq: (from + index * 1348) >>> 0, fill: Math.min(1348, 2896 - index * 1348) })
      t.ack('server')
      t.say('.', '250 ok')
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
    name: 'implicit TLS on 465',
    port: 465,
    expect: OK(),
    make(t) {
      t.open()
      handshake13(t)
      sealed(t, 'server', 40)
      for (const [c, s] of [
        [18, 120],
        [60, 30],
        [6, 15],
      ] as const) {
        sealed(t, 'client', c)
        sealed(t, 'server', s)
      }
      t.close('client')
    },
  },
  {
    name: '587 with AUTH LOGIN',
    port: 587,
    expect: OK(),
    make(t) {
      t.hello()
      t.say('AUTH LOGIN', '334 VXNlcm5hbWU6')
      t.say('dXNlcg==', '334 UGFzc3dvcmQ6')
      t.say('cGFzcw==', '235 2.7.0 Authentication successful')
      t.envelope()
      t.say('DATA', '354 go')
      t.body(2)
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: '587: the password is refused, the client closes without QUIT',
    port: 587,
    expect: OK(['auth', 'idle', 'quit']),
    make(t) {
      t.hello()
      t.say('AUTH PLAIN AGEAYg==', '535 5.7.8 Error: authentication failed')
      t.close('client')
    },
  },
  {
    name: 'pooled connection: after its deliveries the server says 421 timeout and closes',
    expect: OK(),
    make(t) {
      t.deliver()
      t.wait(300)
      t.server('421 4.4.2 mx.example.net Error: timeout exceeded\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
  {
    name: 'LMTP: one answer for each recipient',
    port: 24,
    expect: OK(),
    make(t) {
      t.greet('220 store.example.net LMTP\r\n')
      t.say('LHLO s.example', '250-store\r\n250 PIPELINING')
      t.envelope()
      t.say('RCPT TO:<c@example.net>', '250 Ok')
      t.say('DATA', '354 go')
      t.body(2)
      t.client('.\r\n')
      t.server('250 2.0.0 <b@example.net> saved\r\n')
      t.server('250 2.0.0 <c@example.net> saved\r\n')
      t.quit()
    },
  },
  {
    name: 'PROXY protocol version 1 before the banner',
    expect: OK(),
    make(t) {
      t.open()
      t.client('PROXY TCP4 198.51.100.99 192.0.2.25 51000 25\r\n')
      t.server('220 mx.example.net\r\n')
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.envelope()
      t.say('DATA', '354 go')
      t.body(2)
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'PROXY protocol version 2',
    expect: OK(),
    make(t) {
      t.open()
      t.send('client', { bytes: PROXY_V2 })
      t.server('220 mx.example.net\r\n')
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.quit()
    },
  },
  {
    name: 'XCLIENT: a second banner, a second EHLO',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('XCLIENT ADDR=203.0.113.5 NAME=x.example', '220 mx.example.net ESMTP')
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.envelope()
      t.quit()
    },
  },
  {
    name: 'postscreen: the teaser, six seconds, 450 to the first RCPT',
    expect: OK(['quit', 'rcpt', 'idle']),
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.wait(6)
      t.server('220 mx.example.net ESMTP\r\n')
      t.say('EHLO s.example', EHLO_REPLY.trimEnd())
      t.say('MAIL FROM:<a@s.example>', '250 2.1.0 Ok')
      t.say('RCPT TO:<b@e.net>', '450 4.3.2 Service currently unavailable')
      t.quit()
    },
  },
  {
    name: 'all commands at once, then the client closes its half: every answer comes',
    expect: OK(),
    make(t) {
      t.greet()
      t.client('EHLO s\r\nMAIL FROM:<a@s>\r\nRCPT TO:<b@e>\r\nDATA\r\n')
      t.client('hello\r\n.\r\nQUIT\r\n', { flags: 'FPA' })
      t.server(`${EHLO_REPLY}250 ok\r\n250 ok\r\n354 go\r\n`, { afterMs: 300 })
      t.server('250 queued\r\n221 bye\r\n', { flags: 'FPA', afterMs: 800 })
      t.ack('client')
    },
  },
  {
    name: 'answered 221 with a reset',
    expect: OK(),
    make(t) {
      t.deliver()
      t.say('QUIT', '221 bye')
      t.reset('server')
    },
  },
  {
    name: 'a reset with a foreign hop count after the goodbye',
    expect: OK(),
    make(t) {
      t.deliver()
      t.say('QUIT', '221 bye')
      t.close('server')
      t.send('server', { flags: 'R', bare: true, ttl: 250 })
    },
  },
  {
    name: 'accepted, and the server aborts at once; QUIT meets its reset',
    expect: OK(),
    make(t) {
      t.deliver()
      t.reset('server', { afterMs: 1 })
      t.client('QUIT\r\n')
      t.send('server', { flags: 'R', bare: true })
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
    name: 'BDAT chunks, pipelined',
    expect: OK(),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\nRCPT TO:<b@e.net>\r\nBDAT 2000\r\n')
      t.send('client', { fill: 1448 })
      t.send('client', { fill: 552 })
      t.server('250 ok\r\n250 ok\r\n250 2000 octets\r\n')
      t.client('BDAT 100 LAST\r\n')
      t.send('client', { fill: 100 })
      t.server('250 queued\r\n')
      t.quit()
    },
  },
  {
    name: 'HelloRetryRequest and then all is well',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('STARTTLS', '220 ready')
      t.send('client', { bytes: CLIENT_HELLO })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(20, 1, [1])]) })
      t.send('client', { bytes: concat([record(20, 1, [1]), record(22, 560, [1, 0, 2, 44, 3, 3])]) })
      t.send('server', { bytes: concat([SERVER_HELLO_13, record(23, 1200)]) })
      t.send('client', { bytes: record(23, 53) })
      t.send('server', { bytes: record(23, 250) })
      for (const [c, s] of [
        [18, 60],
        [6, 15],
      ] as const) {
        sealed(t, 'client', c)
        sealed(t, 'server', s)
      }
      t.close('server')
    },
  },
  {
    name: 'one ICMP error in the middle, and it recovers',
    expect: OK(),
    make(t) {
      t.toData()
      const from = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.icmp(3, 1, 'client', { shift: -1448 })
      t.again('client', { seq: from, fill: 1448 }, 2, 300)
      t.send('server', { ackShift: 1448 })
      t.send('client', { seq: (from + 1448) >>> 0, fill: 100 })
      t.ack('server')
      t.say('.', '250 ok')
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
]

const PROXY_V2 = Uint8Array.from([
  0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0, 12, 198, 51, 100, 99, 192, 0, 2,
  25, 0xc7, 0x38, 0, 25,
])
