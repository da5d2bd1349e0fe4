import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { TraceFact } from '../domain/facts/host-facts.ts'

/** How far packets came towards the address that the verdict is about, in a sentence; undefined when nobody looked. */
export function traceText({ evidence, verdict }: Diagnosis): string | undefined {
  const traces = evidence.observations.flatMap((o) => (o.kind === 'route.trace' ? [o.fact] : []))
  const trace = traces.find(({ to }) => verdict?.endpoint?.includes(`[${to}]`)) ?? traces[0]
  return trace === undefined ? undefined : printable(sentence(trace))
}

function sentence({ tool, to, hops, reached }: TraceFact): string {
  const last = hops.findLast(({ address }) => address !== undefined)
  if (last?.address === undefined) return `${tool} to ${to}: no host on the way answered.`
  const time = last.rttMs === undefined ? '' : `, ${Math.round(last.rttMs * 10) / 10} ms`
  const where = `hop ${last.ttl}${time}`
  return reached
    ? `${tool} reaches ${to} (${where}), so the host is there.`
    : `${tool} to ${to}: the last host that answered is ${last.address} (${where}).`
}
