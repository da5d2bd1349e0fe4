import { dies, OK } from '../case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { exchanged, handshake13, sealed } from './tls-bytes.ts'

/** Losses, stalls, closed windows and ICMP errors: those that pass, and those that do not. */
export const PATH_CASES: readonly CraftedCase[] = [
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
    name: 'window 0 from the first data octet of a Windows sender behind TLS',
    expect: dies('receiver/stops-reading', ['body', 'ehlo', 'mail', 'rcpt', 'data', 'idle'], ['server', 'client']),
    make(t) {
      t.startTls()
      handshake13(t)
      exchanged(t, [
        [18, 60],
        [40, 14],
        [38, 14],
        [6, 37],
      ])
      sealed(t, 'client', 1200)
      t.ack('server', { window: 0 })
      for (let probe = 0; probe < 8; probe += 1) {
        t.send('client', { bytes: Uint8Array.of(23), aside: true, afterMs: 300 * 2 ** probe })
        t.ack('server', { window: 0 })
      }
    },
  },
  {
    name: 'full segments sent again and again under ICMP too big: the sender ignores it',
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
]
