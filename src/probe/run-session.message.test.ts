import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  ladder,
  outcomeText,
  patience,
  planFor,
  probeContext,
  sessionWith,
} from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript, RunningPeer } from '../../test/kit/scripted-peer.ts'
import { makeCertificate, startPeer } from '../../test/kit/scripted-peer.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { runSession } from './run-session.ts'

const tls = makeCertificate({ name: 'mx.example.net' })

function deathOf(session: SmtpSession): string {
  const { death } = session
  return death === undefined ? (session.lived ? 'lived' : 'stopped') : `${death.stage}: ${outcomeText(death.outcome)}`
}

/** A server in raw sockets, for what a script cannot say; it sees every octet. */
async function rawServer(handle: (socket: Socket) => void): Promise<RunningPeer> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    connections: () => 0,
    commands: () => [],
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy()
        server.close(() => done())
      }),
  }
}

describe('the last stage', () => {
  const CASES: readonly (readonly [SessionPlan['upTo'], readonly string[]])[] = [
    ['connect', ['connect: done']],
    ['banner', ['connect: done', 'banner: reply 220', 'quit: reply 221']],
    ['ehlo', ['connect: done', 'banner: reply 220', 'ehlo: reply 250', 'quit: reply 221']],
    ['mail', ['mail: reply 250', 'quit: reply 250', 'quit: reply 221']],
    ['rcpt', ['mail: reply 250', 'rcpt: reply 250', 'quit: reply 250', 'quit: reply 221']],
    ['data', ['mail: reply 250', 'rcpt: reply 250', 'data: reply 354']],
    ['body', ['rcpt: reply 250', 'data: reply 354', 'body: done']],
    ['idle', ['connect: done', 'banner: reply 220', 'ehlo: reply 250', 'quit: reply 221']],
    ['quit', ['connect: done', 'banner: reply 220', 'ehlo: reply 250', 'quit: reply 221']],
  ]
  test.concurrent.each(CASES)('%s', async (upTo, expected) => {
    const { session, steps, commands } = await sessionWith({}, { upTo })
    expect(ladder(steps).slice(-expected.length)).toEqual(expected)
    expect(session.lived).toBe(true)
    if (upTo === 'idle' || upTo === 'quit') expect(commands.join(' ')).not.toContain('MAIL')
  })
  test.concurrent.each(['starttls', 'tls'] as const)('%s', async (upTo) => {
    const { session } = await sessionWith({ tls }, { upTo })
    expect(session.lived).toBe(true)
    expect(session.reached).toBe(upTo === 'tls' ? 'ehlo' : 'starttls')
  })
})

