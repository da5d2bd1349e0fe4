import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { isSilence, isUnanswered } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, passed, trialsWith, type DeadSession, type SessionSeen } from '../shared/sessions.ts'
import { answeredInPartClue, nobodyThereClue } from '../shared/socket.ts'
import { heloOnly, plainMail } from '../shared/variants.ts'
import { HINT, times } from '../shared/weights.ts'

/** Trials with HELO that got past it. */
function heloLives(sessions: Sight<'smtp.session'>, { fact }: DeadSession): readonly SessionSeen[] {
  return trialsWith(sessions, fact.endpoint).filter(
    (trial) => trial.fact.plan.helo === true && passed(trial.fact, 'ehlo'),
  )
}

/** HELO asks for a shorter answer, too: that it lives where EHLO falls silent may be the way back, on which the longer one is lost. */
function judgeShorterAnswer(trials: readonly Trial[]): Verdict {
  const verdict = judgeTwoArms(trials, { dies: 'EHLO', lives: 'HELO', stage: 'ehlo' })
  return verdict.judged === 'confirmed' ? { ...verdict, judged: 'undecided' } : verdict
}

export default defineCause({
  id: 'protocol/server-esmtp-intolerant',
  title: 'The receiver hangs up on EHLO, or on parameters of MAIL',
  locus: 'receiver',
  stages: ['ehlo', 'mail'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same session with HELO in place of EHLO',
  explanation: `An old server, or a box before it, closes the connection at EHLO instead of answering 500, or chokes on SIZE= and BODY= in MAIL. The same
session with HELO, or with a plain MAIL, lives.

**Look-alikes.** A receiver that dislikes our EHLO name dislikes it in HELO too (\`identity/helo-name-unacceptable\`).`,
  references: ['RFC 5321 §4.1.1.1'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [
    {
      cause: 'path/pmtu-black-hole-reverse',
      decidedBy: 'a capture at the receiver: it sends its answer to EHLO, in a segment that never arrives here',
    },
  ],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['ehlo', 'mail'], isUnanswered).filter(
      ({ fact }) => fact.plan.helo !== true && fact.tls === undefined,
    )
    const silent = dead.filter(({ fact }) => fact.death.stage === 'ehlo' && isSilence(fact.death.outcome))
    return [
      ...deathClue(dead, HINT, `the session ended at ${dead[0]?.fact.death.stage ?? ''} without a reply`),
      ...comparedClue(
        silent,
        silent.slice(0, 1).flatMap((one) => heloLives(evidence['smtp.session'], one)),
        times(12),
        'HELO is answered where EHLO, whose answer is longer, is not',
      ),
      ...silent.slice(0, 1).flatMap((one) => answeredInPartClue(evidence['socket.state'], one)),
      ...nobodyThereClue(evidence['socket.state'], dead[0]),
    ]
  },
  experiments(evidence) {
    const [failed] = deaths(evidence['smtp.session'], ['ehlo', 'mail'], isUnanswered)
    if (failed === undefined || failed.fact.plan.helo === true) return []
    const { plan, death } = failed.fact
    return death.stage === 'ehlo'
      ? [
          {
            ...twoSessions(
              { name: 'HELO', question: 'Does the session live with HELO?', varied: 'HELO instead of EHLO' },
              {
                fails: { name: 'EHLO', plan },
                lives: { name: 'HELO', plan: heloOnly(plan) },
                stage: 'ehlo',
              },
            ),
            ...(isSilence(death.outcome) ? { judge: judgeShorterAnswer } : {}),
          },
        ]
      : [
          twoSessions(
            {
              name: 'plain MAIL',
              question: 'Does the session live when MAIL has no parameters?',
              varied: 'MAIL FROM without parameters',
            },
            {
              fails: { name: 'with parameters', plan },
              lives: { name: 'without', plan: plainMail(plan) },
              stage: 'mail',
            },
          ),
        ]
  },
  locusOr: () => 'path',
  remedies: (evidence) => [
    {
      title: 'Say HELO to this host',
      applies: 'after-review',
      on: 'our-server',
      costs: 'no TLS and no other extension with this host',
      levers: [{ lever: 'esmtp.off-for', host: peerName(evidence) }],
    },
    askFor(
      'Have the server, or the box before it, take EHLO',
      postmasterOf(evidence),
      'Your server, or a firewall before it, ends our session at EHLO or at the parameters that its answer announces, and takes HELO (the session is shown below). Please update it, or switch its SMTP inspection off.',
    ),
  ],
})
