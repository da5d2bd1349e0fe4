import type { ParsedTarget } from '../../domain/target.ts'
import { gatherLocalMta } from '../../gather/local-mta.ts'
import { habitsOf } from '../../mta/habits.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { Habits } from './likes.ts'

/** How the mail server on this host would send, where its configuration can be read: the symptom is most likely its own. */
export async function readLocalMta({ deps, notebook, options }: DiagnoseRun, target: ParsedTarget): Promise<Habits> {
  if (options.localMta === false) return {}
  const domain = target.kind === 'domain' ? target.domain : target.kind === 'host' ? target.host : undefined
  const { settings, blind } = await gatherLocalMta(
    { exec: deps.exec, files: deps.files },
    domain === undefined ? undefined : { domain, hosts: [] },
  )
  for (const setting of settings) notebook.note('mta.setting', setting, { kind: 'command', command: setting.from })
  if (blind !== undefined) notebook.blind('mta.setting', blind)
  const { ehloName, tls, tlsPlan, pipelining, chunking, family } = habitsOf(settings, domain)
  return {
    ...(ehloName === undefined ? {} : { ehloName }),
    ...(tls === undefined ? {} : { tls }),
    ...(tlsPlan === undefined ? {} : { tlsPlan }),
    ...(pipelining === undefined ? {} : { pipelining }),
    ...(chunking === undefined ? {} : { chunking }),
    ...(family === undefined ? {} : { family }),
  }
}
