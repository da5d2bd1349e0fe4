import { expect, test } from 'vitest'
import { evidence, fact, symptom } from '../../test/kit/evidence.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { AnyCause, Clue } from '../domain/cause.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import { weighAll } from './weigh.ts'

type Said = Pick<Clue, 'weight'> & Partial<Pick<Clue, 'decides' | 'ranksOnly'>>

/** A cause that says these things of any report, and nothing where there is none. */
const cause = (id: CauseId, said: readonly Said[], prior = 0, confirmedIs?: AnyCause['confirmedIs']): AnyCause => ({
  id,
  title: id,
  decidedBy: 'a log',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior,
  explanation: '',
  references: [],
  needs: ['symptom'],
  ...(confirmedIs === undefined ? {} : { confirmedIs }),
  weigh: ({ symptom: told }) =>
    told.seen
      .slice(0, 1)
      .flatMap(({ id: shown }) => said.map((one) => ({ says: '', shownBy: [shown] as const, ...one }))),
  remedies: () => [],
})

const report = symptom({ symptom: 'tls.handshake.reset' })
const standings = (...causes: readonly AnyCause[]) =>
  weighAll(evidence([report]), causes).map(({ cause: { id }, standing }) => `${id} ${standing}`)

const experiment = (judged: ExperimentFact['judged']) =>
  fact('experiment', {
    cause: 'tls/sni-rejected',
    name: '',
    question: '',
    varied: '',
    endpoint: '',
    arms: [],
    judged,
    because: '',
  })
const afterExperiment = (judged: ExperimentFact['judged'], confirmedIs?: AnyCause['confirmedIs']) =>
  weighAll(evidence([report, experiment(judged)]), [cause('tls/sni-rejected', [{ weight: 1 }], -1, confirmedIs)])[0]

test('a cause is supported by clues of three to one, when it is likelier than all else', () => {
  expect(standings(cause('tls/sni-rejected', [{ weight: Math.log(3) }]))).toEqual(['tls/sni-rejected supported'])
  expect(standings(cause('tls/sni-rejected', [{ weight: Math.log(2.9) }]))).toEqual(['tls/sni-rejected possible'])
  expect(standings(cause('tls/sni-rejected', [{ weight: 2 }], -2.6))).toEqual(['tls/sni-rejected possible'])
})

test('clues add up, those that speak against it among them', () => {
  expect(standings(cause('tls/sni-rejected', [{ weight: 0.6 }, { weight: 0.6 }]))).toEqual([
    'tls/sni-rejected supported',
  ])
  expect(standings(cause('tls/sni-rejected', [{ weight: 2 }, { weight: -1 }]))).toEqual(['tls/sni-rejected possible'])
})

test('two that explain it as well leave each other possible', () => {
  const [a, b] = [cause('tls/sni-rejected', [{ weight: 2 }]), cause('tls/protocol-floor', [{ weight: 2 }])]
  expect(standings(a, b)).toEqual(['tls/protocol-floor possible', 'tls/sni-rejected possible'])
  expect(standings(b, a)).toEqual(standings(a, b))
})

test('what is ruled out stands last, and takes no belief from the others', () => {
  const out = cause('tls/sni-rejected', [{ weight: 9 }, { weight: -1, decides: 'refutes' }])
  expect(standings(out, cause('tls/protocol-floor', [{ weight: 1.2 }]))).toEqual([
    'tls/protocol-floor supported',
    'tls/sni-rejected refuted',
  ])
  expect(weighAll(evidence([report]), [out])[0]?.belief).toBe(0)
})

test('what is proven stands first, however little it weighs, and whatever speaks against it', () => {
  const proven = cause('tls/sni-rejected', [
    { weight: 0.1, decides: 'proves' },
    { weight: -9, decides: 'refutes' },
  ])
  expect(standings(cause('tls/protocol-floor', [{ weight: 4 }]), proven)).toEqual([
    'tls/sni-rejected proven',
    'tls/protocol-floor supported',
  ])
})

test('what only ranks puts a cause before its rivals, and makes none supported', () => {
  const heard = cause('tls/sni-rejected', [{ weight: 0.5 }, { weight: 3, ranksOnly: true }])
  expect(standings(cause('tls/protocol-floor', [{ weight: 2 }]), heard)).toEqual([
    'tls/sni-rejected possible',
    'tls/protocol-floor possible',
  ])
  expect(standings(cause('tls/sni-rejected', [{ weight: 2 }, { weight: 3, ranksOnly: true }]))).toEqual([
    'tls/sni-rejected supported',
  ])
})

test('a cause that is shown none of what it needs says nothing, and is left out', () => {
  expect(weighAll(evidence([]), [cause('tls/sni-rejected', [{ weight: 9 }])])).toEqual([])
  expect(standings(cause('tls/sni-rejected', []))).toEqual([])
})

test('an experiment that confirms proves its cause, or supports it where it shows less', () => {
  expect(afterExperiment('confirmed')?.standing).toBe('proven')
  expect(afterExperiment('confirmed', 'supported')?.standing).toBe('supported')
  expect(afterExperiment('confirmed', 'possible')).toMatchObject({ standing: 'possible', support: 6 })
  expect(afterExperiment('refuted')?.standing).toBe('refuted')
  expect(afterExperiment('undecided')?.clues).toHaveLength(1)
})
