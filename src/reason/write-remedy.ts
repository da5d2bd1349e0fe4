import type { WrittenRemedy } from '../domain/diagnosis.ts'
import type { Lever, Written } from '../domain/lever.ts'
import type { Remedy } from '../domain/remedy.ts'

/** A remedy in the words of every server that has such settings, one translation for each. */
export function writeRemedy(remedy: Remedy, writeLever: (lever: Lever) => readonly Written[]): WrittenRemedy {
  return { ...remedy, written: mergeBySoftware((remedy.levers ?? []).flatMap(writeLever)) }
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
