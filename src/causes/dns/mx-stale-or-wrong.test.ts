import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './mx-stale-or-wrong.ts'

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
  ],
  acquits: [],
  abstains: [
    ['an unknown user', [symptom({ symptom: 'recipient.unknown', speaker: 'peer', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
