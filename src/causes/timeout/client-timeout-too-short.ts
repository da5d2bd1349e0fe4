import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Stage } from '../../domain/stage.ts'
import { baselines, clue } from '../shared/sessions.ts'
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
  needs: ['smtp.session', 'symptom'],
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
    const late = baselines(evidence['smtp.session']).filter(
      ({ fact }) =>
        fact.lived && ((fact.bannerMs ?? 0) >= SLOW_MS || (stage !== 'banner' && fact.seconds * 1000 >= SLOW_MS)),
    )
    clues.push(
      ...clue(
        [...late, ...told].slice(0, late.length + 1),
        Math.log(20),
        `our probe waited and was answered after ${(Math.max(late[0]?.fact.bannerMs ?? 0, (late[0]?.fact.seconds ?? 0) * 1000) / 1000).toFixed(0)} s`,
        { stage },
      ).filter(() => late.length > 0),
    )
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
