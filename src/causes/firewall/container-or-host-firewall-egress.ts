import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'
import { sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { isSameRule } from '../../domain/same-rule.ts'
import type { Stage } from '../../domain/stage.ts'
import { clue, comparedClue, deathClue, provesIf } from '../shared/clue.ts'
import { greeterOf } from '../shared/greeter.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { isRejected, isSilence } from '../shared/outcomes.ts'
import { soonestRefusal } from '../shared/round-trip.ts'
import { afterMs, companions, type DeadSession, deaths, firstLooks, isDead, trialsWith } from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { DECISIVE, HINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { passOwnFilter } from './shared/own-filter-remedy.ts'
import { rulesFor, rulesThatMay } from './shared/own-filter.ts'

type RuleSeen = Observation<'firewall.local'>

/** A refusal that was not on any wire. */
const AT_ONCE_MS = 2

function atOnceClue(
  dead: readonly DeadSession[],
  sessions: Sight<'smtp.session'>,
  rules: readonly RuleSeen[],
): readonly Clue[] {
  const soonest = dead.slice(0, 1).map((one) => soonestRefusal(one, sessions))
  return comparedClue(
    soonest.filter((one) => (afterMs(one) ?? Number.POSITIVE_INFINITY) <= AT_ONCE_MS),
    rules,
    STRONG,
    'the refusal came at once, as from our own kernel',
  )
}

/** By chance a full queue fails once. */
const KEPT_INSIDE = 2

/**
 * The kernel counts the repeats that it could not hand on to any device: a filter of this host, or its traffic control, kept them. A SYN
 * that is lost further on was handed on each time.
 */
function keptInsideClue(silent: readonly DeadSession[], counters: Sight<'net.counter'>): readonly Clue[] {
  const counted = (name: string) => counters.seen.filter(({ fact }) => fact.name === name)
  const [failed] = counted('TcpExt.TCPRetransFail')
  const [repeated] = counted('TcpExt.TCPSynRetrans')
  if (failed === undefined || repeated === undefined) return []
  const { delta } = failed.fact
  if (delta < KEPT_INSIDE || delta < repeated.fact.delta / 2) return []
  return comparedClue(
    silent,
    [failed, repeated],
    NEAR_SURE,
    `of ${repeated.fact.delta} repeated SYNs our kernel could not hand ${delta} on: they never left this host`,
  )
}

/** Packets that the connection table of this host had no room for (`nf_conntrack: table full, dropping packet`), ours or others'. */
function roomless({ seen }: Sight<'net.counter'>): readonly Observation<'net.counter'>[] {
  return seen.filter(({ fact }) => fact.name === 'Conntrack.drop' && fact.delta >= KEPT_INSIDE)
}

function roomlessClue(silent: readonly DeadSession[], counters: Sight<'net.counter'>): readonly Clue[] {
  const counted = roomless(counters)
  return comparedClue(
    silent,
    counted,
    times(12),
    `the connection table of this host dropped ${counted[0]?.fact.delta ?? 0} packets meanwhile, as it does when it is full`,
  )
}

/** Where a translation to another server comes to light. */
const TRANSLATED_STAGES: readonly Stage[] = ['connect', 'banner', 'ehlo', 'mail', 'rcpt']
/** Where a rule about some segments of a connection does. */
const DATA_STAGES: readonly Stage[] = ['ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot']

/** A rule's counter that was read twice, and rose with the connections of ours that failed in between. */
function struckClue(
  { 'smtp.session': sessions }: { readonly 'smtp.session': Sight<'smtp.session'> },
  dead: readonly DeadSession[],
  rules: readonly RuleSeen[],
): readonly Clue[] {
  const [first] = dead
  const [before] = rules
  if (first === undefined || before === undefined) return []
  const after = rules.findLast(({ fact }) => isSameRule(fact, before.fact)) ?? before
  const meanwhile = [...trialsWith(sessions, first.fact.endpoint), ...companions(sessions)].filter(
    ({ fact, at }) => at > before.at && at < after.at && before.fact.ports.includes(fact.endpoint.port),
  )
  // A rule may be about one server, so another tells only where this one was not asked again.
  const same = meanwhile.filter(({ fact }) => fact.role === 'experiment')
  const tried = same.length > 0 ? same : meanwhile
  const failed = tried.filter((one) => isDead(one, ['connect']))
  const rise = (after.fact.packets ?? 0) - (before.fact.packets ?? 0)
  if (failed.length === 0 || failed.length < tried.length || rise < failed.length) return []
  return comparedClue(
    dead,
    [before, after, ...failed],
    NEAR_SURE,
    `the counter of that rule rose by ${rise} while ${failed.length} more connections of ours failed`,
  )
}

export default defineCause({
  id: 'firewall/container-or-host-firewall-egress',
  title: 'A firewall or address translation on this very host stops outgoing SMTP',
  locus: 'sender',
  stages: [...new Set([...TRANSLATED_STAGES, ...DATA_STAGES])],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the rules of this host (`nft list ruleset`), and the same connection from outside the container',
  look: 'own.firewall',
  explanation: `A rule of this host's own packet filter (nftables, iptables, ufw, a container network, an anti-virus "mass mailing" rule) drops or
refuses outgoing port 25 or the answers to it, or translates it to the own mail server, so that every remote host seems to be ourselves. A filter that keeps state drops what its
full table has no room for: then connections fail now and then.

**Look-alikes.** A provider that blocks port 25 does so outside: no rule here matches. From inside a container the rules of its
host are invisible; the same connection from the host itself tells.`,
  references: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  needs: ['smtp.session', 'firewall.local', 'egress.identity', 'socket.state', 'net.counter'],
  alternatives: [
    {
      cause: 'firewall/port25-egress-blocked',
      decidedBy: 'the same connection from the host itself, outside the container',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const sessions = evidence['smtp.session']
    const silent = deaths(sessions, ['connect'], isSilence)
    const refused = deaths(sessions, ['connect'], isRejected)
    for (const [dead, action, verb] of [
      [silent, 'drop', 'drops'],
      [refused, 'reject', 'refuses'],
    ] as const) {
      const rules = rulesFor(evidence['firewall.local'], dead, action)
      const perhaps = rules.length > 0 ? [] : rulesThatMay(evidence['firewall.local'], dead, action)
      const known = [...rules, ...perhaps]
      const [rule] = known
      if (rule === undefined) continue
      const sure = rules.length > 0
      const weight = sure ? DECISIVE : rule.fact.packets === undefined ? HINT : times(12)
      clues.push(
        ...deathClue(dead, weight, ruleText(rule.fact, verb), { with: known, ...provesIf(sure) }),
        ...(action === 'reject' ? atOnceClue(dead, sessions, known) : []),
        ...struckClue(evidence, dead, perhaps),
      )
    }
    clues.push(...keptInsideClue(silent, evidence['net.counter']), ...roomlessClue(silent, evidence['net.counter']))
    for (const one of deaths(sessions, DATA_STAGES, isSilence)) {
      const found = waitingOf(evidence['socket.state'], one.fact.session)
      if (found?.waiting !== 'stopped-here') continue
      clues.push(
        ...deathClue([one], NEAR_SURE, 'our kernel handed segments down that never left this host', {
          with: [found.look, ...rulesThatMay(evidence['firewall.local'], [one], 'drop')],
        }),
      )
      break
    }
    const translated = evidence['firewall.local'].seen.filter(
      ({ fact }) => fact.action === 'redirect' && fact.packets !== 0,
    )
    const own = evidence['egress.identity'].seen
    for (const one of firstLooks(sessions)) {
      const name = greeterOf(one)
      const self = own.filter(
        ({ fact }) => fact.ehloName.toLowerCase() === name && name !== one.fact.endpoint.host.toLowerCase(),
      )
      if (self.length > 0 && name?.includes('.') === true) {
        clues.push(
          ...clue(
            [one, ...self],
            NEAR_SURE,
            `the server at ${one.fact.endpoint.address} greets with our own name, so the connection never left this host`,
            {
              stage: 'banner',
              endpoint: endpointText(one.fact.endpoint),
            },
          ),
        )
      }
      const redirects = translated.filter(({ fact }) => fact.ports.includes(one.fact.endpoint.port))
      if (redirects.length > 0 && isDead(one, TRANSLATED_STAGES)) {
        clues.push(
          ...deathClue([one], NEAR_SURE, 'a rule of this host redirects outgoing SMTP to another place', {
            with: redirects,
          }),
        )
      }
    }
    return clues
  },
  remedies: (evidence) => [
    ...(roomless(evidence['net.counter']).length > 0 ? [largerTable] : []),
    passOwnFilter(evidence),
  ],
})

const moreRoom = kernelSettings(
  { 'net.netfilter.nf_conntrack_max': 524_288 },
  'twice what it is by default on a large host; only in the host itself, not in a container',
)

const largerTable: Remedy = {
  title: 'Give the connection table of this host more room',
  applies: 'after-review',
  costs: 'about 320 octets of kernel memory for each entry',
  steps: [
    sh(
      'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max; dmesg | grep "table full"',
      'full is where the count stands at the maximum',
    ),
    ...moreRoom.steps,
  ],
  undo: moreRoom.undo,
}

/** `a rule of this host's firewall (nft) drops the answers from port 25: “tcp sport 25 drop”, 7 packets so far, where …`. */
function ruleText({ tool, rule, ports, meets, packets, ofOurUser, onlyIf }: LocalFirewallFact, verb: string): string {
  const where = `${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`
  return [
    `a rule of this host's firewall (${tool}) ${verb} ${meets === 'answer' ? `the answers from ${where}` : where}: “${rule.trim()}”`,
    ...(packets === undefined ? [] : [`${packets} packets so far`]),
    ...(ofOurUser !== true
      ? []
      : ['for the user that we run as: mail of another user, such as the mail server, may pass']),
    ...(onlyIf === undefined ? [] : [`under a condition: ${onlyIf.join(', ')}`]),
  ].join(', ')
}
