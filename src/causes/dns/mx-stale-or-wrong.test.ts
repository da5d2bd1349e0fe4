import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './mx-stale-or-wrong.ts'

const STANDS_IN = fact('mail.route', {
  domain: 'parked.example',
  kind: 'implicit',
  hosts: [{ name: 'parked.example', preference: 0, addresses: ['192.0.2.1'] }],
})

causeCases(cause, {
  convicts: [
    [
      'a host that takes no mail at all',
      [
        session({ death: death('banner', reply(521, 'host.example.net does not accept mail')) }),
        symptom({ symptom: 'dns.nullmx', speaker: 'peer', origin: 'live', stage: 'banner', endpoint: AN_ENDPOINT }),
      ],
    ],
    [
      'a stranger that does not relay',
      [
        fact('mail.route', {
          domain: 'moved.example',
          kind: 'mx',
          hosts: [{ name: 'mx1.example.net', preference: 10, addresses: ['192.0.2.1'] }],
        }),
        session({
          banner: { code: 220, lines: ['mail.stranger.org ESMTP'] },
          death: death('rcpt', reply(554, 'Relay access denied')),
        }),
        symptom({
          symptom: 'policy.relay',
          speaker: 'peer',
          origin: 'live',
          stage: 'rcpt',
          words: 'Relay access denied',
          endpoint: AN_ENDPOINT,
        }),
      ],
    ],
    [
      'no MX record, and the address of the domain refuses',
      [STANDS_IN, session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 30 }) })],
    ],
  ],
  acquits: [],
  abstains: [
    ['an unknown user', [symptom({ symptom: 'recipient.unknown', speaker: 'peer', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
    ['no MX record, and mail is taken at the address', [STANDS_IN, session()]],
    ['no MX record, and the server there fails later', [STANDS_IN, session({ death: death('ehlo', SILENCE) })]],
  ],
})
