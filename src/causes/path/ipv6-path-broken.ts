import { defineCause, type Clue } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { note, sh } from '../../domain/lever.ts'
import { isOurs } from '../../domain/loss-signs.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isProhibited, isSilence, isUnreachable } from '../shared/outcomes.ts'
import { peerName, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { companions, connected, type DeadSession, deaths, firstLooks, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { FAINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'

const isLost = (outcome: Outcome): boolean => isSilence(outcome) || (isUnreachable(outcome) && !isProhibited(outcome))
const STAGES = ['connect', 'banner', 'ehlo', 'starttls', 'tls', 'body', 'dot', 'idle'] as const

/** How packets that get lost look to a sender. What a server refuses, says or closes over IPv6 alone, it has received. */
const LOST_ON_THE_WAY: readonly Symptom[] = [
  'connect.timeout',
  'connect.unreachable',
  'drop.timeout',
  'tls.handshake.timeout',
]

/** The session with an IPv4 address of the same host that got further. */
function overIpv4(all: readonly SessionSeen[], dead: DeadSession): SessionSeen | undefined {
  return all.find(
    ({ fact }) =>
      fact.endpoint.host === dead.fact.endpoint.host &&
      familyOf(fact.endpoint.address) === 4 &&
      (fact.lived || (dead.fact.death.stage === 'connect' && connected(fact))),
  )
}

/** An IPv4 address of the same MX host that was not tried, because the sender uses IPv6 only. */
function ipv4Of(routes: Sight<'mail.route'>, host: string): string | undefined {
  return routes.seen
    .flatMap(({ fact }) => fact.hosts)
    .find(({ name }) => name === host)
    ?.addresses.find((address) => familyOf(address) === 4)
}

function withAddress(plan: SessionPlan, address: string | undefined): SessionPlan | undefined {
  if (address === undefined) return undefined
  const { bind: _ofTheOtherFamily, ...rest } = plan
  return { ...rest, endpoint: { ...plan.endpoint, address } }
}

export default defineCause({
  id: 'path/ipv6-path-broken',
  title: 'The IPv6 path to the receiver does not carry the session',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same session over IPv4',
  look: 'again.over-ipv4',
  explanation: `The receiver publishes an AAAA record, and packets over IPv6 get lost or are refused by a router, while IPv4 to the same host works.
Most MTAs fall back to IPv4 after a delay; mail fails when there is no IPv4 address, or when IPv6 connects and then swallows large packets.

**Look-alikes.** A host that is down fails over both families. A refused connection over IPv6 only is a service that does not listen
there, not a broken path.`,
  references: ['RFC 5321 §5.2', 'RFC 8305', 'RFC 4443'],
  needs: ['smtp.session', 'mail.route', 'symptom', 'log.pattern', 'route.local'],
  alternatives: [
    {
      cause: 'path/syn-not-answered',
      decidedBy: 'IPv4 to the same host, or IPv6 to another destination (--compare)',
      look: 'again.over-ipv4',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const all = firstLooks(sessions)
    const dead = deaths(sessions, STAGES, isLost).filter(({ fact }) => familyOf(fact.endpoint.address) === 6)
    const clues: Clue[] = []
    for (const one of dead.slice(0, 1)) {
      const twin = overIpv4(all, one)
      const others = companions(sessions).filter(({ fact }) => familyOf(fact.endpoint.address) === 6)
      const othersLost = others.filter(({ fact }) => fact.death !== undefined && isLost(fact.death.outcome))
      const othersLive = others.filter(({ fact }) => connected(fact))
      const atConnect = one.fact.death.stage === 'connect'
      if (twin !== undefined)
        clues.push(
          ...deathClue([one], NEAR_SURE, 'IPv6 gets lost while IPv4 to the same host passes', { with: [twin] }),
        )
      else if (atConnect) clues.push(...deathClue([one], FAINT, 'the attempt that got lost went over IPv6'))
      if (othersLost.length > 0 && othersLive.length === 0)
        clues.push(...deathClue([one], STRONG, 'IPv6 to other destinations gets lost too', { with: othersLost }))
    }
    if (dead.length === 0) {
      const overIpv6 = reportedBySender(evidence.symptom, ['connect.timeout', 'connect.unreachable']).filter(
        ({ fact }) => fact.address?.includes(':') === true,
      )
      clues.push(...toldClue(overIpv6, times(2.5), 'the MTA reports that a connection over IPv6 was not possible'))
    }
    const onlyV6 = evidence['log.pattern'].seen.filter(
      ({ fact: { pattern, symptom } }) => pattern === 'only-ipv6' && LOST_ON_THE_WAY.includes(symptom),
    )
    clues.push(...patternClue(onlyV6, times(15), 'it fails over IPv6 only'))
    return clues
  },
  experiments(evidence) {
    const all = firstLooks(evidence['smtp.session'])
    const dead = deadOverIpv6(evidence['smtp.session'])
    if (dead === undefined) return []
    const twin = overIpv4(all, dead)
    const over4 =
      twin?.fact.plan ?? withAddress(dead.fact.plan, ipv4Of(evidence['mail.route'], dead.fact.endpoint.host))
    if (over4 === undefined) return []
    return [
      {
        name: 'address family',
        question: 'Does the same session pass over IPv4?',
        varied: `IPv4 (${over4.endpoint.address}) instead of IPv6`,
        endpoint: dead.fact.endpoint,
        trials: 2,
        arms: [
          { name: 'IPv6', plan: dead.fact.plan },
          { name: 'IPv4', plan: over4 },
        ],
        judge: (trials) => judgeTwoArms(trials, { dies: 'IPv6', lives: 'IPv4' }),
      },
    ]
  },
  locusFor(evidence) {
    const noRoute = evidence['route.local'].seen.some(({ fact }) => fact.to.includes(':') && fact.refused !== undefined)
    const othersLost = companions(evidence['smtp.session']).some(
      ({ fact }) => familyOf(fact.endpoint.address) === 6 && fact.death !== undefined && isLost(fact.death.outcome),
    )
    return noRoute || othersLost ? 'sender' : 'path'
  },
  remedies(evidence) {
    const dead = deadOverIpv6(evidence['smtp.session'])
    const address = dead?.fact.endpoint.address ?? 'SERVER-ADDRESS'
    const passes = dead !== undefined && passesOverIpv4(evidence['smtp.session'], dead)
    return [
      ...(hasIpv6Alone(evidence['mail.route']) ? [] : [preferIpv4(peerName(evidence))]),
      {
        title: 'Mend the IPv6 path',
        applies: 'by-someone-else',
        steps: [
          sh(
            `nc -6 -v -w 20 ANOTHER-IPV6-MX ${peerPort(evidence)} </dev/null`,
            'a mail host of somebody else that has IPv6: silent, too, and it is our own provider who is to be asked',
          ),
          sh(
            `ip -6 route get ${address}; tracepath -6 -n ${address}`,
            'no route: ours to mend; a hop that falls silent: the owner of that network',
          ),
          {
            kind: 'ask',
            who: `${postmasterOf(evidence)}, once port ${peerPort(evidence)} of another IPv6 host has answered us (else our own provider)`,
            text: `Your mail server has an AAAA record, yet TCP port ${peerPort(evidence)} over IPv6 does not get through${passes ? ', while IPv4 to the same host does' : ''}. Please look at your IPv6 firewall and your IPv6 route${dead?.fact.death.stage === 'connect' ? '' : ', let ICMPv6 type 2 pass'}, or withdraw the AAAA record.`,
          },
        ],
      },
    ]
  },
})

const preferIpv4 = (host: string): Remedy => ({
  title: 'Prefer IPv4 until the IPv6 path is mended',
  applies: 'after-review',
  on: 'our-server',
  levers: [{ lever: 'family.prefer-ipv4', host }],
  costs: 'other destinations are still tried over IPv6 first, whose path may be as broken',
  steps: [
    note(
      'Most mail servers go on to the IPv4 address by themselves once IPv6 has timed out: mail is late then, and not held. What waits all the same shows that its server does not.',
    ),
  ],
})

function deadOverIpv6(sessions: Sight<'smtp.session'>): DeadSession | undefined {
  return deaths(sessions, STAGES, isLost).find(({ fact }) => familyOf(fact.endpoint.address) === 6)
}

/** A first look, or an arm of an experiment, got further over IPv4. */
function passesOverIpv4(sessions: Sight<'smtp.session'>, dead: DeadSession): boolean {
  return overIpv4(inOrder(sessions.seen.filter(({ fact }) => isOurs(fact))), dead) !== undefined
}

/** There are addresses, and none of them is one of IPv4. */
function hasIpv6Alone(routes: Sight<'mail.route'>): boolean {
  const addresses = routes.seen.flatMap(({ fact }) => fact.hosts).flatMap((host) => host.addresses)
  return addresses.length > 0 && addresses.every((address) => familyOf(address) === 6)
}
