import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFlow, followed, spoken, type End, type Flow, type HandedOver } from '../../test/kit/tcp-flow.ts'
import { concat } from '../wire/octets.ts'

type Turn = readonly [from: End, data: string | Uint8Array]

const octets = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data

/** The one session of a conversation, each turn in packets of its own: cut at these places, or whole. A turn without data acknowledges. */
function read(turns: readonly Turn[], cuts: readonly number[] = []): HandedOver {
  const flow = turns.reduce((sum, [from, data]) => {
    const whole = octets(data)
    if (whole.length === 0) return sum.send({ from })
    const places = [0, ...new Set(cuts.map((cut) => cut % whole.length)), whole.length].toSorted((a, b) => a - b)
    for (const [index, start] of places.entries()) {
      const piece = whole.subarray(start, places[index + 1] ?? start)
      if (piece.length > 0) sum.send({ from, data: piece, afterMs: 1 })
    }
    return sum
  }, createFlow().open())
  return only(flow)
}

function only(flow: Flow): HandedOver {
  const { sessions } = followed(flow.frames)
  const [one] = sessions
  if (one === undefined || sessions.length !== 1) throw new Error(`${sessions.length} sessions`)
  return one
}

const GREETED: readonly Turn[] = [
  ['server', '220-mx.example.net\r\n220 ESMTP\r\n'],
  ['client', 'EHLO a.example\r\n'],
  ['server', '250-mx.example.net\r\n250-STARTTLS\r\n250-CHUNKING\r\n250 AUTH PLAIN LOGIN\r\n'],
]
const ENVELOPE: readonly Turn[] = [
  ['client', 'MAIL FROM:<a@a.example>\r\n'],
  ['server', '250 ok\r\n'],
  ['client', 'RCPT TO:<b@b.example>\r\n'],
  ['server', '250 ok\r\n'],
]
const MESSAGE: readonly Turn[] = [
  ['client', 'DATA\r\n'],
  ['server', '354 go\r\n'],
  ['client', 'Subject: x\r\n\r\n..dots\r\n. \r\n.\r\r\n\n.\n\r\n.\r\n'],
  ['server', '250 taken\r\n'],
]
const CLEAR = [...GREETED, ...ENVELOPE, ...MESSAGE]

const record = (type: number, length: number, first: readonly number[] = []): Uint8Array => {
  const bytes = new Uint8Array(5 + length)
  bytes.set([type, 3, 3, length >> 8, length & 0xff, ...first])
  return bytes
}
const hex = (text: string): readonly number[] => text.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
/** A ServerHello with TLS_AES_128_GCM_SHA256 whose supported_versions names TLS 1.3. */
const SERVER_HELLO = record(22, 90, hex(`020000560303${'07'.repeat(32)}00130100002e002b00020304`))
const TO_TLS: readonly Turn[] = [...GREETED, ['client', 'STARTTLS\r\n'], ['server', '220 go\r\n']]
const SECURED: readonly Turn[] = [
  ...TO_TLS,
  ['client', record(22, 512, [1])],
  ['server', concat([SERVER_HELLO, record(20, 1, [1]), record(23, 900)])],
  ['client', concat([record(20, 1, [1]), record(23, 53)])],
  ['client', record(23, 33)],
  ['server', record(23, 150)],
]

describe('segments cut anywhere', () => {
  const summary = (one: HandedOver): unknown => {
    const { dialogue, tls } = one.reading
    return {
      spoken: spoken(one),
      said: dialogue.said.map(({ text, stage, offset, end }) => [text, stage, offset, end]),
      answers: dialogue.answers.map(({ text, offset, end }) => [text, offset, end]),
      body: dialogue.bodyOffset,
      keywords: dialogue.keywords,
      records: tls?.records.map(({ from, type, length, offset }) => [from, type, length, offset]),
      tls: tls && { ...tls, records: 0, clientHelloFrame: 0 },
      gaps: dialogue.gaps,
    }
  }
  it.each([
    ['in clear', CLEAR],
    ['through STARTTLS', SECURED],
  ])('%s: the same conversation', (_name, turns) => {
    const whole = summary(read(turns))
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), (cuts) => {
        expect(summary(read(turns, cuts))).toEqual(whole)
      }),
    )
    const each = Array.from({ length: 1000 }, (_, index) => index)
    expect(summary(read(turns, each))).toEqual(whole)
  })
})

