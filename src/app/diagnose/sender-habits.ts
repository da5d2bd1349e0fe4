import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { known } from '../../mta/habit-words.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { LIKE, type Habits } from './likes.ts'
import { readLocalMta, writerOf, type LocalMta } from './local-mta.ts'

/** Who sends: how it behaves, and the mail server of this host, where it was looked for. */
export interface SendingServer {
  readonly habits: Habits
  readonly local?: LocalMta
  /** Other software wrote the symptom: how the mail server of this host sends its mail, and where, says nothing of it. */
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
  const wrote = writerOf(reported)
  const local = await readLocalMta(run, target, reported)
  const imitated = wrote === undefined ? {} : LIKE[wrote]
  if (wrote === undefined || local.software === undefined || wrote === local.software)
    return { habits: { ...imitated, ...local.habits }, local }
  // Names and addresses are those of this host, whoever sends from it.
  const { ehloName, bindIpv4, bindIpv6 } = local.habits
  return { habits: { ...imitated, ...known<Habits>({ ehloName, bindIpv4, bindIpv6 }) }, local, isOfAnother: true }
}
