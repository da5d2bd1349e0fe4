import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './early-talker-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'Exim in place of the banner',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'banner',
          words: '554 SMTP synchronization error',
        }),
      ],
    ],

    [
      'refused after speaking early',
      [session({ plan: plan({ speaksEarly: true }), death: death('banner', reply(554, 'sync')) })],
    ],
    ['the receiver says so', [symptom({ symptom: 'policy.earlytalker', speaker: 'peer', stage: 'banner' })]],
  ],
  acquits: [],
  abstains: [
    ['refused after waiting', [session({ death: death('banner', reply(554, 'no')) })]],
    ['a healthy session', [session()]],
  ],
})
