import { describe, expect, it } from 'vitest'
import { createFlow, followed, type Flow, type FlowOptions, type FlowPacket } from '../../test/kit/tcp-flow.ts'
import { identityOf } from './flow-identity.ts'
import type { Reading } from './reading.ts'

function readingOf(flow: Flow): Reading {
  const [one] = followed(flow.frames).sessions
  if (one === undefined) throw new Error('no session')
  return one.reading
}

const greeted = (options?: FlowOptions): Flow => createFlow(options).open().server('220 mx.example.net\r\n')
const helloed = (): Flow => greeted().client('EHLO a\r\n').server('250 ok\r\n')

describe('octets that never got through', () => {
  const lines = `${'x'.repeat(98)}\r\n`
  const tried = (times: number, more: Partial<FlowPacket> = {}, answer?: Partial<FlowPacket>): Reading => {
    const flow = helloed().send({ from: 'client' }).client(lines).client(lines)
    for (let index = 0; index < times; index += 1) {
      flow.send({ from: 'client', at: 9, data: lines, afterMs: 1000 * 2 ** index, ...more })
      if (answer !== undefined) flow.send({ from: 'server', ack: 9, ...answer })
    }
    return readingOf(flow)
  }

  it('are those that were sent again three times', () => {
    expect(tried(2).clientStuck).toBeUndefined()
    expect(tried(3).clientStuck).toMatchObject({
      offset: 9,
      segment: { length: 100, again: false },
      resent: [{}, {}, {}],
      forSeconds: 7.01,
      largeLost: 2,
      isLarge: true,
      unit: 100,
      passedBehind: false,
      scattered: false,
      shrank: false,
    })
  })

  it('are none when they were acknowledged at last', () => {
    const flow = helloed().client(lines)
    for (let index = 0; index < 4; index += 1) flow.send({ from: 'client', at: 9, data: lines })
    expect(readingOf(flow.send({ from: 'server', ack: 109 })).clientStuck).toBeUndefined()
  })

  it('are none when the server takes nothing at the moment', () => {
    expect(tried(4, {}, { window: 0 }).clientStuck).toBeUndefined()
    expect(tried(4, {}, { window: 9 }).clientStuck).toBeDefined()
  })

  it('while what lies behind them arrived', () => {
    expect(tried(3, {}, { sack: [[109, 209]] }).clientStuck).toMatchObject({ passedBehind: true, scattered: false })
  })

  it('were tried in smaller pieces', () => {
    expect(tried(3, { data: 'y'.repeat(20) }).clientStuck?.shrank).toBe(false)
    const flow = helloed().client('z'.repeat(1000))
    for (let index = 0; index < 3; index += 1) flow.send({ from: 'client', at: 9, data: 'z'.repeat(500) })
    expect(readingOf(flow).clientStuck?.shrank).toBe(true)
  })

  it('count what was sent again since the last acknowledgement', () => {
    const flow = helloed().client(lines).client(lines)
    for (let index = 0; index < 3; index += 1) flow.send({ from: 'client', at: 9, data: lines + lines })
    flow.send({ from: 'server', ack: 109 }).send({ from: 'client', at: 109, data: lines })
    expect(readingOf(flow).clientStuck).toBeUndefined()
  })
})

describe('a reset that ends nothing', () => {
  const endsOf = (reset: Partial<FlowPacket>, ...later: readonly FlowPacket[]): Reading['ends'] =>
    readingOf(
      later.reduce(
        (flow, packet) => flow.send(packet),
        greeted()
          .client('EHLO a\r\n')
          .send({ from: 'server' })
          .send({ from: 'client', flags: 'R', ...reset }),
      ),
    ).ends
  const ended = (...packets: Parameters<typeof endsOf>): unknown => endsOf(...packets).firstBy

  it('none of these: it stands at the next octet', () => expect(ended({ at: 9 })).toBe('client'))
  it('inside the window it ends the session', () => expect(ended({ at: 9 + 60_000 })).toBe('client'))
  it('lies ahead of the window', () => expect(ended({ at: 9 + 65_536 })).toBeUndefined())
  it('lies behind the window', () => expect(ended({ at: 9 - 65_536 })).toBeUndefined())
  it('is challenged, and nothing follows', () => {
    expect(ended({ at: 500 }, { from: 'server', ack: 9 })).toBeUndefined()
  })
  it('is challenged, and the challenge is answered by a reset that counts', () => {
    const ends = endsOf({ at: 500 }, { from: 'server', ack: 9 }, { from: 'client', flags: 'R', at: 9 })
    expect(ends.clientResets).toHaveLength(2)
  })
  it('is followed, long after it must have arrived, by more of the other side', () => {
    expect(ended({ at: 9 }, { from: 'server', data: '250 ok\r\n', afterMs: 30 })).toBeUndefined()
    expect(ended({ at: 9 }, { from: 'server', data: '250 ok\r\n', afterMs: 20 })).toBe('client')
  })

  it('answers an older connection before the handshake', () => {
    const reset: FlowPacket = { from: 'server', flags: 'R', at: 500 }
    const flow = createFlow()
      .send({ from: 'client', flags: 'S' })
      .send(reset)
      .send({ from: 'server', flags: 'SA', at: 0 })
    expect(readingOf(flow).ends.firstBy).toBe('server')
    expect(readingOf(flow.send({ from: 'client', at: 1, ack: 1 })).ends.first).toBeUndefined()
    const behind = createFlow().open().send(reset).send({ from: 'server', flags: 'SA', at: 0 }).send({ from: 'client' })
    expect(readingOf(behind).ends.firstBy).toBe('server')
  })
})

