import { defineCause } from '../../domain/cause.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, placeOf, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, type DeadSession } from '../shared/sessions.ts'
import { nobodyThereClue } from '../shared/socket.ts'
import { isPutOff, saidByPeer, type Spoken, type Told, wordsOf } from '../shared/told.ts'
import { DECISIVE, FAINT, HINT } from '../shared/weights.ts'
import { SLOW_MS } from './shared/waiting.ts'

const STAGES = ['mail', 'rcpt', 'data'] as const

/** The check of an address by a session with another mail server, in the words of Exim, Postfix, Sendmail's milters and others. */
const CALLOUT =
  /\bcall-?(out|back|ahead|forward)s?\b|\bunverified (sender |recipient )?address\b|\b(sender|recipient|address|mailbox) verif(y|ication)\b|\bverif(y|ying|ication of) (the |your )?(sender|recipient|mailbox|address|return path)\b/i
/** It came to no end: what is checked is neither good nor bad. */
const UNFINISHED =
  /\b(could not|cannot|can't|unable to|failed to)\b|\bnot (be )?(complete|finish|reach|contact|verif|respond|answer|available)|\b(in progress|temporar\w*|unreachable|unavailable|deferred|no (answer|response)|try again|later)\b|\btime[ds]?[ -]?out\b|\b(connect to|conversation with|lost connection with|connection (refused|timed|reset|lost))\b/i
/** Whose address is checked: that of the sender, whose own mail server is then asked. */
const OF_SENDER = /\bsender\b|\breturn path\b|\bmail from\b|\bcall-?back/i
const IN_PROGRESS = /\bin progress\b/i

/** Put off, since a check of an address with another server did not end. */
function unfinished(evidence: Spoken): readonly Told[] {
  return saidByPeer(evidence, { words: CALLOUT, but: /greylist|\b(directory|ldap|database|sql)\b/i }).filter(
    (told) => isPutOff(told) && UNFINISHED.test(wordsOf(told)),
  )
}

/** The address that was given, and nobody calls the empty one back (RFC 5321 §4.5.5). */
const namesSender = ({ fact }: DeadSession): boolean => (fact.plan.envelope?.from ?? '') !== ''

export default defineCause({
  id: 'timeout/callout-chain-timeout',
  title: 'The receiver checks an address with another mail server, and the check does not end in time',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'unknown',
  prior: -3,
  decidedBy: 'the same session with another sender address, which another server answers for',
  explanation: `Before it answers RCPT the receiver opens a session of its own: with the mail server of the *sender's* domain (callback, sender verification), or
with the server behind it that knows the mailboxes (callout, call-ahead, recipient verification). While that session waits, so do we: the
answer comes late, is a 4xx, or does not come before somebody's timer. Our own greylisting, greet delay, or a closed port 25 is enough to make
a callback fail.

**Look-alikes.** A server that hangs does so for every sender, the empty one as well, which nobody can call back. A user database that does not
answer is \`receiver/milter-or-policy-down\`. Greylisting answers at once.`,
  references: ['RFC 5321 §3.3', 'RFC 5321 §4.5.5', 'https://www.postfix.org/ADDRESS_VERIFICATION_README.html'],
  needs: ['smtp.session', 'symptom', 'socket.state'],
  alternatives: [
    {
      cause: 'receiver/hung',
      decidedBy: 'the same session with an empty sender, which nobody calls back',
      look: 'again.from-nobody',
    },
  ],
  weigh(evidence) {
    const said = unfinished(evidence)
    const [slow] = slowAtRecipient(evidence)
    return [
      ...toldClue(said, DECISIVE + 1, 'the receiver says that its check of an address did not end', {
        decides: 'proves',
      }),
      ...(slow === undefined || said.length > 0
        ? []
        : clue(
            [slow],
            isSilence(slow.fact.death.outcome) ? FAINT : HINT,
            'the receiver thinks long about a recipient, as where it asks another server first',
            placeOf(slow),
          )),
      ...(said.length > 0 ? [] : nobodyThereClue(evidence['socket.state'], slow)),
    ]
  },
  experiments(evidence) {
    const [slow] = slowAtRecipient(evidence)
    return slow === undefined || !namesSender(slow) ? [] : [emptySender(slow.fact.plan)]
  },
  // A callback comes to our own mail servers, and they let it wait.
  locusFor: (evidence) => (unfinished(evidence).some((told) => OF_SENDER.test(wordsOf(told))) ? 'sender' : 'receiver'),
  persistenceFor: (evidence) =>
    unfinished(evidence).some((told) => IN_PROGRESS.test(wordsOf(told))) ? 'passes-by-itself' : 'unknown',
  remedies(evidence) {
    const told = unfinished(evidence)
    const isOfSender = told.some((one) => OF_SENDER.test(wordsOf(one)))
    return [
      ...(isOfSender || told.length === 0 ? [beCalledBack] : []),
      askFor(
        'Ask the receiver to check addresses without another session',
        postmasterByAnotherWay(evidence),
        isOfSender
          ? 'Before it takes our mail your server asks the mail servers of our domain about our sender address (callout, address verification), and says that this does not end in time. Which of them does it reach, and what does it wait for there? Please give the check a short timeout and a cache, or exempt us.'
          : 'Before it takes a recipient your server has a session with another mail server (callout, address verification), and that does not end in time. Please give the check a short timeout and a cache, or check recipients against a local list.',
      ),
    ]
  },
})

const beCalledBack: Remedy = {
  title: 'Let receivers call our sender addresses back',
  applies: 'after-review',
  steps: [
    {
      kind: 'note',
      text: 'A callback is a session from the receiver to the mail servers of our sender domain: MAIL FROM:<> or an address of its own (double-bounce@ and its host, from Postfix), RCPT TO the sender address, and no message. It must be answered within seconds: no greylisting there and no long greet delay, port 25 open on every MX, and the sender address known. The log of our own MX shows whether it came, and how it ended.',
    },
  ],
}

/** First looks to which RCPT brought no answer, or a 4xx after some seconds. */
function slowAtRecipient(evidence: Spoken): readonly DeadSession[] {
  return deaths(
    evidence['smtp.session'],
    ['rcpt'],
    (outcome) =>
      isSilence(outcome) || (outcome.kind === 'reply' && outcome.reply.code < 500 && (outcome.afterMs ?? 0) >= SLOW_MS),
  )
}

function emptySender(plan: SessionPlan): Experiment {
  return {
    name: 'empty sender',
    question: 'Is the recipient taken from the empty sender, which nobody can call back?',
    varied: 'MAIL FROM:<> instead of the sender address',
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: 'the sender address', plan },
      {
        name: 'the empty sender',
        plan: { ...plan, envelope: { to: [], ...plan.envelope, from: '' } },
      },
    ],
    judge(trials) {
      const verdict = judgeTwoArms(trials, {
        dies: 'the sender address',
        lives: 'the empty sender',
        stage: 'rcpt',
      })
      // The mailbox may be checked with another server as well.
      return verdict.judged === 'refuted' ? { ...verdict, judged: 'undecided' } : verdict
    },
  }
}
