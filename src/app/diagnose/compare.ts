import { parseTarget } from '../../domain/target.ts'
import { gatherRoute } from '../../gather/route/gather-route.ts'
import { baselinePlan } from './baseline-plan.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { endpointsOf } from './endpoints.ts'
import type { Habits } from './likes.ts'
import { noteAnswers } from './note-answers.ts'

/** A comparison needs no more patience than it takes to see that it fails too. */
const PATIENCE_MS = 6_000

/**
 * "Only them, or everybody?" One session to the first address of each destination that the user allowed, no further than MAIL;
 * and what another vantage point saw of this target (--from-case).
 */
export async function compareElsewhere(run: DiagnoseRun, habits: Habits, ehloName: string): Promise<void> {
  const { options, deps, notebook, prober } = run
  for (const observation of options.fromCase?.evidence.observations ?? []) {
    if (observation.kind === 'smtp.session' && observation.fact.role === 'baseline')
      notebook.note('smtp.session', { ...observation.fact, role: 'elsewhere' }, observation.source)
  }
  await Promise.all(
    (options.compare ?? []).slice(0, 5).map(async (given) => {
      const target = parseTarget(given, deps.toAscii)
      if (target.kind === 'problem') return
      const { route, answers } = await gatherRoute(target, deps.resolver, { investigate: false })
      noteAnswers(notebook, answers)
      const [endpoint] = endpointsOf(route, options.port ?? target.port ?? 25, options.family, [])
      if (endpoint === undefined || run.timeLeftMs() < 1000) return
      const plan = {
        ...baselinePlan(endpoint, { ...options, send: false, rcpt: [] }, habits, ehloName, []),
        upTo: 'ehlo' as const,
      }
      await prober.run(plan, { role: 'compare', patienceMs: Math.min(PATIENCE_MS, run.timeLeftMs()) })
    }),
  )
}
