import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Software } from '../../domain/software.ts'
import { clue, deathClue, ranking, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { firstLooks } from '../shared/sessions.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { NEAR_SURE, times } from '../shared/weights.ts'
import {
  cutShort,
  isSlowThroughout,
  MINIMUM_SECONDS,
  patienceExperiment,
  patientSession,
  SLOW_MS,
} from './shared/waiting.ts'

/** Mail servers that wait the minutes of RFC 5321 §4.5.3.2 as they come: whoever gave up sooner had shorter timers, or the answer took longer then. */
const PATIENT_SERVERS: ReadonlySet<Software> = new Set([
  'postfix',
  'exim',
  'sendmail',
  'opensmtpd',
  'exchange',
  'microsoft-365',
  'qmail',
])

/** An answer, and one that a sender who waited `elapsedSeconds` would have missed. */
function isLate(outcome: Outcome, elapsedSeconds: number | undefined): boolean {
  if (outcome.kind !== 'reply' || outcome.afterMs === undefined || outcome.afterMs < SLOW_MS) return false
  return elapsedSeconds === undefined || outcome.afterMs >= elapsedSeconds * 1000 * 0.9
}

/** How long the sender waited is told, or is for a program of which that is not known. */
function hasOwnPatience({ fact: { software, elapsedSeconds } }: Told): boolean {
  return elapsedSeconds !== undefined || software === undefined || !PATIENT_SERVERS.has(software)
}

function judgePatience(trials: readonly Trial[]): Verdict {
  const session = patientSession(trials)
  if (session === undefined) return { judged: 'undecided', because: 'the answer did not come in a longer time either' }
  if (isSlowThroughout(session)) return { judged: 'undecided', because: 'every answer comes late, not one alone' }
  return {
    judged: 'confirmed',
    because: `with more patience the answer came, ${session.seconds.toFixed(0)} s after the session began`,
  }
}

export default defineCause({
  id: 'timeout/client-timeout-too-short',
  title: 'The sender gives up before the receiver answers',
  locus: 'sender',
  stages: ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same session with the patience that RFC 5321 asks for',
  look: 'again.with-patience',
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
    const told = reportedBySender(evidence.symptom, ['drop.timeout', 'connect.timeout'])
    const [cut] = cutShort(evidence['smtp.session'])
    const first = told[0]
    if (first === undefined)
      return deathClue(
        cut === undefined ? [] : [cut],
        times(5),
        `the wait at ${cut?.fact.death.stage ?? ''} was only ${(cut?.fact.plan.patienceMs?.[cut.fact.death.stage] ?? 0) / 1000} s; RFC 5321 asks for minutes`,
      )
    const stage = first.fact.stage ?? 'banner'
    const clues: Clue[] = []
    const minimum = MINIMUM_SECONDS[stage]
    const short = told.filter(
      ({ fact }) => fact.elapsedSeconds !== undefined && minimum !== undefined && fact.elapsedSeconds < minimum * 0.9,
    )
    clues.push(
      ...toldClue(
        short,
        times(2.5),
        `the sender waited ${Math.round(short[0]?.fact.elapsedSeconds ?? 0)} s; RFC 5321 asks for ${minimum ?? 300}`,
      ),
    )
    const late = inOrder(evidence['smtp.step'].seen).filter(
      ({ fact }) => fact.role === 'baseline' && fact.stage === stage && isLate(fact.outcome, first.fact.elapsedSeconds),
    )
    const [slow] = late
    const greeted = firstLooks(evidence['smtp.session']).filter(
      ({ fact }) =>
        stage === 'banner' &&
        fact.bannerMs !== undefined &&
        fact.bannerMs >= SLOW_MS &&
        fact.bannerMs >= (first.fact.elapsedSeconds ?? 0) * 900,
    )
    const [greeting] = greeted
    const answered =
      slow === undefined
        ? greeting && { by: greeting, how: 'greeted', afterMs: greeting.fact.bannerMs }
        : { by: slow, how: 'answered', afterMs: slow.fact.outcome.afterMs }
    if (answered === undefined) return clues
    const says = `the sender gave up, and our probe, which waited, was ${answered.how} after ${Math.round((answered.afterMs ?? 0) / 1000)} s`
    const where = { stage, endpoint: endpointText(answered.by.fact.endpoint) }
    return [
      ...clues,
      ...(hasOwnPatience(first)
        ? clue([answered.by, first], NEAR_SURE, says, where)
        : // So long it waits by itself: only a timer that somebody shortened would explain it.
          ranking(
            clue([answered.by, first], times(2.5), `${says}: less long than such a server waits by itself`, where),
          )),
    ]
  },
  experiments(evidence) {
    const [cut] = cutShort(evidence['smtp.session'])
    return cut === undefined ? [] : [patienceExperiment(cut, judgePatience)]
  },
  remedies: (evidence) => {
    const stage =
      reportedBySender(evidence.symptom, ['drop.timeout', 'connect.timeout'])[0]?.fact.stage ??
      cutShort(evidence['smtp.session'])[0]?.fact.death.stage
    // The words are those of a mail server.
    const isServers = reportedBySender(evidence.symptom, ['drop.timeout', 'connect.timeout']).some(
      ({ fact }) => fact.software !== undefined && fact.software !== 'nodemailer',
    )
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
        steps: [
          {
            kind: 'note',
            text: `Mail servers wait as long by themselves. Where nothing shorter is set in yours, ${isServers ? 'its timer was not what ended it: the receiver was slower then, or one server of its pool is; count the failures in the log, and see the alternatives above' : 'it is another program that gives up: a library, a script, a filter or a proxy on the way out'}.`,
          },
        ],
      },
    ]
  },
})