describe('times', () => {
  it('tell how far each side is, and where the capture was made', () => {
    const flow = createFlow()
      .send({ from: 'client', flags: 'S' })
      .send({ from: 'server', flags: 'SA', afterMs: 40 })
      .send({ from: 'client', afterMs: 0.1 })
    expect(readingOf(flow).timing).toMatchObject({ toServerMs: 40, toClientMs: 0.1, atClient: true, atServer: false })
  })

  it('of a capture where both are near tell no place', () => {
    const flow = createFlow()
      .send({ from: 'client', flags: 'S' })
      .send({ from: 'server', flags: 'SA', afterMs: 0.2 })
      .send({ from: 'client', afterMs: 0.1 })
    expect(readingOf(flow).timing).toMatchObject({ atClient: false, atServer: false })
  })

  it('of a SYN that was sent again tell nothing: which one was answered is not known', () => {
    const flow = createFlow()
      .send({ from: 'client', flags: 'S' })
      .send({ from: 'client', flags: 'S', at: 0, afterMs: 1000 })
      .send({ from: 'server', flags: 'SA', afterMs: 40 })
      .send({ from: 'client' })
    expect(readingOf(flow).timing.toServerMs).toBeNaN()
  })

  it('of a box that acknowledges before the server can', () => {
    const near = (afterMs: number, toServerMs = 40): unknown =>
      readingOf(
        createFlow()
          .send({ from: 'client', flags: 'S' })
          .send({ from: 'server', flags: 'SA', afterMs: toServerMs })
          .send({ from: 'client' })
          .client('EHLO a\r\n')
          .send({ from: 'server', afterMs }),
      ).timing.nearAckMs
    expect(near(0.5)).toBe(0.5)
    expect(near(3)).toBeUndefined()
    expect(near(0.5, 19)).toBeUndefined()
  })

  it('of the longest pause among the last packets before the end', () => {
    const flow = helloed().client('NOOP\r\n', { afterMs: 7000 }).server('250 ok\r\n').client('NOOP\r\n')
    flow.server('250 ok\r\n').send({ from: 'server', flags: 'FA' })
    expect(readingOf(flow)).toMatchObject({ pauseSeconds: 7, pauseFrames: [6, 7] })
    flow.send({ from: 'client', afterMs: 9000 })
    expect(readingOf(flow).pauseSeconds).toBe(7)
  })

  it('of a damaged clock: the end of the capture is its latest time', () => {
    const { frames } = greeted()
    const jumped = frames.map((frame, index) => (index === 3 ? { ...frame, atUs: frame.atUs - 3_600_000_000 } : frame))
    expect(followed(jumped).counts.lastUs).toBe(frames[2]?.atUs)
  })

  it('are none where the capture holds none', () => {
    const [one] = followed(greeted().frames.map((frame) => ({ ...frame, timed: false, atUs: 0 }))).sessions
    expect(one?.reading.timing.toServerMs).toBeNaN()
    expect(one?.reading.limits.untimed).toBe(true)
  })
})

it('an address of IPv6 stands in brackets', () => {
  const identity = identityOf(readingOf(createFlow({ family: 6 }).open()))
  expect(identity).toMatchObject({ session: 'tcp1', client: '[2001:db8::7]:40321', server: '[2001:db8::19]:25' })
  expect(identityOf(readingOf(createFlow().open()))).toMatchObject({ server: '192.0.2.25:25', rttMs: 10 })
})

describe('where the session stood', () => {
  it.each<readonly [string, Flow, string, string | undefined]>([
    ['before the greeting', createFlow().open(), 'banner', 'CONNECT'],
    ['after the greeting', greeted(), 'idle', undefined],
    ['at EHLO', greeted().client('EHLO a\r\n'), 'ehlo', 'EHLO'],
    ['between commands', helloed(), 'idle', undefined],
    ['at a command that is none', helloed().client('XYZZY\r\n'), 'mail', '?'],
    ['at QUIT', helloed().client('QUIT\r\n'), 'quit', 'QUIT'],
    ['after QUIT', helloed().client('QUIT\r\n').server('221 bye\r\n'), 'quit', undefined],
  ])('%s', (_name, flow, stage, waiting) => {
    const reading = readingOf(flow)
    expect([reading.stage, reading.waiting?.verb]).toEqual([stage, waiting])
  })

  it('in the message while the octets before its dot have not arrived, and at the dot when they have', () => {
    const flow = (): Flow =>
      helloed()
        .client('MAIL FROM:<>\r\n')
        .server('250 ok\r\n')
        .client('RCPT TO:<b@b.example>\r\n')
        .server('250 ok\r\n')
        .client('DATA\r\n')
        .server('354 go\r\n')
        .client('text\r\n.\r\n')
    const begin = 1 + 8 + 14 + 23 + 6
    expect(readingOf(flow().send({ from: 'server', ack: begin + 5 })).stage).toBe('body')
    // The dot’s line alone may be on its way.
    expect(readingOf(flow().send({ from: 'server', ack: begin + 7 })).stage).toBe('dot')
    expect(readingOf(flow().send({ from: 'server', ack: begin + 9 })).stage).toBe('dot')
  })

  it('where a SYN was never answered, the client’s side is the whole capture', () => {
    const syns = createFlow().send({ from: 'client', flags: 'S' }).send({ from: 'client', flags: 'S', at: 0 })
    expect(readingOf(syns).limits.oneSided).toBeUndefined()
  })
})
