import { expect, test } from 'vitest'
import { evidence, fact } from '../../../../test/kit/evidence.ts'
import { view } from '../../../domain/evidence.ts'
import { ptrRemedy } from './ptr-remedy.ts'

const recordsFor = (address: string): readonly string[] => {
  const identity = fact('egress.identity', {
    address,
    behindNat: false,
    ptrStatus: 'nxdomain',
    ehloName: 'out.example.org',
  })
  return ptrRemedy(view(evidence([identity]), ['egress.identity'])['egress.identity']).flatMap(({ steps = [] }) =>
    steps.flatMap((step) => (step.kind === 'record' ? [step.zoneLine] : [])),
  )
}

test('the PTR record and the one that leads back, whole, for either family', () => {
  expect(recordsFor('192.0.2.7')).toEqual([
    '7.2.0.192.in-addr.arpa. IN PTR out.example.org.',
    'out.example.org. IN A 192.0.2.7',
  ])
  expect(recordsFor('2001:db8::7')).toEqual([
    '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. IN PTR out.example.org.',
    'out.example.org. IN AAAA 2001:db8::7',
  ])
})
