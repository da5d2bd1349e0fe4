/** Below this round trip the clock cannot tell near from far. */
const SHORTEST_USEFUL_RTT_MS = 8

/** Less than half of a round trip after we spoke nothing can have come from the other end; `rttMs` must be one that the clock can tell. */
export function isTooSoon(afterMs: number, rttMs: number): boolean {
  return rttMs >= SHORTEST_USEFUL_RTT_MS && afterMs < rttMs / 2
}
