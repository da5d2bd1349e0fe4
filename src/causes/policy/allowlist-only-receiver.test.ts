import { causeCases } from '../../../test/kit/cause-cases.ts'
import { expect, test } from 'vitest'
import { AN_ENDPOINT, evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
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
