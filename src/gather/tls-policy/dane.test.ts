import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { zoneResolver, type ZoneTable } from '../../../test/kit/dns-zone.ts'
import type { CertificateFact, TlsFact } from '../../domain/facts/smtp-facts.ts'
import { certificateFact } from '../../probe/certificate-facts.ts'
import { makeCertificate } from '../../probe/peer/certificate.ts'
import { judgeDane, type TlsaRecord } from './dane.ts'
import { gatherDane, type DaneTarget } from './gather-dane.ts'

const NOW = Date.now()
const root = makeCertificate({ name: 'Test root', authority: true })
const leafMade = makeCertificate({ name: 'mx.example.org', issuer: root })
const oldMade = makeCertificate({
  name: 'mx.example.org',
  issuer: root,
  notBefore: new Date(NOW - 9e9),
  notAfter: new Date(NOW - 1e9),
})
const factOf = (made: { readonly cert: string }): CertificateFact => certificateFact(new X509Certificate(made.cert))
const [leaf, expired, anchor] = [factOf(leafMade), factOf(oldMade), factOf(root)]
const der = (made: { readonly cert: string }): string => new X509Certificate(made.cert).raw.toString('hex')
const spki = (made: { readonly cert: string }): Buffer =>
  new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' })
const sha512 = (octets: Buffer): string => createHash('sha512').update(octets).digest('hex')
const OTHER = 'ab'.repeat(32)

function record(text: string): TlsaRecord {
  const [usage, selector, matching, data = ''] = text.split(' ')
  return {
    type: 'TLSA',
    name: '_25._tcp.mx.example.org',
    usage: Number(usage),
    selector: Number(selector),
    matching: Number(matching),
    data,
    ttlSeconds: 1,
  }
}

describe('judging a chain', () => {
  const good = [leaf, anchor]
  const with512 = [{ ...leaf, spkiSha512: sha512(spki(leafMade)) }, anchor]
  test.each<[string, readonly string[], readonly CertificateFact[], string]>([
    ['3 1 1', [`3 1 1 ${leaf.spkiSha256}`], good, 'satisfied'],
    ['3 0 1', [`3 0 1 ${leaf.sha256}`], good, 'satisfied'],
    ['3 0 0', [`3 0 0 ${der(leafMade)}`], good, 'satisfied'],
    ['3 1 0', [`3 1 0 ${spki(leafMade).toString('hex')}`], good, 'satisfied'],
    ['3 1 2', [`3 1 2 ${sha512(spki(leafMade))}`], with512, 'satisfied'],
    ['3 1 2 without the digest at hand', [`3 1 2 ${sha512(spki(leafMade))}`], good, 'unverifiable'],
    ['2 1 1', [`2 1 1 ${anchor.spkiSha256}`], good, 'satisfied'],
    ['2 0 0', [`2 0 0 ${der(root)}`], good, 'satisfied'],
    ['one of several', [`3 1 1 ${OTHER}`, `3 1 1 ${leaf.spkiSha256}`], good, 'satisfied'],
    ['another key', [`3 1 1 ${OTHER}`], good, 'violated'],
    ['the wrong selector', [`3 0 1 ${leaf.spkiSha256}`], good, 'violated'],
    ['the anchor is not sent', [`2 1 1 ${anchor.spkiSha256}`], [leaf], 'violated'],
    ['expired, which DANE-EE does not care for', [`3 1 1 ${expired.spkiSha256}`], [expired], 'satisfied'],
    ['expired, which DANE-TA cares for', [`2 1 1 ${anchor.spkiSha256}`], [expired, anchor], 'violated'],
    [
      'a chain that does not lead there',
      [`2 1 1 ${anchor.spkiSha256}`],
      [factOf(makeCertificate({ name: 'mx.example.org' })), anchor],
      'violated',
    ],
    [
      'another name, which DANE-EE does not care for',
      [`3 1 1 ${factOf(makeCertificate({ name: 'x' })).spkiSha256}`, `3 1 1 ${anchor.spkiSha256}`],
      [anchor],
      'satisfied',
    ],
    ['no certificate', [`3 1 1 ${OTHER}`], [], 'violated'],
    ['usages 0 and 1 are unusable', [`1 1 1 ${OTHER}`, `0 0 1 ${OTHER}`], good, 'satisfied'],
    ['a digest of the wrong length is unusable', ['3 1 1 abcd'], good, 'satisfied'],
    ['an unusable one beside a wrong one', [`1 1 1 ${OTHER}`, `3 1 1 ${OTHER}`], good, 'violated'],
  ])('%s', (_name, records, chain, status) => {
    const judged = judgeDane({ records: records.map(record), chain, names: ['mx.example.org'], now: NOW })
    expect(judged.status).toBe(status)
    expect(judged.why).not.toBe('')
  })

  test('DANE-TA wants the name', () => {
    const records = [record(`2 1 1 ${anchor.spkiSha256}`)]
    expect(judgeDane({ records, chain: good, names: ['other.example'], now: NOW }).status).toBe('violated')
    const wild = factOf(makeCertificate({ name: '*.example.org', issuer: root }))
    expect(judgeDane({ records, chain: [wild, anchor], names: ['mx.example.org'], now: NOW }).status).toBe('satisfied')
    expect(judgeDane({ records, chain: [wild, anchor], names: ['a.mx.example.org'], now: NOW }).status).toBe('violated')
  })
})

