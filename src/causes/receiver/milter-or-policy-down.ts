import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Stage } from '../../domain/stage.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isBegun, isSilence } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor, waitAndRetry } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { answersProbes, isUnheard, waitingOf } from '../shared/socket.ts'
import { isReturned } from '../shared/told.ts'
import { DECISIVE, HINT, NEAR_SURE, times } from '../shared/weights.ts'
import { serviceTrouble, type ServiceTrouble } from './shared/service-words.ts'

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
    {
      cause: 'identity/receiver-slow-client-lookup',
      decidedBy:
        'how soon our own name servers answer for our address and EHLO name: `dig -x` and `dig` with each of them',
      look: 'own.ptr',
      ended: 'silent',
      at: ['banner'],
    },
  ],
  weigh(evidence) {
    const told = serviceTrouble(evidence)
    return [
      ...waitingClues(evidence),
      ...toldClue(told.behind, NEAR_SURE, 'the receiver says that it does not reach the server behind it'),
      ...toldClue(
        told.dropped,
        times(12),
        'the receiver tells of a connection that dropped, over ours, which stands: it is one of its own, to what it asks or hands mail to',
      ),
      ...toldClue(
        told.closed,
        times(3),
        'the receiver uses the words of Sendmail for a filter, or an access list, that lets nobody in',
      ),
      ...toldClue(told.part, times(15), 'the receiver says that a part of its own does not work'),
      ...toldClue(told.own, times(3), 'the receiver speaks of trouble inside its own system'),
      ...toldClue(told.directory, NEAR_SURE, 'the receiver says that its directory of users does not answer'),
      ...toldClue(told.named, DECISIVE, 'the receiver says that its filter does not work', { decides: 'proves' }),
      ...toldClue(told.milter, times(25), 'the receiver uses the words of Postfix for a milter that does not answer'),
      ...toldClue(
        told.sendmail,
        times(4),
        'the receiver uses the words of Sendmail for a filter that does not answer, or that puts the mail off',
      ),
      ...toldClue(
        told.configuration,
        times(25),
        'the receiver says that its own configuration or policy service is at fault',
      ),
      ...toldClue(told.filter, times(15), "the receiver's answer is that of a filter at fault"),
    ]
  },
  // What was refused for good is not sent again by itself.
  persistenceFor: (evidence) => (isForGood(serviceTrouble(evidence)) ? 'until-fixed' : 'passes-by-itself'),
  remedies(evidence) {
    const told = serviceTrouble(evidence)
    return [
      ...(isForGood(told)
        ? []
        : [waitAndRetry('The queue delivers when the service that the receiver asks works again.')]),
      askFor('Tell the receiver', postmasterByAnotherWay(evidence), letter(evidence, told)),
    ]
  },
})

/** All that the receiver said of it returns the message. */
function isForGood({ closed, ...others }: ServiceTrouble): boolean {
  // The words of a closed milter are a greeting, wherever they were pasted from.
  const told = Object.values(others).flat()
  return told.length > 0 && told.every((one) => !closed.includes(one) && isReturned(one))
}

/** What the receiver is told, by that which says most of what is seen; a session that only fell silent said nothing of its log. */
function letter(evidence: View<'smtp.session'>, told: ServiceTrouble): string {
  const reading = BY_WEIGHT.find((one) => told[one].length > 0)
  if (reading !== undefined)
    return `Your MX ${isForGood(told) ? 'refuses our mail' : 'puts our mail off'} ${ABOUT[reading]}`
  const [silent] = deaths(evidence['smtp.session'], ASKED_AT, isSilence)
  return `Your MX ${untilText(silent?.fact.death.stage)}, as while it waits for a service that it asks (a filter, a policy service, a user directory, the server that takes the mail next). Which one does it ask there, and does that one answer? \`ss -tnp\` on your server shows the connections that its process holds meanwhile.`
}

function untilText(silentAt: Stage | undefined): string {
  if (silentAt === 'ehlo') return 'greeted us, and then was silent'
  return `answered our commands${silentAt === undefined ? '' : ` until ${silentAt}`}, and then was silent`
}

const FILTER_ABOUT =
  'with words that mail servers use when a filter or policy service behind them does not answer (the reply is shown below; in the log of Postfix: "milter-reject", "warning: connect to Milter service", "problem talking to server"). Postfix can go on without a milter: milter_default_action = accept takes mail unfiltered.'
const SENDMAIL_ABOUT =
  'with words that Sendmail uses for a filter that does not answer, or that lets nobody in (the reply is shown below; its log names the milter). Sendmail goes on without a milter whose INPUT_MAIL_FILTER has no F= flag: mail is then unfiltered.'

/** What a letter says of each reading. */
const ABOUT: Readonly<Record<keyof ServiceTrouble, string>> = {
  named:
    'and says that a filter of its own does not work (the reply is shown below). Please look at that filter; its log, or that of the mail server, says what it lacks.',
  behind:
    'and says that it does not reach the server behind it, to which it hands mail on (the reply is shown below). Please look at that server, and at the way to it.',
  dropped:
    'and tells, over a connection with us that stands, of one that dropped (the reply is shown below): it is your server’s own, to a server behind it (of Exchange: the transport service behind the front end) or a service that it asks. Its log of that moment names it.',
  directory:
    'and says that its directory of users, or another table that it looks addresses up in, does not answer (the reply is shown below). Please look at that service (LDAP, SQL, a map), and at the way to it.',
  milter: FILTER_ABOUT,
  configuration:
    'and says that its own configuration, or a policy service that it asks, is at fault (the reply is shown below). Its log names which: of Postfix "fatal:", "error:" or "warning: problem talking to server" at that time.',
  part: 'and says that a part of its own does not work (the reply is shown below). Its log names it.',
  filter: FILTER_ABOUT,
  sendmail: SENDMAIL_ABOUT,
  own: 'and speaks of trouble inside its own system (the reply is shown below). Its log says of what kind.',
  closed: SENDMAIL_ABOUT,
}

/** The readings, that which says most first. */
const BY_WEIGHT = [
  'named',
  'milter',
  'configuration',
  'behind',
  'dropped',
  'directory',
  'part',
  'filter',
  'sendmail',
  'own',
  'closed',
] as const satisfies readonly (keyof ServiceTrouble)[]
