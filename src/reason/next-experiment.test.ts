import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session, SILENCE, symptom, type Seen } from '../../test/kit/evidence.ts'
import { CAUSES } from '../causes/index.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { AnyCause } from '../domain/cause.ts'
import type { Arm } from '../domain/experiment.ts'
import { planKey, type Plan } from '../domain/plan/plan.ts'
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

/** A cause that speaks of everything it is shown, and asks one question. */
function wondering(id: CauseId, plans: readonly [Plan, ...Plan[]]): AnyCause {
  return {
    id,
    title: 'T',
    locus: 'receiver',
    stages: ['rcpt'],
    persistence: 'unknown',
    prior: -1,
    decidedBy: 'a log',
    explanation: '',
    references: [],
    needs: ['smtp.session', 'symptom'],
    weigh: ({ 'smtp.session': sessions, symptom: told }) =>
      [...sessions.seen, ...told.seen].map(({ id: seen }) => ({ says: 'so', weight: 2, shownBy: [seen] as const })),
    experiments: () => [
      {
        name: id,
        question: '',
        varied: '',
        endpoint: toRcpt.endpoint,
        trials: 1,
        arms: plans.map((one) => ({ name: planKey(one), plan: one })) as [Arm, ...Arm[]],
        judge: () => ({ judged: 'undecided', because: '' }),
      },
    ],
    remedies: () => [],
  }
}

test('what would send mail is asked only with leave', () => {
  const careless = wondering('receiver/daemon-crash', [{ ...toRcpt, upTo: 'dot' }])
  expect(asked([dead], [careless])).toEqual([])
  expect(asked([dead], [careless], { maySend: true })).toEqual([careless.id])
})

test('our own session names the stage, and a report may name another than the one of the cause', () => {
  const cause = wondering('receiver/daemon-crash', [toRcpt])
  expect(asked([session({ plan: toRcpt, death: death('mail', FIN) })], [cause])).toEqual([])
  expect(asked([symptom({ symptom: 'drop.lost', stage: 'mail' })], [cause])).toEqual([cause.id])
})

test('questions that are asked side by side fit into the budget together', () => {
  const silent = session({ plan: toRcpt, death: death('rcpt', SILENCE) })
  const named = (ehloName: string): Plan => ({ ...toRcpt, ehloName })
  const causes = [
    wondering('receiver/daemon-crash', [named('a'), named('b')]),
    wondering('receiver/hung', [named('c'), named('d')]),
    wondering('receiver/overload-refusal', [named('e'), named('f')]),
  ]
  expect(asked([silent], causes, { connectionsLeft: 6 })).toHaveLength(3)
  expect(asked([silent], causes, { connectionsLeft: 5 })).toHaveLength(2)
  expect(asked([silent], causes, { connectionsLeft: 1 })).toHaveLength(0)
})
