import { describe, expect, test } from 'vitest'
import { deathOf, planFor, probeContext, patience, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate, startPeer } from '../../test/kit/scripted-peer.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { runSession } from './run-session.ts'

const tls = makeCertificate({ name: 'mx.example.net' })

describe('habits of the sender', () => {
  test.concurrent('pipelines only where it is offered, and may', async () => {
    const losing: PeerScript = { flow: { losesPipelined: true } }
    expect(deathOf((await sessionWith(losing)).session)).toBe('rcpt: silent')
    expect(deathOf((await sessionWith(losing, { pipelining: false })).session)).toBe('lived')
    expect(deathOf((await sessionWith({ ...losing, keywords: ['SIZE'] })).session)).toBe('lived')
    const { death } = (await sessionWith(losing)).session
    expect(death?.outstanding).toEqual(['RCPT TO:<b@example.net>', 'DATA'])
  })

  test.concurrent('QUIT behind the last RCPT, where pipelines are offered', async () => {
    const hasty: Partial<SessionPlan> = { upTo: 'rcpt', quitPipelined: true }
    const early: PeerScript = { flow: { seesQuitFirst: true } }
    expect(deathOf((await sessionWith(early, hasty)).session)).toBe('mail: reply 221')
    expect(deathOf((await sessionWith(early, { upTo: 'rcpt' })).session)).toBe('lived')
    const well = await sessionWith({}, hasty)
    expect(deathOf(well.session)).toBe('lived')
    expect(well.commands.filter((command) => command === 'QUIT')).toHaveLength(1)
    expect(deathOf((await sessionWith({ ...early, keywords: [] }, hasty)).session)).toBe('lived')
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
      // Longer than a busy machine takes between two commands.
      limits: { idle: { ms: 400, then } },
    })
    const paused = { pauseMs: { mail: 1_200 }, patienceMs: patience(1_500) }
    expect(deathOf((await sessionWith({}, paused)).session)).toBe('lived')
    expect(deathOf((await sessionWith(idle({ do: 'fin' }), paused)).session)).toBe('idle: closed fin')
    expect(deathOf((await sessionWith(idle({ do: 'rst' }), paused)).session)).toBe('idle: closed rst')
    expect(deathOf((await sessionWith(idle({ do: 'silent' }), paused)).session)).toBe('mail: silent')
    const told = await sessionWith(idle({ do: 'reply', text: '421 4.4.2 timeout', then: 'close' }), paused)
    expect(deathOf(told.session)).toBe('idle: reply 421')
    const linger = await sessionWith(idle({ do: 'fin' }), { lingerMs: 1_200, patienceMs: patience(1_500) })
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

  test.concurrent.each([
    ['for good: its mail is lost', '550 5.1.1 no', 'rcpt: reply 550'],
    ['for now: an ordinary retry brings it', '452 4.5.3 too many recipients', 'lived'],
  ])('a recipient refused %s; the message goes to the others', async (_name, text, end) => {
    const { session } = await sessionWith(
      { at: { rcpt: [{ do: 'reply', text }, { do: 'usual' }] } },
      { envelope: { from: '', to: ['x@example.net', 'y@example.net'] } },
    )
    expect(deathOf(session)).toBe(end)
    expect(session.reached).toBe('dot')
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
