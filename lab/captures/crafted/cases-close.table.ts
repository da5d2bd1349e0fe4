import { dies, OK } from '../case.ts'
import { NO_REPLY, type CraftedCase } from './crafted-case.ts'

/** Closes and resets: whose they are, and whether they cut anything. */
export const CLOSE_CASES: readonly CraftedCase[] = [
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
    name: 'server and client close at the same time, both idle',
    expect: OK(),
    make(t) {
      t.deliver()
      t.wait(300)
      t.client('QUIT\r\n')
      t.send('server', { flags: 'FA', ackShift: -6, afterMs: 1 })
      t.fin('client')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'a blind reset is ignored, later the server closes at the dot',
    expect: dies([...NO_REPLY, 'content/content-scanner-drop'], ['dot'], ['server']),
    make(t) {
      t.toData()
      t.send('server', { flags: 'R', bare: true, aside: true, ttl: 240, seq: 0 })
      t.body()
      t.wait(2)
      t.client('.\r\n')
      t.close('server')
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
    name: 'plain reset of a FreeBSD or Windows server: no timestamps, right hop count, in time',
    ids: 'counted',
    expect: dies([...NO_REPLY, 'receiver/lost-connection-state'], ['mail'], ['server']),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.ack('server')
      t.send('server', { flags: 'RA', bare: true, afterMs: 1500 })
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
    name: 'all commands at once and a half-close: the client takes the answers',
    expect: OK(),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@example.net>\r\nRSET\r\n')
      t.fin('client')
      t.server('250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok\r\n')
      t.ack('client')
      t.fin('server')
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
    name: 'the server closes between BDAT chunks',
    expect: dies([...NO_REPLY, 'firewall/bdat-chunking-intolerance'], ['body', 'dot', 'data'], ['server']),
    make(t) {
      t.hello()
      t.envelope()
      t.client('BDAT 2000\r\n')
      t.send('client', { fill: 1448 })
      t.send('client', { fill: 552 })
      t.close('server')
    },
  },
]
