import { describe, expect, test } from 'vitest'
import { deathOf, patience, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate } from '../../test/kit/scripted-peer.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { TlsPlan } from '../domain/plan/session-plan.ts'

const DAY_MS = 86_400_000
const name = 'mx.example.net'
const rsa = makeCertificate({ name, key: 'rsa' })
const ec = makeCertificate({ name })
const authority = makeCertificate({ name: 'Test Root', authority: true })
const middle = makeCertificate({ name: 'Test Intermediate', authority: true, issuer: authority })
const leaf = makeCertificate({ name, names: [name, '192.0.2.1'], issuer: middle })

async function run(
  tls: NonNullable<PeerScript['tls']>,
  tlsPlan: TlsPlan = {},
  script: PeerScript = {},
): Promise<SmtpSession> {
  return (await sessionWith({ ...script, tls }, { upTo: 'tls', tls: 'require', tlsPlan, patienceMs: patience(5_000) }))
    .session
}

describe('what the plan asks is what is offered', () => {
  const CASES: readonly (readonly [string, NonNullable<PeerScript['tls']>, TlsPlan, object])[] = [
    ['TLS 1.3 by default', rsa, {}, { version: 'TLSv1.3', group: 'X25519MLKEM768' }],
    ['at most 1.2', rsa, { maxVersion: 'TLSv1.2' }, { version: 'TLSv1.2', clientCertificateAsked: false }],
    ['at most 1.1', { ...rsa, minVersion: 'TLSv1' }, { maxVersion: 'TLSv1.1' }, { version: 'TLSv1.1' }],
    [
      'exactly 1.0',
      { ...rsa, minVersion: 'TLSv1' },
      { minVersion: 'TLSv1', maxVersion: 'TLSv1' },
      { version: 'TLSv1' },
    ],
    ['from 1.0, towards an old server', { ...rsa, maxVersion: 'TLSv1' }, { minVersion: 'TLSv1' }, { version: 'TLSv1' }],
    ['one group', rsa, { groups: 'P-384' }, { group: 'secp384r1' }],
    [
      'one cipher',
      rsa,
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
      {
        cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      },
    ],
    [
      'anonymous Diffie-Hellman',
      { ...rsa, ciphers: 'ALL:@SECLEVEL=0' },
      { maxVersion: 'TLSv1.2', ciphers: 'AECDH-AES256-SHA:@SECLEVEL=0' },
      { chain: [], nameMatches: false },
    ],
    [
      'an asked-for client certificate',
      { ...rsa, clientCertificate: 'asked' },
      { maxVersion: 'TLSv1.2' },
      {
        clientCertificateAsked: true,
      },
    ],
  ]
  test.concurrent.each(CASES)('%s', async (_name, tls, tlsPlan, expected) => {
    const session = await run(tls, tlsPlan)
    expect(session.tls).toMatchObject(expected)
    expect(session.lived).toBe(true)
  })

  test.concurrent('the server name: the host, another, none', async () => {
    const not = { hellos: [{ sni: { not: name }, then: { do: 'alert', description: 112 } }] } as const
    const absent = { hellos: [{ sni: 'absent', then: { do: 'alert', description: 112 } }] } as const
    expect(deathOf(await run(ec, {}, not))).toBe('lived')
    expect(deathOf(await run(ec, { sni: 'other.example' }, not))).toBe('tls: alert 112 from peer')
    expect(deathOf(await run(ec, {}, absent))).toBe('lived')
    expect(deathOf(await run(ec, { sni: null }, absent))).toBe('tls: alert 112 from peer')
  })

  test('a plan that node:tls cannot do is nobody\u2019s failure', async () => {
    const session = await run(ec, { groups: 'no-such-group' })
    expect(deathOf(session)).toBe('stopped')
    expect(session.stopped).toMatch(/^node:tls cannot do what the plan asks/)
  })
})

describe('who ended the handshake, and with which alert', () => {
  const CASES: readonly (readonly [string, NonNullable<PeerScript['tls']>, TlsPlan, string])[] = [
    ['the server wants 1.3', { ...rsa, minVersion: 'TLSv1.3' }, { maxVersion: 'TLSv1.2' }, 'tls: alert 70 from peer'],
    [
      'no shared cipher',
      { ...ec, maxVersion: 'TLSv1.2' },
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
      'tls: alert 40 from peer',
    ],
    ['no shared group', { ...ec, ecdhCurve: 'P-521' }, { groups: 'P-256' }, 'tls: alert 40 from peer'],
    ['the server stops at 1.1', { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, {}, 'tls: alert 70 from peer'],
    [
      'a demanded certificate, 1.2',
      { ...ec, clientCertificate: 'required' },
      { maxVersion: 'TLSv1.2' },
      'tls: alert 40 from peer',
    ],
    // TLS 1.3 is complete on our side before the server looks: the alert comes when we speak.
    ['a demanded certificate, 1.3', { ...ec, clientCertificate: 'required' }, {}, 'ehlo: alert 116 from peer'],
  ]
  test.concurrent.each(CASES)('%s', async (_name, tls, tlsPlan, expected) => {
    const session = await run(tls, tlsPlan)
    expect(deathOf(session)).toBe(expected)
  })

  test.concurrent('our own stack refuses what the server chose', async () => {
    const hello = `\x03\x03${'r'.repeat(32)}\0\x12\x34\0`
    const record = `\x16\x03\x03\0${String.fromCharCode(hello.length + 4)}\x02\0\0${String.fromCharCode(hello.length)}${hello}`
    const session = await run(ec, { maxVersion: 'TLSv1.2' }, { at: { tls: { do: 'raw', latin1: record } } })
    expect(deathOf(session)).toBe('tls: alert 47 from us')
    expect(session.death?.outcome).toMatchObject({ by: 'tls-alert', detail: expect.stringMatching(/cipher/) })
  })

  test.concurrent('a key that is too weak for our security level', async () => {
    const weak = makeCertificate({ name, key: 'rsa', keyBits: 1024 })
    const session = await run({ ...weak, ciphers: 'DEFAULT@SECLEVEL=0' }, { ciphers: 'DEFAULT@SECLEVEL=2' })
    // Only the verification finds fault with it, and that is a fact.
    expect(deathOf(session)).toBe('lived')
    expect(session.tls?.verifyError).toBe('EE_KEY_TOO_SMALL')
  })

  test.concurrent('drops inside TLS', async () => {
    for (const [behaviour, expected] of [
      [{ do: 'rst' }, 'mail: closed rst'],
      [{ do: 'fin' }, 'mail: closed fin'],
      [{ do: 'silent' }, 'mail: silent'],
      [{ do: 'reply', text: '421 4.4.2 bye', then: 'close' }, 'mail: reply 421'],
      [{ do: 'reply', text: '421 4.4.2 bye', then: 'reset' }, 'mail: reply 421'],
    ] as const)
      for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
        const { session } = await sessionWith(
          { tls: ec, at: { mail: behaviour } },
          { tlsPlan: { maxVersion }, patienceMs: { ...patience(5_000), mail: 300 } },
        )
        expect(deathOf(session)).toBe(expected)
      }
  })
})

