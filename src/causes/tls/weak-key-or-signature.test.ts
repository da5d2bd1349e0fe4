import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake, ours } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './weak-key-or-signature.ts'

causeCases(cause, {
  convicts: [
    ['our library: dh key too small', [deadHandshake(ours('dh key too small', 40))]],
    ['our library, as Node writes it', [deadHandshake(ours('ERR_SSL_DH_KEY_TOO_SMALL', 40))]],
    ['CA signature too weak', [deadHandshake(ours('CA_MD_TOO_WEAK'), { tls: 'verify' })]],
    ['told by the sending library', [symptom({ symptom: 'tls.handshake.weakdh', stage: 'tls' })]],
  ],
  acquits: [],
  abstains: [
    ['a short key that nobody minds', [livingHandshake({ chain: [certificate({ keyBits: 1024 })] })]],
    ['the server found nothing in common', [deadHandshake(alert(40))]],
    ['an expired certificate', [deadHandshake(ours('CERT_HAS_EXPIRED'), { tls: 'verify' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['RSA of 1024 bits', { keyBits: 1024 }, true],
  ['RSA of 2048 bits', { keyBits: 2048 }, false],
  ['a curve of 256 bits', { keyType: 'ec', keyBits: 256 }, false],
  ['a signature with SHA-1', { signatureAlgorithm: 'sha1WithRSAEncryption' }, true],
  ['an ECDSA signature with SHA-1', { signatureAlgorithm: 'ecdsa-with-SHA1' }, true],
  ['a signature with SHA-256', { signatureAlgorithm: 'sha256WithRSAEncryption' }, false],
] as const)('%s: the certificate that we saw is weak, too: %s', (_name, changes, isWeak) => {
  const told = symptom({ symptom: 'tls.handshake.weakdh', stage: 'tls' })
  const seen = evidence([told, livingHandshake({ chain: [certificate(changes)] })])
  const shown = cause.weigh(view(seen, cause.needs)).flatMap(({ shownBy }) => shownBy)
  expect(shown.some((id) => id === seen.observations[1]?.id)).toBe(isWeak)
})

test.each([
  ['EE_KEY_TOO_SMALL', 'certificate', ['tls.level-for', 'tls.none-for']],
  ['DH_KEY_TOO_SMALL', 'Diffie-Hellman', ['tls.exclude-for', 'tls.none-for']],
  ['error:05000126:dh key exchange::modulus too small', 'Diffie-Hellman', ['tls.exclude-for', 'tls.none-for']],
  ['MODULUS_TOO_SMALL', 'Diffie-Hellman', ['tls.exclude-for', 'tls.none-for']],
  ['bad dh value, certificate of mx1.example.net', 'Diffie-Hellman', ['tls.exclude-for', 'tls.none-for']],
  ['dh.example.net: ee key too small', 'certificate', ['tls.level-for', 'tls.none-for']],
] as const)('%s: what the letter is about, and the ways round that fit', (words, about, levers) => {
  const dead = deadHandshake(ours(words), { tls: 'verify' })
  const [letter, ...ways] = cause.remedies(view(evidence([dead]), cause.needs))
  expect(JSON.stringify(letter?.steps)).toContain(about)
  expect(ways.flatMap(({ levers: pulled = [] }) => pulled.map(({ lever }) => lever))).toEqual(levers)
})

test.each([
  [
    'tls.handshake.weakdh',
    'TLS handshake failed: the DH of the server has only 1024 bits, refused',
    'Diffie-Hellman parameters: please',
  ],
  [
    'tls.cert.weak',
    'The certificate is using an RSA key whose modulus is too short: inadequate key size',
    'has a short key',
  ],
] as const)('what was read of a report says which it is: %s', (name, words, says) => {
  const told = symptom({ symptom: name, stage: 'tls', words })
  expect(JSON.stringify(cause.remedies(view(evidence([told]), cause.needs)))).toContain(says)
})
