import type { FlowEnd } from '../domain/facts/flow-facts.ts'
import { addressText } from '../wire/packet/ip-packet.ts'
import type { Session } from './session.ts'
import type { Side } from './side.ts'
import type { Timing } from './timing.ts'

/** Whose session it is, and when it was: what every judgement on it says alike. */
export type FlowIdentity = Pick<FlowEnd, 'session' | 'client' | 'server' | 'startedAt' | 'endedAt' | 'rttMs'>

export function identityOf({
  session,
  client,
  server,
  timing,
}: {
  readonly session: Session
  readonly client: Side
  readonly server: Side
  readonly timing: Timing
}): FlowIdentity {
  return {
    session: `tcp${session.number}`,
    client: endpointOf(client),
    server: endpointOf(server),
    startedAt: session.startedUs / 1000,
    endedAt: session.lastUs / 1000,
    ...(Number.isNaN(timing.toServerMs) ? {} : { rttMs: timing.toServerMs }),
  }
}

/** `192.0.2.1:25`, `[2001:db8::1]:25`. */
function endpointOf({ address, port }: Side): string {
  const text = addressText(address, 0, address.length)
  return address.length === 4 ? `${text}:${port}` : `[${text}]:${port}`
}
