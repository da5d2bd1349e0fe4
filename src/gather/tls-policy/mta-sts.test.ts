import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { zoneResolver, type ZoneTable } from '../../../test/kit/dns-zone.ts'
import type { TlsFact } from '../../domain/facts/smtp-facts.ts'
import { makeCertificate } from '../../probe/peer/certificate.ts'
import { type FetchedPolicy, fetchPolicy } from './fetch-policy.ts'
import { gatherMtaSts, judgeMtaSts, type DomainPolicy } from './gather-mta-sts.ts'
import { readMtaStsPolicy, readMtaStsRecord } from './mta-sts-policy.ts'

const POLICY = 'version: STSv1\r\nmode: enforce\r\nmx: mx1.example.org\r\nmx: *.mail.example.org\r\nmax_age: 604800\r\n'

test.each<[string, unknown]>([
  [POLICY, { mode: 'enforce', mx: ['mx1.example.org', '*.mail.example.org'], maxAgeSeconds: 604_800 }],
  [
    'version: STSv1\nmode: testing\nmx:MX.example.org\nmax_age: 1\nfuture: x',
    { mode: 'testing', mx: ['mx.example.org'], maxAgeSeconds: 1 },
  ],
  ['version: STSv1\nmode: none\nmax_age: 9999999999', { mode: 'none', mx: [], maxAgeSeconds: 31_557_600 }],
  [
    'mode: enforce\nmode: none\nversion: STSv1\nmx: a.example\nmax_age: 1',
    { mode: 'enforce', mx: ['a.example'], maxAgeSeconds: 1 },
  ],
])('policy %j', (text, policy) => expect(readMtaStsPolicy(text)).toEqual({ kind: 'policy', policy }))

test.each<[string, RegExp]>([
  ['', /version/],
  ['version: STSv2\nmode: enforce\nmx: a\nmax_age: 1', /version/],
  ['version: STSv1\nmx: a\nmax_age: 1', /mode/],
  ['version: STSv1\nmode: Enforce\nmx: a\nmax_age: 1', /mode/],
  ['version: STSv1\nmode: enforce\nmax_age: 1', /mx/],
  ['version: STSv1\nmode: enforce\nmx: a\nmax_age: soon', /max_age/],
  ['<html><body>version: STSv1</body>', /version/],
  ['\u0000'.repeat(1000), /version/],
  [`version: x${' '.repeat(60_000)}y`, /version/],
  ['version STSv1', /version/],
])('policy %j is broken', (text, why) =>
  expect(readMtaStsPolicy(text)).toEqual({ kind: 'problem', why: expect.stringMatching(why) }),
)

test.each<[readonly string[], unknown]>([
  [[], { kind: 'absent' }],
  [['v=spf1 -all', 'other'], { kind: 'absent' }],
  [['v=STSv1; id=20260101T000000;'], { kind: 'record', id: '20260101T000000' }],
  [['v=STSv1 ; id=1; x=y'], { kind: 'record', id: '1' }],
  [['v=STSv1;id=1', 'v=STSv1;id=2'], { kind: 'problem', why: expect.stringMatching(/2 MTA-STS/) }],
  [['v=STSv1;'], { kind: 'problem', why: expect.stringMatching(/id/) }],
  [['v=STSv1; id=under_score'], { kind: 'problem', why: expect.stringMatching(/id/) }],
])('record %j', (texts, expected) => expect(readMtaStsRecord(texts)).toEqual(expected))

describe('fetching over HTTPS', () => {
  const root = makeCertificate({ name: 'Test root', authority: true })
  type Handler = (request: IncomingMessage, response: ServerResponse) => void
  async function fetched(handler: Handler, name = 'mta-sts.example.org'): Promise<FetchedPolicy> {
    const made = makeCertificate({ name, issuer: root })
    const server = createServer({ key: made.key, cert: made.cert }, handler)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      return await fetchPolicy({ host: 'mta-sts.example.org', addresses: ['127.0.0.1'], port, ca: root.cert })
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  const send =
    (
      text: string,
      status = 200,
      headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' },
    ): Handler =>
    (request, response) => {
      const asked = request.url === '/.well-known/mta-sts.txt' && request.headers.host === 'mta-sts.example.org'
      response.writeHead(asked ? status : 500, headers)
      response.end(text)
    }

  test('a good file', async () => expect(await fetched(send(POLICY))).toEqual({ kind: 'text', text: POLICY }))
  test.each<[string, Handler, string | undefined, RegExp]>([
    ['not found', send('no', 404), undefined, /status 404/],
    ['a redirect is not followed', send('', 301, { location: 'https://www.example.org/' }), undefined, /301.*redirect/],
    ['HTML', send('<html>', 200, { 'content-type': 'text/html' }), undefined, /text\/html/],
    ['no type', send('x', 200, {}), undefined, /text\/plain/],
    ['too long', send('x'.repeat(70_000)), undefined, /64 kB/],
    ['another name in the certificate', send(POLICY), 'www.example.org', /ALTNAME|altnames/],
    ['a hang-up', (_request, response) => void response.destroy(), undefined, /ECONNRESET|hang up/],
  ])('%s', async (_name, handler, name, why) => {
    expect(await fetched(handler, name)).toEqual({ kind: 'problem', why: expect.stringMatching(why) })
  })
  test('a root that nobody knows', async () => {
    const made = makeCertificate({ name: 'mta-sts.example.org' })
    const server = createServer({ key: made.key, cert: made.cert }, send(POLICY))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await fetchPolicy({ host: 'mta-sts.example.org', addresses: ['127.0.0.1'], port })).toEqual({
      kind: 'problem',
      why: expect.stringMatching(/SELF_SIGNED|self-signed/),
    })
    await new Promise((resolve) => server.close(resolve))
  })
  test('a dead address leads to a problem', async () => {
    expect(await fetchPolicy({ host: 'mta-sts.example.org', addresses: ['127.0.0.1'], port: 9 })).toEqual({
      kind: 'problem',
      why: expect.stringMatching(/ECONNREFUSED/),
    })
    expect((await fetchPolicy({ host: 'x', addresses: [] })).kind).toBe('problem')
  })
})

