import type { Destination } from '../domain/destination.ts'
import type { WrittenRemedy } from '../domain/diagnosis.ts'
import type { Lever, Written } from '../domain/lever.ts'
import type { Remedy } from '../domain/remedy.ts'

/** Each MTA's words for a lever; the ones that have no such setting are left out. */
export type WriteLever = (lever: Lever, to: Destination) => readonly Written[]

/** A remedy in the words of every server that has such settings, one translation for each. */
export function writeRemedy(remedy: Remedy, to: Destination, writeLever: WriteLever): WrittenRemedy {
  const written = (remedy.levers ?? []).flatMap((lever) => writeLever(lever, to))
  return { ...remedy, written: mergeBySoftware(written) }
}

function mergeBySoftware(all: readonly Written[]): readonly Written[] {
  const merged = new Map<string, Written>()
  for (const one of all) {
    const before = merged.get(one.software)
    merged.set(
      one.software,
      before === undefined
        ? one
        : { ...one, steps: [...before.steps, ...one.steps], undo: [...before.undo, ...one.undo] },
    )
  }
  return [...merged.values()]
}
