import { counted } from '../../base/counted.ts'
import type { PatternFact } from '../../domain/facts/text-facts.ts'
import { isBefore } from '../../domain/stage.ts'
import { cadenceSeconds } from '../../trend/cadence.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import { lastTimes, type FailureKind } from './failure-kind.ts'
import type { FoundIncident } from './find-incidents.ts'
import { failed } from './rows.ts'
import { largeOnly } from './size-split.ts'
import type { Counters } from './tally.ts'

/** Fewer failures than this are an anecdote. */
const ENOUGH = 5
/** One in so many is as good as none. */
const RARE = 20

/** What many lines show together and no single one does: only them, everybody, only IPv6, only large, every N seconds. */
export function findPatterns(counters: Counters, incidents: readonly FoundIncident[]): readonly PatternFact[] {
  const patterns: PatternFact[] = []
  const destinations = counters.destinations.entries()
  const livingDestinations = destinations.filter(([, row]) => row.sent > 0).length
  for (const kind of counters.kinds.values()) {
    if (kind.count < ENOUGH) continue
    const add: Add = (pattern, count, of, detail, more = {}) => {
      const { symptom, stage } = kind.reason
      patterns.push({ pattern, symptom, ...(stage === null ? {} : { stage }), count, of, ...more, detail })
    }
    scope(kind, destinations.length, livingDestinations, add)
    const threshold = largeOnly(kind.sizes, counters.sentSizes)
    if (threshold !== undefined && sizeMatters(kind, counters, threshold))
      add(
        'only-large',
        kind.sizes.count,
        kind.count,
        `messages from ${threshold} octets on; most that passed are smaller`,
        { fromBytes: threshold },
      )
    const beat = cadenceSeconds(lastTimes(kind))
    if (beat !== undefined) add('periodic', kind.count, kind.count, `every ${beat} s`)
    oneMx(kind, counters, add)
    const begun = incidents.find((incident) => incident.open && incident.kind === kind)
    if (begun !== undefined && begun.failures * 10 >= kind.count * 9)
      add('since', begun.failures, kind.count, `since ${begun.start}, to the end of the log`)
  }
  patterns.push(...onlyIpv6(counters))
  for (const [symptom, { count, hosts }] of counters.fallbacks)
    patterns.push({
      pattern: 'heals-in-clear',
      symptom: symptom as PatternFact['symptom'],
      stage: 'tls',
      count,
      of: Math.max(count, counters.tlsFailures.get(symptom) ?? 0),
      detail: `${named(hosts)} took the mail without TLS after the handshake had failed`,
    })
  return patterns.sort((a, b) => b.count - a.count)
}

const HOSTS_NAMED = 3

/** `a, b and 2 more hosts`. */
function named(hosts: ReadonlySet<string>): string {
  if (hosts.size === 0) return 'the same host'
  const names = [...hosts].slice(0, HOSTS_NAMED).map((name) => textOfLatin1(name))
  const rest = hosts.size - names.length
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${counted(rest, 'more host')}`
}

type Add = (
  pattern: PatternFact['pattern'],
  count: number,
  of: number,
  detail: string,
  more?: Pick<PatternFact, 'fromBytes'>,
) => void

function scope(kind: FailureKind, destinations: number, living: number, add: Add): void {
  const [top] = [...kind.domains].sort(([, a], [, b]) => b.count - a.count)
  if (top === undefined) return
  const [domain, { count }] = top
  if (count === kind.count && living > 0 && destinations > 1)
    add('only-one-destination', count, kind.count, `${textOfLatin1(domain)}; ${living} other destinations took mail`)
  else if (kind.domains.size >= 3 && kind.domains.size >= destinations * 0.8)
    add('all-destinations', kind.count, kind.count, `${kind.domains.size} of ${destinations} destinations`)
}

/** Before a message is announced nobody knows its size; and where no small one ever passed, all that is sent there is large. */
function sizeMatters(
  { reason: { stage }, domains }: FailureKind,
  { destinations }: Counters,
  fromBytes: number,
): boolean {
  if (stage !== null && isBefore(stage, 'mail')) return false
  return [...domains.keys()].some((domain) => (destinations.find(domain)?.smallestSent ?? Infinity) < fromBytes)
}

/**
 * Failures over IPv6 of what hardly ever fails over IPv4, whether or not another address made them good. One destination that has no other
 * address may as well be down.
 */
function onlyIpv6({ kinds, softKinds, sentByFamily, destinations }: Counters): readonly PatternFact[] {
  if (sentByFamily[4] < ENOUGH) return []
  const keys = new Set([...kinds.keys(), ...softKinds.keys()])
  return [...keys].flatMap((key): readonly PatternFact[] => {
    const kind = kinds.get(key)
    const soft = softKinds.get(key)
    const reason = kind?.reason ?? soft?.reason
    const over6 = (kind?.byFamily[6] ?? 0) + (soft?.byFamily[6] ?? 0)
    const over4 = (kind?.byFamily[4] ?? 0) + (soft?.byFamily[4] ?? 0)
    if (reason === undefined || over6 < ENOUGH || over4 * RARE > over6) return []
    const domains = [...(kind?.domains.keys() ?? [])]
    const shown =
      (soft?.byFamily[6] ?? 0) > 0 ||
      domains.length > 1 ||
      domains.some((domain) => (destinations.find(domain)?.sentOver4 ?? 0) > 0)
    if (!shown) return []
    const { symptom, stage } = reason
    const detail = `${sentByFamily[4]} deliveries over IPv4 went through`
    return [
      { pattern: 'only-ipv6', symptom, ...(stage === null ? {} : { stage }), count: over6, of: over6 + over4, detail },
    ]
  })
}

/** One MX of several fails: the domain's mail goes through at another. */
function oneMx(kind: FailureKind, counters: Counters, add: Add): void {
  const { mx } = kind
  const [domain, ...others] = kind.domains.keys()
  if (mx === undefined || mx === null || domain === undefined || others.length > 0) return
  const row = counters.mxs.find(mx)
  const destination = counters.destinations.find(domain)
  if (row === undefined || destination === undefined) return
  if (row.sent === 0 && destination.sent >= ENOUGH)
    add(
      'only-one-mx',
      kind.count,
      failed(destination) + destination.sent,
      `${textOfLatin1(mx)}; other servers of ${textOfLatin1(domain)} took ${destination.sent}`,
    )
}
