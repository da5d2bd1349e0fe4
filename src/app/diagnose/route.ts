import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { gatherRoute, type GatheredRoute } from '../../gather/route/gather-route.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { noteAnswers } from './note-answers.ts'

/** Where the target's mail goes, with every DNS answer on record. `known`: where the mail server of this host hands it. */
export async function findRoute(
  { deps, notebook }: DiagnoseRun,
  target: ParsedTarget,
  known?: GatheredRoute,
): Promise<MailRoute> {
  const { route, answers } = known ?? (await gatherRoute(target, deps.resolver))
  if (noteAnswers(notebook, answers)) notebook.note('mail.route', route)
  return route
}
