import { defineCause, type Clue } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { View } from '../../domain/evidence.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { otherSourceExperiment } from '../shared/other-source.ts'
import { seenFromOutside } from '../shared/our-address.ts'
import { isBegun, isSilence } from '../shared/outcomes.ts'
import { deaths, firstLooks, passed, type DeadSession, type SessionSeen } from '../shared/sessions.ts'
import { nobodyThereClue } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { FAINT, NEAR_SURE, times } from '../shared/weights.ts'
import { lookedForSessions } from './shared/own-addresses.ts'

/** Postscreen waits 6 s on purpose; a resolver that gives up takes longer. */
const SLOW_MS = 8_000

/** Whoever asks for the name of our address waits in vain. */
function hangs({ ptrStatus }: EgressIdentity): boolean {
  return ptrStatus === 'timeout' || ptrStatus === 'servfail'
}

export default defineCause({
  id: 'identity/receiver-slow-client-lookup',
  title: 'The receiver greets late because it waits for the lookup of our address',
  locus: 'sender',
  stages: ['banner', 'connect'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: 'the same session from an address whose PTR record answers at once',
  explanation: `Before its greeting the receiver asks for the name of our address (or a block list, or RFC 1413 ident on port 113) and waits until its
resolver gives up. Senders with short timers lose the session.

**Look-alikes.** A deliberate greet delay is constant and short (postscreen: 6 s, once). A server that never greets is \`receiver/hung\`.`,
  references: ['RFC 1413', 'RFC 5321 §4.5.3.2.1'],
  needs: ['egress.identity', 'smtp.session', 'symptom', 'socket.state'],
  alternatives: [
    {
      cause: 'timeout/client-timeout-too-short',
      decidedBy: 'whether another of our addresses is greeted at once',
      look: 'again.from-other-address',
    },
    { cause: 'receiver/hung', decidedBy: 'waiting the full five minutes for the banner', look: 'again.with-patience' },
  ],
  weigh(evidence) {
    const { late, silent } = waitingSessions(evidence)
    const dead = hangingLooks(evidence)
    const told = reportedBySender(evidence.symptom, ['drop.timeout'], ['banner'])
    const clues: Clue[] = [...nobodyThereClue(evidence['socket.state'], late.length === 0 ? silent[0] : undefined)]
    if (dead.length > 0) {
      clues.push(
        ...clue(
          late.length === 0 ? [] : [...late, ...dead.slice(0, 1)],
          NEAR_SURE,
          'the banner came late, and the reverse zone of our address does not answer',
          { stage: 'banner' },
        ),
      )
      clues.push(
        ...deathClue(silent, times(10), 'no banner came, and the reverse zone of our address does not answer', {
          with: dead,
        }),
      )
      if (late.length === 0 && silent.length === 0)
        clues.push(...toldClue(told, times(5), 'the MTA waited in vain for the banner'))
    } else {
      clues.push(
        ...clue(late, times(5), `the banner came after ${Math.round((late[0]?.fact.bannerMs ?? 0) / 1000)} s`, {
          stage: 'banner',
        }),
      )
      if (late.length === 0)
        clues.push(
          ...deathClue(silent, FAINT, 'no banner came'),
          ...toldClue(told, FAINT, 'the MTA waited in vain for the banner'),
        )
    }
    return clues
  },
  experiments(evidence, { otherSources }) {
    const [failed] = deaths(evidence['smtp.session'], ['banner'], isSilence)
    if (failed === undefined || failed.fact.plan.bind !== undefined) return []
    // That another address is greeted shows that ours is treated otherwise: a lookup of it is why only where that hangs.
    if (!lookedForSessions(evidence, [failed]).some(({ fact }) => hangs(fact))) return []
    const other = otherSources.find(
      (address) => familyOf(address) === familyOf(failed.fact.endpoint.address) && address !== failed.fact.localAddress,
    )
    return other === undefined ? [] : [otherSourceExperiment(failed.fact.plan, other, 'banner')]
  },
  remedies(evidence) {
    const [own] = hangingLooks(evidence)
    const address = (own === undefined ? undefined : seenFromOutside(own.fact)) ?? 'OUR-ADDRESS'
    const ident = (how: '-I' | '-D'): RemedyStep =>
      sh(
        `${address.includes(':') ? 'ip6tables' : 'iptables'} ${how} INPUT -p tcp --dport 113 -j REJECT --reject-with tcp-reset`,
      )
    return [
      {
        title: 'Serve the reverse zone of our address, and refuse ident instead of dropping it',
        applies: address === 'OUR-ADDRESS' ? 'needs-values' : 'after-review',
        steps: [sh(`dig -x ${address} +trace`, 'shows the name server of the reverse zone that fails'), ident('-I')],
        undo: [ident('-D')],
      },
      {
        title: 'Wait longer for the banner meanwhile',
        applies: 'safely',
        on: 'our-server',
        levers: [{ lever: 'timeout.client', stage: 'banner', seconds: 300 }],
      },
    ]
  },
})

interface Waiting {
  readonly late: readonly SessionSeen[]
  readonly silent: readonly DeadSession[]
}

/** Sessions that were greeted late, or not while we waited. */
function waitingSessions({ 'smtp.session': sessions }: View<'smtp.session'>): Waiting {
  return {
    // Older cases hold how long a session waited for a banner that never came.
    late: firstLooks(sessions).filter(({ fact }) => passed(fact, 'banner') && (fact.bannerMs ?? 0) >= SLOW_MS),
    silent: deaths(sessions, ['banner'], isSilence).filter(({ fact }) => !isBegun(fact.death.outcome)),
  }
}

/** Addresses of ours that waited so, and whose lookup hangs. */
function hangingLooks(evidence: View<'egress.identity' | 'smtp.session'>): readonly Observation<'egress.identity'>[] {
  const { late, silent } = waitingSessions(evidence)
  return lookedForSessions(evidence, [...late, ...silent]).filter(({ fact }) => hangs(fact))
}
