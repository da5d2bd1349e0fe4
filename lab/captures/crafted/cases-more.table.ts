import { dies, OK } from '../case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { CLIENT_HELLO } from './talk.ts'

const NO_REPLY = ['receiver/closes-without-reply', 'receiver/daemon-crash'] as const

/** A second round: handshakes gone wrong, other protocols, boxes with timers, slow servers. */
export const MORE_CRAFTED: readonly CraftedCase[] = [
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
    name: 'a tarpit: every answer takes 20 s, all in order',
    expect: OK(),
    make(t) {
      t.open()
      t.server('220 mx.example.net\r\n', { afterMs: 20_000 })
      for (const [command, reply] of [
        ['EHLO s.example', '250 mx'],
        ['MAIL FROM:<a@s.example>', '250 ok'],
        ['RCPT TO:<b@e.net>', '450 4.7.1 Greylisted, try again later'],
        ['QUIT', '221 bye'],
      ] as const) {
        t.client(`${command}\r\n`)
        t.ack('server')
        t.server(`${reply}\r\n`, { afterMs: 20_000 })
      }
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
      t.say('DATA', '354 go')
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'EHLO is not understood, HELO is',
    expect: OK(),
    make(t) {
      t.greet()
      t.say('EHLO s.example', '502 5.5.1 Command not implemented')
      t.say('HELO s.example', '250 mx')
      t.envelope()
      t.say('DATA', '354 go')
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'a content filter’s port',
    port: 10_025,
    expect: OK(),
    make(t) {
      t.deliver()
      t.quit()
    },
  },
  {
    name: 'lines of the server end in bare line feeds',
    expect: OK(),
    make(t) {
      t.greet('220 mx.example.net\n')
      t.say('EHLO s.example', '250-mx\n250 SIZE')
      t.envelope()
      t.quit()
    },
  },
  {
    name: 'a stall of half a minute on the path, then it goes on',
    expect: OK(),
    make(t) {
      t.toData()
      const seq = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.again('client', { seq, fill: 1448 }, 6, 300)
      t.send('server', { ackShift: 1448, afterMs: 40 })
      t.send('client', { fill: 1448 })
      t.ack('server')
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'a stall of one direction: the server repeats its reply in vain, then both go on',
    expect: OK(),
    make(t) {
      t.toData()
      const seq = t.position('client')
      const replied = t.position('server')
      const size = '354 End data with <CR><LF>.<CR><LF>\r\n'.length
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { fill: 1448, lost: true })
      for (let round = 0; round < 5; round += 1) {
        t.again('server', { seq: replied - size, fill: size }, 1, 400 * 2 ** round)
        t.ack('client', { aside: true, seq: seq + 2896 })
        t.again('client', { seq, fill: 1448 }, 1, 40)
      }
      t.send('server', { ackShift: 2896, afterMs: 40 })
      t.client('.\r\n')
      t.server('250 ok\r\n')
      t.quit()
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
      t.server('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
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
    name: 'after 400 s the data vanish, keep-alives too',
    expect: dies(['firewall/nat-idle-expiry'], ['mail'], ['path', 'middlebox']),
    places: ['client'],
    make(t) {
      t.hello()
      t.wait(400)
      const seq = t.position('client')
      t.client('MAIL FROM:<a@s.example>\r\n', { lost: true })
      t.again('client', { seq, text: 'MAIL FROM:<a@s.example>\r\n' }, 7)
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
    name: '421 shutting down at RCPT; the client answers QUIT',
    expect: dies('receiver/restart-or-shutdown', ['rcpt'], ['server']),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.client('RCPT TO:<b@e.net>\r\n')
      t.server('421 4.3.2 Service shutting down, closing channel\r\n', { flags: 'FPA' })
      t.client('QUIT\r\n')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: '421 to one recipient only, and the session goes on',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.say('RCPT TO:<b@e.net>', '421 4.7.0 try this one later')
      t.say('RCPT TO:<c@e.net>', '250 ok')
      t.say('DATA', '354 go')
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'the handshake of TLS stops after the ClientHello: acknowledged, never answered',
    expect: dies(['receiver/hung', 'tls/handshake-overload'], ['tls'], ['client']),
    make(t) {
      t.hello()
      t.say('STARTTLS', '220 ready')
      t.send('client', { bytes: CLIENT_HELLO })
      t.ack('server')
      t.wait(30)
      t.close('client')
    },
  },
  {
    name: 'too many recipients: 452, then the message is sent to those taken',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.client('RCPT TO:<b@e.net>\r\nRCPT TO:<c@e.net>\r\nDATA\r\n')
      t.server('250 ok\r\n452 4.5.3 Too many recipients\r\n354 go\r\n')
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'the message is refused with 554 at the dot, then QUIT',
    expect: OK(),
    make(t) {
      t.toData()
      t.body()
      t.say('.', '554 5.7.1 Message rejected as spam')
      t.quit()
    },
  },
  {
    name: 'the message is refused with 554 at the dot and the server closes at once',
    expect: dies(
      [null, 'policy/reputation-announced', 'refusal/spam-content', 'content/content-scanner-drop'],
      ['dot'],
      ['server'],
    ),
    orHealthy: true,
    make(t) {
      t.toData()
      t.body()
      t.client('.\r\n')
      t.server('554 5.7.1 Message rejected as spam\r\n', { flags: 'FPA' })
      t.fin('client')
      t.ack('server')
    },
  },
]
