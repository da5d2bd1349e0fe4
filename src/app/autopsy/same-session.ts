import type { Place, View } from './views.ts'

/** A session of one place and the same session as the other place saw it. */
export interface Pair {
  readonly here: View
  readonly there: View
}

/** Points from which two views are one session, whatever else there is. */
const SURELY_SAME = 5
/** Points that do where no other session comes as near. */
const PROBABLY_SAME = 3
/** A capture that began later counts octets from elsewhere; no session between is longer. */
const MOST_SHIFT = 1 << 26
const MOST_CANDIDATES = 4000

/** Finds each session of the first place in the second. NATs rewrite addresses and ports, firewalls sequence numbers, proxies all but the words. */
export function pairsOf(here: Place, there: Place): ReadonlyMap<View, Pair> {
  const scored = here.views.flatMap((mine) =>
    candidates(mine, there).flatMap((other) => {
      const like = likeness(mine, other)
      return like >= PROBABLY_SAME ? [{ mine, other, like }] : []
    }),
  )
  scored.sort((a, b) => b.like - a.like || a.mine.startedUs - b.mine.startedUs)
  const pairs = new Map<View, Pair>()
  const taken = new Set<View>()
  for (const { mine, other, like } of scored) {
    if (pairs.has(mine) || taken.has(other)) continue
    const rival = scored.some(
      (one) =>
        one.like === like &&
        (one.mine === mine) !== (one.other === other) &&
        !pairs.has(one.mine) &&
        !taken.has(one.other),
    )
    if (like < SURELY_SAME && rival) continue
    taken.add(other)
    pairs.set(mine, { here: mine, there: other })
  }
  return pairs
}

/** All others in small captures; in large ones those that share something unlikely. */
function candidates(mine: View, there: Place): readonly View[] {
  if (there.views.length <= 200) return there.views
  return there.views
    .filter(
      (other) =>
        sameNumber(mine.zeros[0], other.zeros[0]) ||
        sameNumber(mine.zeros[1], other.zeros[1]) ||
        (mine.timestamps[0] >= 0 && mine.timestamps[0] === other.timestamps[0]) ||
        (mine.clientPort === other.clientPort && mine.server === other.server),
    )
    .slice(0, MOST_CANDIDATES)
}

function likeness(a: View, b: View): number {
  let points = 0
  for (const side of [0, 1] as const) {
    if (sameNumber(a.zeros[side], b.zeros[side])) points += 5
    else if ((!a.whole || !b.whole) && nearNumber(a.zeros[side], b.zeros[side])) points += 3
    if (a.whole && b.whole && a.timestamps[side] >= 0 && a.timestamps[side] === b.timestamps[side]) points += 4
    if (a.whole && b.whole && a.ipIds[side] > 0 && a.ipIds[side] === b.ipIds[side]) points += 2
  }
  if (a.clientPort === b.clientPort) points += 1
  if (a.server === b.server) points += 1
  for (const word of a.words) if (b.words.includes(word)) points += 1
  return points
}

function sameNumber(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && a === b
}

function nearNumber(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs((a - b) | 0) < MOST_SHIFT
}
