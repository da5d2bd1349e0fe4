import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isBegun, isSilence } from '../shared/outcomes.ts'
import { askFor, waitAndRetry } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { answersProbes, isUnheard, waitingOf } from '../shared/socket.ts'
import { isPutOff, saidByPeer, wordsOf } from '../shared/told.ts'
import { DECISIVE, HINT, NEAR_SURE, times } from '../shared/weights.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'

/** Postfix with an unreachable milter, or with a policy service that does not answer. */
const MILTER = /\b451 4\.7\.1 Service unavailable - try again later\b/i
/** Sendmail's MSG_TEMPFAIL, word for word: a filter of its does not answer, or asked for it itself. */
const SENDMAIL = /^451 4\.3\.2 Please try again later$/
const CONFIGURATION = /\bserver configuration (error|problem)\b/i
const FILTER =
  /\b(milter|content filter|policy (service|server)|spam filter|virus (scanner|filter)|clamd?|rspamd|amavis(d)?)\b.{0,60}\b(unavailable|not available|fail(ed|ure)|error|down|timed? ?out|unreachable|unable)\b/i

const DIRECTORY = phrase('ldap|active directory|directory|database|sql|mysql|postgres(ql)?|user lookup|lookup table')
/** Whatever the server's own program asks: Haraka's "plugin timeout". */
const PART = phrase('plug-?in|module|hook|back-?end|upstream')
/** Trouble that the receiver calls its own and says no more of. */
const TROUBLE = /(error|exception)\b|\b(problem|failure|fault|trouble|time-?out|timed out)\b/i
const LOOKUP = /\btemporary lookup (failure|error)\b/i
/** The server that takes the mail next, which a proxy asks before it answers us (dovecot's submission, nginx, Haraka). */
const BEHIND =
  /\b(failed|failure|unable|could not|cannot|can't|error)\b.{0,12}\b(connect(ing|ion)?|relay(ing)?|proxy(ing)?)\b.{0,8}\b(relay|next[- ]hop|back-?end|upstream|downstream|delivery|internal|inner|destination)\b/i
/** Another server that is asked about an address, which is a matter of its own (`timeout/callout-chain-timeout`). */
const OF_A_CHECK = /\b(verif\w*|call-?(out|back|ahead)s?|sender|recipient)\b/i
/** A milter of Sendmail's that refuses connections, or one that is gone and set to refuse without it (F=R). */
const SENDMAIL_CLOSED = /\bESMTP not accepting messages\b/i
/** Names that are looked up in the DNS, and the sender's at that. */
const OF_THE_DNS = /\b(dns|mx|domain|host ?name|name ?server|ptr|reverse|rdns|resolve[rds]?)\b/i

/** The service and its trouble, in either order. */
function phrase(service: string): RegExp {
  const trouble =
    "fail(ed|ure|s)?|error|unavailable|not available|down|timed? ?out|unreachable|can(no|')t (contact|connect)|could not"
  return new RegExp(`\\b(${service})\\b.{0,60}\\b(${trouble})\\b|\\b(${trouble})\\b.{0,40}\\b(${service})\\b`, 'i')
}

/** Commands on which servers ask others; what is asked for when a connection comes delays the banner, as so much else does. */
const ASKED_AT = ['ehlo', 'mail', 'rcpt', 'data', 'dot'] as const

/** A server that has answered until now, and whose host is there, waits for something. */
function waitingClues(evidence: View<'smtp.session' | 'socket.state'>): readonly Clue[] {
  const [dead] = deaths(evidence['smtp.session'], ASKED_AT, isSilence)
  if (dead === undefined || isBegun(dead.fact.death.outcome)) return []
  // A service that is asked for keeps the program; the kernel goes on confirming what comes.
  if (isUnheard(waitingOf(evidence['socket.state'], dead.fact.session)?.waiting)) return []
  const { stage } = dead.fact.death
  const answered = answersProbes(evidence['socket.state'], dead.fact.session)
  return [
    ...deathClue(
      [dead],
      // A whole message is slow to scan, too.
      times(stage === 'dot' ? 2 : 4),
      `the server answered until ${stage}, and then waits as for a service that it asks`,
    ),
    ...(answered === undefined
      ? []
      : deathClue([dead], HINT, 'its host answers keep-alive probes meanwhile', { with: [answered] })),
  ]
}

export default defineCause({
  id: 'receiver/milter-or-policy-down',
  title: "A service that the receiver's mail server asks (filter, policy, user directory) is down",
  locus: 'receiver',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'data', 'dot'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: "the receiver's log: it names the service that does not answer",
  explanation: `The mail server works, and the milter, policy daemon or content filter that it asks does not answer, so it defers everything: Postfix says
"451 4.7.1 Service unavailable - try again later" or "451 4.3.5 Server configuration problem". A user directory (LDAP, SQL) that does not
answer puts recipients off: "451 4.3.0 Temporary lookup failure". Where the service takes connections and stays silent, or the server behind a proxy is
gone, our command is not answered before somebody's timer ends (Postfix asks a policy service for 100 s, Haraka lets its backend be for minutes).

**Look-alikes.** Greylisting passes after some minutes for the same sender; this stays for all senders until somebody restarts the filter.`,
  references: ['https://www.postfix.org/MILTER_README.html'],
  needs: ['smtp.session', 'symptom', 'socket.state'],
  alternatives: [
    {
      cause: 'policy/reputation-announced',
      decidedBy: 'other senders: a dead filter defers all of them',
      ended: 'reply',
    },
    {
      cause: 'receiver/disk-full-back-pressure',
      decidedBy: "the receiver's log, or the free space of its queue",
      ended: 'reply',
    },
    { cause: 'receiver/overload-refusal', decidedBy: "the load of the receiver's host", ended: 'reply' },
    {
      cause: 'receiver/hung',
      decidedBy:
        "the receiver's log, and `ss -tnp` there: to which service (milter, policy, database, the server that takes the mail next) its process holds a connection that is not answered",
      ended: 'silent',
    },
  ],
  weigh(evidence) {
    const named = saidByPeer(evidence, { words: FILTER })
    const directory = [DIRECTORY, LOOKUP].flatMap((words) =>
      saidByPeer(evidence, { words, but: OF_THE_DNS, stages: ['mail', 'rcpt', 'data', 'dot'] }).filter(
        (told) => isPutOff(told) && !named.includes(told),
      ),
    )
    const own = saidByPeer(evidence, {
      symptoms: ['system.remote'],
      words: TROUBLE,
      but: OF_THE_DNS,
      stages: ['mail', 'rcpt', 'data', 'dot'],
    }).filter((told) => !named.includes(told) && !directory.includes(told) && !CONFIGURATION.test(told.fact.words))
    const parts = own.filter((told) => PART.test(wordsOf(told)))
    return [
      ...waitingClues(evidence),
      ...toldClue(
        saidByPeer(evidence, { words: BEHIND, but: OF_A_CHECK }).filter(isPutOff),
        NEAR_SURE,
        'the receiver says that it does not reach the server behind it',
      ),
      ...toldClue(
        saidByPeer(evidence, { words: SENDMAIL_CLOSED, stages: ['banner'] }),
        times(3),
        'the receiver uses the words of Sendmail for a filter, or an access list, that lets nobody in',
      ),
      ...toldClue(parts, times(15), 'the receiver says that a part of its own does not work'),
      ...toldClue(
        own.filter((told) => !parts.includes(told)),
        times(3),
        'the receiver speaks of trouble inside its own system',
      ),
      ...toldClue([...new Set(directory)], NEAR_SURE, 'the receiver says that its directory of users does not answer'),
      ...toldClue(named, DECISIVE, 'the receiver says that its filter does not work', { decides: 'proves' }),
      ...toldClue(
        saidByPeer(evidence, { words: MILTER, but: FILTER }),
        times(25),
        'the receiver uses the words of Postfix for a milter that does not answer',
      ),
      ...toldClue(
        saidByPeer(evidence, {}).filter(({ fact }) => SENDMAIL.test(fact.words)),
        times(4),
        'the receiver uses the words of Sendmail for a filter that does not answer, or that puts the mail off',
      ),
      ...toldClue(
        saidByPeer(evidence, { words: CONFIGURATION, but: FILTER }),
        times(25),
        'the receiver says that its own configuration or policy service is at fault',
      ),
      ...toldClue(
        saidByPeer(evidence, { symptoms: ['system.filter'] }).filter(
          (told) => !named.includes(told) && !MILTER.test(told.fact.words) && !CONFIGURATION.test(told.fact.words),
        ),
        times(15),
        "the receiver's answer is that of a filter at fault",
      ),
    ]
  },
  remedies: (evidence) => [
    waitAndRetry('The queue delivers when the receiver has restarted its filter.'),
    askFor(
      'Tell the receiver',
      postmasterByAnotherWay(evidence),
      'Your MX puts our mail off, with words that mail servers use when a filter or policy service behind them does not answer (the reply is shown below; in your log: "milter-reject", "warning: connect to Milter service", "problem talking to server"). Postfix can go on without the filter: milter_default_action = accept takes mail unfiltered.',
    ),
  ],
})