const tls = { version: 'TLSv1.3', cipher: 'x', chain: [leaf, anchor], nameMatches: true } satisfies TlsFact
const zone: ZoneTable = {
  '.': { SOA: ['-'] },
  'example.org': { MX: ['10 mx.example.org'] },
  'mx.example.org': { A: ['192.0.2.25'] },
  '_25._tcp.mx.example.org': { TLSA: [`3 1 1 ${leaf.spkiSha256}`] },
  'wrong.example.org': { A: ['192.0.2.25'] },
  '_25._tcp.wrong.example.org': { TLSA: [`3 1 1 ${OTHER}`] },
  'lame.example.org': { A: ['192.0.2.25'] },
  '_25._tcp.lame.example.org': { TLSA: { status: 'servfail' } },
  'bare.example.org': { A: ['192.0.2.25'] },
  'alias.example.org': { CNAME: ['mx.example.org'] },
  'mx.plain.example': { A: ['192.0.2.25'] },
  '_25._tcp.mx.plain.example': { TLSA: [`3 1 1 ${OTHER}`] },
}

describe('gathering', () => {
  async function policyOf(host: string, signed: readonly string[], more: Partial<DaneTarget> = {}) {
    const resolver = zoneResolver(zone, { signed })
    const answers = await Promise.all([
      resolver.resolve({ kind: 'dns', name: 'example.org', type: 'MX' }),
      resolver.resolve({ kind: 'dns', name: host, type: 'A' }),
    ])
    const endpoint = { host, address: '192.0.2.25', port: 25 }
    const { policy } = await gatherDane({ endpoint, domain: 'example.org', answers, tls, now: NOW, ...more }, resolver)
    return { policy, asked: resolver.asked.slice(2) }
  }
  const SIGNED = ['.', 'example.org']

  test.each<[string, string, readonly string[], Partial<DaneTarget>, string, RegExp]>([
    ['fits', 'mx.example.org', SIGNED, {}, 'satisfied', /fits TLSA 3 1 1/],
    ['an alias into a signed zone', 'alias.example.org', SIGNED, {}, 'satisfied', /fits/],
    ['another key', 'wrong.example.org', SIGNED, {}, 'violated', /another/],
    ['a lookup that fails is no absence', 'lame.example.org', SIGNED, {}, 'broken', /servfail/],
    ['no records', 'bare.example.org', SIGNED, {}, 'absent', /no TLSA/],
    ['no handshake seen', 'mx.example.org', SIGNED, { tls: undefined as never }, 'unverifiable', /no handshake/],
    ['no STARTTLS', 'mx.example.org', SIGNED, { tls: 'none' }, 'violated', /STARTTLS/],
    ['unsigned zone', 'mx.plain.example', ['example.org'], {}, 'absent', /not signed/],
    ['a resolver that does not validate', 'mx.example.org', [], {}, 'unverifiable', /does not validate/],
    ['only the MX is not signed', 'mx.example.org', ['mx.example.org'], {}, 'satisfied', /MX records are not signed/],
  ])('%s', async (_name, host, signed, more, status, why) => {
    const { policy } = await policyOf(host, signed, more)
    expect(policy).toMatchObject({ kind: 'dane', status, why: expect.stringMatching(why) })
  })

  test('below an unsigned address nobody asks for TLSA', async () => {
    const { asked } = await policyOf('mx.plain.example', ['example.org'])
    expect(asked.filter((question) => question.includes('TLSA'))).toEqual([])
  })
})
