import type { Alternative } from '../domain/cause.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { checkLines } from './check/lines.ts'
import { lookCommand } from './look-command.ts'

export interface AlternativeShown extends Alternative {
  /** What decides, as lines to be pasted; what stands elsewhere in the report is not said twice. */
  readonly commands: readonly string[]
}

/** The causes that the evidence does not tell from the one that is named, with what tells them apart. */
export function alternativesShown(diagnosis: Diagnosis): readonly AlternativeShown[] {
  const said = new Set(checkLines(diagnosis))
  return (diagnosis.verdict?.alternatives ?? []).map((one) => {
    const lines = one.look === undefined ? [] : lookCommand(one.look, diagnosis)
    const isSaid = lines.every((line) => said.has(line))
    for (const line of lines) said.add(line)
    return { ...one, commands: isSaid ? [] : lines }
  })
}
