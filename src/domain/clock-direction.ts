import type { Sight } from './evidence.ts'

/** Whether our clock is ahead of those that were compared with it, or behind; undefined where none was, or they differ about it. */
export function directionOf({ seen }: Pick<Sight<'clock.offset'>, 'seen'>): 'ahead' | 'behind' | undefined {
  const ahead = seen.filter(({ fact }) => fact.offsetSeconds > 0).length
  return seen.length === 0 || (ahead > 0 && ahead < seen.length) ? undefined : ahead > 0 ? 'ahead' : 'behind'
}
