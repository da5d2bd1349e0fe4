import { makeCertificate } from '../../src/probe/peer/certificate.ts'
import type { PeerTls } from '../../src/probe/peer/peer-script.ts'

export interface BenchServer {
  readonly name: string
  readonly tls: PeerTls
  /** In what it differs from the first server, and what testssl.sh is asked about alone. Default: everything. */
  readonly differs?: readonly Aspect[]
}

/** What testssl.sh can be asked about by itself. */
export type Aspect = 'versions' | 'suites' | 'groups' | 'certificate'

const DAY_MS = 86_400_000
const OLD = 'DEFAULT@SECLEVEL=0'

/** Servers of every kind that Node's OpenSSL can play: each version, key, group, old suites and new ones. */
export function benchServers(): readonly BenchServer[] {
  const name = 'mx.bench.test'
  const rsa = makeCertificate({ name, key: 'rsa' })
  const ec = makeCertificate({ name, key: 'ec' })
  const p384 = makeCertificate({ name, key: 'ec', curve: 'secp384r1' })
  const root = makeCertificate({ name: 'Bench Root', organisation: 'Bench', authority: true })
  const signed = makeCertificate({ name, names: [name, 'mail.bench.test'], key: 'rsa', keyBits: 3072, issuer: root })
  const lapsed = makeCertificate({ name, key: 'rsa', notAfter: new Date(Date.now() - DAY_MS / 2) })
  return [
    { name: 'TLS 1.2 and 1.3, RSA', tls: rsa },
    { name: 'TLS 1.2 and 1.3, ECDSA', tls: ec, differs: ['suites', 'certificate'] },
    { name: 'TLS 1.3 only', tls: { ...rsa, minVersion: 'TLSv1.3' }, differs: ['versions', 'suites'] },
    { name: 'TLS 1.2 only', tls: { ...rsa, maxVersion: 'TLSv1.2' }, differs: ['versions'] },
    {
      name: 'TLS 1.0 to 1.3',
      tls: { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1.3', ciphers: OLD },
      differs: ['versions'],
    },
    {
      name: 'TLS 1.0 to 1.2',
      tls: { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: OLD },
      differs: ['versions'],
    },
    {
      name: 'TLS 1.0 only',
      tls: { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: OLD },
      differs: ['versions', 'suites'],
    },
    {
      name: 'TLS 1.1 only, ECDSA',
      tls: { ...ec, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: OLD },
      differs: ['versions'],
    },
    {
      name: 'all suites',
      tls: { ...rsa, ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1', maxVersion: 'TLSv1.2' },
      differs: ['suites'],
    },
    {
      name: 'two suites',
      tls: { ...rsa, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA' },
      differs: ['suites'],
    },
    ...['X25519', 'P-256', 'P-384', 'P-521', 'X448', 'ffdhe2048', 'X25519MLKEM768', 'P-521:X25519'].map(
      (group): BenchServer => ({ name: `group ${group}`, tls: { ...rsa, ecdhCurve: group }, differs: ['groups'] }),
    ),
    { name: 'a P-384 key', tls: p384, differs: ['certificate'] },
    { name: 'a chain to a private root', tls: { ...signed, chain: root.cert }, differs: ['certificate'] },
    { name: 'an expired certificate', tls: lapsed, differs: ['certificate'] },
  ]
}
