import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './outdated-exchange-throttled.ts'

causeCases(cause, {
  convicts: [
    [
      'EXO',
      [
        symptom({
          symptom: 'policy.outdated',
          speaker: 'peer',
          stage: 'mail',
          words:
            '450 4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online throttled for 5 mins/hr',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'tenant',
      [symptom({ symptom: 'limit.tenant', speaker: 'peer', stage: 'mail', words: '451 4.7.500 Server busy' })],
    ],
    ['a healthy session', [session()]],
  ],
})
