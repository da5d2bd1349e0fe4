import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './syn-rate-or-connlimit.ts'

causeCases(cause, {
  convicts: [
    [
      'the second connection is not taken',
      [session(), session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) })],
    ],
    ['reported, while one of ours is taken', [symptom({ symptom: 'connect.timeout', stage: 'connect' }), session()]],
  ],
  acquits: [],
  abstains: [
    ['a limit of the mail server speaks', [session({ death: death('banner', reply(421)) })]],
    ['no SYN is answered: a ban', [session({ death: death('connect', SILENCE) })]],
    [
      'reported of another host',
      [
        symptom({ symptom: 'connect.timeout', stage: 'connect', host: 'relay.example.com', address: '198.51.100.9' }),
        session(),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
