import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './content-filter-slow.ts'

const sends = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 700 } })
const takenAfter = (afterMs: number) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'dot',
    said: '.',
    encrypted: false,
    sentBytes: 3,
    sentSoFarBytes: 900,
    startedAfterMs: 0,
    outstanding: [],
    outcome: { kind: 'reply', reply: { code: 250, lines: ['ok'] }, afterMs },
  })

causeCases(cause, {
  convicts: [
    ['no answer to the dot of a small message', [session({ plan: sends, death: death('dot', SILENCE) })]],
    [
      'taken after twelve seconds, and a reported timeout',
      [session({ plan: sends }), takenAfter(12_000), symptom({ symptom: 'drop.timeout', stage: 'dot' })],
    ],
    ['a reported timeout at the dot', [symptom({ symptom: 'drop.timeout', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    ['a slow session, and a prompt answer to the dot', [session({ plan: sends, seconds: 12 }), takenAfter(80)]],
    ['silence before the banner', [session({ death: death('banner', SILENCE) })]],
    ['a healthy session', [session({ plan: sends })]],
  ],
})
