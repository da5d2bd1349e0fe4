import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import cause from './proxy-protocol-mismatch.ts'

const late = (afterMs: number, text: string): Outcome => ({
  kind: 'reply',
  reply: { code: 421, lines: [text] },
  afterMs,
})

causeCases(cause, {
  convicts: [
    [
      'Postfix after five seconds',
      [session({ death: death('banner', late(5010, '4.3.0 mx.example.net Server local error')) })],
    ],
    [
      'Haraka says it',
      [symptom({ symptom: 'reply.421.other', speaker: 'peer', stage: 'banner', words: '421 PROXY timed out' })],
    ],
  ],
  acquits: [],
  abstains: [
    ['a 421 at once', [session({ death: death('banner', late(30, '4.3.2 All server ports are busy')) })]],
    ['silence', [session({ death: death('banner', SILENCE) })]],
    ['a banner after six seconds', [session({ bannerMs: 6000 })]],
  ],
})
