import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './disk-full-back-pressure.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'system.full',
          speaker: 'peer',
          stage: 'mail',
          words: '452 4.3.1 Insufficient system storage',
        }),
      ],
    ],
    [
      'Exchange',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          stage: 'mail',
          words: '452 4.3.1 Insufficient system resources (UsedVersionBuckets)',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'one full mailbox',
      [symptom({ symptom: 'mailbox.full', speaker: 'peer', stage: 'rcpt', words: '452 4.2.2 Mailbox full' })],
    ],
    [
      'our own disk',
      [symptom({ symptom: 'system.full', speaker: 'us', words: 'queue file write error: No space left on device' })],
    ],
    ['a healthy session', [session()]],
  ],
})
