import { dies, OK } from '../case.ts'
import { NO_REPLY, type CraftedCase } from './crafted-case.ts'

/** Pauses: connections that are kept, and those that are forgotten meanwhile. */
export const IDLE_CASES: readonly CraftedCase[] = [
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
      t.message(2)
      t.quit()
    },
  },
  {
    name: 'pooled connection: after its deliveries the server says 421 timeout and closes',
    expect: OK(),
    make(t) {
      t.deliver()
      t.wait(300)
      t.closeWith('421 4.4.2 mx.example.net Error: timeout exceeded\r\n')
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
    name: 'a balancer with an idle timer: after 400 s a reset of another hop count, a round trip later',
    expect: dies(['firewall/nat-idle-expiry', 'receiver/lost-connection-state'], ['mail'], ['middlebox', 'server']),
    places: ['client'],
    make(t) {
      t.hello()
      t.wait(400)
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.send('server', { flags: 'R', bare: true, ttl: 245 })
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
]
