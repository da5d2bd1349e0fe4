import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import { experimentsOf, trial } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './server-esmtp-intolerant.ts'

causeCases(cause, {
  convicts: [['closed at EHLO', [session({ death: death('ehlo', FIN) })]]],
  acquits: [],
  abstains: [
    ['HELO was closed too', [session({ plan: plan({ helo: true }), death: death('ehlo', FIN) })]],
    ['EHLO was refused in words', [session({ death: death('ehlo', reply(501, 'bad name')) })]],
    ['a healthy session', [session()]],
  ],
})

const HELO_LIVES = session({ session: 's2', role: 'experiment', plan: plan({ helo: true, tls: 'none' }) })

test('HELO that lives speaks where EHLO was left without an answer, and not where MAIL was', () => {
  const says = (stage: 'ehlo' | 'mail') =>
    cause.weigh(view(evidence([session({ death: death(stage, SILENCE) }), HELO_LIVES]), cause.needs)).length
  expect([says('ehlo'), says('mail')]).toEqual([2, 1])
})

test.each([
  ['closed', FIN, 'confirmed'],
  ['left without an answer, which may be too long for the way back', SILENCE, 'undecided'],
] as const)('EHLO is %s, HELO lives', (_name, how, judged) => {
  const [experiment] = experimentsOf(cause, [session({ death: death('ehlo', how) })])
  const dies = trial('EHLO', { death: death('ehlo', how) })
  const lives = trial('HELO', { plan: plan({ helo: true, tls: 'none' }) })
  expect(experiment?.judge([dies, lives, dies, lives]).judged).toBe(judged)
})

test('silence at EHLO alone is not said to be the server’s for sure', () => {
  const verdict = concludeVerdict(evidence([session({ death: death('ehlo', SILENCE) }), HELO_LIVES]), CAUSES)
  expect(verdict).toMatchObject({ cause: cause.id })
  expect(verdict?.standing).not.toBe('proven')
  expect(verdict?.alternatives.map((one) => one.cause)).toContain('path/pmtu-black-hole-reverse')
})
