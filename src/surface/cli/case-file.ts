import type { Case } from '../../app/diagnose/case.ts'
import { readInput } from './files.ts'
import { UsageProblem } from './io.ts'

/** Reads a case that `--save` wrote, here or elsewhere. */
export async function readCase(file: string): Promise<Case> {
  const json = await readInput(file)
  // The shapes of all facts are loaded only where a case is read.
  const { parseCase } = await import('../../app/diagnose/parse-case.ts')
  const parsed = parseCase(json)
  switch (parsed.kind) {
    case 'whole':
      return parsed.saved
    case 'none':
      throw new UsageProblem(`${file} is not a case saved by hangup (schema hangup.case/1)`)
    case 'damaged':
      throw new UsageProblem(`${file} is a damaged case, or one of a newer hangup: ${parsed.problem}`)
  }
}