describe('a conversation in clear', () => {
  it('is told by its verbs and codes', () => {
    expect(spoken(read(CLEAR))).toEqual(['CONNECT 220', 'EHLO 250', 'MAIL 250', 'RCPT 250', 'DATA 354', '. 250'])
  })

  it('keeps replies of several lines, the greeting’s host and the keywords', () => {
    const { dialogue } = read(GREETED).reading
    expect(dialogue.answers.map(({ text }) => text)).toEqual([
      '220-mx.example.net\n220 ESMTP',
      '250-mx.example.net\n250-STARTTLS\n250-CHUNKING\n250 AUTH PLAIN LOGIN',
    ])
    expect(dialogue).toMatchObject({
      bannerHost: 'mx.example.net',
      keywords: ['STARTTLS', 'CHUNKING', 'AUTH PLAIN LOGIN'],
    })
  })

  it('knows where each word stands in its stream', () => {
    const { said, answers } = read([
      ...GREETED.slice(0, 2),
      ['server', '250-a\r\n250 b\r\n'],
      ['client', 'NOOP\r\nQUIT\r\n'],
    ]).reading.dialogue
    expect(said.map(({ verb, offset, end }) => [verb, offset, end])).toEqual([
      ['CONNECT', 0, 1],
      ['EHLO', 1, 17],
      ['NOOP', 17, 23],
      ['QUIT', 23, 29],
    ])
    expect(answers.map(({ offset, end }) => [offset, end])).toEqual([
      [1, 32],
      [32, 46],
    ])
  })

  it('that is long keeps its first and its latest words', () => {
    const noops = Array.from({ length: 60 }, (): readonly Turn[] => [
      ['client', 'NOOP\r\nRSET\r\n'],
      ['server', '250 ok\r\n250 ok\r\n'],
    ])
    const { said } = read([...GREETED, ...noops.flat(), ['client', 'QUIT\r\n']]).reading.dialogue
    expect([said[0]?.verb, said[1]?.verb, said.at(-1)?.verb]).toEqual(['CONNECT', 'EHLO', 'QUIT'])
    expect(said.length).toBeLessThan(105)
  })

  it('in a group: each answer is of the command that was first', () => {
    const one = read([
      ...GREETED,
      ['client', 'MAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\n'],
      ['server', '250 ok\r\n550 no\r\n503 none\r\n'],
    ])
    expect(spoken(one).slice(2)).toEqual(['MAIL 250', 'RCPT 550', 'DATA 503'])
    expect(one.reading).toMatchObject({ stage: 'idle', dialogue: { inBody: false, recipients: 0 } })
  })

  it('with a command that nobody answers: it waits', () => {
    const { reading } = read([...GREETED, ...ENVELOPE, ['client', 'DATA\r\n']])
    expect(reading).toMatchObject({ stage: 'data', waiting: { verb: 'DATA' }, stageInferred: false })
  })

  it('in the middle of a message', () => {
    const { reading } = read([...GREETED, ...ENVELOPE, ...MESSAGE.slice(0, 2), ['client', 'Subject: x\r\n\r\n.\n']])
    expect(reading).toMatchObject({ stage: 'body', dialogue: { inBody: true }, bareDot: true })
  })

  it('whose message ends in a dot: the answer is due when all of it arrived', () => {
    const sent = [...GREETED, ...ENVELOPE, ...MESSAGE.slice(0, 3)]
    expect(read([...sent, ['server', '']]).reading).toMatchObject({ stage: 'dot', dialogue: { inBody: false } })
    expect(read(sent).reading).toMatchObject({ stage: 'body', dialogue: { inBody: false, messagesAccepted: 0 } })
  })

  it('whose message is one dot', () => {
    const one = read([...GREETED, ...ENVELOPE, ...MESSAGE.slice(0, 2), ['client', '.\r\n'], ['server', '250 ok\r\n']])
    expect(spoken(one).at(-1)).toBe('. 250')
    expect(one.reading.dialogue.messagesAccepted).toBe(1)
  })

  it('whose message is ended by the server’s own reading of line ends', () => {
    const one = read([
      ...GREETED,
      ...ENVELOPE,
      ...MESSAGE.slice(0, 2),
      ['client', 'text\n.\n'],
      ['server', '250 taken\r\n'],
      ['client', 'QUIT\r\n'],
    ])
    expect(spoken(one).slice(-3)).toEqual(['DATA 354', '. 250', 'QUIT -'])
    expect(one.reading.dialogue.said.at(-2)).toMatchObject({ stage: 'dot', inferred: true })
  })

  it('in which the server says goodbye in the middle of the message', () => {
    const { reading } = read([
      ...GREETED,
      ...ENVELOPE,
      ...MESSAGE.slice(0, 2),
      ['client', 'text\r\n'],
      ['server', '221 bye\r\n'],
    ])
    expect(reading).toMatchObject({ stage: 'body', dialogue: { inBody: true } })
  })

  it('whose 354 was captured behind the message itself', () => {
    const one = read([
      ...GREETED,
      ...ENVELOPE,
      ['client', 'DATA\r\n'],
      ['client', 'Subject: x\r\n\r\ntext\r\n.\r\n'],
      ['server', '354 go\r\n'],
      ['server', '250 taken\r\n'],
      ['client', 'QUIT\r\n'],
    ])
    expect(spoken(one).slice(-3)).toEqual(['DATA 354', '. 250', 'QUIT -'])
    expect(one.reading.dialogue.inBody).toBe(false)
  })

  it('of several messages: the dot of each is answered once for each of its own recipients', () => {
    const again: readonly Turn[] = [...ENVELOPE, ...MESSAGE]
    const hello: readonly Turn[] = [...GREETED.slice(0, 1), ['client', 'LHLO a\r\n'], ['server', '250 ok\r\n']]
    const one = read([...hello, ...again, ...again])
    expect(spoken(one).slice(-4)).toEqual(['MAIL 250', 'RCPT 250', 'DATA 354', '. 250'])
    expect(one.reading.dialogue).toMatchObject({ messagesAccepted: 2, outstanding: [] })
  })

  it('that is refused in the middle of the message: the refusal ends no message', () => {
    const { reading } = read([
      ...GREETED,
      ...ENVELOPE,
      ...MESSAGE.slice(0, 2),
      ['client', 'Subject: x\r\n'],
      ['server', '552 too large\r\n'],
      ['client', 'text\r\n'],
    ])
    expect(reading).toMatchObject({ stage: 'body', dialogue: { inBody: true } })
    expect(reading.dialogue.answers.at(-1)).toMatchObject({ code: 552, to: undefined })
  })

  it('in chunks: the octets of a chunk are no commands', () => {
    const one = read([
      ...GREETED,
      ...ENVELOPE,
      ['client', 'BDAT 6\r\nQUIT\r\n'],
      ['server', '250 ok\r\n'],
      ['client', 'BDAT 4 LAST\r\nabcdRSET\r\n'],
      ['server', '250 taken\r\n250 ok\r\n'],
    ])
    expect(spoken(one).slice(4)).toEqual(['BDAT 250', 'BDAT 250', 'RSET 250'])
    expect(one.reading.dialogue).toMatchObject({ quit: false, inBody: false })
  })

  it('with an unfinished chunk is in the message; with a whole one the answer is due', () => {
    const chunk = (data: string): HandedOver => read([...GREETED, ...ENVELOPE, ['client', `BDAT 6 LAST\r\n${data}`]])
    expect(chunk('abcde').reading).toMatchObject({ stage: 'body', dialogue: { inBody: true } })
    expect(chunk('abcdef').reading).toMatchObject({ stage: 'dot', dialogue: { inBody: false } })
  })

  it('to several recipients over LMTP: the dot is answered once for each that was taken', () => {
    const one = read([
      ['server', '220 mx.example.net LMTP\r\n'],
      ['client', 'LHLO a.example\r\n'],
      ['server', '250 ok\r\n'],
      ...ENVELOPE,
      ['client', 'RCPT TO:<c@b.example>\r\nRCPT TO:<d@b.example>\r\n'],
      ['server', '550 no\r\n250 ok\r\n'],
      ...MESSAGE.slice(0, 3),
      ['server', '250 one\r\n452 two\r\n'],
    ])
    expect(spoken(one).slice(-2)).toEqual(['. 250', '. 452'])
    expect(one.reading.dialogue.outstanding).toEqual([])
  })
})

