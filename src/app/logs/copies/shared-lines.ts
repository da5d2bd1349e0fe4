import { counted } from '../../../base/counted.ts'
import type { Calendar } from '../../../wire/syslog/stamp.ts'
import type { LogInput } from '../inputs.ts'
import { openLineFilter } from '../lines/line-filter.ts'
import type { DatedInput } from './copies.ts'
import { holdsLinesOf } from './holds-lines.ts'
import { familiesOf, nearestPair, type Family } from './log-family.ts'
import { openSeenLines, type SeenLines } from './seen-lines.ts'

/** More logs than this are those of many servers. */
const MOST_FAMILIES = 12

/**
 * syslog writes one line to several files (`mail.log`, `mail.info`, `mail.warn`, `syslog`): it counts once. Of logs that hold each other's lines a line
 * that another one brought before is left out, and how many were is said.
 */
export async function withoutSharedLines(
  inputs: readonly DatedInput[],
  calendar: Calendar,
): Promise<readonly DatedInput[]> {
  const families = familiesOf(inputs)
  if (families.length < 2 || families.length > MOST_FAMILIES) return inputs
  const sharing = new Set<Family>()
  for (const [index, one] of families.entries())
    for (const other of families.slice(index + 1))
      if (await shareLines(one, other, calendar)) sharing.add(one).add(other)
  if (sharing.size === 0) return inputs
  const seen = openSeenLines()
  const members = [...sharing]
  return inputs.map((dated) => {
    const family = members.findIndex((one) => one.includes(dated)) + 1
    return family === 0 ? dated : { ...dated, input: withoutSeen(dated.input, seen, family) }
  })
}

async function shareLines(a: Family, b: Family, calendar: Calendar): Promise<boolean> {
  const pair = nearestPair(a, b)
  return pair !== undefined && (await holdsLinesOf(pair[0], pair[1], calendar))
}

/** The same input without lines that were met in another family first. Read again it gives the same. */
function withoutSeen(input: LogInput, seen: SeenLines, family: number): LogInput {
  return {
    ...input,
    async read(onChunk, onPacked, onFile) {
      let left = 0
      const filter = openLineFilter((octets, start, end) => {
        const isOurs = seen.firstFamily(octets, start, end, family) === family
        if (!isOurs) left++
        return isOurs
      })
      const passOn = (kept: readonly Buffer[]): 'stop' | undefined =>
        kept.some((octets) => onChunk(octets) === 'stop') ? 'stop' : undefined
      const note = await input.read((chunk) => passOn(filter.push(chunk)), onPacked, onFile)
      passOn(filter.end())
      const told = [
        ...(note === null ? [] : [note]),
        ...(left === 0 ? [] : [`${counted(left, 'line')} that another of these logs holds too counted once`]),
        ...(seen.isFull() ? ['so many lines are in these logs that later ones may be counted twice'] : []),
      ]
      return told.length === 0 ? null : told.join('; ')
    },
  }
}
