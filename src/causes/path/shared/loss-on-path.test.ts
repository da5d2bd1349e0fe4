import { expect, test } from 'vitest'
import { death, evidence, plan, session, SILENCE } from '../../../../test/kit/evidence.ts'
import { view } from '../../../domain/evidence.ts'
import { lossOnPath, smallLossClues } from './loss-on-path.ts'

const OTHER = plan({ endpoint: { host: 'mx2.example.net', address: '192.0.2.2', port: 25 } })
const seen = view(
  evidence([
    session({ session: 'first', connectMs: 1_030 }),
    session({ session: 'trial', role: 'experiment', connectMs: 3_050, death: death('mail', SILENCE) }),
    session({ session: 'other address', role: 'experiment', plan: OTHER }),
    session({ session: 'another host', role: 'elsewhere' }),
    session({ session: 'quick', role: 'experiment' }),
  ]),
  ['smtp.session', 'smtp.step'],
)
const [first, , other] = seen['smtp.session'].seen

test('what is lost on the way to an address is told by our own sessions with it', () => {
  if (first === undefined || other === undefined) throw new Error('the sessions are there')
  expect(lossOnPath(seen, first).same.map(({ fact }) => fact.session)).toEqual(['first', 'trial', 'quick'])
  expect(lossOnPath(seen, other).same.map(({ fact }) => fact.session)).toEqual(['other address'])
  expect(smallLossClues(seen, first, {})).toMatchObject([{ shownBy: [first.id, 'o2'] }])
  expect(smallLossClues(seen, other, {})).toEqual([])
})
