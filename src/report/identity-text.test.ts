import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { evidence, fact } from '../../test/kit/evidence.ts'
import type { DiagnosisVerdict } from '../domain/diagnosis.ts'
import type { EgressIdentity } from '../domain/facts/dns-facts.ts'
import { identityText } from './identity-text.ts'

const OURS: EgressIdentity = {
  address: '192.0.2.9',
  behindNat: false,
  ptrStatus: 'answer',
  ptrNames: ['out.example.org'],
  forwardConfirmed: true,
  ehloName: 'mail.example.org',
}
const textOf = (identity: Partial<EgressIdentity>, changes: Partial<DiagnosisVerdict> = {}) =>
  identityText(
    diagnosis({
      healthy: false,
      verdict: verdict({ cause: 'policy/reputation-silent-close', ...changes }),
      evidence: evidence([fact('egress.identity', { ...OURS, ...identity })]),
    }),
  )

test.each<readonly [Partial<EgressIdentity>, string]>([
  [
    {},
    'Our address 192.0.2.9 has the PTR record out.example.org, which leads back to it; we greet as mail.example.org.',
  ],
  [{ forwardConfirmed: false }, 'which does not lead back to it'],
  [{ ptrStatus: 'nxdomain', ptrNames: [] }, 'has no PTR record'],
  [{ ptrStatus: 'timeout', ptrNames: [] }, 'could not be looked up'],
  [{ behindNat: true }, 'is private, and stands behind another'],
  [{ behindNat: true, seenByPeer: '198.51.100.9' }, 'Our address 198.51.100.9 has the PTR record'],
])('how our address looks to a receiver: %o', (identity, text) => {
  expect(textOf(identity)).toContain(text)
})

test('of a PTR record that nobody asked for nothing is said, and one that was not found out is not claimed', () => {
  expect(textOf({ ptrStatus: 'not-asked', ptrNames: [] })).toBe('We greet as mail.example.org, from 192.0.2.9.')
  expect(textOf({ ptrStatus: 'servfail', ptrNames: [] })).toContain('may have a PTR record')
})

test('where nobody minds the address, or the cause is known, it is of no matter', () => {
  expect(textOf({}, { cause: 'receiver/hung' })).toBeUndefined()
  expect(textOf({}, { standing: 'proven' })).toBeUndefined()
  const alternatives = [{ cause: 'firewall/source-banned-by-firewall', decidedBy: 'another address' }] as const
  expect(textOf({}, { cause: 'path/syn-not-answered', alternatives })).toContain('PTR record')
})
