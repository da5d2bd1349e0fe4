import { splitEndpoint } from '../../domain/endpoint.ts'
import type { AutopsySession, LogLine } from './document.ts'

/** A line of an MTA's log with its time, in milliseconds since the epoch. */
export interface TimedLine {
  readonly at: number
  readonly line: string
  readonly queueId?: string
}

/** An address that a line names, with the port behind it; null: none stands there. */
export interface Endpoint {
  readonly address: string
  readonly port: number | null
}

/** A line that names a party of some session. */
export interface NamingLine {
  readonly timed: TimedLine
  readonly named: readonly Endpoint[]
  readonly near: readonly AutopsySession[]
}

/** A log line is written at the end of a session, or seconds after it; stamps of whole seconds are cut, not rounded. */
export const MOST_LATE_MS = 5_000
const MOST_EARLY_MS = 1_000

/** From when to when a line about the session may be written; undefined where the capture holds no times. */
export function windowOf({ startedAt, endedAt }: AutopsySession): readonly [number, number] | undefined {
  if (startedAt === null) return undefined
  return [Date.parse(startedAt) - MOST_EARLY_MS, Date.parse(endedAt ?? startedAt) + MOST_LATE_MS]
}

/** How a line that names these endpoints belongs to the session, whenever it was written. */
export function matchOf(session: AutopsySession, named: readonly Endpoint[]): LogLine['matchedBy'] | undefined {
  const client = splitEndpoint(session.client)
  const ports = named.filter(({ address, port }) => address === client.address && port !== null)
  if (ports.length > 0) return ports.some(({ port }) => port === client.port) ? 'port' : undefined
  return 'address'
}

export function fits(
  session: AutopsySession,
  at: number,
  named: readonly Endpoint[],
): LogLine['matchedBy'] | undefined {
  const window = windowOf(session)
  return window !== undefined && at >= window[0] && at <= window[1] ? matchOf(session, named) : undefined
}
