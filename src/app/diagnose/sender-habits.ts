import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Software } from '../../domain/software.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { LIKE, type Habits } from './likes.ts'
import { readLocalMta } from './local-mta.ts'

/** --like first; else the software that wrote the symptom, and the mail server that runs here. Without a symptom we are ourselves. */
export async function senderHabits(
  run: DiagnoseRun,
  reported: readonly SymptomFact[],
  target: ParsedTarget,
): Promise<Habits> {
  const { like } = run.options
  if (like !== undefined) return LIKE[like] ?? {}
  if (reported.length === 0) return {}
  const wrote: Software | undefined = reported.find(({ software }) => software !== undefined)?.software
  const local = await readLocalMta(run, target)
  return { ...(wrote === undefined ? {} : LIKE[wrote]), ...local }
}
