import { defineCause, type Clue } from '../../domain/cause.ts'
import { shapeOf } from '../../domain/plan/message-shape.ts'
import type { MessagePlan } from '../../domain/plan/session-plan.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { deaths } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { whoSpeaks } from '../shared/who-speaks.ts'

export default defineCause({
  id: 'protocol/bare-lf-end-of-data',
  title: 'The sender ends lines with a bare LF, which the receiver does not take for the end of a line',
  locus: 'sender',
  stages: ['body', 'dot', 'data'],
  persistence: 'until-fixed',
  prior: -2.5,
  decidedBy: 'the same message with lines that end in CRLF',
  explanation: `RFC 5321 ends a message with CRLF.CRLF. Since the fixes against SMTP smuggling (2023) receivers no longer take a bare LF for it: both sides
wait, or the receiver refuses with "bare LF".

**Look-alikes.** A path-MTU black hole spares small messages; here the smallest message dies.`,
  references: ['RFC 5321 §2.3.8', 'https://www.postfix.org/smtp-smuggling.html'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const said = saidByPeer(evidence, { symptoms: ['protocol.barelf'] })
    const dead = deaths(evidence['smtp.session'], ['body', 'dot', 'data'], isSilence)
    const bare = dead.filter(({ fact }) => hasBareLf(fact.plan.message))
    const clues: Clue[] = [
      ...toldClue(said, DECISIVE, 'the receiver says that lines ended with a bare LF', { decides: 'proves' }),
    ]
    clues.push(...deathClue(bare, times(15), 'the message had bare LFs, and its end was never acknowledged'))
    return clues
  },
  experiments(evidence) {
    const failed = deaths(evidence['smtp.session'], ['body', 'dot', 'data'], () => true).find(({ fact }) =>
      hasBareLf(fact.plan.message),
    )
    if (failed === undefined) return []
    const { plan, death } = failed.fact
    return [
      twoSessions(
        {
          name: 'line ends',
          question: 'Does the same message pass with CRLF?',
          varied: 'CRLF instead of LF at the end of lines',
        },
        {
          fails: { name: 'bare LF', plan },
          lives: { name: 'CRLF', plan: { ...plan, message: { ...plan.message, lineEnding: 'crlf' } } },
          stage: death.stage,
        },
      ),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Let the sending program end lines with CRLF',
      applies: 'needs-values',
      on: 'our-server',
      steps: [
        {
          kind: 'note',
          text: 'Scripts that speak SMTP themselves are the usual culprit: hand the message to a mail library or to the local MTA instead.',
        },
        whoSpeaks(evidence),
      ],
    },
  ],
})

function hasBareLf(message: MessagePlan | undefined): boolean {
  return message?.lineEnding === 'lf' || (message?.lineEnding === undefined && shapeOf(message)?.bareLf === true)
}