describe('the message on the wire', () => {
  async function octetsOf(
    message: NonNullable<SessionPlan['message']>,
    upTo: SessionPlan['upTo'] = 'dot',
  ): Promise<string> {
    let seen = ''
    let inData = false
    const gone = Promise.withResolvers<void>()
    const peer = await rawServer((socket) => {
      socket.write('220 x\r\n')
      socket.on('end', () => gone.resolve())
      socket.on('data', (chunk) => {
        if (inData) {
          seen += chunk.toString('latin1')
          inData = !/\n\.\r?\n$/.test(seen)
          if (!inData) socket.write('250 ok\r\n')
          return
        }
        const text = chunk.toString('latin1')
        inData = text.startsWith('DATA')
        socket.write(inData ? '354 go\r\n' : '250 ok\r\n')
      })
    })
    await runSession(planFor(peer, { tls: 'none', message, upTo }), probeContext())
    await gone.promise
    await peer.close()
    return seen
  }

  test.concurrent.each([600, 601, 602, 677, 678, 679, 5_000, 40_000])('is %i octets long', async (sizeBytes) => {
    const seen = await octetsOf({ sizeBytes })
    expect(seen.endsWith('\r\n.\r\n')).toBe(true)
    expect(seen.length).toBe(sizeBytes + 3)
    expect(seen).not.toMatch(/[^\r]\n|\r[^\n]/)
    expect(seen).toMatch(
      /^From: <a@example\.org>\r\nTo: <b@example\.net>\r\nSubject: .*\r\nDate: .*\r\nMessage-ID: <.*>\r\n/,
    )
    expect(seen).toContain('\r\nX-Hangup-Test: ')
  })

  test.concurrent('lines end with LF when asked to', async () => {
    const seen = await octetsOf({ sizeBytes: 900, lineEnding: 'lf' })
    expect(seen.length).toBe(900 + 2)
    expect(seen).not.toContain('\r')
    expect(seen.endsWith('\n.\n')).toBe(true)
  })

  test.concurrent('a raw message stays as it is, dots doubled', async () => {
    expect(await octetsOf({ raw: 'Subject: x\r\n\r\n.a\r\n..b\nend' })).toBe(
      'Subject: x\r\n\r\n..a\r\n...b\nend\r\n.\r\n',
    )
    expect(await octetsOf({ raw: 'a\nb\r\nc\r', lineEnding: 'crlf' })).toBe('a\r\nb\r\nc\r\n.\r\n')
    expect(await octetsOf({ raw: 'a\r\nb\r\n', lineEnding: 'lf' })).toBe('a\nb\n.\n')
  })

  test.concurrent('holds the text asked for', async () => {
    expect(await octetsOf({ sizeBytes: 1_000, contains: 'X5O!\nline two' })).toContain('\r\n\r\nX5O!\r\nline two\r\n')
  })

  test.concurrent('up to body: no final dot', async () => {
    expect(await octetsOf({ sizeBytes: 900 }, 'body')).toMatch(/\r\n$/)
    expect(await octetsOf({ sizeBytes: 900 }, 'body')).not.toContain('\r\n.\r\n')
  })

  test.concurrent('the final dot and its CRLF travel apart when asked to', async () => {
    const reads: string[] = []
    const peer = await rawServer((socket) => {
      socket.write('220 x\r\n')
      socket.on('data', (chunk) => {
        const text = chunk.toString('latin1')
        reads.push(text)
        if (text === '\r\n' || !/^(?:\.|Subject)/.test(text))
          socket.write(text.startsWith('DATA') ? '354 x\r\n' : '250 x\r\n')
      })
    })
    const message = { raw: 'Subject: x\r\n', splitDot: true }
    const { session } = await runSession(planFor(peer, { tls: 'none', message }), probeContext())
    await peer.close()
    expect(session.lived).toBe(true)
    const crlf = reads.indexOf('\r\n')
    expect(reads[crlf - 1]).toMatch(/(?:^|\n)\.$/)
  })
})

// One after the other: these keep the event loop, which they share with their peers, busy.
describe('drops while the message is on its way', () => {
  const body = (behaviour: NonNullable<PeerScript['at']>['body'], limitBytes: number): PeerScript => ({
    at: { body: behaviour ?? { do: 'usual' } },
    message: { limitBytes },
  })
  const BIG = { message: { sizeBytes: 6_000_000 }, patienceMs: patience(800) }

  test.each([
    ['reset after 100 kB', body({ do: 'rst' }, 100_000), 'body: closed rst'],
    ['silence after 100 kB', body({ do: 'silent' }, 100_000), 'dot: silent'],
    ['552 and reset', body({ do: 'reply', text: '552 5.3.4 too big', then: 'reset' }, 100_000), 'body: reply 552'],
    ['552 and close', body({ do: 'reply', text: '552 5.3.4 too big', then: 'close' }, 100_000), 'body: reply 552'],
  ])('%s', async (_name, script, expected) => {
    const { session } = await sessionWith(script, BIG)
    expect(deathOf(session)).toBe(expected)
  })

  test('a reader that stops reading leaves us in the body', async () => {
    const peer = await rawServer((socket) => {
      socket.write('220 x\r\n')
      socket.on('data', (chunk) => {
        const data = chunk.toString('latin1').startsWith('DATA')
        socket.write(data ? '354 x\r\n' : '250 x\r\n')
        if (data) socket.pause()
      })
    })
    const { session, steps } = await runSession(
      planFor(peer, { tls: 'none', message: { sizeBytes: 20_000_000 }, patienceMs: patience(400) }),
      probeContext(),
    )
    await peer.close()
    expect(deathOf(session)).toBe('body: silent')
    expect(steps.at(-1)?.sentBytes).toBeLessThan(20_000_000)
  })

  test('a 552 that came just before the reset is not lost', async () => {
    for (const encrypted of [false, true]) {
      const script: PeerScript = {
        ...(encrypted ? { tls } : {}),
        at: { body: { do: 'reply', text: '552 5.3.4 too big', then: 'reset' } },
        message: { limitBytes: 1 },
      }
      for (let run = 0; run < 10; run += 1) {
        const { session } = await sessionWith(script, { message: { sizeBytes: 3_000_000 } })
        // Where the kernels' buffers took it all, the wait for the answer has begun.
        expect(deathOf(session)).toMatch(/^(?:body|dot): reply 552$/)
      }
    }
  })

  test('an empty message follows a 354 that nobody needs', async () => {
    const { session, commands, steps } = await sessionWith({ at: { rcpt: { do: 'reply', text: '550 5.1.1 no' } } })
    expect(deathOf(session)).toBe('rcpt: reply 550')
    expect(commands.at(-1)).toBe('QUIT')
    expect(ladder(steps)).toContain('dot: reply 250')
  })
})

