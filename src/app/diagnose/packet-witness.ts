import type { Endpoint } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import type { Notebook } from './notebook.ts'

/** Someone who sees the packets of our sessions. */
export interface PacketWitness {
  /** Before the first connection. Comes back with the reason why nothing can be seen, in one line. */
  begin(endpoints: readonly Endpoint[]): Promise<string | undefined>
  /** After the last one: how each captured session ended. */
  end(): Promise<readonly FlowEnd[]>
}

/**
 * The packets of the sessions that we led as a sender would become evidence. Experiments bend a session on purpose, so what the
 * packets say of those is no evidence about the destination; nor is an end that we made ourselves.
 */
export function noteFlows(ends: readonly FlowEnd[], notebook: Notebook): void {
  const ours = baselineClients(notebook.evidence())
  for (const end of ends)
    if (ours.has(end.client) && end.endedBy !== 'client')
      notebook.note('flow.end', end, { kind: 'capture', path: '', frame: end.marks[0]?.frames[0] ?? 0 })
}

/** Our ends of the sessions that were led as a sender would, as a capture writes them: `192.0.2.7:40000`, `[2001:db8::1]:40000`. */
export function baselineClients(evidence: Evidence): ReadonlySet<string> {
  return new Set(firstLooks(evidence).flatMap(({ fact }) => ownEnd(fact) ?? []))
}

function ownEnd({ localAddress, localPort }: SmtpSession): string | undefined {
  if (localAddress === undefined || localPort === undefined) return undefined
  return localAddress.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`
}
