import type { AutopsySession } from './document.ts'
import { fits, matchOf, MOST_LATE_MS, windowOf, type NamingLine } from './log-fit.ts'

/** How far the log's clock is behind the capture's, and how sure that is. */
export type ClockShift =
  | { readonly kind: 'zone' | 'clock'; readonly shiftMs: number; readonly sessions: number }
  | { readonly kind: 'ambiguous'; readonly sessions: number }

/** Zones differ by multiples of a quarter of an hour, at most 26 h. */
const ZONE_STEP_MS = 900_000
const MOST_ZONE_STEPS = 26 * 4

/**
 * The shift that zones explain and under which most sessions get a line, if no other does as well. One session is enough only
 * when the log ends before, or begins after, all that the capture holds.
 */
export function zoneShift(lines: readonly NamingLine[], firstAt: number, lastAt: number): ClockShift | undefined {
  const sessions = new Map<number, Set<AutopsySession>>()
  for (const { timed, named, near } of lines)
    for (const session of near) {
      const endMs = Date.parse(session.endedAt ?? session.startedAt ?? '')
      const steps = Math.round((endMs - timed.at) / ZONE_STEP_MS)
      if (steps === 0 || !(Math.abs(steps) <= MOST_ZONE_STEPS)) continue
      if (fits(session, timed.at + steps * ZONE_STEP_MS, named) === undefined) continue
      const known = sessions.get(steps)
      if (known === undefined) sessions.set(steps, new Set([session]))
      else known.add(session)
    }
  const [best, second] = [...sessions].toSorted(([, a], [, b]) => b.size - a.size)
  if (best === undefined || best[1].size === second?.[1].size) return undefined
  const apart = [...best[1]].every((session) => {
    const startMs = Date.parse(session.startedAt ?? '')
    return startMs > lastAt + MOST_LATE_MS || startMs < firstAt - MOST_LATE_MS
  })
  return best[1].size >= 2 || apart
    ? { kind: 'zone', shiftMs: best[0] * ZONE_STEP_MS, sessions: best[1].size }
    : undefined
}

/** Sessions that must agree on a shift that no zone explains; fewer when each line names its session's port. */
const LEAST_AGREEING = 3
const LEAST_AGREEING_BY_PORT = 2
/** Another shift that explains this share of them is as good. */
const RIVAL_SHARE = 0.75
const MOST_PAIRS = 200_000

/** One line and one session that it may be about: the shifts from `from` to `until` would bring them together. */
interface Pair {
  readonly from: number
  readonly until: number
  /** The shift that puts the line at the session's end, where most lines are written. */
  readonly best: number
  readonly session: AutopsySession
  readonly line: NamingLine
  readonly byPort: boolean
}

/** A stretch of shifts, and how many sessions get a line of their own under it. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly agreeing: number
}

/** The shift, of any length, on which several sessions agree; ambiguous when different ones explain about as many. */
export function commonShift(lines: readonly NamingLine[]): ClockShift | undefined {
  const pairs = pairsOf(lines)
  const stretches = stretchesOf(pairs)
  const most = stretches.reduce((max, { agreeing }) => Math.max(max, agreeing), 0)
  const peak = stretches.find(({ agreeing }) => agreeing === most)
  if (peak === undefined) return undefined
  const under = pairs.filter(({ from, until }) => from <= peak.from && until >= peak.until)
  const least = under.every(({ byPort }) => byPort) ? LEAST_AGREEING_BY_PORT : LEAST_AGREEING
  if (most < least) return undefined
  if (hasRival(stretches, most * RIVAL_SHARE)) return { kind: 'ambiguous', sessions: most }
  const middle = under.map(({ best }) => best).toSorted((a, b) => a - b)[under.length >> 1] ?? peak.from
  return { kind: 'clock', shiftMs: Math.min(Math.max(middle, peak.from), peak.until), sessions: most }
}

function pairsOf(lines: readonly NamingLine[]): readonly Pair[] {
  const pairs: Pair[] = []
  for (const line of lines) {
    if (pairs.length >= MOST_PAIRS) break
    for (const session of line.near) {
      const window = windowOf(session)
      const match = matchOf(session, line.named)
      if (window === undefined || match === undefined) continue
      const { at } = line.timed
      pairs.push({
        from: window[0] - at,
        until: window[1] - at,
        best: window[1] - MOST_LATE_MS - at,
        session,
        line,
        byPort: match === 'port',
      })
    }
  }
  return pairs
}

/** Cuts the shifts at every edge. One line beside many sessions is one agreement, and so are many lines beside one. */
function stretchesOf(pairs: readonly Pair[]): readonly Stretch[] {
  const edges = pairs
    .flatMap((pair) => [
      { at: pair.from, pair, opens: true },
      { at: pair.until, pair, opens: false },
    ])
    .toSorted((a, b) => a.at - b.at || Number(b.opens) - Number(a.opens))
  const sessions = new Map<AutopsySession, number>()
  const lines = new Map<NamingLine, number>()
  return edges.map(({ at, pair, opens }, index) => {
    count(sessions, pair.session, opens)
    count(lines, pair.line, opens)
    return { from: at, until: edges[index + 1]?.at ?? at, agreeing: Math.min(sessions.size, lines.size) }
  })
}

function count<K>(counts: Map<K, number>, key: K, opens: boolean): void {
  const now = (counts.get(key) ?? 0) + (opens ? 1 : -1)
  if (now === 0) counts.delete(key)
  else counts.set(key, now)
}

/** The good shifts lie in more than one place. */
function hasRival(stretches: readonly Stretch[], least: number): boolean {
  const places = stretches.filter(
    ({ agreeing }, index) => agreeing >= least && (stretches[index - 1]?.agreeing ?? 0) < least,
  )
  return places.length > 1
}

/** What was done to the log's times, in words. */
export function shiftNote(shift: ClockShift): string {
  if (shift.kind === 'ambiguous')
    return `the log names these hosts, but at other times, and more than one difference of the clocks explains ${shift.sessions} sessions: its lines are not shown`
  const { kind, shiftMs } = shift
  const way = shiftMs > 0 ? 'forward' : 'back'
  const why =
    kind === 'zone'
      ? 'the two are written in different time zones'
      : `the clocks differ, and ${shift.sessions} sessions agree by how much`
  return `the log’s times were moved ${way} by ${amountOf(Math.abs(shiftMs) / 1000)} to fit the capture: ${why}`
}

function amountOf(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    Math.round(seconds % 60),
  ]
  const parts = [
    hours > 0 ? `${hours} h` : '',
    hours > 0 || minutes > 0 ? `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')} min` : '',
    rest > 0 || seconds < 60 ? `${rest} s` : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
