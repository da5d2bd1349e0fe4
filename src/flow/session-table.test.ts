import { describe, expect, it } from 'vitest'
import { createFlow, followed, spoken, type Flow } from '../../test/kit/tcp-flow.ts'
import { LINK_ETHERNET, LINK_SLL } from '../wire/packet/link-layer.ts'

const delivery = (flow: Flow): Flow =>
  flow
    .open()
    .server('220 mx.example.net\r\n')
    .client('EHLO a\r\n')
    .server('250-mx.example.net\r\n250 PIPELINING\r\n')
    .client('MAIL FROM:<a@a.example>\r\n')
    .server('250 ok\r\n')
    .client('RCPT TO:<b@b.example>\r\n')
    .server('250 ok\r\n')
    .client('DATA\r\n')
    .server('354 go\r\n')
    .client('Subject: x\r\n\r\ntext\r\n.\r\n')
    .server('250 taken\r\n')
    .client('QUIT\r\n')
    .server('221 bye\r\n')
    .send({ from: 'server', flags: 'FA' })
    .send({ from: 'client', flags: 'FA' })
    .send({ from: 'server' })
const SPOKEN = ['CONNECT 220', 'EHLO 250', 'MAIL 250', 'RCPT 250', 'DATA 354', '. 250', 'QUIT 221']
const MACS = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]

describe('one session', () => {
  it.each([
    ['IPv4', {}],
    ['IPv6', { family: 6 }],
    ['a VLAN', { linkType: LINK_ETHERNET, header: [...MACS, 0x81, 0, 0, 7, 8, 0] }],
    [
      'two tags and IPv6',
      { family: 6, linkType: LINK_ETHERNET, header: [...MACS, 0x88, 0xa8, 0, 7, 0x81, 0, 0, 9, 0x86, 0xdd] },
    ],
    ['the Linux cooked form', { linkType: LINK_SLL, header: [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0] }],
  ] as const)('in %s', (_name, options) => {
    const { frames } = delivery(createFlow(options))
    const { sessions, counts } = followed(frames)
    expect(sessions.map(({ why }) => why)).toEqual(['closed'])
    expect(sessions.map(spoken)).toEqual([SPOKEN])
    expect(counts).toMatchObject({ sessions: 1, otherFrames: 0, tcpPackets: frames.length })
    expect(sessions[0]?.reading.limits.says).toEqual([])
  })

  it('knows its client by the SYN', () => {
    const [one] = followed(delivery(createFlow()).frames).sessions
    expect(one?.reading.session.roleFrom).toBe('syn')
    expect(one?.reading.client.port).toBe(40_321)
  })

  it('without its SYNs: by who speaks, and with the greeting nothing is lost', () => {
    const [one] = followed(delivery(createFlow()).frames.slice(3)).sessions
    expect(one?.reading.session.roleFrom).toBe('words')
    expect(one?.reading.limits).toMatchObject({ midStream: true, dialogueLost: false })
    expect(one && spoken(one)).toEqual(SPOKEN)
  })

  it('without its SYNs, and the greeting is not the first: it is in the middle', () => {
    const [, ...frames] = delivery(createFlow()).frames.slice(4)
    const [one] = followed(frames).sessions
    expect(one && spoken(one)[0]).not.toBe('CONNECT 220')
  })

  it('from the middle on: by the command, and what was answered before is not known', () => {
    const [one] = followed(delivery(createFlow()).frames.slice(6)).sessions
    expect(one?.reading.client.port).toBe(40_321)
    expect(one && spoken(one)).toEqual(SPOKEN.slice(2))
  })

  it('whose packets the capture holds twice is told once', () => {
    const { frames } = delivery(createFlow())
    const twice = frames.flatMap((frame) => [frame, { ...frame, atUs: frame.atUs + 100 }])
    const [one, ...rest] = followed(twice.map((frame, index) => ({ ...frame, number: index + 1 }))).sessions
    expect(rest).toEqual([])
    expect(one && spoken(one)).toEqual(SPOKEN)
    // The last packets come when the session is settled.
    expect(one?.reading.limits.twice).toBe(frames.length - 2)
  })
})

