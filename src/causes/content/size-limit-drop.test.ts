import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, fact, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './size-limit-drop.ts'

causeCases(cause, {
  convicts: [
    ['cut in the middle of 12 MB', [cutInBody({ sizeBytes: 12_000_000 })]],
    ['the MTA lost the connection in the body', [symptom({ symptom: 'drop.lost', stage: 'body' })]],
    [
      'only large messages lose their connection',
      [
        symptom({ symptom: 'drop.lost' }),
        fact('log.pattern', { pattern: 'only-large', symptom: 'drop.lost', count: 9, of: 9, detail: '' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'large messages lose their connection before they are on their way',
      [
        symptom({ symptom: 'drop.lost', stage: 'rcpt' }),
        fact('log.pattern', {
          pattern: 'only-large',
          symptom: 'drop.lost',
          stage: 'rcpt',
          count: 9,
          of: 9,
          detail: '',
        }),
      ],
    ],
    ['silence in the middle of 12 MB', [cutInBody({ sizeBytes: 12_000_000 }, SILENCE)]],
    ['cut in the middle of 5 kB', [cutInBody({ sizeBytes: 5_000 })]],
    ['a healthy session', [session()]],
  ],
})
