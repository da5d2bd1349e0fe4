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
  const waiting: Waiting[] = []
  let firstAt = Infinity
  let lastAt = -Infinity

  function put(
    { at, line, queueId }: TimedLine,
    named: readonly Endpoint[],
    near: Iterable<AutopsySession>,
    shiftMs: number,
  ): void {
    for (const session of near) {
      const matchedBy = fits(session, at + shiftMs, named)
      if (matchedBy === undefined) continue
      const lines = joined.get(session) ?? []
      joined.set(session, lines)
      if (lines.length < MOST_LINES)
        lines.push({ at, line: printable(line, LINE_LENGTH), matchedBy, ...(queueId === undefined ? {} : { queueId }) })
    }
  }

  return {
    line(timed) {
      firstAt = Math.min(firstAt, timed.at)
      lastAt = Math.max(lastAt, timed.at)
      const named = endpointsIn(timed.line)
      const near = new Set(named.flatMap(({ address }) => byAddress.get(address) ?? []))
      if (near.size === 0) return
      put(timed, named, near, 0)
      if (waiting.length < MOST_WAITING) waiting.push({ timed, named, near: [...near] })
    },
    end() {
      let { notes } = document.source
      if (joined.size === 0) {
        const shiftMs = shiftOf(waiting, firstAt, lastAt)
        if (shiftMs !== undefined) {
          for (const { timed, named, near } of waiting) put(timed, named, near, shiftMs)
          notes = [...notes, shiftNote(shiftMs)]
        }
      }
      return {
        ...document,
        source: { ...document.source, notes },
        sessions: document.sessions.map((session) => {
          const log = joined.get(session)
          return log === undefined ? session : { ...session, log }
        }),
      }
    },
  }
}

/** A line that names a party of some session. */
interface Waiting {
  readonly timed: TimedLine
  readonly named: readonly Endpoint[]
  readonly near: readonly AutopsySession[]
}

/** Lines kept in case that the two clocks differ. */
const MOST_WAITING = 20_000
/** Zones differ by multiples of a quarter of an hour, at most 26 h. */
const ZONE_STEP_MS = 900_000
const MOST_ZONE_STEPS = 26 * 4

/**
 * How far the log's clock is behind the capture's, where no line fits as it stands and zones explain it: the shift under which
 * most sessions get a line, if no other does as well. One session is enough only when the log ends before, or begins after, all
 * that the capture holds.
 */
function shiftOf(waiting: readonly Waiting[], firstAt: number, lastAt: number): number | undefined {
  const sessions = new Map<number, Set<AutopsySession>>()
  for (const { timed, named, near } of waiting)
    for (const session of near) {
      const endMs = Date.parse(session.endedAt ?? session.startedAt ?? '')
      const steps = Math.round((endMs - timed.at) / ZONE_STEP_MS)
      if (steps === 0 || !(Math.abs(steps) <= MOST_ZONE_STEPS)) continue
      if (fits(session, timed.at + steps * ZONE_STEP_MS, named) === undefined) continue
      const known = sessions.get(steps)
      if (known === undefined) sessions.set(steps, new Set([session]))
      else known.add(session)
    }
  const ranked = [...sessions].toSorted(([, a], [, b]) => b.size - a.size)
  const [best, second] = ranked
  if (best === undefined || best[1].size === second?.[1].size) return undefined
  const apart = [...best[1]].every((session) => {
    const startMs = Date.parse(session.startedAt ?? '')
    return startMs > lastAt + MOST_LATE_MS || startMs < firstAt - MOST_LATE_MS
  })
  return best[1].size >= 2 || apart ? best[0] * ZONE_STEP_MS : undefined
}

function shiftNote(shiftMs: number): string {
  const minutes = Math.abs(shiftMs) / 60_000
  const amount = `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  return `the log’s times were moved ${shiftMs > 0 ? 'forward' : 'back'} by ${amount} to fit the capture: the two are written in different time zones`
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
