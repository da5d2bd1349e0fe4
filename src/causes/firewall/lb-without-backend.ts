import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isBegun, isClose, isSilence, isUnanswered } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { type DeadSession, deaths, endedBy, firstLooks, isDead, passed, trialsWith } from '../shared/sessions.ts'
import { nobodyThereClue } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { RULED_OUT, STRONG, times } from '../shared/weights.ts'

const PAST_THE_BANNER = ['ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const

export default defineCause({
  id: 'firewall/lb-without-backend',
  title: 'A load balancer takes the connection and has no mail server behind it',
  locus: 'receiver',
  stages: ['banner'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: "several connections in a row, or the balancer's own view of the servers behind it",
  look: 'again.several',
  explanation: `The address belongs to a load balancer, a proxy or a forwarder (the published port of a container, an SSH tunnel, \`socat\`,
\`rinetd\`). It completes the TCP handshake on its own, finds no living server behind it, and closes
or stays silent before any banner. When only some of the servers are dead, a fixed share of the sessions fails.

**Look-alikes.** A close for our reputation meets every session from our address; a crash or an overload of one server looks the same
when there is only one. A server that hangs sends no banner, either.`,
  references: ['RFC 5321 §3.1'],
  needs: ['smtp.session', 'symptom', 'socket.state'],
  alternatives: [
    {
      cause: 'policy/reputation-silent-close',
      decidedBy: 'the same session from another own address: a load balancer does not mind the source',
      look: 'again.from-other-address',
      ended: 'closed',
    },
    {
      cause: 'receiver/closes-without-reply',
      decidedBy: "several sessions: a load balancer fails by turns, or the receiver's own view of it",
      look: 'again.several',
      ended: 'closed',
    },
    {
      cause: 'receiver/one-bad-pool-member',
      decidedBy: 'sessions that live: then there are servers behind the address, and one of them fails',
      look: 'again.several',
      ended: 'closed',
    },
    {
      cause: 'receiver/hung',
      decidedBy:
        "at the receiver, `ss -tnp 'sport = :25'`: whether a forwarder (load balancer, published port of a container, tunnel) holds our connection, and whether the server behind it greets",
      ended: 'silent',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const closed = deaths(sessions, ['banner'], isClose)
    const silent = deaths(sessions, ['banner'], isSilence)
    const first = closed[0] ?? silent[0]
    const begun = [...closed, ...silent].filter(({ fact }) => isBegun(fact.death.outcome))
    if (begun.length > 0)
      return deathClue(begun, RULED_OUT, 'the banner had begun, so there is a server behind the address', {
        decides: 'refutes',
      })
    const clues: Clue[] = [
      ...deathClue(closed, times(2.5), 'the connection was taken, and ended before any banner'),
      ...deathClue(closed.length > 0 ? [] : silent, times(2.5), 'the connection was taken, and no banner came'),
      ...nobodyThereClue(evidence['socket.state'], closed.length > 0 ? undefined : silent[0]),
    ]
    if (first !== undefined) {
      const lucky = greetedBeside(sessions, first)
      const since = lucky[0]
      const again =
        since === undefined
          ? []
          : trialsWith(sessions, first.fact.endpoint).filter(
              (one) => one.fact.startedAt > since.fact.startedAt && isDead(one, ['banner'], isUnanswered),
            )
      if (lucky.length > 0)
        clues.push(
          ...deathClue(
            [first],
            // Packets that are lost make silences by turns, too, and so does one server of several that hangs.
            again.length > 0 ? times(closed.length > 0 ? 40 : 5) : closed.length > 0 ? STRONG : times(5),
            again.length > 0
              ? `sessions from the same source are greeted and not greeted by turns: ${again.length + 1} were not, ${lucky.length} ${lucky.length === 1 ? 'was' : 'were'}`
              : 'other sessions with the same address, from the same source, are greeted',
            { with: [...lucky, ...again] },
          ),
        )
      return clues
    }
    const greeted = firstLooks(sessions).filter(({ fact }) => passed(fact, 'banner') && endedBy(fact, isUnanswered))
    if (greeted[0] !== undefined)
      return clue(greeted, RULED_OUT, 'a banner came, so there is a server behind the address', {
        decides: 'refutes',
        endpoint: endpointText(greeted[0].fact.endpoint),
      })
    const past = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout'], PAST_THE_BANNER).slice(0, 1)
    if (past.length > 0)
      return toldClue(past, RULED_OUT, 'the session got past the banner, so there is a server behind the address', {
        decides: 'refutes',
      })
    return toldClue(
      reportedBySender(evidence.symptom, ['drop.lost'], ['banner']).slice(0, 1),
      times(2),
      'the MTA reports connections that ended before the banner',
    )
  },
  // Where some servers live, a later try meets one of them.
  persistenceFor({ 'smtp.session': sessions }) {
    const [first] = deaths(sessions, ['banner'], isUnanswered)
    return first !== undefined && greetedBeside(sessions, first).length > 0 ? 'passes-by-itself' : 'unknown'
  },
  remedies: (evidence) => [
    askFor(
      'Tell the receiver to look behind its load balancer',
      postmasterByAnotherWay(evidence),
      'Connections to your MX are taken and end before a banner. Please check the servers behind the load balancer, and let its health check speak SMTP (wait for 220, say QUIT) instead of testing the TCP port.',
    ),
  ],
})

/** Sessions of ours with the same address, from the same source, that waited for a banner as the dead one did, and got it. */
function greetedBeside(sessions: Sight<'smtp.session'>, { fact: dead }: DeadSession): Sight<'smtp.session'>['seen'] {
  return inOrder(sessions.seen).filter(
    ({ fact }) =>
      fact.role !== 'compare' &&
      fact.role !== 'elsewhere' &&
      fact.plan.bind === dead.plan.bind &&
      fact.plan.speaksEarly === dead.plan.speaksEarly &&
      fact.endpoint.address === dead.endpoint.address &&
      passed(fact, 'banner'),
  )
}
