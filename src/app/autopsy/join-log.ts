import { printable } from '../../base/printable.ts'
import { splitEndpoint } from '../../domain/endpoint.ts'
import { commonShift, shiftNote, zoneShift, type ClockShift } from './clock-shift.ts'
import type { AutopsyDocument, AutopsySession, LogLine } from './document.ts'
import { fits, type Endpoint, type NamingLine, type TimedLine } from './log-fit.ts'

export type { TimedLine } from './log-fit.ts'

export interface LogJoin {
  line(line: TimedLine): void
  /** The document with the lines beside their sessions. */
  end(): AutopsyDocument
}

const MOST_LINES = 10
const LINE_LENGTH = 500
/** Lines kept in case that the two clocks differ. */
const MOST_WAITING = 20_000
/** Of the sessions that agree on another time, so many may have a line as it stands by chance. */
const BY_CHANCE = 1 / 3

/** An address with the port that may follow it: `[192.0.2.1]:25`, `192.0.2.1`, `[2001:db8::1]`. Every quantifier is bounded. */
const ENDPOINT = /(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?![\w.])\]?(?::(\d{1,5}))?/gi

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
      const { address } = splitEndpoint(endpoint)
      const known = byAddress.get(address)
      if (known === undefined) byAddress.set(address, [session])
      else known.push(session)
    }
  const waiting: NamingLine[] = []
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

  /** How the log's times must be moved; undefined: not at all, as far as can be told. */
  function shiftOf(): ClockShift | undefined {
    const common = commonShift(waiting)
    const zone = joined.size === 0 ? zoneShift(waiting, firstAt, lastAt) : undefined
    if (common === undefined || (zone !== undefined && zone.sessions >= common.sessions)) return zone
    return joined.size > common.sessions * BY_CHANCE ? undefined : common
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
      const shift = shiftOf()
      if (shift !== undefined) {
        notes = [...notes, shiftNote(shift)]
        joined.clear()
        if (shift.kind !== 'ambiguous')
          for (const { timed, named, near } of waiting) put(timed, named, near, shift.shiftMs)
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

function endpointsIn(line: string): readonly Endpoint[] {
  // RFC 5321 §4.1.3 tags IPv6 literals.
  return [...line.replaceAll(/IPv6:/gi, '').matchAll(ENDPOINT)].map(([, address = '', port]) => ({
    address: address.toLowerCase(),
    port: port === undefined ? null : Number(port),
  }))
}
