import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Stage } from '../../domain/stage.ts'
import { baselines, clue, inOrder } from '../shared/sessions.ts'
import { reported, toldClue } from '../shared/told.ts'

/** RFC 5321 §4.5.3.2: what a client should wait at least, in seconds. */
const MINIMUM_SECONDS: Partial<Record<Stage, number>> = {
  banner: 300,
  ehlo: 300,
  mail: 300,
  rcpt: 300,
  data: 120,
  body: 180,
  dot: 600,
}
/** An answer that took so long shows a receiver that is slow and alive. */
const SLOW_MS = 4_000

/** An answer, and one that a sender who waited `elapsedSeconds` would have missed. */
function isLate(outcome: Outcome, elapsedSeconds: number | undefined): boolean {
  if (outcome.kind !== 'reply' || outcome.afterMs === undefined || outcome.afterMs < SLOW_MS) return false
  return elapsedSeconds === undefined || outcome.afterMs >= elapsedSeconds * 1000 * 0.9
}

export default defineCause({
  id: 'timeout/client-timeout-too-short',
  title: 'The sender gives up before the receiver answers',
  locus: 'sender',
  stages: ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  explanation: `The receiver answers, later than the client waits: libraries give up after 10 to 60 s, RFC 5321 asks for minutes. A greet delay, a tarpit or
a content scan is enough.

**Look-alikes.** A receiver that never answers is hung; waiting longer does not help there.`,
  references: ['RFC 5321 §4.5.3.2'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  alternatives: [
    {
      cause: 'timeout/content-filter-slow',
      decidedBy: 'whether the wait is at the end of the message and within ten minutes',
    },
  ],
  weigh(evidence) {
    const told = reported(evidence.symptom, ['drop.timeout', 'connect.timeout'])
    const first = told[0]
    if (first === undefined) return []
    const stage = first.fact.stage ?? 'banner'
    const clues: Clue[] = []
    const minimum = MINIMUM_SECONDS[stage]
    const short = told.filter(
      ({ fact }) => fact.elapsedSeconds !== undefined && minimum !== undefined && fact.elapsedSeconds < minimum * 0.9,
    )
    clues.push(
      ...toldClue(
        short,
        Math.log(2.5),
        `the sender waited ${Math.round(short[0]?.fact.elapsedSeconds ?? 0)} s; RFC 5321 asks for ${minimum ?? 300}`,
      ),
    )
    const late = inOrder(evidence['smtp.step'].seen).filter(
      ({ fact }) => fact.role === 'baseline' && fact.stage === stage && isLate(fact.outcome, first.fact.elapsedSeconds),
    )
    const [slow] = late
    const greeted = baselines(evidence['smtp.session']).filter(
      ({ fact }) =>
        stage === 'banner' &&
        fact.bannerMs !== undefined &&
        fact.bannerMs >= SLOW_MS &&
        fact.bannerMs >= (first.fact.elapsedSeconds ?? 0) * 900,
    )
    const [greeting] = greeted
    if (slow === undefined && greeting !== undefined) {
      clues.push(
        ...clue(
          [greeting, first],
          Math.log(20),
          `the sender gave up, and our probe, which waited, was greeted after ${Math.round((greeting.fact.bannerMs ?? 0) / 1000)} s`,
          {
            stage,
            endpoint: endpointText(greeting.fact.endpoint),
          },
        ),
      )
    }
    if (slow !== undefined) {
      clues.push(
        ...clue(
          [slow, first],
          Math.log(20),
          `the sender gave up, and our probe, which waited, was answered after ${Math.round((slow.fact.outcome.afterMs ?? 0) / 1000)} s`,
          {
            stage,
            endpoint: endpointText(slow.fact.endpoint),
          },
        ),
      )
    }
    return clues
  },
  remedies: (evidence) => {
    const stage = reported(evidence.symptom, ['drop.timeout', 'connect.timeout'])[0]?.fact.stage
    const lever = stage === 'connect' || stage === 'banner' || stage === 'body' || stage === 'dot' ? stage : 'command'
    return [
      {
        title: 'Wait as long as RFC 5321 asks',
        applies: 'safely',
        on: 'our-server',
        levers: [
          {
            lever: 'timeout.client',
            stage: lever,
            seconds: lever === 'connect' ? 30 : lever === 'dot' ? 600 : lever === 'body' ? 180 : 300,
          },
        ],
      },
    ]
  },
})
