import { defineCause } from '../../domain/cause.ts'
import { mailboxSaid } from '../../domain/envelope-address.ts'
import type { View } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { isOfOurServer, reportedBySender, saidByPeer } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE } from '../shared/weights.ts'
import { recipientSteps } from './shared/recipients.ts'

/** Where the session does not tell which recipients it was closed for: below the error limits of common servers. */
const ORDINARY_RECIPIENTS = 20
const MOST_NAMED = 5

type Seen = View<'smtp.session' | 'smtp.step' | 'symptom'>

const isRefusedForGood = (outcome: Outcome): boolean => outcome.kind === 'reply' && outcome.reply.code >= 500

export default defineCause({
  id: 'policy/error-limit-close',
  title: 'The receiver ends the session after too many errors',
  locus: 'sender',
  stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session without the commands that were refused',
  explanation: `The server counts errors of one session (unknown recipients, syntax errors, failed logins) and closes with 421. A sender that is still writing may see a reset instead of the reply.

**Look-alikes.** A box that resets connections leaves no 421 before.`,
  references: ['https://www.postfix.org/TUNING_README.html#slowdown'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['policy.errors'] }),
      DECISIVE,
      'the receiver says that the session made too many errors',
      { decides: 'proves' },
    ),
    ...toldClue(
      reportedBySender(evidence.symptom, ['policy.errors']),
      NEAR_SURE,
      'the server that writes this log ended the session after too many errors',
    ),
  ],
  // Recipients that are refused for good leave the queue, and each try comes further than the one before.
  persistenceFor: (evidence) => (refusedRecipients(evidence).length > 0 ? 'passes-by-itself' : 'until-fixed'),
  remedies(evidence) {
    const told = saidByPeer(evidence, { symptoms: ['policy.errors'] })
    if (isOfOurServer(evidence, ['policy.errors'])) return [OF_A_CLIENT]
    switch (told[0]?.fact.stage) {
      case 'auth':
        return [OF_LOGINS]
      case 'ehlo':
      case 'starttls':
        return [OF_COMMANDS]
      default:
        return ofRecipients(evidence)
    }
  },
})

/** The log is that of the server which hung up. */
const OF_A_CLIENT: Remedy = {
  title: 'Look which client it is, and leave it out where it only guesses',
  applies: 'needs-values',
  steps: [
    {
      kind: 'note',
      text: 'The line names the client. One that guesses addresses or passwords is well turned away; for a customer with an old list the replies before the close name the addresses (Postfix: smtpd_hard_error_limit, smtpd_soft_error_limit).',
    },
  ],
}

const OF_LOGINS: Remedy = {
  title: 'Correct the login that fails',
  applies: 'needs-values',
  steps: [
    {
      kind: 'note',
      text: 'Each failed login counts as an error, and a ban may follow: let the sender try no more until name, password and method are known to be good.',
    },
  ],
}

const OF_COMMANDS: Remedy = {
  title: 'Let the client leave out the commands that are refused',
  applies: 'needs-values',
  steps: [{ kind: 'note', text: 'Every wrong command counts as an error; the replies before the close name them.' }],
}

function refusedRecipients(evidence: Seen): readonly string[] {
  return recipientSteps(evidence, isRefusedForGood).flatMap(({ said }) => mailboxSaid(said) ?? [])
}

function ofRecipients(evidence: Seen): readonly Remedy[] {
  const refused = refusedRecipients(evidence)
  const more = refused.length - MOST_NAMED
  const text =
    refused.length === 0
      ? 'Every unknown recipient and every wrong command counts as an error; the replies before the close name them.'
      : `Refused in this session: ${refused.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}. Those after them were not judged yet: the session was closed before. A message that waits loses them one after another, at each try; the list, the alias or the program that named them has them still.`
  const clean: Remedy = {
    title: 'Take dead addresses off the list',
    applies: 'needs-values',
    steps: [{ kind: 'note', text }],
  }
  return refused.length > 0 ? [clean] : [clean, fewerRecipients(peerName(evidence))]
}

function fewerRecipients(host: string): Remedy {
  return {
    title: 'Until then, send fewer recipients in one session',
    applies: 'after-review',
    costs: 'a message to many recipients there is sent several times',
    on: 'our-server',
    levers: [{ lever: 'recipients.limit', host, recipients: ORDINARY_RECIPIENTS }],
  }
}