describe('certificates', () => {
  test.concurrent('the chain as presented, without loops and without roots from our own store', async () => {
    const { tls } = await run({ ...leaf, chain: middle.cert })
    expect(tls?.chain.map(({ subject, issuer, selfSigned }) => [subject, issuer, selfSigned])).toEqual([
      [`CN=${name}`, 'CN=Test Intermediate', false],
      ['CN=Test Intermediate', 'CN=Test Root', false],
    ])
    expect(tls?.chain[0]).toMatchObject({
      names: [name, '192.0.2.1'],
      keyType: 'ec',
      curve: 'prime256v1',
      sizeBytes: leaf.der.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(tls?.verifyError).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
    const whole = await run({ ...leaf, chain: middle.cert + authority.cert })
    expect(whole.tls?.chain.length).toBe(3)
    expect(whole.tls?.chain[2]?.selfSigned).toBe(true)
    expect(whole.tls?.verifyError).toBe('SELF_SIGNED_CERT_IN_CHAIN')
  })

  test.concurrent('a leaf alone', async () => {
    expect((await run(leaf)).tls).toMatchObject({ verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', nameMatches: true })
    const company = makeCertificate({ name: 'Root', organisation: 'Nobody Trusts This', authority: true })
    // Asked again, node:tls does not give a lone certificate: all that is read from it must come from one asking.
    const lone = makeCertificate({ name, issuer: company })
    expect((await run(lone)).tls).toMatchObject({ issuerOrganisationTrusted: false })
  })

  test.concurrent.each([
    ['expired', { notBefore: new Date(Date.now() - 9 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }, {}, 45],
    [
      'not yet valid',
      { notBefore: new Date(Date.now() + DAY_MS), notAfter: new Date(Date.now() + 9 * DAY_MS) },
      {},
      45,
    ],
    ['self-signed', {}, {}, 48],
  ])('%s: verify ends it, require goes on', async (_name, options, tlsPlan, description) => {
    const tls = makeCertificate({ name, ...options })
    expect(deathOf(await run(tls))).toBe('lived')
    const { session, steps } = await sessionWith({ tls }, { tls: 'verify', tlsPlan, patienceMs: patience(5_000) })
    expect(session.death).toMatchObject({
      stage: 'tls',
      outcome: { by: 'tls-alert', alert: { description, from: 'us' }, detail: session.tls?.verifyError },
    })
    expect(steps.at(-1)).toMatchObject({ stage: 'quit', said: 'QUIT' })
  })

  test.concurrent('the name that is expected', async () => {
    const other = makeCertificate({ name: 'other.example', names: ['*.example.net', 'other.example'] })
    expect((await run(other)).tls?.nameMatches).toBe(true)
    expect((await run(other, { expectName: 'a.b.example.net' })).tls?.nameMatches).toBe(false)
    expect((await run(other, { expectName: 'other.example' })).tls?.nameMatches).toBe(true)
  })

  test.concurrent('hostile names are data', async () => {
    const names = ['evil\u001b[2J.example', 'a'.repeat(300), '*']
    const { tls } = await run(makeCertificate({ name: 'x\r\ny, CN=mx.example.net', names }))
    expect(tls?.nameMatches).toBe(false)
    expect(tls?.chain.length).toBe(1)
  })
})

test('a large answer inside TLS arrives octet for octet', async () => {
  const keywords = Array.from({ length: 900 }, (_, index) => `X-KEYWORD-${index} ${'ABCDEFGHIJ'.repeat(20)}`)
  const { session } = await sessionWith({ tls: ec, keywords: [...keywords, 'STARTTLS'] }, { upTo: 'tls' })
  expect(session.keywords?.slice(0, 900)).toEqual(keywords)
  expect(session.lived).toBe(true)
})

test('any positive answer to STARTTLS begins TLS, as senders have it', async () => {
  const at = { starttls: { do: 'reply', text: '250 2.0.0 Go ahead' } } as const
  const session = await run(rsa, {}, { at })
  expect(session).toMatchObject({ lived: true, tls: { version: 'TLSv1.3' } })
})
