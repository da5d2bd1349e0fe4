import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Software } from '../../domain/software.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { LIKE, type Habits } from './likes.ts'
import { readLocalMta, type LocalMta } from './local-mta.ts'

/** Who sends: how it behaves, and the mail server of this host, where it was looked for. */
export interface SendingServer {
  readonly habits: Habits
  readonly local?: LocalMta
  /** Other software wrote the symptom: where the mail server of this host sends its mail says nothing of it. */
  readonly isOfAnother?: true
}

/** --like first; else the software that wrote the symptom, and the mail server that runs here. Without a symptom we are ourselves. */
export async function sendingServer(
  run: DiagnoseRun,
  reported: readonly SymptomFact[],
  target: ParsedTarget,
): Promise<SendingServer> {
  const { like } = run.options
  if (like !== undefined) return { habits: LIKE[like] ?? {} }
  if (reported.length === 0) return { habits: {} }
  const wrote: Software | undefined = reported.find(({ software }) => software !== undefined)?.software
  const local = await readLocalMta(run, target, { reported })
  const isItsOwn = wrote === undefined || local.software === undefined || wrote === local.software
  return {
    habits: { ...(wrote === undefined ? {} : LIKE[wrote]), ...local.habits },
    local,
    ...(isItsOwn ? {} : { isOfAnother: true }),
  }
}
