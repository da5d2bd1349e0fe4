/**
 * The beat of a series of times, in seconds, when there is one: at least eight gaps, four in five of them within a twentieth of their
 * median, whose mean it is, and longer than ten seconds. Times closer than two seconds are one beat.
 */
export function cadenceSeconds(timesMs: readonly number[]): number | undefined {
  const sorted = [...timesMs].sort((a, b) => a - b)
  const gaps: number[] = []
  let last = Number.NaN
  for (const at of sorted) {
    const gap = at - last
    if (gap < 2_000) continue
    if (!Number.isNaN(gap)) gaps.push(gap)
    last = at
  }
  if (gaps.length < 8) return undefined
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  if (middle < 10_000) return undefined
  const near = gaps.filter((gap) => Math.abs(gap - middle) <= middle / 20)
  const mean = near.reduce((sum, gap) => sum + gap, 0) / near.length
  return near.length * 5 >= gaps.length * 4 ? Math.round(mean / 1000) : undefined
}
