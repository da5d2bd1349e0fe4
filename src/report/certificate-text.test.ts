import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { evidence } from '../../test/kit/evidence.ts'
import { certificate, deadHandshake, ours, tls } from '../../test/kit/handshakes.ts'
import type { CertificateFact } from '../domain/facts/smtp-facts.ts'
import { certificateText } from './certificate-text.ts'

function textOf(leaf: Partial<CertificateFact>, verifyError?: string): string | undefined {
  const seen = tls({ chain: [certificate(leaf)], ...(verifyError === undefined ? {} : { verifyError }) })
  return certificateText(
    diagnosis({
      healthy: false,
      verdict: verdict({ class: 'tls', stage: 'tls' }),
      evidence: evidence([deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), {}, { tls: seen })]),
    }),
  )
}

test('whose the certificate is, from whom, and until when', () => {
  const leaf = {
    names: ['a.example', 'b.example'],
    subject: 'CN=a',
    issuer: 'CN=Authority',
    notAfter: '2027-02-17T10:00:00Z',
  }
  expect(textOf(leaf)).toBe(
    'The certificate names a.example, b.example, is issued by CN=Authority, valid until 2027-02-17; its chain verifies.',
  )
})

test('one that nobody else signed, and a chain that our roots do not lead to', () => {
  const leaf = { names: [], subject: 'CN=a', issuer: 'CN=a' }
  expect(textOf(leaf, 'DEPTH_ZERO_SELF_SIGNED_CERT')).toMatch(
    /names no host, is signed by itself.*does not verify \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
  )
})

test('many names are counted, and what a peer writes there is escaped', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `${one}.example`)
  expect(textOf({ names })).toContain('d.example and 2 more')
  expect(textOf({ issuer: 'CN=\u001b[31mred' })).not.toContain('\u001b')
})
