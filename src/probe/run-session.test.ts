import { describe, expect, test } from 'vitest'
import { deathOf, ladder, patience, planFor, probeContext, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { Behaviour, PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate, startPeer } from '../../test/kit/scripted-peer.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { runSession } from './run-session.ts'

const tls = makeCertificate({ name: 'mx.example.net' })

test('a healthy session in full', async () => {
  const { session, steps, commands } = await sessionWith({ tls })
  expect(ladder(steps)).toEqual([
    'connect: done',
    'banner: reply 220',
    'ehlo: reply 250',
    'starttls: reply 220',
    'tls: done',
    'ehlo: reply 250',
    'mail: reply 250',
    'rcpt: reply 250',
    'data: reply 354',
    'body: done',
    'dot: reply 250',
    'quit: reply 221',
  ])
  expect(session).toMatchObject({
    lived: true,
    reached: 'dot',
    role: 'baseline',
    banner: { code: 220 },
    tls: { version: 'TLSv1.3', nameMatches: true, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  })
  expect(session.clearKeywords).toContain('STARTTLS')
  expect(session.keywords).not.toContain('STARTTLS')
  expect(session.unsolicited).toBeUndefined()
  expect(commands).toEqual([
    'EHLO probe.example.org',
    'STARTTLS',
    'EHLO probe.example.org',
    'MAIL FROM:<a@example.org> SIZE=2000',
    'RCPT TO:<b@example.net>',
    'DATA',
    'QUIT',
  ])
  expect(steps.reduce((sum, step) => sum + step.sentBytes, 0)).toBe(steps.at(-1)?.sentSoFarBytes)
})

describe('every stage, every way to drop', () => {
  const POINTS = ['banner', 'ehlo', 'starttls', 'tls', 'ehlo2', 'mail', 'rcpt', 'data', 'dot'] as const
  const DROPS: readonly (readonly [Behaviour, string])[] = [
    [{ do: 'fin' }, 'closed fin'],
    [{ do: 'rst' }, 'closed rst'],
    [{ do: 'silent' }, 'silent'],
    [{ do: 'raw', latin1: '2', then: 'deaf' }, 'silent'],
    [{ do: 'raw', latin1: '25', then: 'close' }, 'closed fin'],
  ]
  const stageOf = (point: (typeof POINTS)[number]): string => (point === 'ehlo2' ? 'ehlo' : point)
  const table = POINTS.flatMap((point) =>
    DROPS.filter(([drop]) => point !== 'tls' || drop.do !== 'raw').map(([drop, how]) => [point, drop, how] as const),
  )
  test.concurrent.each(table)('%s, %j', async (point, drop, how) => {
    // The octets must arrive within the patience even where the machine is busy.
    const waits = drop.do === 'raw' ? { patienceMs: patience(3_000) } : {}
    const { session } = await sessionWith({ tls, at: { [point]: drop } }, { pipelining: false, ...waits })
    expect(deathOf(session)).toBe(`${stageOf(point)}: ${how}`)
    expect(session.lived).toBe(false)
    if (drop.do === 'raw' && session.death !== undefined)
      expect(session.death.outcome).toMatchObject({ bytesSeen: drop.latin1.length })
    if (how === 'silent')
      expect(session.death?.outstanding.length).toBe(['banner', 'tls', 'dot'].includes(point) ? 0 : 1)
  })
  test.concurrent.each([
    [{ do: 'fin' }, 'banner: closed fin'],
    [{ do: 'rst' }, 'banner: closed rst'],
    [{ do: 'silent' }, 'banner: silent'],
  ] as const)('at connect, %j', async (drop, expected) => {
    const { session } = await sessionWith({ at: { connect: drop } })
    expect(deathOf(session)).toBe(expected)
  })
})

const REFUSALS: readonly (readonly [string, PeerScript, string])[] = [
  ['a refusing greeting', { at: { banner: { do: 'reply', text: '554 5.7.1 no' } } }, 'banner: reply 554'],
  ['421 and close at once', { at: { banner: { do: 'reply', text: '421 busy', then: 'close' } } }, 'banner: reply 421'],
  ['421 and reset', { at: { mail: { do: 'reply', text: '421 4.7.0 go', then: 'reset' } } }, 'mail: reply 421'],
  ['421 to EHLO', { at: { ehlo: { do: 'reply', text: '421 4.3.2 no' } } }, 'ehlo: reply 421'],
  ['450 to EHLO', { at: { ehlo: { do: 'reply', text: '450 4.3.2 no' } } }, 'ehlo: reply 450'],
  [
    'EHLO and HELO refused',
    {
      at: { ehlo: { do: 'reply', text: '550 no' }, helo: { do: 'reply', text: '550 no' } },
    },
    'ehlo: reply 550',
  ],
  [
    'EHLO refused and the line closed: the refusal is the last word',
    { at: { ehlo: { do: 'reply', text: '550 5.7.1 no', then: 'close' } } },
    'ehlo: reply 550',
  ],
  [
    'EHLO refused, HELO met with a reset',
    { at: { ehlo: { do: 'reply', text: '550 5.7.1 no' }, helo: { do: 'rst' } } },
    'ehlo: reply 550',
  ],
  ['MAIL refused', { at: { mail: { do: 'reply', text: '550 5.7.1 no' } } }, 'mail: reply 550'],
  ['the only recipient refused', { at: { rcpt: { do: 'reply', text: '451 4.7.1 later' } } }, 'rcpt: reply 451'],
  ['DATA refused', { at: { data: { do: 'reply', text: '554 5.5.1 no' } } }, 'data: reply 554'],
  ['refused at the dot', { at: { dot: { do: 'reply', text: '554 5.7.1 spam' } } }, 'dot: reply 554'],
  ['a reply of another protocol', { at: { banner: { do: 'raw', latin1: 'SSH-2.0-x\r\n' } } }, 'banner: garbled'],
  [
    'binary garbage and close',
    { at: { ehlo: { do: 'raw', latin1: '\x15\x03\x03\0\x02\x02F', then: 'close' } } },
    'ehlo: garbled',
  ],
  ['binary garbage and silence', { at: { ehlo: { do: 'raw', latin1: '\xff\xfe' } } }, 'ehlo: garbled'],
]

describe('answers that end a session', () => {
  test.concurrent.each(REFUSALS)('%s', async (_name, script, expected) => {
    const { session } = await sessionWith(script)
    expect(deathOf(session)).toBe(expected)
  })

  test.concurrent('a refusal is followed by QUIT, and by RSET first in a transaction', async () => {
    const { commands } = await sessionWith(
      { at: { rcpt: { do: 'reply', text: '550 5.1.1 no' } } },
      { pipelining: false },
    )
    expect(commands.slice(-3)).toEqual(['RCPT TO:<b@example.net>', 'RSET', 'QUIT'])
  })

  test.concurrent('a failed QUIT is no death', async () => {
    for (const quit of [{ do: 'rst' }, { do: 'fin' }, { do: 'silent' }] as const) {
      const { session, steps } = await sessionWith({ at: { quit } })
      expect(deathOf(session)).toBe('lived')
      expect(steps.at(-1)).toMatchObject({ stage: 'quit', said: 'QUIT' })
    }
  })

  test.concurrent('HELO after a refused EHLO', async () => {
    const { session, steps, commands } = await sessionWith({
      tls,
      at: { ehlo: { do: 'reply', text: '502 5.5.1 what?' } },
    })
    expect(ladder(steps).slice(1, 4)).toEqual(['banner: reply 220', 'ehlo: reply 502', 'ehlo: reply 250'])
    expect(commands.slice(0, 3)).toEqual([
      'EHLO probe.example.org',
      'HELO probe.example.org',
      'MAIL FROM:<a@example.org>',
    ])
    expect(session).toMatchObject({ lived: true, keywords: [] })
  })

  test.concurrent('the next step sees a close that follows a good reply', async () => {
    const { session, steps } = await sessionWith({ at: { ehlo: { do: 'reply', text: '250 ok', then: 'close' } } })
    expect(ladder(steps)[2]).toBe('ehlo: reply 250')
    expect(deathOf(session)).toBe('mail: closed fin')
  })
})

describe('STARTTLS', () => {
  const refused = (text: string): PeerScript => ({ tls, at: { starttls: { do: 'reply', text } } })
  const CASES: readonly (readonly [string, PeerScript, SmtpSession['plan']['tls'], string])[] = [
    ['auto, not offered', {}, 'auto', 'lived'],
    ['auto, refused for now', refused('454 4.7.0 TLS not available'), 'auto', 'lived'],
    ['auto, refused for good', refused('500 #5.5.1 command not recognized'), 'auto', 'lived'],
    ['auto, 421', refused('421 4.4.2 Connection dropped'), 'auto', 'starttls: reply 421'],
    [
      'auto, refused and hung up on: the refusal is the last word',
      { tls, at: { starttls: { do: 'reply', text: '454 4.7.0 TLS not available', then: 'close' } } },
      'auto',
      'starttls: reply 454',
    ],
    ['require, not offered', {}, 'require', 'starttls: reply 502'],
    ['require, refused', refused('454 4.7.0 TLS not available'), 'require', 'starttls: reply 454'],
    ['require, stripped', { ...refused('500 unrecognized'), keywords: ['XXXXXXXA'] }, 'require', 'starttls: reply 500'],
    ['verify, self-signed', { tls }, 'verify', 'tls: alert 48 from us'],
    ['none, offered', { tls }, 'none', 'lived'],
    [
      'a reply instead of TLS',
      { tls, at: { tls: { do: 'reply', text: '454 4.3.0 no key', then: 'close' } } },
      'auto',
      'tls: reply 454',
    ],
    [
      'a 220 instead of TLS',
      { tls, at: { tls: { do: 'reply', text: '220 hello', then: 'deaf' } } },
      'auto',
      'tls: garbled',
    ],
    [
      'text instead of TLS',
      { tls, at: { tls: { do: 'raw', latin1: 'oops\r\n', then: 'deaf' } } },
      'auto',
      'tls: garbled',
    ],
    [
      'half a reply instead of TLS',
      { tls, at: { tls: { do: 'raw', latin1: '454 4.3', then: 'close' } } },
      'auto',
      'tls: closed fin',
    ],
    [
      'an alert',
      { tls, at: { tls: { do: 'raw', latin1: '\x15\x03\x03\0\x02\x02\x50', then: 'close' } } },
      'auto',
      'tls: alert 80 from peer',
    ],
    [
      'an alert and reset',
      { tls, at: { tls: { do: 'raw', latin1: '\x15\x03\x03\0\x02\x02\x28', then: 'reset' } } },
      'auto',
      'tls: alert 40 from peer',
    ],
    [
      'a piece of a record',
      { tls, at: { tls: { do: 'raw', latin1: '\x16\x03\x03', then: 'close' } } },
      'auto',
      'tls: closed fin',
    ],
    ['wrapped', { tls, wrapped: true }, 'wrapped', 'lived'],
    ['wrapped, towards a server that greets', {}, 'wrapped', 'tls: garbled'],
    ['plain, towards a wrapped server', { tls, wrapped: true }, 'auto', 'banner: silent'],
  ]
  test.concurrent.each(CASES)('%s', async (_name, script, mode, expected) => {
    const { session } = await sessionWith(script, { tls: mode })
    expect(deathOf(session)).toBe(expected)
  })

  test.concurrent('octets after the 220 in clear text are set aside', async () => {
    const { session } = await sessionWith({
      tls,
      at: { starttls: { do: 'reply', text: ['220 go', '250 injected'] } },
    })
    expect(session).toMatchObject({ lived: true, unsolicited: ['250 injected'] })
  })
})

describe('connecting', () => {
  test.concurrent.each([
    ['a closed port', { address: '127.0.0.1', port: 1 }, {}, 'connect: ECONNREFUSED'],
    ['a source that is not ours', { address: '127.0.0.1', port: 1 }, { bind: '192.0.2.1' }, 'connect: EADDRNOTAVAIL'],
    ['no address', { address: 'mx.example.net', port: 25 }, {}, 'connect: EINVAL'],
    ['a port that is none', { address: '127.0.0.1', port: 70_000 }, {}, 'connect: EADDRNOTAVAIL'],
  ])('%s', async (_name, place, changes, expected) => {
    const peer = {
      ...place,
      connections: () => 0,
      commands: () => [],
      receivedBytes: () => 0,
      close: () => Promise.resolve(),
    }
    const { session, steps } = await runSession(planFor(peer, changes), probeContext())
    expect(deathOf(session)).toBe(expected)
    expect(steps.length).toBe(1)
  })
})

test('an IPv6 address', async () => {
  const peer = await startPeer({}, { address: '::1' })
  const { session } = await runSession(planFor(peer), probeContext())
  await peer.close()
  expect(session).toMatchObject({ lived: true, localAddress: '::1' })
})

test('a peer that was not given the time to answer has not died', async () => {
  const abort = new AbortController()
  const { session, steps } = await sessionWith(
    { at: { mail: { do: 'silent' } } },
    { patienceMs: patience(20_000) },
    { signal: abort.signal, onStep: ({ stage }) => stage === 'ehlo' && abort.abort() },
  )
  expect(session).toMatchObject({ lived: false, reached: 'ehlo', stopped: 'the run was interrupted' })
  expect(session.death).toBeUndefined()
  expect(steps.at(-1)).toMatchObject({ stage: 'mail', outcome: { kind: 'silent' } })
})

test('a session that is cut short in a pause of ours has not lived', async () => {
  const abort = new AbortController()
  const { session } = await sessionWith(
    {},
    { pauseMs: { mail: 20_000 } },
    { signal: abort.signal, onStep: ({ stage }) => stage === 'ehlo' && setTimeout(() => abort.abort(), 30) },
  )
  expect(session).toMatchObject({ lived: false, reached: 'ehlo', stopped: 'the run was interrupted' })
  expect(session.death).toBeUndefined()
})

test('an abort ends the session at once with what is known', async () => {
  const abort = new AbortController()
  const { session, steps } = await sessionWith(
    { at: { mail: { do: 'silent' } } },
    { patienceMs: patience(20_000) },
    { signal: abort.signal, silenceAfterMs: 20, onSilence: () => abort.abort() },
  )
  expect(deathOf(session)).toBe('mail: silent')
  expect(session.stopped).toBe('the run was interrupted')
  expect(steps.at(-1)?.stage).toBe('mail')
})

test('silence is told once for each step, while the session goes on waiting', async () => {
  const told: string[] = []
  const { session } = await sessionWith(
    { at: { ehlo: { do: 'usual', delayMs: 120 }, mail: { do: 'silent' } } },
    { patienceMs: patience(300) },
    {
      silenceAfterMs: 40,
      onSilence: ({ stage, partial, localPort, session: id }) => {
        told.push(`${id} ${stage} ${partial.death?.outcome.kind} ${typeof localPort} ${partial.lived}`)
      },
    },
  )
  expect(told).toEqual(['s1 ehlo silent number false', 's1 mail silent number false'])
  expect(deathOf(session)).toBe('mail: silent')
})

test('a peer that is slow but answers lives', async () => {
  const peer = await startPeer({ flow: { tarpitMs: 60, greetDelayMs: 60 } })
  const { session } = await runSession(planFor(peer), probeContext())
  await peer.close()
  expect(session.lived).toBe(true)
  expect(session.bannerMs).toBeGreaterThanOrEqual(100)
})
