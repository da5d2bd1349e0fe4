import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session, type Seen } from '../../test/kit/evidence.ts'
import type { AnyCause } from '../domain/cause.ts'
import { CAUSES } from '../causes/index.ts'
import { nextExperiments } from './next-experiment.ts'

const toRcpt = plan({ upTo: 'rcpt', envelope: { from: 'a@example.org', to: ['b@example.net'] } })
const dead = session({
  plan: toRcpt,
  keywords: ['PIPELINING'],
  death: { ...death('rcpt', FIN), outstanding: ['MAIL', 'RCPT'] },
})

function asked(seen: readonly Seen[], causes: readonly AnyCause[] = CAUSES, maySend = false): readonly string[] {
  return nextExperiments(evidence(seen), causes, {
    maySend,
    companions: [],
    otherSources: ['192.0.2.99'],
    ehloName: 'sender.example.org',
    connectionsLeft: () => 9,
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
  expect(asked([dead], [careless], true)).toEqual(['with a message'])
})
