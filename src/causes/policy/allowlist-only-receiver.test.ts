import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, fact, plan, type Seen, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './allowlist-only-receiver.ts'

causeCases(cause, {
  convicts: [
    [
      'whatever the words were read as',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Client host rejected: Access restricted to the mail gateway, host not in allow list',
        }),
      ],
    ],

    [
      'EXO',
      [
        symptom({
          symptom: 'policy.allowlist',
          speaker: 'peer',
          stage: 'rcpt',
          words:
            "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message's recipient domain",
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a block list with a form',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 blocked; to be whitelisted request whitelisting at example.test/delist',
        }),
      ],
    ],

    ['reputation', [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words: '554 blocked' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['a host behind the MX refuses us', 'gate.example.net', ['gate.example.net', undefined]],
  ['the MX itself does', AN_ENDPOINT.host, [undefined]],
])('%s: who is to act', (_name, mx, routes) => {
  const route = fact('mail.route', {
    domain: 'example.org',
    kind: 'mx',
    hosts: [{ name: mx, preference: 10, addresses: [] }],
  })
  const remedies = cause.remedies(view(evidence([session(), route]), cause.needs))
  expect(
    remedies.map(({ levers }) => levers?.flatMap((one) => (one.lever === 'route.to' ? [one.host] : []))[0]),
  ).toEqual(routes)
})

test('the MX of another domain, or of our relay, is no way to the recipient', () => {
  const asked = session({ plan: plan({ envelope: { from: '', to: ['you@example.net'] } }) })
  const hosts = [{ name: 'gate.example.org', preference: 10, addresses: [] }]
  const leversFor = (seen: readonly Seen[]) =>
    cause.remedies(view(evidence([asked, ...seen]), cause.needs)).flatMap(({ levers = [] }) => levers)
  expect(leversFor([fact('mail.route', { domain: 'example.org', kind: 'mx', hosts })])).toEqual([
    { lever: 'route.to', domain: 'example.net', host: 'ITS-MX-HOST' },
  ])
  const handed = fact('mail.handover', {
    mailFor: 'example.net',
    relay: 'example.org',
    software: 'postfix',
    setting: 'relayhost = example.org',
    examined: 'relay',
  })
  // A relay of ours is not gone around: it is to know us.
  expect(leversFor([handed, fact('mail.route', { domain: 'example.net', kind: 'mx', hosts })])).toEqual([])
})
