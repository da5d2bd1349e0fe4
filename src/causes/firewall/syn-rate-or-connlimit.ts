import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { sh } from '../../domain/lever.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { targetDomain } from '../shared/exchanger.ts'
import { inOrder } from '../shared/in-order.ts'
import { isRefused, isSilence } from '../shared/outcomes.ts'
import { knownRecipientDomain, peerName } from '../shared/receiver-name.ts'
import { connected, died, firstLooks, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { onlyGreeting } from '../shared/variants.ts'
import { STRONG, times } from '../shared/weights.ts'

/** Enough to meet the limits that firewalls set against one address, few enough not to be an attack. */
const BURST_CONNECTIONS = 4

const isBarred = (outcome: Outcome): boolean =>
  isSilence(outcome) || isRefused(outcome) || (outcome.kind === 'errno' && outcome.errno === 'ECONNRESET')

export default defineCause({
  id: 'firewall/syn-rate-or-connlimit',
  title: "The receiver's firewall limits how many connections one address may open",
  locus: 'receiver',
  stages: ['connect'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'one connection after a quiet minute: a limit lets it pass',
  look: 'again.later',
  explanation: `A packet filter in front of the mail server counts connections or SYNs for each source (connlimit, hashlimit, a SYN proxy) and drops or resets
what exceeds the limit. The same SYN passes as soon as another connection closes or some seconds go by; the mail server never sees it.

**Look-alikes.** A limit of the mail server speaks: 421. A ban drops every SYN for minutes, not the nth one.`,
  references: ['https://www.netfilter.org/documentation/ (connlimit, hashlimit)', 'RFC 4987'],
  needs: ['smtp.session', 'symptom', 'mail.route'],
  alternatives: [
    {
      cause: 'firewall/source-banned-by-firewall',
      decidedBy: 'one connection after a quiet minute: a limit lets it pass, a ban does not',
      look: 'again.later',
    },
    {
      cause: 'receiver/connection-refused',
      decidedBy: "the receiver's log of that minute: a server that was down, and is back, takes every connection now",
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const own = inOrder(sessions.seen).filter(
      ({ fact }) => (fact.role === 'baseline' || fact.role === 'experiment') && fact.plan.bind === undefined,
    )
    const clues: Clue[] = []
    const barred = own.filter(({ fact }) => died(fact, ['connect'], isBarred))
    const [first] = barred
    if (first !== undefined) {
      const taken = own.filter(
        ({ fact }) =>
          fact.endpoint.address === first.fact.endpoint.address &&
          fact.endpoint.port === first.fact.endpoint.port &&
          connected(fact),
      )
      // A path that died in mid-session bars what comes after it as well.
      const brokeOff = taken.some(({ fact }) => fact.death !== undefined && isSilence(fact.death.outcome))
      if (taken.length > 0)
        clues.push(
          ...clue(
            [...barred, ...taken],
            times(brokeOff ? 1.5 : 8),
            `of ${barred.length + taken.length} connection attempts to the same address ${barred.length} were barred`,
            { stage: 'connect', endpoint: endpointText(first.fact.endpoint) },
          ),
        )
      return clues
    }
    const living = firstLooks(sessions).filter(({ fact }) => fact.lived)
    if (living.length > 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['connect.timeout', 'connect.refused', 'connect.reset'])
            .filter((told) => living.some((one) => isOfServer(told, one)))
            .slice(0, 1),
          STRONG,
          'the MTA reports connections that were not taken, while a single one of ours is',
        ),
      )
    return clues
  },
  experiments(evidence, { maySend }) {
    const living = firstLooks(evidence['smtp.session']).find(({ fact }) => connected(fact))
    if (living === undefined || !maySend) return []
    const session = onlyGreeting(living.fact.plan)
    return [
      {
        name: 'parallel connections',
        question: `Are ${BURST_CONNECTIONS} connections at a time taken, as one is?`,
        varied: `${BURST_CONNECTIONS} connections at a time instead of one`,
        endpoint: living.fact.endpoint,
        trials: 1,
        arms: [
          {
            name: 'several at a time',
            plan: { kind: 'burst', session, connections: BURST_CONNECTIONS, together: true },
          },
          { name: 'one', plan: session },
        ],
        judge: judgeBurst,
      },
    ]
  },
  remedies: (evidence) => [
    {
      title: 'See in our own log whether all attempts of that time failed, or some',
      applies: 'safely',
      steps: [
        sh(
          `hangup logs --journal --destination ${knownRecipientDomain(evidence) ?? targetDomain(evidence['mail.route']) ?? 'RECIPIENT-DOMAIN'}`,
          'some were taken meanwhile: a limit; none: the server was down, or a ban',
        ),
      ],
    },
    {
      title: 'Open fewer connections to this receiver at a time',
      applies: 'safely',
      on: 'our-server',
      levers: [
        {
          lever: 'concurrency.limit',
          host: peerName(evidence),
          connections: 2,
        },
      ],
    },
  ],
})

/** What another host does to connections says nothing of this one. */
function isOfServer({ fact: { host, address } }: Told, { fact: { endpoint } }: SessionSeen): boolean {
  if (host === undefined && address === undefined) return true
  return address === endpoint.address || host?.toLowerCase() === endpoint.host.toLowerCase()
}

function judgeBurst(trials: readonly Trial[]): Verdict {
  const sessions: SmtpSession[] = trials.flatMap(({ result }) => (result.kind === 'burst' ? result.sessions : []))
  const single = trials.flatMap(({ result }) => (result.kind === 'session' ? [result.session] : []))
  const barred = sessions.filter((session) => died(session, ['connect'], isBarred)).length
  const taken = sessions.filter(connected).length
  const tally = `${barred} of ${sessions.length} connections at a time were barred, alone ${single.filter(connected).length} of ${single.length} were taken`
  if (barred > 0 && taken > 0 && single.length > 0 && single.every(connected))
    return { judged: 'confirmed', because: tally }
  if (sessions.length > 0 && barred === 0)
    return { judged: 'undecided', because: `${sessions.length} connections at a time were all taken` }
  return { judged: 'undecided', because: tally }
}
