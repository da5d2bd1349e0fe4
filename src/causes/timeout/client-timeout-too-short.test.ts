import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './client-timeout-too-short.ts'

causeCases(cause, {
  convicts: [
    [
      'our probe is greeted after 15 s',
      [session({ bannerMs: 15_000 }), symptom({ symptom: 'drop.timeout', stage: 'banner' })],
    ],
    ['gave up after 30 s', [symptom({ symptom: 'drop.timeout', stage: 'banner', elapsedSeconds: 30 })]],
  ],
  acquits: [],
  abstains: [
    ['gave up after ten minutes', [symptom({ symptom: 'drop.timeout', stage: 'dot', elapsedSeconds: 600 })]],
    ['a late greeting that nobody minded', [session({ bannerMs: 15_000 })]],
    ['a healthy session', [session()]],
  ],
})
