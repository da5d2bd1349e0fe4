import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import { shapeOf } from '../../domain/plan/message-shape.ts'
import type { MessagePlan } from '../../domain/plan/session-plan.ts'
import type { Software } from '../../domain/software.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerAddress, peerPort } from '../shared/receiver-name.ts'
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
      title: 'Find what ends lines with a bare LF, and let it write CRLF',
      applies: 'needs-values',
      on: 'our-server',
      steps: [
        isToldByMailServer(evidence.symptom) ? BEHIND_MAIL_SERVER : BY_PROGRAM,
        whoSpeaks(evidence),
        sh(
          `tcpdump -nX -c 60 host ${peerAddress(evidence)} and port ${peerPort(evidence)}`,
          'as root, while it sends in clear: 0a without 0d before it shows that lines leave this host so, by the program that is named above or by a proxy or filter that it sends through. 0d 0a at every line shows that this host is right, and that something farther on rewrites them',
        ),
      ],
    },
  ],
})

/** They write each line with CRLF, whatever ended it when it came in; Exchange passes on by BDAT what it was given. */
const END_LINES_THEMSELVES: readonly Software[] = ['postfix', 'exim', 'sendmail', 'opensmtpd', 'qmail']

function isToldByMailServer({ seen }: Sight<'symptom'>): boolean {
  return seen.some(
    ({ fact: { symptom, software } }) =>
      symptom === 'protocol.barelf' && software !== undefined && END_LINES_THEMSELVES.includes(software),
  )
}

const BEHIND_MAIL_SERVER: RemedyStep = {
  kind: 'note',
  text: 'The report is one of a mail server that writes CRLF whatever it was given. So look behind it: a proxy or a filter that it sends through, or a box with SMTP inspection on the way out; whether it stands on this host or beyond it, the capture tells. Only a relay that passes octets on as they came hands the fault back to the program that submitted the message.',
}

function hasBareLf(message: MessagePlan | undefined): boolean {
  return message?.lineEnding === 'lf' || (message?.lineEnding === undefined && shapeOf(message)?.bareLf === true)
}

const BY_PROGRAM: RemedyStep = {
  kind: 'note',
  text: 'Scripts that speak SMTP themselves are the usual culprit: hand the message to a mail library or to the local MTA instead.',
}
