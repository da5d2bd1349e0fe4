import { basename, dirname } from 'node:path'
import type { DatedInput } from './copies.ts'

/** The files of one log, one after the other in time. */
export type Family = readonly DatedInput[]

/** Files whose names differ by numbers and by how they are packed are one log, rotated. */
export function familiesOf(inputs: readonly DatedInput[]): readonly Family[] {
  const families = Map.groupBy(
    inputs.filter(({ input, firstMs }) => (input.sizeBytes ?? 0) > 0 && !Number.isNaN(firstMs)),
    ({ input }) => stemOf(input.name),
  )
  return [...families.values()].map((family) => family.toSorted((a, b) => a.firstMs - b.firstMs))
}

/** `mail.log.2.gz`, `mail.log-20240501`, `mail-2024-05-01.log`: `mail.log`. */
function stemOf(path: string): string {
  const stem = basename(path)
    .replace(/\.(?:gz|zst|bz2|xz|Z)$/, '')
    .replaceAll(/(?<![-._])[-._]*\d+/g, '')
  return `${dirname(path)}/${stem}`
}

/** The two files, one of each family, that begin nearest to each other and may tell of the same time. */
export function nearestPair(a: Family, b: Family): readonly [DatedInput, DatedInput] | undefined {
  let nearest: readonly [DatedInput, DatedInput] | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [index, one] of a.entries())
    for (const [place, other] of b.entries()) {
      const begins = Math.max(one.firstMs, other.firstMs)
      if (begins > Math.min(endOf(a, index), endOf(b, place))) continue
      const gap = Math.abs(one.firstMs - other.firstMs)
      if (gap >= least) continue
      least = gap
      nearest = [one, other]
    }
  return nearest
}

/** A file ends where the next one of its log begins, and is not written after its last change. */
function endOf(family: Family, index: number): number {
  const notAfterMs = family[index]?.input.notAfterMs ?? Number.POSITIVE_INFINITY
  return Math.min(notAfterMs, family[index + 1]?.firstMs ?? notAfterMs)
}
