import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issuerNameOf } from './issuer-name.ts'

test('the issuer of a root is its subject: its name stands in it twice', () => {
  for (const pem of rootCertificates) {
    const { raw } = new X509Certificate(pem)
    const name = issuerNameOf(raw)
    expect(name?.[0]).toBe(0x30)
    const first = raw.indexOf(name ?? '')
    expect(raw.indexOf(name ?? '', first + 1)).toBeGreaterThan(first)
  }
})

test('no octets make it throw or read beyond them', () => {
  const { raw } = new X509Certificate(rootCertificates[0] ?? '')
  for (let length = 0; length < raw.length; length += 1) expect(issuerNameOf(raw.subarray(0, length))).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      issuerNameOf(octets)
    }),
  )
})
