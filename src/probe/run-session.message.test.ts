import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { deathOf, ladder, patience, planFor, probeContext, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript, RunningPeer } from '../../test/kit/scripted-peer.ts'
import { makeCertificate } from '../../test/kit/scripted-peer.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { runSession } from './run-session.ts'

const tls = makeCertificate({ name: 'mx.example.net' })

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
    receivedBytes: () => 0,
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
    to: readonly string[] = ['b@example.net'],
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
    const envelope = { from: 'a@example.org', to }
    await runSession(planFor(peer, { tls: 'none', message, upTo, envelope }), probeContext())
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

  test.concurrent.each([
    ['crlf', '\r\n'],
    ['lf', '\n'],
  ] as const)('several recipients are folded as all lines are: %s', async (lineEnding, eol) => {
    const seen = await octetsOf({ sizeBytes: 900, lineEnding }, 'dot', ['b@example.net', 'c@example.net'])
    expect(seen).toContain(`${eol}To: <b@example.net>,${eol} <c@example.net>${eol}Subject: `)
    expect(seen.replaceAll(eol, '')).not.toMatch(/[\r\n]/)
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
    const { session, commands, steps } = await sessionWith({
      at: { rcpt: { do: 'reply', text: '550 5.1.1 no' } },
      message: { withoutRecipients: true },
    })
    expect(deathOf(session)).toBe('rcpt: reply 550')
    expect(commands.at(-1)).toBe('QUIT')
    expect(ladder(steps)).toContain('dot: reply 250')
  })
})

test.concurrent('a message refused over TLS is refused at its end, not within', async () => {
  const { session, steps } = await sessionWith(
    { tls, at: { dot: { do: 'reply', text: '554 5.7.1 no' } } },
    { upTo: 'dot', tls: 'require', message: { sizeBytes: 4_000 } },
  )
  expect(session.death?.stage).toBe('dot')
  expect(ladder(steps)).toContain('body: done')
})
