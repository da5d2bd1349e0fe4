import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue } from '../shared/clue.ts'
import { isUnanswered } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { heloOnly, plainMail } from '../shared/variants.ts'
import { HINT } from '../shared/weights.ts'

export default defineCause({
  id: 'protocol/server-esmtp-intolerant',
  title: 'The receiver hangs up on EHLO, or on parameters of MAIL',
  locus: 'receiver',
  stages: ['ehlo', 'mail'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `An old server, or a box before it, closes the connection at EHLO instead of answering 500, or chokes on SIZE= and BODY= in MAIL. The same
session with HELO, or with a plain MAIL, lives.

**Look-alikes.** A receiver that dislikes our EHLO name dislikes it in HELO too (\`identity/helo-name-unacceptable\`).`,
  references: ['RFC 5321 §4.1.1.1'],
  needs: ['smtp.session'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['ehlo', 'mail'], isUnanswered).filter(
      ({ fact }) => fact.plan.helo !== true && fact.tls === undefined,
    )
    const clues: Clue[] = [
      ...deathClue(dead, HINT, `the session ended at ${dead[0]?.fact.death.stage ?? ''} without a reply`),
    ]
    return clues
  },
  experiments(evidence) {
    const [failed] = deaths(evidence['smtp.session'], ['ehlo', 'mail'], isUnanswered)
    if (failed === undefined || failed.fact.plan.helo === true) return []
    const { plan, death } = failed.fact
    return death.stage === 'ehlo'
      ? [
          twoSessions(
            { name: 'HELO', question: 'Does the session live with HELO?', varied: 'HELO instead of EHLO' },
            {
              fails: { name: 'EHLO', plan },
              lives: { name: 'HELO', plan: heloOnly(plan) },
              change: 'with HELO',
              stage: 'ehlo',
            },
          ),
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
              change: 'without parameters',
              stage: 'mail',
            },
          ),
        ]
  },
  remedies: (evidence) => [
    {
      title: 'Say HELO to this host',
      applies: 'after-review',
      on: 'our-server',
      costs: 'no TLS and no other extension with this host',
      levers: [{ lever: 'esmtp.off-for', host: peerName(evidence) }],
    },
  ],
})