describe('captured in another order than sent', () => {
  it('the client’s words before the greeting that they answer', () => {
    const { frames } = delivery(createFlow())
    const swapped = [...frames.slice(0, 3), ...frames.slice(4, 5), ...frames.slice(3, 4), ...frames.slice(5)]
    const [one] = followed(swapped).sessions
    expect(one && spoken(one)).toEqual(SPOKEN)
  })

  it('two packets of one reply', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .client('EHLO a\r\n')
      .server('250-mx.exa')
      .server('mple.net\r\n250 ok\r\n')
    const swapped = [...flow.frames.slice(0, 5), ...flow.frames.slice(6), ...flow.frames.slice(5, 6)]
    const [one] = followed(swapped).sessions
    expect(one && spoken(one)).toEqual(['CONNECT 220', 'EHLO 250'])
    expect(one?.reading.dialogue.answers[1]?.text).toBe('250-mx.example.net\n250 ok')
  })
})

describe('a session that ends', () => {
  it('in order is handed over at once, and its last packets begin no new one', () => {
    const flow = delivery(createFlow())
    flow.send({ from: 'client', flags: 'FA', at: 97 }).send({ from: 'server', afterMs: 100_000 })
    expect(followed(flow.frames).sessions.map(({ why }) => why)).toEqual(['closed'])
  })

  it('in order, and its ports are used again at once: two sessions', () => {
    const again = delivery(createFlow({ initial: { client: 77, server: 88 } }))
    const frames = [...delivery(createFlow()).frames, ...again.frames]
    const { sessions } = followed(frames.map((frame, index) => ({ ...frame, number: index + 1 })))
    expect(sessions.map(spoken)).toEqual([SPOKEN, SPOKEN])
  })

  it('without a QUIT waits for what may follow', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .send({ from: 'server', flags: 'FA' })
      .send({ from: 'client', flags: 'FA' })
    const [one] = followed(flow.frames).sessions
    expect(one?.why).toBe('end-of-capture')
    expect(one?.reading.session.closedUs).toBe(flow.frames.at(-1)?.atUs)
  })

  it('with a reset behind the FIN: the FIN began it', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .client('EHLO a\r\n')
      .send({ from: 'server', flags: 'FA' })
      .send({ from: 'server', flags: 'RA', afterMs: 1 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.ends).toMatchObject({ firstBy: 'server', first: { frame: 6 }, serverResets: [{ frame: 7 }] })
    expect(one?.reading.session.closedUs).toBe(flow.frames[6]?.atUs)
  })

  it('with a reset behind both FINs: they had closed it', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .send({ from: 'server', flags: 'FA' })
      .send({ from: 'client', flags: 'FA' })
      .send({ from: 'server', flags: 'R' })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.session).toMatchObject({ closedUs: flow.frames[5]?.atUs, resetBy: undefined })
  })

  it('by FINs that cross: whose saw the other’s did not begin it', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    const ends = (serverAck: number): unknown =>
      followed([
        ...flow.frames,
        ...createFlow()
          .send({ from: 'client', flags: 'FA', at: 1, ack: 20 })
          .send({ from: 'server', flags: 'FA', at: 20, ack: serverAck })
          .frames.map((frame, index) => ({ ...frame, number: 5 + index, atUs: frame.atUs + 50_000 })),
      ]).sessions[0]?.reading.ends.firstBy
    expect(ends(1)).toBe('server')
    expect(ends(2)).toBe('client')
  })

  it('by a reset that is followed by what was on its way, sent again, stays closed', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .client('EHLO a\r\n')
      .send({ from: 'client', flags: 'R' })
      .send({ from: 'server', at: 1, data: '220 mx.example.net\r\n', afterMs: 1001 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.session).toMatchObject({ closedUs: flow.frames[5]?.atUs, resetBy: 0 })
  })

  it('by a reset that the other side does not obey, seconds later, is open still', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .client('EHLO a\r\n')
      .send({ from: 'client', flags: 'R', ttl: 33 })
      .server('250 ok\r\n', { afterMs: 1001 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.session).toMatchObject({ closedUs: -1, resetBy: undefined })
  })

  it('by a reset that the other side had not heard of yet is closed', () => {
    const flow = createFlow()
      .open()
      .server('220 mx.example.net\r\n')
      .client('EHLO a\r\n')
      .send({ from: 'client', flags: 'R' })
      .server('250 ok\r\n', { afterMs: 999 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.session).toMatchObject({ closedUs: flow.frames[5]?.atUs, resetBy: 0 })
  })

  it('is over for a new SYN of the same ports, and not for the same SYN again', () => {
    const open = createFlow().open().server('220 mx.example.net\r\n')
    const repeated = followed(open.send({ from: 'client', flags: 'S', at: 0 }).frames)
    expect(repeated.sessions.map(({ why }) => why)).toEqual(['end-of-capture'])
    const renewed = followed(open.send({ from: 'client', flags: 'S', at: 90_000 }).frames)
    expect(renewed.sessions.map(({ why }) => why)).toEqual(['reused', 'end-of-capture'])
  })
})

