import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, plan, reply, session, type Seen, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import cause from './source-address-wrong.ts'

const PUBLIC = { host: 'mx1.example.net', address: '8.8.4.4', port: 25 }

causeCases(cause, {
  convicts: [
    [
      'the address is not configured',
      [
        session({
          plan: plan({ bind: '192.0.2.99' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    [
      'a private address towards a public peer',
      [session({ plan: plan({ bind: '10.0.0.5', endpoint: PUBLIC }), death: death('connect', SILENCE) })],
    ],
    [
      'the MTA could not use it',
      [
        symptom({ symptom: 'local.resources', words: 'bind: Cannot assign requested address' }),
        fact('mta.setting', {
          software: 'postfix',
          name: 'smtp_bind_address',
          value: '10.9.9.9',
          isDefault: false,
          from: 'postconf',
        }),
      ],
    ],
    [
      'from the address that the kernel picks nothing is answered, whoever is called',
      [
        session({ death: death('connect', SILENCE) }),
        session({ session: 's2', role: 'compare', plan: plan({ endpoint: PUBLIC }), death: death('connect', SILENCE) }),
        fact('route.local', { to: '192.0.2.1', source: '192.168.7.5', gateway: '192.168.7.1', device: 'eth0' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'the address is missing at the other vantage point',
      [
        session(),
        session({
          role: 'elsewhere',
          plan: plan({ bind: '192.0.2.99' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    ['no answer, source of the kernel’s choice', [session({ death: death('connect', SILENCE) })]],
    [
      'refused by reputation',
      [session({ plan: plan({ bind: '192.0.2.99' }), death: death('banner', reply(554, 'no')) })],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['another address of ours is tried', ['198.51.100.9'], ['other source address']],
  ['there is none', [], []],
])('silence from the address that the kernel picks: %s', (_name, otherSources, asked) => {
  const seen = [session({ death: death('connect', SILENCE) })]
  expect(experimentsOf(cause, seen, { otherSources }).map(({ name }) => name)).toEqual(asked)
})

const unbound = session({
  plan: plan({ bind: '192.0.2.99' }),
  death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
})
const remedies = (...seen: readonly Seen[]) => cause.remedies(view(evidence(seen), cause.needs))

test.each<[string, readonly Seen[], string]>([
  ['that the living session had', [session({ session: 's2', localAddress: '192.0.2.7' })], '192.0.2.7'],
  ['that the route names', [fact('route.local', { to: '192.0.2.1', source: '192.0.2.8' })], '192.0.2.8'],
  ['that nothing tells', [fact('route.local', { to: '203.0.113.1', source: '192.0.2.8' })], 'OUR-ADDRESS'],
])('an address that is not there comes back, or makes place for the one %s', (_name, more, address) => {
  const [back, other] = remedies(unbound, ...more)
  expect(JSON.stringify(back?.steps)).toContain('ip address add 192.0.2.99/LENGTH dev DEVICE')
  expect(JSON.stringify(back?.undo)).toContain('ip address del 192.0.2.99/LENGTH dev DEVICE')
  expect(other?.levers).toEqual([{ lever: 'source.address', family: 4, address }])
})

test('an address that is there, and gets no answer, need not come back', () => {
  const silent = session({ plan: plan({ bind: '10.0.0.5', endpoint: PUBLIC }), death: death('connect', SILENCE) })
  expect(JSON.stringify(remedies(silent))).not.toContain('ip address add')
})
