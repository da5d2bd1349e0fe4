import type { Endpoint } from '../../domain/endpoint.ts'
import type { ObservationId } from '../../domain/observation.ts'
import { counterDeltas, snapshotCounters } from '../../gather/host/counters.ts'
import { gatherTrace, type TraceSize } from '../../gather/host/trace.ts'
import type { DiagnoseDeps, DiagnoseRun } from './diagnose-run.ts'

/** A trace over hops that do not answer takes minutes; the verdict waits no longer than this for it. */
const LONGEST_WAIT_MS = 2_000

/** What the path shows beside the sessions: how far packets come, and what the kernel counted meanwhile. */
export interface PathWitness {
  /** Follows the way to an address while the experiments run: where it took no connection, or with `whole` packets where large ones may vanish. */
  follow(endpoints: readonly Endpoint[], size?: TraceSize): void
  /** Notes what the kernel has counted since the run began, or amends what was noted before. */
  count(): Promise<void>
  /** Notes what came of the traces. */
  end(): Promise<void>
}

export async function watchPath({
  deps,
  notebook,
  timeLeftMs,
}: Pick<DiagnoseRun, 'notebook' | 'timeLeftMs'> & {
  readonly deps: Pick<DiagnoseDeps, 'clock' | 'exec' | 'files'>
}): Promise<PathWitness> {
  const before = await snapshotCounters(deps.files)
  const ended = new AbortController()
  const traces: Promise<void>[] = []
  const counted = new Map<string, ObservationId>()
  const follow = async (address: string, size: TraceSize): Promise<void> => {
    const { trace, blind } = await gatherTrace(deps.exec, address, { size, signal: ended.signal })
    if (trace !== undefined)
      notebook.note('route.trace', trace, { kind: 'command', command: `${trace.tool} ${address}` })
    else if (blind !== undefined) notebook.blind('route.trace', blind)
  }
  return {
    follow(endpoints, size = 'small') {
      // The first says whether the way ends near us; a second is of another family, or of another host.
      for (const { address } of endpoints.slice(0, 2)) traces.push(follow(address, size))
    },
    async count() {
      const after = await snapshotCounters(deps.files)
      if (before === undefined || after === undefined)
        return notebook.blind('net.counter', '/proc/net/snmp cannot be read')
      for (const moved of counterDeltas(before, after)) {
        const known = counted.get(moved.name)
        if (known === undefined)
          counted.set(moved.name, notebook.note('net.counter', moved, { kind: 'file', path: '/proc/net/snmp' }))
        else notebook.amend(known, 'net.counter', moved)
      }
    },
    async end() {
      if (traces.length === 0) return
      const all = Promise.all(traces)
      const waited = new AbortController()
      const waitMs = Math.max(0, Math.min(LONGEST_WAIT_MS, timeLeftMs()))
      await Promise.race([all, deps.clock.sleep(waitMs, waited.signal).catch(() => undefined)])
      waited.abort()
      ended.abort()
      await all
    },
  }
}