describe('credentials', () => {
  it.each([
    ['asked for', ['AUTH LOGIN\r\n', '334 VXNlcg==\r\n', 'c2VjcmV0\r\n', '235 ok\r\n']],
    ['sent before they are asked for', ['AUTH LOGIN\r\nc2VjcmV0\r\n', '334 VXNlcg==\r\n235 ok\r\n']],
    ['in the command itself', ['AUTH PLAIN c2VjcmV0\r\n', '535 no\r\n']],
  ])('%s are not kept', (_name, words) => {
    const turns = words.map((data, index): Turn => [index % 2 === 0 ? 'client' : 'server', data])
    const { dialogue } = read([...GREETED, ...turns, ['client', 'QUIT\r\n']]).reading
    expect(dialogue.said.map(({ text }) => text).join('\n')).not.toContain('c2VjcmV0')
    expect(dialogue).toMatchObject({ quit: true })
    expect(dialogue.said.at(-1)).toMatchObject({ verb: 'QUIT', stage: 'quit' })
  })
})

describe('STARTTLS', () => {
  it('hands over to TLS: records and the hello', () => {
    const { tls, dialogue } = read(SECURED).reading
    expect(tls).toMatchObject({
      begun: true,
      wrapped: false,
      clientHelloBytes: 517,
      serverHelloSeen: true,
      version: 0x0304,
      suite: 0x1301,
      established: true,
      lost: false,
    })
    expect(tls?.records.map(({ from, type, length }) => `${from} ${type} ${length}`)).toEqual([
      'client 22 512',
      'server 22 90',
      'server 20 1',
      'server 23 900',
      'client 20 1',
      'client 23 53',
      'client 23 33',
      'server 23 150',
    ])
    expect(tls?.records.map(({ offset }) => offset).slice(0, 4)).toEqual([27, 110, 205, 211])
    expect(dialogue.gaps).toBe(0)
  })

  it('with TLS 1.2: both sides finish under their new cipher', () => {
    const finish = concat([record(20, 1, [1]), record(22, 40)])
    const hello = record(22, 74, hex(`020000460303${'07'.repeat(32)}20${'01'.repeat(32)}c02f00`))
    const steps: readonly Turn[] = [
      ...TO_TLS,
      ['client', record(22, 300, [1])],
      ['server', hello],
      ['server', record(22, 900, [11])],
      ['client', concat([record(22, 66, [16]), finish])],
    ]
    expect(read(steps).reading.tls).toMatchObject({ version: 0x0303, suite: 0xc02f, established: false })
    expect(read([...steps, ['server', finish]]).reading.tls?.established).toBe(true)
    // A record of the handshake before the cipher changed is no Finished.
    const early: Turn = ['server', concat([record(22, 40), record(20, 1, [1])])]
    expect(read([...steps, early]).reading.tls?.established).toBe(false)
  })

  it('that was refused stays in clear', () => {
    const one = read([...GREETED, ['client', 'STARTTLS\r\n'], ['server', '454 no\r\n'], ...ENVELOPE])
    expect(spoken(one).slice(2)).toEqual(['STARTTLS 454', 'MAIL 250', 'RCPT 250'])
    expect(one.reading.tls?.begun).toBe(false)
  })

  it('with words in clear where the server’s records should be', () => {
    const { tls } = read([...TO_TLS, ['client', record(22, 512, [1])], ['server', '421 4.3.0 busy\r\n']]).reading
    expect(tls).toMatchObject({ plainFromServer: '421 4.3.0 busy\r\n', lost: false, serverHelloSeen: false })
  })

  it('with an alert in clear', () => {
    const { tls } = read([...TO_TLS, ['client', record(22, 512, [1])], ['server', record(21, 2, [2, 70])]]).reading
    expect(tls?.alerts).toMatchObject([{ from: 'server', fatal: true, description: 70, frame: 10 }])
  })

  it('with an alert behind the hello', () => {
    const { tls } = read([
      ...TO_TLS,
      ['client', record(22, 512, [1])],
      ['server', concat([SERVER_HELLO, record(21, 2, [1, 112]), record(21, 2, [2, 40])])],
    ]).reading
    expect(tls?.alerts.map(({ fatal, description }) => [fatal, description])).toEqual([
      [false, 112],
      [true, 40],
    ])
  })

  it.each([
    ['octets that are no record', new Uint8Array(40).fill(200)],
    ['a record longer than any', Uint8Array.of(22, 3, 3, 0xff, 0xff, 2, 0, 0, 1)],
    ['a record of an unknown version', Uint8Array.of(22, 3, 9, 0, 90, 2, 0, 0, 1)],
  ])('with %s: the borders are lost', (_name, bytes) => {
    const { reading } = read([...TO_TLS, ['client', record(22, 512, [1])], ['server', bytes]])
    expect(reading.tls).toMatchObject({ lost: true, serverHelloSeen: false })
    expect(reading.limits.dialogueLost).toBe(true)
  })

  it('is not needed where TLS comes first', () => {
    const flow = createFlow({ port: 465 })
      .open()
      .client(record(22, 512, [1]))
      .server(SERVER_HELLO)
    expect(only(flow).reading.tls).toMatchObject({ begun: true, wrapped: true, clientHelloBytes: 517 })
  })
})

