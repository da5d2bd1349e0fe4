import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './tenant-or-provider-throttle.ts'

causeCases(cause, {
  convicts: [
    [
      'Microsoft',
      [
        symptom({
          symptom: 'limit.tenant',
          speaker: 'peer',
          stage: 'mail',
          words: '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a reputation refusal',
      [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'banner', words: '554 blocked' })],
    ],
    ['a healthy session', [session()]],
  ],
})
