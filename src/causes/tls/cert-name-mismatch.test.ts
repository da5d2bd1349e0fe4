import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './cert-name-mismatch.ts'

const OTHER = { chain: [certificate({ names: ['mail.example.com'] })], nameMatches: false }

causeCases(cause, {
  convicts: [
    [
      'another name, and to be verified',
      [deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), { tls: 'verify' }, { tls: tls(OTHER) })],
    ],
    [
      'another name, and an MTA that minds',
      [livingHandshake(OTHER), symptom({ symptom: 'tls.cert.name', stage: 'tls' })],
    ],
  ],
  acquits: [],
  abstains: [
    ['another name, and nobody minds', [livingHandshake(OTHER)]],
    ['expired, and to be verified', [deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['mail.example.com', ['mail.example.com']],
  ['localhost', []],
  ['mail.localdomain', []],
  ['mail.corp.local', []],
])('a certificate for %s: verified against that name only where one holder alone gets it certified', (name, names) => {
  const other = { chain: [certificate({ names: [name] })], nameMatches: false }
  const dead = deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), { tls: 'verify' }, { tls: tls(other) })
  const remedies = cause.remedies(view(evidence([dead]), cause.needs))
  const expected = remedies.flatMap(({ levers = [] }) =>
    levers.flatMap((lever) => (lever.lever === 'tls.expect-name' ? lever.name : [])),
  )
  expect(expected).toEqual(names)
})

test.each([
  [undefined, false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', true],
])('a chain that verifies as %s: the letter asks for another chain as well, %s', (verifyError, asks) => {
  const other = { chain: [certificate({ names: ['mail.example.com'] })], nameMatches: false }
  const seen = tls(verifyError === undefined ? other : { ...other, verifyError })
  const dead = deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), { tls: 'verify' }, { tls: seen })
  const letter = JSON.stringify(cause.remedies(view(evidence([dead]), cause.needs))[0]?.steps)
  expect(letter.includes('the chain of a public authority')).toBe(asks)
})
