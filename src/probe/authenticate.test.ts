import { describe, expect, test } from 'vitest'
import { outcomeText, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate } from '../../test/kit/scripted-peer.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'

const tls = makeCertificate({ name: 'mx.example.net' })
const PASSWORD = 'corr3ct horse'
const FORMS = [
  PASSWORD,
  Buffer.from(PASSWORD).toString('base64'),
  Buffer.from(`\0bob\0${PASSWORD}`).toString('base64'),
  Buffer.from(`user=bob\u0001auth=Bearer ${PASSWORD}\u0001\u0001`).toString('base64'),
]
const ordinary: PeerScript = { tls, users: { bob: PASSWORD } }

async function run(
  script: PeerScript,
  auth: NonNullable<SessionPlan['auth']>,
  changes: Partial<SessionPlan> = {},
  password = (): string => PASSWORD,
): Promise<{
  readonly end: string
  readonly said: readonly string[]
  readonly record: string
  readonly commands: readonly string[]
}> {
  const seen: unknown[] = []
  const { session, steps, commands } = await sessionWith(
    script,
    { upTo: 'auth', auth, ...changes },
    {
      password,
      silenceAfterMs: 10,
      onStep: (step) => seen.push(step),
      onSilence: (silence) => seen.push(silence),
    },
  )
  const { death } = session
  return {
    end:
      death === undefined
        ? session.lived
          ? 'lived'
          : (session.stopped ?? '?')
        : `${death.stage}: ${outcomeText(death.outcome)}`,
    said: steps.filter(({ stage }) => stage === 'auth').map(({ said }) => said),
    record: JSON.stringify([session, steps, seen]),
    commands,
  }
}

describe.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'] as const)('%s', (method) => {
  test('is accepted, and refused', async () => {
    expect((await run(ordinary, { user: 'bob', method })).end).toBe('lived')
    expect((await run(ordinary, { user: 'eve', method })).end).toBe('auth: reply 535')
    expect((await run(ordinary, { user: 'bob', method }, {}, () => 'wrong')).end).toBe('auth: reply 535')
  })

  test('the password is nowhere in the record, even when the peer echoes it or falls silent', async () => {
    const echo = FORMS.map((form) => `535-5.7.8 ${form} is wrong`)
    const behaviours: readonly NonNullable<NonNullable<PeerScript['at']>['auth']>[] = [
      { do: 'reply', text: [...echo, '535 5.7.8 no'] },
      { do: 'raw', latin1: `${PASSWORD} ?\r\n` },
      { do: 'silent' },
      { do: 'rst' },
    ]
    for (const auth of [undefined, ...behaviours]) {
      const script: PeerScript = auth === undefined ? ordinary : { ...ordinary, at: { auth } }
      const { record } = await run(script, { user: 'bob', method })
      for (const form of FORMS) expect(record).not.toContain(form)
    }
  })
})

test('the best of what is offered is taken', async () => {
  const offering = async (...methods: readonly string[]): Promise<readonly string[]> =>
    (await run({ ...ordinary, keywords: [`AUTH ${methods.join(' ')}`] }, { user: 'bob' })).said
  expect(await offering('CRAM-MD5', 'LOGIN', 'PLAIN')).toEqual(['AUTH PLAIN (secret)'])
  expect(await offering('CRAM-MD5', 'LOGIN')).toEqual(['AUTH LOGIN', '(user name)', '(password)'])
  expect(await offering('CRAM-MD5')).toEqual(['AUTH CRAM-MD5', '(digest)'])
})

test('no password goes over a line that lost its TLS', async () => {
  const stripped: PeerScript = { users: { bob: PASSWORD } }
  for (const method of ['PLAIN', 'LOGIN', 'XOAUTH2'] as const) {
    const { end, commands, said } = await run(stripped, { user: 'bob', method })
    expect(end).toBe('the line is not encrypted, so the password was not sent')
    expect(said).toEqual([])
    expect(commands.join(' ')).not.toContain('AUTH')
  }
  expect((await run(stripped, { user: 'bob', method: 'CRAM-MD5' })).end).toBe('lived')
  expect((await run(stripped, { user: 'bob', method: 'PLAIN' }, { tls: 'none' })).end).toBe('lived')
})

test('a server that offers no AUTH is asked before it is trusted', async () => {
  const { said, end, commands } = await run({ tls }, { user: 'bob' })
  expect(said).toEqual(['AUTH PLAIN'])
  expect(end).toBe('auth: reply 503')
  expect(commands.join(' ')).not.toContain(FORMS[2])
})

test('no password, no session', async () => {
  const { session } = await sessionWith(ordinary, { upTo: 'auth', auth: { user: 'bob' } })
  expect(session).toMatchObject({ lived: false, stopped: 'no password was given' })
})

test('a CRAM-MD5 challenge that is none', async () => {
  const script: PeerScript = { ...ordinary, at: { auth: { do: 'reply', text: '334 *** not base64 ***' } } }
  expect((await run(script, { user: 'bob', method: 'CRAM-MD5' })).end).toBe('auth: garbled')
})
