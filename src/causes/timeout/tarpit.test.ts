import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, session, SILENCE, type Seen } from '../../../test/kit/evidence.ts'
import cause from './tarpit.ts'

const step = (stage: 'mail' | 'rcpt', afterMs: number): Seen =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage,
    said: 'x',
    outcome: { kind: 'reply', reply: { code: 250, lines: ['ok'] }, afterMs },
    encrypted: false,
    sentBytes: 9,
    sentSoFarBytes: 9,
    startedAfterMs: 1,
    outstanding: [],
  })

causeCases(cause, {
  convicts: [
    [
      'a late banner, and no answer to EHLO in four seconds',
      [session({ plan: plan({ patienceMs: { ehlo: 4000 } }), bannerMs: 7000, death: death('ehlo', SILENCE) })],
    ],
    ['five seconds for each command', [step('mail', 5_010), step('rcpt', 5_005)]],
  ],
  acquits: [],
  abstains: [
    ['one slow command', [step('mail', 5_010), step('rcpt', 20)]],
    ['a healthy session', [session()]],
  ],
})
