import { X509Certificate } from 'node:crypto'
import { createServer, connect, rootCertificates } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Certified } from './peer/certificate.ts'
import { makeCertificate } from './peer/certificate.ts'
import { knowsOrganisation, systemVerdict, verdictWith } from './system-roots.ts'

const DAY_MS = 86_400_000
const now = Date.now()
const root = makeCertificate({ name: 'Company Root', authority: true })
const other = makeCertificate({ name: 'Company Root', authority: true })
const middle = makeCertificate({ name: 'Company Intermediate', authority: true, issuer: root })
const lapsed = makeCertificate({ name: 'Lapsed', authority: true, issuer: root, notAfter: new Date(now - DAY_MS / 2) })
const noAuthority = makeCertificate({ name: 'no authority', issuer: root })
const leafOf = (issuer: Certified, notAfter = new Date(now + DAY_MS)): Certified =>
  makeCertificate({ name: 'mx.example.net', issuer, notAfter })

/** The leaf as node:tls hands it out, linked to what the server sent with it. */
async function presented(leaf: Certified, ...chain: readonly Certified[]): Promise<X509Certificate> {
  const cert = [leaf, ...chain].map((one) => one.cert).join('')
  const server = createServer({ cert, key: leaf.key })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  await new Promise<void>((resolve) => socket.once('secureConnect', resolve))
  const certificate = socket.getPeerX509Certificate()
  socket.destroy()
  server.close()
  if (certificate === undefined) throw new Error('no certificate')
  return certificate
}

const E = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'

test.each<[string, () => Promise<X509Certificate>, readonly Certified[], string | undefined]>([
  ['a root of the system', () => presented(leafOf(root)), [root], undefined],
  ['through an intermediate', () => presented(leafOf(middle), middle), [root], undefined],
  ['through an intermediate, the root sent along', () => presented(leafOf(middle), middle, root), [root], undefined],
  ['the intermediate is missing', () => presented(leafOf(middle)), [root], E],
  ['a root of the same name and another key', () => presented(leafOf(root)), [other], E],
  ['no roots', () => presented(leafOf(root)), [], E],
  ['trusted and expired', () => presented(leafOf(root, new Date(now - 1000))), [root], 'CERT_HAS_EXPIRED'],
  ['an expired intermediate', () => presented(leafOf(lapsed), lapsed), [root], 'CERT_HAS_EXPIRED'],
  ['an issuer that is no authority', () => presented(leafOf(noAuthority), noAuthority), [root], E],
  ['self-signed and trusted itself', () => presented(root), [root], undefined],
])('%s', async (_name, leaf, trusted, expected) => {
  const roots = trusted.map((one) => new X509Certificate(one.cert))
  expect(verdictWith(roots, await leaf(), E, now)).toBe(expected)
})

test('an error that is not about trust stands', async () => {
  expect(systemVerdict(await presented(leafOf(root)), 'CERT_HAS_EXPIRED', now)).toBe('CERT_HAS_EXPIRED')
})

test('the organisation of an issuer is looked for among the roots', async () => {
  const pem = rootCertificates.find((one) => /^O=/m.test(new X509Certificate(one).issuer)) ?? ''
  const known = new X509Certificate(pem)
  expect(knowsOrganisation([known], known)).toBe(true)
  expect(knowsOrganisation([new X509Certificate(root.cert)], known)).toBe(false)
  // An issuer that names no organisation tells nothing.
  expect(knowsOrganisation([known], await presented(leafOf(root)))).toBeUndefined()
})