it('ports that were in use when the capture began are used again by a SYN', () => {
  const before = createFlow().server('250 ok\r\n', { at: 7000 }).client('QUIT\r\n', { at: 500 })
  const frames = [...before.frames, ...delivery(createFlow({ initial: { client: 77, server: 88 } })).frames]
  const { sessions } = followed(frames.map((frame, index) => ({ ...frame, number: index + 1 })))
  expect(sessions.map(({ why }) => why)).toEqual(['reused', 'closed'])
})

describe('errors of ICMP', () => {
  it('are noted by their session, with the octet that they are about', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n').tooBig('client', 1, 1400)
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.icmp).toMatchObject([{ type: 3, code: 4, mtu: 1400, about: 0, offset: 1, frame: 6 }])
  })

  it('about a SYN make it a session', () => {
    const flow = createFlow().send({ from: 'client', flags: 'S' }).tooBig('client', 0, 1000)
    expect(followed(flow.frames).sessions[0]?.reading.icmp).toMatchObject([{ about: 0, offset: 0 }])
  })

  it('of which there are many are noted no more', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    for (let index = 0; index < 20; index += 1) flow.tooBig('server', 1, 1400)
    expect(followed(flow.frames).sessions[0]?.reading.icmp).toHaveLength(16)
  })

  it('about a packet of nobody are passed over', () => {
    const flow = createFlow({ clientPort: 5 }).tooBig('client', 1, 1400)
    expect(followed([...createFlow().open().frames, ...flow.frames]).sessions[0]?.reading.icmp).toEqual([])
  })
})

describe('half open', () => {
  it('a SYN that nobody answers is a session of SYNs', () => {
    const flow = createFlow()
    for (const afterMs of [0, 1000, 2000, 4000]) flow.send({ from: 'client', flags: 'S', at: 0, afterMs })
    const { sessions, counts } = followed(flow.frames)
    expect(sessions.map(({ reading }) => reading.ends.syns.length)).toEqual([4])
    expect(sessions[0]?.reading).toMatchObject({ opened: false, stage: 'connect' })
    expect(counts.sessions).toBe(1)
  })

  it('many SYNs, and none with another number, are one attempt', () => {
    const flow = createFlow()
    for (let index = 0; index < 20; index += 1) flow.send({ from: 'client', flags: 'S', at: 0 })
    expect(followed(flow.frames).sessions.map(({ reading }) => reading.packets.length)).toEqual([20])
  })

  it('a SYN with another number after one that was not answered is the same attempt', () => {
    const flow = createFlow().send({ from: 'client', flags: 'S', at: 0 }).send({ from: 'client', flags: 'S', at: 7 })
    expect(followed(flow.frames).sessions.map(({ reading }) => reading.packets.length)).toEqual([2])
  })

  it('a SYN that carries data', () => {
    const flow = createFlow().send({ from: 'client', flags: 'S', data: 'EHLO a\r\n' })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.client).toMatchObject({ next: 9, dataPackets: 1 })
  })

  it('a SYN-ACK that nobody takes is no connection', () => {
    const flow = createFlow().send({ from: 'client', flags: 'S' })
    flow.send({ from: 'server', flags: 'SA' }).send({ from: 'server', flags: 'SA', at: 0, afterMs: 1000 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading).toMatchObject({ opened: false, stage: 'connect', ends: { synAcks: [{}, {}] } })
  })

  it('that is refused', () => {
    const flow = createFlow().send({ from: 'client', flags: 'S' }).send({ from: 'server', flags: 'RA' })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading).toMatchObject({ opened: false, ends: { firstBy: 'server' } })
  })

  it('and only the server’s half is in the capture', () => {
    const { frames } = delivery(createFlow())
    const [one] = followed(frames.filter((_, index) => [1, 3, 5, 7].includes(index))).sessions
    expect(one?.reading.limits.oneSided).toBe('server-only')
    expect(one?.reading.client.port).toBe(40_321)
  })

  it('and only the client’s half is in the capture', () => {
    const { frames } = delivery(createFlow())
    const [one] = followed(frames.filter((_, index) => [0, 2, 4, 6, 8].includes(index))).sessions
    expect(one?.reading.limits).toMatchObject({ oneSided: 'client-only' })
  })
})