describe('what the capture does not hold', () => {
  it('a reply whose text was cut: its code is known', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n')
    flow.server('250 mx.example.net\r\n', { snapped: 14 }).client('MAIL FROM:<>\r\n')
    const one = only(flow)
    expect(spoken(one)).toEqual(['CONNECT 220', 'EHLO 250', 'MAIL -'])
    expect(one.reading.limits.snapped).toBe(true)
  })

  it('a command whose argument was cut: its verb is known', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    flow.client('EHLO a.example\r\n', { snapped: 10 }).server('250 ok\r\n').client('MAIL FROM:<>\r\n')
    const one = only(flow)
    expect(spoken(one)).toEqual(['CONNECT 220', 'EHLO 250', 'MAIL -'])
    expect(one.reading.dialogue.gaps).toBe(0)
  })

  it('a reply to a group of commands: the code of the first is known, and that more may lie in the gap', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n').server('250 ok\r\n')
    flow.client('MAIL FROM:<>\r\nRCPT TO:<b@b.example>\r\n').server('250 ok\r\n250 ok\r\n', { snapped: 13 })
    const one = only(flow)
    expect(spoken(one)).toEqual(['CONNECT 220', 'EHLO 250', 'MAIL 250', 'RCPT -'])
    expect(one.reading.dialogue.gaps).toBe(1)
  })

  it('the beginning of a reply: the next line that begins with a code is one', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n')
    flow.send({ from: 'server', data: '250-mx.example.net\r\n', snapped: 20 }).server('keyword\r\n')
    flow.server('250 ok\r\n').client('QUIT\r\n')
    const one = only(flow)
    expect(spoken(one)).toEqual(['CONNECT 220', 'EHLO 250', 'QUIT -'])
    expect(one.reading.dialogue.garbled).toBeUndefined()
  })

  it('the rest of a reply of several lines: its code is known', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n')
    flow.server('250-mx.example.net\r\n250 ok\r\n', { snapped: 22 }).client('QUIT\r\n')
    expect(spoken(only(flow))).toEqual(['CONNECT 220', 'EHLO 250', 'QUIT -'])
  })

  it('of a record of TLS: what follows it is read on', () => {
    const flow = createFlow({ port: 465 })
      .open()
      .client(record(22, 512, [1]))
    flow
      .server(SERVER_HELLO)
      .server(record(22, 900, [11]), { snapped: 800 })
      .server(record(20, 1, [1]))
    const { tls } = only(flow).reading
    expect(tls?.records.map(({ type, length }) => [type, length])).toEqual([
      [22, 512],
      [22, 90],
      [22, 900],
      [20, 1],
    ])
    expect(tls?.lost).toBe(false)
  })

  it('of the header of a record: the borders are lost', () => {
    const flow = createFlow({ port: 465 })
      .open()
      .client(record(22, 512, [1]))
      .server(SERVER_HELLO)
    flow.server(record(22, 900, [11]), { snapped: 903 }).server(record(20, 1, [1]))
    expect(only(flow).reading.tls?.lost).toBe(true)
  })

  it('words behind a cut that are no command are a message whose beginning is not there', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n')
    flow.client('EHLO a.example\r\n', { snapped: 10 }).server('250 ok\r\n').client('some text\r\n')
    expect(only(flow).reading.dialogue.gaps).toBe(1)
  })

  it('a packet of the message: it goes on, and its end is seen', () => {
    const flow = createFlow().open().server('220 mx.example.net\r\n').client('EHLO a\r\n').server('250 ok\r\n')
    flow.client('MAIL FROM:<>\r\n').server('250 ok\r\n').client('RCPT TO:<b@b.example>\r\n').server('250 ok\r\n')
    flow.client('DATA\r\n').server('354 go\r\n').client('Subject: x\r\n')
    const missing = flow.frames.length
    flow.client('lost\r\n').client('\r\ntext\r\n.\r\n').send({ from: 'server' })
    flow.server('250 taken\r\n', { afterMs: 100 })
    const { sessions } = followed(flow.frames.filter((_, index) => index !== missing))
    expect(sessions.map(spoken)[0]?.slice(-2)).toEqual(['DATA 354', '. 250'])
    expect(sessions[0]?.reading.limits).toMatchObject({ missedBytes: 6, holes: true })
  })
})

describe('words that are none of SMTP', () => {
  it('where the greeting is due', () => {
    const { reading } = read([['server', 'SSH-2.0-OpenSSH_9.2\r\n']])
    expect(reading.dialogue).toMatchObject({ garbled: 'SSH-2.0-OpenSSH_9.2', answers: [] })
  })

  it('a balancer’s header in front of the greeting, of either version, is none of the client’s', () => {
    const header = Uint8Array.from(hex('0d0a0d0a000d0a515549540a2111000cc0000201c000020201020019'))
    for (const first of ['PROXY TCP4 192.0.2.1 192.0.2.2 258 25\r\n', header]) {
      const one = read([['client', first], ...GREETED])
      expect(spoken(one)).toEqual(['CONNECT 220', 'EHLO 250'])
      expect(one.reading.dialogue.proxyFrame).toBe(4)
    }
  })
})
