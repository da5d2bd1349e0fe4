import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { AN_ENDPOINT, death, evidence, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './ptr-missing-or-generic.ts'

causeCases(cause, {
  convicts: [
    [
      'no PTR, and the receiver says so',
      [identity({ ptrStatus: 'nxdomain' }), symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })],
    ],
    ['the receiver says so', [symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })]],
  ],
  acquits: [],
  abstains: [
    [
      'a PTR record that leads back, and no complaint',
      [identity({ ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: true }), session()],
    ],
    ['a block list', [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt' })]],
  ],
})

const SIX = { ...AN_ENDPOINT, address: '2001:db8::1' }
const lived = session({ localAddress: '192.0.2.99' })
const refused = session({
  session: 's2',
  plan: plan({ endpoint: SIX }),
  localAddress: '2001:db8::99',
  death: death('rcpt', reply(550, 'no PTR')),
})
const told = symptom({ symptom: 'sender.ptr', speaker: 'peer', origin: 'live', stage: 'rcpt', endpoint: SIX })
const confirmed = { ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: true } as const

test.each([
  ['the address that was refused', { ptrStatus: 'nxdomain' }, confirmed, true],
  ['another one of ours', confirmed, { ptrStatus: 'nxdomain' }, false],
] as const)('it is proven where the PTR record is missing of %s', (_what, six, four, isProven) => {
  const seen = [
    identity({ address: '192.0.2.99', ...four }),
    identity({ address: '2001:db8::99', ...six }),
    lived,
    refused,
    told,
  ]
  const sight = view(evidence(seen), cause.needs)
  expect(cause.weigh(sight).some(({ decides }) => decides === 'proves')).toBe(isProven)
  expect(JSON.stringify(cause.remedies(sight))).toContain('PTR record of 2001:db8::99')
})

test('what the DNS showed is cited beside the words of the receiver', () => {
  const seen = evidence([
    identity({ ptrStatus: 'nxdomain' }),
    symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' }),
  ])
  const [proof] = cause.weigh(view(seen, cause.needs)).filter(({ decides }) => decides === 'proves')
  expect(proof?.shownBy).toEqual(seen.observations.map(({ id }) => id))
})
