import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { Trial } from '../../domain/experiment.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './server-esmtp-intolerant.ts'

const CONTEXT = { maySend: false, companions: [], otherSources: [], ehloName: 'sender.example.org' }

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

test.each([
  ['closed', FIN, 'confirmed'],
  ['left without an answer, which may be too long for the way back', SILENCE, 'undecided'],
] as const)('EHLO is %s, HELO lives', (_name, how, judged) => {
  const seen = evidence([session({ death: death('ehlo', how) })])
  const [experiment] = cause.experiments?.(view(seen, cause.needs), CONTEXT) ?? []
  const trials = [session({ death: death('ehlo', how) }), HELO_LIVES].flatMap((one, index) =>
    one.kind === 'smtp.session'
      ? [0, 1].map((): Trial => ({
          arm: index === 0 ? 'EHLO' : 'HELO',
          result: { kind: 'session', session: one.fact },
          shownBy: [],
        }))
      : [],
  )
  expect(experiment?.judge(trials).judged).toBe(judged)
})

test('silence at EHLO alone is not said to be the server’s for sure', () => {
  const verdict = concludeVerdict(evidence([session({ death: death('ehlo', SILENCE) }), HELO_LIVES]), CAUSES)
  expect(verdict).toMatchObject({ cause: cause.id })
  expect(verdict?.standing).not.toBe('proven')
  expect(verdict?.alternatives.map((one) => one.cause)).toContain('path/pmtu-black-hole-reverse')
})
