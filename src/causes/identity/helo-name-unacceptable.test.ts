import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { death, evidence, FIN, plan, session, symptom } from '../../../test/kit/evidence.ts'
import { tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import cause from './helo-name-unacceptable.ts'

causeCases(cause, {
  convicts: [
    ['the receiver says so', [symptom({ symptom: 'policy.helo', speaker: 'peer', stage: 'ehlo' })]],
    ['closed after EHLO localhost', [session({ plan: plan({ ehloName: 'localhost' }), death: death('ehlo', FIN) })]],
  ],
  acquits: [],
  abstains: [
    ['closed after a proper name', [session({ death: death('ehlo', FIN) })]],
    [
      'closed at the second EHLO, after the name was accepted in clear',
      [session({ plan: plan({ ehloName: 'localhost' }), tls: tls(), death: death('ehlo', FIN) })],
    ],
    ['a healthy session', [session()]],
  ],
})

const said = symptom({ symptom: 'policy.helo', speaker: 'peer', stage: 'rcpt' })
const names = (changes: Partial<EgressIdentity>) => {
  const seen = [
    said,
    session({ plan: plan({ ehloName: 'out.example.org' }) }),
    identity({ ehloName: 'out.example.org', ...changes }),
  ]
  return cause
    .remedies(view(evidence(seen), cause.needs))
    .flatMap(({ levers = [], steps = [] }) => [
      ...levers.flatMap((lever) => (lever.lever === 'ehlo.name' ? lever.name : [])),
      ...steps.flatMap((step) => (step.kind === 'record' ? step.zoneLine : [])),
    ])
}

test.each([
  ['a PTR name that leads back', { ptrName: 'a.example.net', forwardConfirmed: true }, ['a.example.net']],
  ['one that does not', { ptrName: 'a.example.net', forwardConfirmed: false }, ['mail.YOUR-DOMAIN']],
  ['one of a pool', { ptrName: 'pool-1.example.net', forwardConfirmed: true, generic: true }, ['mail.YOUR-DOMAIN']],
  ['one that no table may hold', { ptrName: 'a";b.example.net', forwardConfirmed: true }, ['mail.YOUR-DOMAIN']],
  ['the name that was refused', { ptrName: 'out.example.org', forwardConfirmed: true }, ['mail.YOUR-DOMAIN']],
  [
    'a name of ours that does not resolve',
    { ehloResolves: false },
    ['out.example.org. IN A 192.0.2.99', 'mail.YOUR-DOMAIN'],
  ],
] as const)('%s: which name is proposed', (_what, changes, proposed) => {
  const { ptrName, ...rest } = { ptrName: undefined, ...changes }
  const ptr = ptrName === undefined ? {} : { ptrStatus: 'answer' as const, ptrName, ptrNames: [ptrName] }
  expect(names({ ...ptr, ...rest })).toEqual(proposed)
})

test('behind a translator the record is for the address that is seen outside', () => {
  expect(names({ address: '10.0.0.9', behindNat: true, ehloResolves: false })).toEqual([
    'out.example.org. IN A OUR-ADDRESS',
    'mail.YOUR-DOMAIN',
  ])
})