describe('fragments', () => {
  it('of which the first carries the header are counted, and their words are not read', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    flow.client('EHLO a\r\n', { fragment: 'first' })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.limits.fragments).toBe(1)
    expect(one && spoken(one)).toEqual(['CONNECT 220'])
    expect(one?.reading.client.next).toBe(9)
  })

  it('of which the later ones have no header are no packets of TCP', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    const { counts } = followed(flow.client('EHLO a\r\n', { fragment: 'later' }).frames)
    expect(counts).toMatchObject({ packets: 5, tcpPackets: 4, otherFrames: 0 })
  })
})

describe('silence', () => {
  const begun = (): Flow => createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n')

  it('with keep-alives that are answered is no loss', () => {
    const flow = begun()
    for (let index = 0; index < 5; index += 1)
      flow
        .send({ from: 'server', at: 20, afterMs: 60_000, data: '\n' })
        .send({ from: 'client', at: 9, sack: [[20, 21]] })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading).toMatchObject({ serverStuck: undefined, limits: { holes: false } })
    expect(one?.reading.server).toMatchObject({ next: 21, acked: 21 })
  })

  it('with keep-alives that nobody answers', () => {
    const flow = begun().send({ from: 'server' })
    for (let index = 0; index < 5; index += 1) flow.send({ from: 'server', at: 20, afterMs: 75_000, data: '\n' })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.server).toMatchObject({ next: 21, acked: 21, sentBytes: 25, dataPackets: 6 })
  })

  it('of a server that takes nothing: its window is 0, and what is tried is not lost', () => {
    const flow = begun().server('250 ok\r\n', { window: 0 })
    for (let index = 0; index < 5; index += 1)
      flow
        .send({ from: 'client', at: 9, data: 'M', afterMs: 1000 * 2 ** index })
        .send({ from: 'server', ack: 9, window: 0 })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading).toMatchObject({ clientStuck: undefined, server: { window: 0 } })
  })

  it('of a server that is not there: what is tried is lost', () => {
    const flow = begun().server('250 ok\r\n')
    for (let index = 0; index < 5; index += 1)
      flow.send({ from: 'client', at: 9, data: 'MAIL FROM:<>\r\n', afterMs: 1000 * 2 ** index })
    const [one] = followed(flow.frames).sessions
    expect(one?.reading.clientStuck).toMatchObject({ offset: 9, resent: [{}, {}, {}, {}], forSeconds: 30 })
  })
})

it('how long the capture goes on without a packet of the session', () => {
  const first = createFlow({ clientPort: 1 }).open()
  const second = createFlow({ clientPort: 2 }).open().server('220 mx.example.net\r\n', { afterMs: 5000 })
  const { sessions } = followed([...first.frames, ...second.frames])
  expect(sessions.map(({ reading }) => reading.session.quietUs)).toEqual([5_000_000, 0])
})

describe('what is no mail', () => {
  it('on another port is followed for some hundred octets: it may speak SMTP yet', () => {
    const noise = (length: number): Flow =>
      createFlow({ port: 10_025 }).open().client('x'.repeat(length)).client('\r\nEHLO a\r\n').server('250 ok\r\n')
    expect(followed(noise(500).frames).sessions).toHaveLength(1)
    expect(followed(noise(600).frames).sessions).toHaveLength(0)
  })

  it('of another port that says nothing of SMTP is not handed over', () => {
    const flow = createFlow({ port: 8080 }).open().client('GET / HTTP/1.1\r\n').server('HTTP/1.1 200 OK\r\n')
    expect(followed(flow.frames).sessions).toEqual([])
  })

  it('on another port it is mail when it speaks so', () => {
    const { sessions } = followed(delivery(createFlow({ port: 10_025 })).frames)
    expect(sessions.map(spoken)).toEqual([SPOKEN])
  })
})
