import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session, SILENCE, type Seen } from '../../test/kit/evidence.ts'
import type { AnyCause } from '../domain/cause.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { Arm } from '../domain/experiment.ts'
import { CAUSES } from '../causes/index.ts'
import { nextExperiments } from './next-experiment.ts'

const toRcpt = plan({ upTo: 'rcpt', envelope: { from: 'a@example.org', to: ['b@example.net'] } })
const dead = session({
  plan: toRcpt,
  keywords: ['PIPELINING'],
  death: { ...death('rcpt', FIN), outstanding: ['MAIL', 'RCPT'] },
})

function asked(
  seen: readonly Seen[],
  causes: readonly AnyCause[] = CAUSES,
  { maySend = false, connectionsLeft = 9 } = {},
): readonly string[] {
  return nextExperiments(evidence(seen), causes, {
    maySend,
    companions: [],
    otherSources: ['192.0.2.99'],
    ehloName: 'sender.example.org',
    connectionsLeft: () => connectionsLeft,
    alreadyRan: () => false,
  }).map(({ experiment }) => experiment.name)
}

test('whether the session fails again is asked before anything is varied', () => {
  expect(asked([dead])).toEqual(['again'])
})

test('where it does not, nothing is compared any more', () => {
  expect(asked([dead, session({ session: 's2', role: 'experiment', plan: toRcpt })])).toEqual(['again'])
  const ran = (name: string): Seen => ({
    kind: 'experiment',
    fact: {
      cause: 'receiver/one-bad-pool-member',
      name,
      question: '',
      varied: '',
      endpoint: 'mx1.example.net [192.0.2.1]:25',
      arms: [],
      judged: 'undecided',
      because: '',
    },
  })
  const lived = session({ session: 's2', role: 'experiment', plan: toRcpt })
  expect(asked([dead, lived, ran('again')])).toEqual(['by turns'])
  expect(asked([dead, lived, ran('again'), ran('by turns')])).toEqual([])
})

test('where nothing speaks for a cause, or one is proven, nothing is asked', () => {
  expect(asked([dead], [])).toEqual([])
  const proven: Seen = {
    kind: 'experiment',
    fact: {
      cause: 'protocol/server-pipelining-broken',
      name: 'lock step',
      question: '',
      varied: '',
      endpoint: 'mx1.example.net [192.0.2.1]:25',
      arms: [],
      judged: 'confirmed',
      because: 'one command at a time passes',
    },
  }
  expect(asked([dead, proven])).toEqual([])
})

test('what would send mail is asked only with leave', () => {
  const careless: AnyCause = {
    id: 'receiver/daemon-crash',
    title: 'T',
    locus: 'receiver',
    stages: ['rcpt'],
    persistence: 'unknown',
    prior: -1,
    decidedBy: 'a log',
    explanation: '',
    references: [],
    needs: ['smtp.session'],
    weigh: ({ 'smtp.session': sessions }) =>
      sessions.seen.map(({ id }) => ({ says: 'it died', weight: 2, shownBy: [id] as const })),
    experiments: () => [
      {
        name: 'with a message',
        question: '',
        varied: '',
        endpoint: toRcpt.endpoint,
        trials: 1,
        arms: [{ name: 'it', plan: { ...toRcpt, upTo: 'dot' } }],
        judge: () => ({ judged: 'undecided', because: '' }),
      },
    ],
    remedies: () => [],
  }
  expect(asked([dead], [careless])).toEqual([])
  expect(asked([dead], [careless], { maySend: true })).toEqual(['with a message'])
})

test('questions that are asked side by side fit into the budget together', () => {
  const wondering = (id: CauseId, names: readonly string[]): AnyCause => ({
    id,
    title: 'T',
    locus: 'receiver',
    stages: ['rcpt'],
    persistence: 'unknown',
    prior: -1,
    decidedBy: 'a log',
    explanation: '',
    references: [],
    needs: ['smtp.session'],
    weigh: ({ 'smtp.session': sessions }) =>
      sessions.seen.map(({ id: seen }) => ({ says: 'it fell silent', weight: 2, shownBy: [seen] as const })),
    experiments: () => [
      {
        name: id,
        question: '',
        varied: '',
        endpoint: toRcpt.endpoint,
        trials: 1,
        arms: names.map((ehloName) => ({ name: ehloName, plan: { ...toRcpt, ehloName } })) as [Arm, ...Arm[]],
        judge: () => ({ judged: 'undecided', because: '' }),
      },
    ],
    remedies: () => [],
  })
  const silent = session({ plan: toRcpt, death: death('rcpt', SILENCE) })
  const causes = [
    wondering('receiver/daemon-crash', ['a', 'b']),
    wondering('receiver/hung', ['c', 'd']),
    wondering('receiver/overload-refusal', ['e', 'f']),
  ]
  expect(asked([silent], causes, { connectionsLeft: 6 })).toHaveLength(3)
  expect(asked([silent], causes, { connectionsLeft: 5 })).toHaveLength(2)
  expect(asked([silent], causes, { connectionsLeft: 1 })).toHaveLength(0)
})
