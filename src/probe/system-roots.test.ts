import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, connect, rootCertificates } from 'node:tls'
import { expect, test } from 'vitest'
import type { Certified } from './peer/certificate.ts'
import { makeCertificate } from './peer/certificate.ts'
import { rootStore, systemStore } from './root-store.ts'
import { knowsOrganisation, systemVerdict, trustsOrganisation, verdictWith } from './system-roots.ts'

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
  const store = rootStore(trusted.map((one) => one.cert))
  expect(verdictWith(store, await leaf(), E, now)).toBe(expected)
})

test('an error that is not about trust stands', async () => {
  expect(systemVerdict(await presented(leafOf(root)), 'CERT_HAS_EXPIRED', now)).toBe('CERT_HAS_EXPIRED')
})

test('an organisation is looked for among the roots, whatever its case and marks', () => {
  const named = makeCertificate({ name: 'Root', organisation: 'Example, Inc. (Zürich)', authority: true })
  const [pem] = rootCertificates
  const store = rootStore([named.cert, pem ?? ''])
  expect(knowsOrganisation(store, organisationIn(named.cert))).toBe(true)
  expect(knowsOrganisation(store, organisationIn(pem ?? ''))).toBe(true)
  expect(knowsOrganisation(rootStore([root.cert]), organisationIn(pem ?? ''))).toBe(false)
})

function organisationIn(pem: string): string {
  return /^O=(.+)$/m.exec(new X509Certificate(pem).subject)?.[1]?.toUpperCase() ?? ''
}

test('an issuer that names no organisation tells nothing', async () => {
  expect(trustsOrganisation(await presented(leafOf(root)), E)).toBeUndefined()
})

test.runIf(process.platform === 'linux')('the system’s store is a file and the files of a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hangup-roots-'))
  const before = { ...process.env }
  const leaf = await presented(leafOf(root))
  const issuers = (): readonly string[] =>
    systemStore()
      .issuersOf(leaf)
      .map(({ subject }) => subject)
  try {
    process.env['SSL_CERT_FILE'] = join(folder, 'absent.pem')
    process.env['SSL_CERT_DIR'] = folder
    expect(issuers()).toEqual([])
    writeFileSync(join(folder, 'bundle.crt'), `# a comment\n${other.cert}${root.cert}`)
    writeFileSync(join(folder, 'root.pem'), root.cert)
    symlinkSync('root.pem', join(folder, '0123abcd.0'))
    writeFileSync(join(folder, 'notes.txt'), 'no certificate')
    // Two of the same name, and the one that is there twice counts once.
    expect(issuers()).toEqual(['CN=Company Root', 'CN=Company Root'])
    process.env['SSL_CERT_DIR'] = join(folder, 'absent')
    process.env['SSL_CERT_FILE'] = join(folder, 'root.pem')
    expect(issuers()).toEqual(['CN=Company Root'])
  } finally {
    for (const name of ['SSL_CERT_FILE', 'SSL_CERT_DIR'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    rmSync(folder, { recursive: true })
  }
})
