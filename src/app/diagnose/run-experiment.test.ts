import { expect, test } from 'vitest'
import { death, plan as planOf, session as seen } from '../../../test/kit/evidence.ts'
import { otherSourceExperiment } from '../../causes/shared/other-source.ts'
import { twoSessions } from '../../causes/shared/questions.ts'
import type { Arm } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { TrialEnd } from '../../domain/judge.ts'
import { planKey, type Plan } from '../../domain/plan/plan.ts'
import type { Prober } from './prober.ts'
import { createResults, type Run } from './results.ts'
import { runExperiment } from './run-experiment.ts'

const plan = planOf()

function sessionThat(dies: boolean): SmtpSession {
  const one = seen(
    dies ? { lived: false, death: death('ehlo', { kind: 'closed', by: 'fin', bytesSeen: 0, afterMs: 9 }) } : {},
  )
  return one.fact
}
const experiment = otherSourceExperiment(plan, '192.0.2.77', 'ehlo')

/** A prober whose n-th connection (from 1) dies at EHLO when `dies` says so. The first one is at hand: it is what failed. */
function proberWhere(
  dies: (n: number, plan: Plan) => boolean,
  maxConnections = 12,
): { prober: Prober; connections: () => number } {
  let connections = 0
  const results = createResults()
  const open = (asked: Plan): Run => {
    connections += 1
    const run: Run = {
      result: { kind: 'session', session: { ...sessionThat(dies(connections, asked)), session: `s${connections}` } },
      shownBy: [],
    }
    results.keep(planKey(asked), run)
    return run
  }
  const prober: Prober = {
    run: (asked, { fresh }) =>
      Promise.resolve((fresh === true ? undefined : results.of(planKey(asked))) ?? open(asked)),
    runUntilSilent: () => Promise.reject(new Error('not asked for')),
    results,
    connectionsLeft: () => maxConnections - connections,
    cost: () => ({ connections, bytesSent: 0 }),
    keptOut: () => undefined,
    silences: () => [],
    stalledInBody: () => undefined,
  }
  open(plan)
  return { prober, connections: () => connections }
}

async function judged(dies: (n: number, plan: Plan) => boolean): Promise<{ judged: string; connections: number }> {
  const { prober, connections } = proberWhere(dies)
  const fact = await runExperiment({ cause: 'policy/reputation-silent-close', experiment }, prober, () => 30_000)
  return { judged: fact.judged, connections: connections() }
}

test.each<readonly [string, (n: number) => boolean]>([
  ['every other server', (n) => n % 2 === 1],
  ['one of three', (n) => n % 3 === 1],
  ['two of three', (n) => n % 3 !== 2],
  ['one of four', (n) => n % 4 === 1],
  ['a failure that is over', (n) => n < 2],
])('what takes turns behind one address proves nothing: %s fails', async (_name, dies) => {
  expect((await judged(dies)).judged).toBe('undecided')
})

test('a receiver that minds the source address is found out in five connections', async () => {
  expect(await judged((_n, asked) => asked.kind === 'session' && asked.bind === undefined)).toEqual({
    judged: 'confirmed',
    connections: 5,
  })
})

test('a round that the budget may cut short begins with the arm that failed', async () => {
  const arm = (name: string): Arm => ({ name, plan: planOf({ ehloName: name }) })
  const ran: string[] = []
  const { prober } = proberWhere((_n, asked) => {
    const name = asked.kind === 'session' ? asked.ehloName : ''
    ran.push(name)
    return name === 'control'
  }, 7)
  await runExperiment(
    {
      cause: 'policy/reputation-silent-close',
      experiment: {
        ...experiment,
        arms: [arm('control'), arm('one'), arm('two'), arm('three')],
        judge: (trials) => ({
          judged: trials.filter(({ arm }) => arm === 'control').length >= 2 ? 'confirmed' : 'undecided',
          because: '',
        }),
      },
    },
    prober,
    () => 30_000,
  )
  // The first is the one at hand, before the experiment.
  expect(ran.slice(1)).toEqual(['control', 'one', 'two', 'three', 'control', 'control'])
})

test('the table of a proof counts as the judge does', async () => {
  const { prober } = proberWhere(() => false)
  const read = (): TrialEnd => ({ kind: 'died', stage: 'tls', how: 'a stub', refusal: true })
  const fact = await runExperiment(
    { cause: 'policy/reputation-silent-close', experiment: { ...experiment, read } },
    prober,
    () => 30_000,
  )
  expect(fact.arms.map(({ lived, died }) => [lived, died > 0])).toEqual([
    [0, true],
    [0, true],
  ])
})

test('a trial that our own deadline cuts short is no silence of the receiver', async () => {
  const silent = seen({ lived: false, death: death('ehlo', { kind: 'silent', afterMs: 900 }) })
  const { prober } = proberWhere(() => true)
  let leftMs = 900
  const cut: Prober = {
    ...prober,
    run: (asked, how) => {
      if (how.arm !== experiment.arms[1]?.name) return prober.run(asked, how)
      leftMs = 0
      return Promise.resolve({ result: { kind: 'session', session: silent.fact }, shownBy: [] })
    },
  }
  const ran = await runExperiment({ cause: 'policy/reputation-silent-close', experiment }, cut, () => leftMs)
  expect(ran.arms[1]).toMatchObject({ lived: 0, died: 0, trials: [] })
  expect(ran.because).toContain('the time budget is used up')
})

test('trials that never come to what was varied are counted apart', async () => {
  const { prober } = proberWhere(() => true)
  const gone = seen({ lived: false, death: death('connect', { kind: 'silent', afterMs: 5_000 }) })
  const failed = seen({ lived: false, death: death('mail', { kind: 'silent', afterMs: 5_000 }) })
  let connections = 0
  const lost: Prober = {
    ...prober,
    results: createResults(),
    run: () => {
      connections += 1
      return Promise.resolve({
        result: { kind: 'session', session: (connections === 1 ? failed : gone).fact },
        shownBy: [],
      })
    },
  }
  const plain = twoSessions(
    { name: 'plain MAIL', question: '', varied: '' },
    { fails: { name: 'with', plan }, lives: { name: 'without', plan: { ...plan, mailParameters: false } } },
  )
  const fact = await runExperiment({ cause: 'protocol/server-esmtp-intolerant', experiment: plain }, lost, () => 30_000)
  expect(fact.arms).toEqual([
    { name: 'with', lived: 0, died: 1, trials: ['died at mail: silence', 'did not get there: connect, no answer'] },
    {
      name: 'without',
      lived: 0,
      died: 0,
      trials: ['did not get there: connect, no answer', 'did not get there: connect, no answer'],
    },
  ])
  expect(fact.judged).toBe('undecided')
})
