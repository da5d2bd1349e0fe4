import type { SessionPlan } from './session-plan.ts'
import type { HelloPlan } from './hello-plan.ts'
import type { DnsPlan } from './dns-plan.ts'

/** Several sessions to one endpoint, all open at once (`together`) or one after the other without a pause. */
export interface BurstPlan {
  readonly kind: 'burst'
  readonly session: SessionPlan
  readonly connections: number
  readonly together: boolean
}

/** Anything the probe can run. One connection each, but for a burst. */
export type Plan = SessionPlan | HelloPlan | DnsPlan | BurstPlan

/** How many connections a plan opens. A DNS question over UDP opens none. */
export function connectionsOf(plan: Plan): number {
  switch (plan.kind) {
    case 'session':
    case 'hello':
      return 1
    case 'dns':
      return 0
    case 'burst':
      return plan.connections
  }
}

/** Equal plans have equal keys, whatever the order of their members: a result may be reused. */
export function planKey(plan: Plan): string {
  return JSON.stringify(plan, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
