import type { BurstPlan } from '../domain/plan/plan.ts'
import { leave } from './leave.ts'
import type { ProbeContext, SessionRun } from './probe-context.ts'
import { openCourse, perform, runOf, runSession } from './run-session.ts'

/**
 * Several sessions of one plan. `together`: all are open at once, and none leaves before every other has come to its end, so that a
 * limit on concurrent sessions shows. Else one after the other without a pause, for limits on the rate.
 */
export async function runBurst(plan: BurstPlan, context: ProbeContext): Promise<readonly SessionRun[]> {
  const numbers = Array.from({ length: plan.connections }, (_, index) => index)
  if (!plan.together) {
    const runs: SessionRun[] = []
    for (const _ of numbers) {
      if (context.signal?.aborted === true) break
      runs.push(await runSession(plan.session, context))
    }
    return runs
  }
  const courses = numbers.map(() => openCourse(plan.session, context))
  await Promise.all(courses.map(perform))
  await Promise.all(courses.map(leave))
  return courses.map(runOf)
}
