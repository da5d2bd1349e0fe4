import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './reputation-announced.ts'

causeCases(cause, {
  convicts: [
    [
      'a block list',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
        }),
      ],
    ],
    [
      'Gmail',
      [
        symptom({
          symptom: 'reply.421.reputation',
          speaker: 'peer',
          stage: 'banner',
          words: '421-4.7.28 unusual rate of unsolicited mail originating from your IP address',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a server for the gateway alone',
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
      'no PTR',
      [
        symptom({
          symptom: 'sender.ptr',
          speaker: 'peer',
          stage: 'rcpt',
          words: '450 4.7.25 cannot find your hostname',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
