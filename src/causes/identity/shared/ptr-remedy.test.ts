import { expect, test } from 'vitest'
import { fact } from '../../../../test/kit/evidence.ts'
import { ptrRemedy } from './ptr-remedy.ts'

const recordsFor = (address: string): readonly string[] => {
  const identity = fact('egress.identity', {
    address,
    behindNat: false,
    ptrStatus: 'nxdomain',
    ehloName: 'out.example.org',
  })
  return ptrRemedy(identity.fact).flatMap(({ steps = [] }) =>
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

test('no record is asked for of an address that a translator hides, nor for a name that nobody can look up', () => {
  const proposed = (ehloName: string) =>
    JSON.stringify(ptrRemedy({ address: '10.0.0.9', behindNat: true, ptrStatus: 'not-asked', ehloName }))
  expect(proposed('out.example.org')).not.toContain('10.0.0.9')
  expect(proposed('out.example.org')).toContain('dig +short -x OUR-ADDRESS')
  for (const name of ['[192.0.2.7]', 'host.local', 'localhost.localdomain', 'a`b`.example.org'])
    expect(proposed(name)).toContain('to mail.YOUR-DOMAIN')
  expect(proposed('[192.0.2.7]')).not.toMatch(/<[a-z]/)
})
