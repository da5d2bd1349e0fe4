import { describe, expect, it } from 'vitest'
import { compareVantagePoints } from '../../../src/app/autopsy/against.ts'
import type { SegmentFinding } from '../../../src/app/autopsy/document.ts'
import { placeOf } from '../../../src/app/autopsy/views.ts'
import { writePcap, type WrittenFrame } from '../../../src/wire/pcap/capture-writer.ts'
import { framesOf } from '../variants.ts'
import { createTalk, type Talk } from './talk.ts'
import { elsewhere, type Between } from './two-places.ts'

interface Case {
  readonly name: string
  readonly what: string
  /** Words that the finding must hold. */
  readonly says?: RegExp
  make(talk: Talk): Between | void
}

const CASES: readonly Case[] = [
  {
    name: 'the server resets, both see it',
    what: 'none',
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.reset('server')
    },
  },
  {
    name: 'a reset in the server’s name that the server’s place never saw',
    what: 'forged',
    says: /server/,
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      const made = t.frames().length
      t.send('server', { flags: 'RA', afterMs: 45 })
      return { madeForClient: [made] }
    },
  },
  {
    name: 'message octets are lost between the two',
    what: 'lost',
    says: /client/,
    make(t) {
      t.toData()
      const seq = t.position('client')
      const first = t.frames().length
      t.send('client', { fill: 1448, lost: true })
      t.again('client', { seq, fill: 1448 }, 5)
      return { lost: [0, 1, 2, 3, 4, 5].map((index) => first + index) }
    },
  },
  {
    name: 'message octets reach the other place and are lost behind it',
    what: 'none',
    make(t) {
      t.toData()
      const seq = t.position('client')
      t.send('client', { fill: 1448, lost: true })
      t.again('client', { seq, fill: 1448 }, 5)
      return { halfRttMs: 10 }
    },
  },
  {
    name: 'the other capture begins in the middle; the server resets, both see it',
    what: 'none',
    make(t) {
      t.hello()
      t.envelope()
      t.client('DATA\r\n')
      t.reset('server')
      return { from: 8 }
    },
  },
  {
    name: 'the other capture begins in the middle; a forged reset',
    what: 'forged',
    make(t) {
      t.hello()
      t.envelope()
      t.client('DATA\r\n')
      const made = t.frames().length
      t.send('server', { flags: 'RA', afterMs: 45 })
      t.wait(1)
      t.send('client', { flags: 'R', bare: true })
      return { from: 8, madeForClient: [made] }
    },
  },
  {
    name: 'the other capture ends before the end',
    what: 'none',
    make(t) {
      t.hello()
      t.envelope()
      const left = t.frames().length
      t.wait(5)
      t.client('DATA\r\n')
      t.server('354 go\r\n')
      t.body()
      t.reset('server')
      return { lost: Array.from({ length: 20 }, (_, index) => left + index) }
    },
  },
  {
    name: 'the other capture dropped packets that its host acknowledges',
    what: 'none',
    make(t) {
      t.toData()
      const from = t.frames().length
      t.body(4)
      t.reset('server')
      return { lost: [from, from + 2] }
    },
  },
  {
    name: 'the server’s reset is lost on its way, the client sends in vain',
    what: 'lost',
    make(t) {
      t.toData()
      t.body()
      return { serverResets: true }
    },
  },
  {
    name: 'the greeting leaves the server and is lost between the two',
    what: 'lost',
    says: /server/,
    make(t) {
      t.open()
      // Seen at the server only: it is cut out of the client’s capture below.
      t.server('220 mx.example.net\r\n', { lost: true })
      t.again('server', { seqShift: -20, text: '220 mx.example.net\r\n' }, 5)
      t.fin('client', { afterMs: 20_000, ackShift: 0 })
    },
  },
  {
    name: 'some losses that were mended, then the server closes',
    what: 'none',
    make(t) {
      t.toData()
      const seq = t.position('client')
      const first = t.frames().length
      t.send('client', { fill: 1448, lost: true })
      t.send('client', { seq, fill: 1448, afterMs: 300 })
      t.ack('server')
      t.client('.\r\n')
      t.close('server')
      return { lost: [first] }
    },
  },
]

const WORLDS: readonly (readonly [string, Between])[] = [
  ['plain', {}],
  ['clocks hours apart', { clockSeconds: -7200.4 }],
  ['behind a NAT', { nat: true, clockSeconds: 3.3 }],
  ['renumbered by a firewall', { renumber: [0x1234_5678, 0x7abc_def0] }],
  ['NAT, renumbered, clocks apart', { nat: true, renumber: [77, 0xffff_0000], clockSeconds: 40_000 }],
]

/** Resets of the server that only its own place saw. */
function resetsOf(talk: Talk, world: Between): readonly WrittenFrame[] {
  const before = talk.frames().length
  talk.send('server', { flags: 'RA' })
  const resets = talk.frames().splice(before)
  return framesOf(elsewhere(resets, world))
}

describe.each(WORLDS)('two places, %s', (_, world) => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const talk = createTalk({})
    const made = one.make(talk) ?? {}
    // A capture that begins in the middle can be tied to the other by its numbers only.
    if (made.from !== undefined && world.renumber !== undefined) return
    const between = { ...made, ...world, ...(made.serverResets === true ? { more: resetsOf(talk, world) } : {}) }
    const all = talk.frames()
    const isGreeting = one.says?.source === 'server' && one.what === 'lost'
    const mine = isGreeting ? all.filter(({ bytes }) => !Buffer.from(bytes).includes('220 mx')) : all
    const near = writePcap(mine)
    const far = elsewhere(all, between)
    const findings = await compared(near, far)
    expect(findings.map(({ what }) => what)).toEqual([one.what])
    if (one.says !== undefined) expect(findings[0]?.says).toMatch(one.says)
    // Asked from the other end, the answer is the same.
    const back = await compared(far, near)
    expect(back.map(({ what }) => what)).toEqual([one.what])
  })
})

async function compared(here: Uint8Array, there: Uint8Array): Promise<readonly SegmentFinding[]> {
  return compareVantagePoints(await placeOf({ bytes: here }), await placeOf({ bytes: there }))
}

describe('many sessions at once', () => {
  it.each([true, false])('behind one NAT, renumbered, with the same words (timestamps: %s)', async (timestamps) => {
    const near: WrittenFrame[] = []
    const far: WrittenFrame[] = []
    for (let index = 0; index < 6; index += 1) {
      const talk = createTalk({ clientPort: 41_000 + index, timestamps })
      talk.wait(index * 0.9)
      talk.toData()
      talk.body(index + 1)
      const made = talk.frames().length
      talk.send('server', { flags: 'RA', afterMs: 45 })
      near.push(...talk.frames())
      const port = (bytes: Uint8Array): void => {
        const at = bytes[26] === 203 ? 34 : 36
        bytes.set([0xee, 0x70 + ((index * 5) % 6)], at)
      }
      const seen = elsewhere(talk.frames(), {
        nat: true,
        renumber: [index * 77_777 + 5, index * 99_999 + 9],
        clockSeconds: 5000,
        ...(index === 2 ? { madeForClient: [made] } : {}),
        change: port,
      })
      far.push(...framesOf(seen))
    }
    const order = (frames: WrittenFrame[]): Uint8Array => writePcap(frames.toSorted((a, b) => a.atUs - b.atUs))
    const findings = await compared(order(near), order(far))
    expect(findings.map(({ client, what }) => `${client} ${what}`).toSorted()).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => `198.51.100.7:${41_000 + index} ${index === 2 ? 'forged' : 'none'}`),
    )
  })
})