describe('habits of the sender', () => {
  test.concurrent('pipelines only where it is offered, and may', async () => {
    const losing: PeerScript = { flow: { losesPipelined: true } }
    expect(deathOf((await sessionWith(losing)).session)).toBe('rcpt: silent')
    expect(deathOf((await sessionWith(losing, { pipelining: false })).session)).toBe('lived')
    expect(deathOf((await sessionWith({ ...losing, keywords: ['SIZE'] })).session)).toBe('lived')
    const { death } = (await sessionWith(losing)).session
    expect(death?.outstanding).toEqual(['RCPT TO:<b@example.net>', 'DATA'])
  })

  test.concurrent('BDAT where offered and asked for', async () => {
    const { commands, session } = await sessionWith({}, { chunking: true })
    expect(commands).toContain('BDAT 2000 LAST')
    expect(commands).not.toContain('DATA')
    expect(deathOf(session)).toBe('lived')
    expect((await sessionWith({ keywords: [] }, { chunking: true })).commands).toContain('DATA')
  })

  test.concurrent('parameters of MAIL', async () => {
    const mail = async (changes: Partial<SessionPlan>, keywords?: readonly string[]): Promise<string | undefined> =>
      (await sessionWith(keywords === undefined ? {} : { keywords }, { upTo: 'mail', ...changes })).commands[1]
    expect(await mail({})).toBe('MAIL FROM:<a@example.org> SIZE=2000')
    expect(await mail({ mailParameters: false })).toBe('MAIL FROM:<a@example.org>')
    expect(await mail({}, [])).toBe('MAIL FROM:<a@example.org>')
    expect(await mail({ message: { raw: 'x: \xfc\r\n' } })).toBe('MAIL FROM:<a@example.org> SIZE=6 BODY=8BITMIME')
    const utf8 = { envelope: { from: 'grün@example.org', to: ['b@example.net'] } }
    expect(await mail(utf8, ['SMTPUTF8'])).toContain(' SMTPUTF8')
    expect(await mail(utf8, [])).not.toContain('SMTPUTF8')
  })

  test.concurrent('speaks early', async () => {
    const script: PeerScript = {
      flow: { greetDelayMs: 80, earlyTalker: { do: 'reply', text: '554 5.5.1 too early', then: 'close' } },
    }
    const early = await sessionWith(script, { speaksEarly: true })
    expect(deathOf(early.session)).toBe('banner: reply 554')
    expect(early.steps[1]?.outstanding).toEqual(['EHLO probe.example.org'])
    expect(deathOf((await sessionWith(script)).session)).toBe('lived')
    expect(deathOf((await sessionWith({}, { speaksEarly: true })).session)).toBe('lived')
  })

  test.concurrent('pauses, and sees what ends them', async () => {
    const idle = (then: NonNullable<NonNullable<PeerScript['limits']>['idle']>['then']): PeerScript => ({
      limits: { idle: { ms: 60, then } },
    })
    const paused = { pauseMs: { mail: 200 } }
    expect(deathOf((await sessionWith({}, paused)).session)).toBe('lived')
    expect(deathOf((await sessionWith(idle({ do: 'fin' }), paused)).session)).toBe('idle: closed fin')
    expect(deathOf((await sessionWith(idle({ do: 'rst' }), paused)).session)).toBe('idle: closed rst')
    expect(deathOf((await sessionWith(idle({ do: 'silent' }), paused)).session)).toBe('mail: silent')
    const told = await sessionWith(idle({ do: 'reply', text: '421 4.4.2 timeout', then: 'close' }), paused)
    expect(deathOf(told.session)).toBe('idle: reply 421')
    const linger = await sessionWith(idle({ do: 'fin' }), { lingerMs: 200 })
    expect(deathOf(linger.session)).toBe('idle: closed fin')
  })

  test.concurrent('several transactions on one connection', async () => {
    const script: PeerScript = { limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } } }
    const ends = await Promise.all(
      [2, 3].map(async (transactions) => deathOf((await sessionWith(script, { transactions })).session)),
    )
    expect(ends).toEqual(['lived', 'mail: reply 421'])
    const { commands } = await sessionWith({}, { transactions: 2, upTo: 'rcpt' })
    expect(commands.filter((one) => one === 'RSET').length).toBe(2)
  })

  test.concurrent('some recipients refused: the message goes to the others', async () => {
    const { session } = await sessionWith(
      { at: { rcpt: [{ do: 'reply', text: '550 5.1.1 no' }, { do: 'usual' }] } },
      { envelope: { from: '', to: ['x@example.net', 'y@example.net'] } },
    )
    expect(deathOf(session)).toBe('lived')
  })

  test('bulk octets in one write, without mail', async () => {
    const plan = { upTo: 'idle', bulkBytes: 4_000 } as const
    const living = await sessionWith({ tls }, plan)
    expect(living.session).toMatchObject({ lived: true, reached: 'idle' })
    expect(living.commands.filter((one) => one.startsWith('NOOP')).length).toBe(9)
    const swallowed = { flow: { swallowsReadsAboveBytes: 1_400 } }
    expect(deathOf((await sessionWith(swallowed, plan)).session)).toBe('idle: silent')
    expect(deathOf((await sessionWith(swallowed, { ...plan, sliceBytes: 400 })).session)).toBe('lived')
  })

  test('slices let a message through where large segments are swallowed', async () => {
    const swallowed = { flow: { swallowsReadsAboveBytes: 1_400 } }
    const changes = { message: { sizeBytes: 3_000 } }
    expect(deathOf((await sessionWith(swallowed, changes)).session)).toBe('dot: silent')
    expect(deathOf((await sessionWith(swallowed, { ...changes, sliceBytes: 400 })).session)).toBe('lived')
    const inTls = { ...swallowed, tls }
    expect(deathOf((await sessionWith(inTls, changes)).session)).toBe('tls: silent')
    expect(deathOf((await sessionWith(inTls, { ...changes, sliceBytes: 400 })).session)).toBe('lived')
  })

  test('a throttled body takes its time', async () => {
    const { session } = await sessionWith({}, { message: { sizeBytes: 3_000 }, bodyBytesPerSecond: 10_000 })
    expect(deathOf(session)).toBe('lived')
    expect(session.seconds).toBeGreaterThan(0.19)
  })

  test.concurrent('keep-alive, own address and HELO', async () => {
    const { session, commands } = await sessionWith({}, { keepAliveMs: 10_000, bind: '127.0.0.1', helo: true })
    expect(deathOf(session)).toBe('lived')
    expect(session.localAddress).toBe('127.0.0.1')
    expect(commands[0]).toBe('HELO probe.example.org')
  })

  test.concurrent('a PROXY line that nobody sends', async () => {
    const peer = await startPeer({ flow: { expectsProxy: { do: 'rst' } } })
    const { session } = await runSession(planFor(peer), probeContext())
    await peer.close()
    expect(deathOf(session)).toBe('banner: silent')
  })
})
