import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  reply,
  type Seen,
  session,
  SILENCE,
  symptom,
} from '../../../test/kit/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
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
    ...[
      '554 No SMTP service here',
      '554 We do not accept mail',
      '554 mx.example.net does not accept mail',
      '550 no mail accepted here',
    ].map((words): [string, [Seen]] => [
      words,
      [symptom({ symptom: 'policy.other', speaker: 'peer', stage: 'banner', words })],
    ]),
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
    ...[
      '554 No SMTP service for you',
      '550 We do not accept mail from dynamic addresses',
      '421 No SMTP service here',
      '550 your domain does not accept mail',
    ].map((words): [string, [Seen]] => [
      words,
      [symptom({ symptom: 'policy.other', speaker: 'peer', stage: 'banner', words })],
    ]),
    ['a healthy session', [session()]],
    ['no MX record, and mail is taken at the address', [STANDS_IN, session()]],
    ['no MX record, and the server there fails later', [STANDS_IN, session({ death: death('ehlo', SILENCE) })]],
  ],
})

test('a host that says so to us alone looks the same: the words prove nothing', () => {
  const told = symptom({ symptom: 'policy.other', speaker: 'peer', stage: 'banner', words: '554 No SMTP service here' })
  expect(weighAll(evidence([told]), [cause])[0]?.standing).toBe('possible')
})
