import type { Endpoint } from '../../domain/endpoint.ts'
import { connectionsOf, type Plan } from '../../domain/plan/plan.ts'

/** What the run has asked of others: connections, of each host and in all, and octets. */
export interface Cost {
  /** The connections of this plan are opened. */
  connect(plan: Plan): void
  sent(bytes: number): void
  /** To the host of this plan. */
  readonly connectionsLeft: (plan: Plan) => number
  readonly total: () => { readonly connections: number; readonly bytesSent: number }
}

/** `maxConnections`: to one host. */
export function createCost(maxConnections: number): Cost {
  const opened = new Map<string, number>()
  let connections = 0
  let bytesSent = 0
  return {
    connect(plan) {
      const count = connectionsOf(plan)
      connections += count
      const host = hostOf(plan)
      if (host !== undefined) opened.set(host, (opened.get(host) ?? 0) + count)
    },
    sent(bytes) {
      bytesSent += bytes
    },
    connectionsLeft: (plan) => maxConnections - (opened.get(hostOf(plan) ?? '') ?? 0),
    total: () => ({ connections, bytesSent }),
  }
}

function hostOf(plan: Plan): string | undefined {
  const endpoint: Endpoint | undefined =
    plan.kind === 'dns' ? undefined : plan.kind === 'burst' ? plan.session.endpoint : plan.endpoint
  return endpoint?.host
}