describe('from DNS to the policy', () => {
  const zone = (
    txt: readonly string[],
    more: ZoneTable = { 'mta-sts.example.org': { A: ['192.0.2.80'] } },
  ): ZoneTable => ({
    'example.org': { MX: ['10 mx1.example.org'] },
    '_mta-sts.example.org': { TXT: txt },
    ...more,
  })
  const GOOD = ['v=STSv1; id=1;']
  test.each<[string, ZoneTable, Parameters<typeof gatherMtaSts>[2], unknown]>([
    [
      'a policy',
      zone(GOOD),
      { fetchFrom: async () => ({ kind: 'text', text: POLICY }) },
      { kind: 'policy', policy: expect.objectContaining({ mode: 'enforce' }) },
    ],
    ['no record', { 'example.org': {} }, {}, { kind: 'absent' }],
    ['switched off', zone(GOOD), { fetch: false }, { kind: 'not-fetched' }],
    [
      'a failing lookup',
      { '_mta-sts.example.org': { TXT: { status: 'servfail' } } },
      {},
      { kind: 'broken', why: expect.stringMatching(/servfail/) },
    ],
    ['no host', zone(GOOD, {}), {}, { kind: 'broken', why: expect.stringMatching(/no address \(nxdomain\)/) }],
    [
      'no file',
      zone(GOOD),
      { fetchFrom: async () => ({ kind: 'problem', why: 'HTTP status 404' }) },
      { kind: 'broken', why: expect.stringMatching(/404/) },
    ],
    [
      'a bad file',
      zone(GOOD),
      { fetchFrom: async () => ({ kind: 'text', text: 'x' }) },
      { kind: 'broken', why: expect.stringMatching(/version/) },
    ],
  ])('%s', async (_name, table, options, found) => {
    expect((await gatherMtaSts('example.org', zoneResolver(table), options)).found).toEqual(found)
  })
})

describe('judging an endpoint', () => {
  const read = readMtaStsPolicy(POLICY)
  const policy: DomainPolicy = read.kind === 'policy' ? read : { kind: 'absent' }
  const testing: DomainPolicy = { kind: 'policy', policy: { mode: 'testing', mx: ['other.example'], maxAgeSeconds: 1 } }
  const tls: TlsFact = { version: 'TLSv1.3', cipher: 'x', nameMatches: true, chain: [{} as never] }
  test.each<[string, DomainPolicy, string, TlsFact | 'none' | undefined, object]>([
    ['all well', policy, 'mx1.example.org', tls, { status: 'satisfied', mode: 'enforce' }],
    ['a wildcard for one label', policy, 'a.mail.example.org', tls, { status: 'satisfied' }],
    ['not for two', policy, 'a.b.mail.example.org', tls, { status: 'violated' }],
    ['not for none', policy, 'mail.example.org', tls, { status: 'violated' }],
    [
      'in testing it is still a violation, and the mode says so',
      testing,
      'mx1.example.org',
      tls,
      { status: 'violated', mode: 'testing' },
    ],
    [
      'expired',
      policy,
      'mx1.example.org',
      { ...tls, verifyError: 'CERT_HAS_EXPIRED' },
      { status: 'violated', why: expect.stringMatching(/EXPIRED/) },
    ],
    ['another name', policy, 'mx1.example.org', { ...tls, nameMatches: false }, { status: 'violated' }],
    ['no STARTTLS', policy, 'mx1.example.org', 'none', { status: 'violated', why: expect.stringMatching(/STARTTLS/) }],
    ['no handshake seen', policy, 'mx1.example.org', undefined, { status: 'unverifiable' }],
    [
      'mode none',
      { kind: 'policy', policy: { mode: 'none', mx: [], maxAgeSeconds: 1 } },
      'mx1.example.org',
      'none',
      { status: 'absent', mode: 'none' },
    ],
    ['broken', { kind: 'broken', why: 'x' }, 'mx1.example.org', tls, { status: 'broken', why: 'x' }],
  ])('%s', (_name, found, host, seen, expected) => {
    expect(judgeMtaSts(found, { host, address: '192.0.2.25', port: 25 }, seen)).toMatchObject(expected)
  })
})
