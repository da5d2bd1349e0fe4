import { printable } from '../../base/printable.ts'
import type { AutopsyDocument, AutopsySession, LogLine } from './document.ts'

/** A line of an MTA's log with its time, in milliseconds since the epoch. */
export interface TimedLine {
  readonly at: number
  readonly line: string
  readonly queueId?: string
}

export interface LogJoin {
  line(line: TimedLine): void
  /** The document with the lines beside their sessions. */
  end(): AutopsyDocument
}

/** A log line is written at the end of a session, or seconds after it; stamps of whole seconds are cut, not rounded. */
const MOST_LATE_MS = 5_000
const MOST_EARLY_MS = 1_000
const MOST_LINES = 10
const LINE_LENGTH = 500

/** An address with the port that may follow it: `[192.0.2.1]:25`, `192.0.2.1`, `[2001:db8::1]`. Every quantifier is bounded. */
const ENDPOINT = /(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?![\w.])\]?(?::(\d{1,5}))?/gi

interface Endpoint {
  readonly address: string
  readonly port: number | null
}

/**
 * Puts the log lines that fit in time and place beside each session. A line that names the client's address with a port belongs to that
 * port's session alone (Exim's `I=[…]:port` and `H=… [ip]:port`, Postfix's `client=…[…]:port`); any other line that names a party's
 * address fits by time.
 */
export function createLogJoin(document: AutopsyDocument): LogJoin {
  const joined = new Map<AutopsySession, LogLine[]>()
  const byAddress = new Map<string, AutopsySession[]>()
  for (const session of document.sessions)
    for (const endpoint of [session.client, session.server]) {
      const { address } = split(endpoint)
      const known = byAddress.get(address)
      if (known === undefined) byAddress.set(address, [session])
      else known.push(session)
    }
  return {
    line({ at, line, queueId }) {
      const named = endpointsIn(line)
      const near = new Set(named.flatMap(({ address }) => byAddress.get(address) ?? []))
      for (const session of near) {
        const matchedBy = fits(session, at, named)
        if (matchedBy === undefined) continue
        const lines = joined.get(session) ?? []
        joined.set(session, lines)
        if (lines.length < MOST_LINES)
          lines.push({
            at,
            line: printable(line, LINE_LENGTH),
            matchedBy,
            ...(queueId === undefined ? {} : { queueId }),
          })
      }
    },
    end: () => ({
      ...document,
      sessions: document.sessions.map((session) => {
        const log = joined.get(session)
        return log === undefined ? session : { ...session, log }
      }),
    }),
  }
}

function fits(session: AutopsySession, at: number, named: readonly Endpoint[]): LogLine['matchedBy'] | undefined {
  if (session.startedAt === null) return undefined
  const until = Date.parse(session.endedAt ?? session.startedAt) + MOST_LATE_MS
  if (at < Date.parse(session.startedAt) - MOST_EARLY_MS || at > until) return undefined
  const client = split(session.client)
  const ports = named.filter(({ address, port }) => address === client.address && port !== null)
  if (ports.length > 0) return ports.some(({ port }) => port === client.port) ? 'port' : undefined
  return 'address'
}

function endpointsIn(line: string): readonly Endpoint[] {
  // RFC 5321 §4.1.3 tags IPv6 literals.
  return [...line.replaceAll(/IPv6:/gi, '').matchAll(ENDPOINT)].map(([, address = '', port]) => ({
    address: address.toLowerCase(),
    port: port === undefined ? null : Number(port),
  }))
}

function split(endpoint: string): Endpoint {
  const at = endpoint.lastIndexOf(':')
  return {
    address: endpoint.slice(0, at).replaceAll(/^\[|\]$/g, ''),
    port: Number(endpoint.slice(at + 1)),
  }
}
