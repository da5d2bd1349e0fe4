import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue, notRepeatedClue } from '../shared/clue.ts'
import { isUnanswered } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { nobodyThereClue } from '../shared/socket.ts'
import { lockStep } from '../shared/variants.ts'
import { times } from '../shared/weights.ts'

const STAGES = ['mail', 'rcpt', 'data', 'body', 'dot'] as const

export default defineCause({
  id: 'protocol/server-pipelining-broken',
  title: 'The receiver offers PIPELINING and loses pipelined commands',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2.5,
  decidedBy: 'the same commands one by one',
  explanation: `The server (or a proxy before it) announces PIPELINING, reads one command from each packet and forgets the rest: after the first reply
both sides wait, or it hangs up.

**Look-alikes.** A policy at RCPT ends a lock-step session too. A server that is slow answers in the end.`,
  references: ['RFC 2920'],
  needs: ['smtp.session', 'socket.state'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isUnanswered).filter(
      ({ fact }) =>
        fact.plan.pipelining !== false &&
        (fact.keywords ?? []).some((keyword) => keyword.toUpperCase() === 'PIPELINING'),
    )
    const open = dead.filter(({ fact }) => fact.death.outstanding.length > 1)
    const clues: Clue[] = [
      ...deathClue(
        open,
        times(6),
        `the replies stopped while ${open[0]?.fact.death.outstanding.length ?? 0} pipelined commands were unanswered`,
      ),
    ]
    if (open.length === 0)
      clues.push(
        ...deathClue(
          dead.filter(({ fact }) => fact.death.stage !== 'body' && fact.death.stage !== 'dot'),
          times(4),
          'the session ended among pipelined commands',
        ),
      )
    for (const one of dead.slice(0, 1))
      clues.push(
        ...notRepeatedClue(one, evidence['smtp.session'], 6),
        ...nobodyThereClue(evidence['socket.state'], one),
      )
    return clues
  },
  experiments(evidence) {
    const [failed] = deaths(evidence['smtp.session'], STAGES, isUnanswered)
    if (failed === undefined || failed.fact.plan.pipelining === false) return []
    const { plan, death } = failed.fact
    return [
      twoSessions(
        {
          name: 'lock-step',
          question: 'Does the session live when each command waits for its reply?',
          varied: 'one command at a time instead of pipelining',
        },
        {
          fails: { name: 'pipelined', plan },
          lives: { name: 'one command at a time', plan: lockStep(plan) },
          stage: death.stage,
        },
      ),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Do not pipeline to this host',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'pipelining.off-for', host: peerName(evidence) }],
    },
    askFor(
      'The receiver stops announcing PIPELINING, or mends its proxy',
      postmasterOf(evidence),
      'Your server announces PIPELINING and answers only the first of several pipelined commands (Postfix can hide the keyword: smtpd_discard_ehlo_keywords = pipelining).',
    ),
  ],
})
