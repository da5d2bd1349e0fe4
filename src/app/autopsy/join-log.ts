import type { AutopsyDocument, AutopsySession, LogLine } from './document.ts'

/** A line of an MTA's log with its time; `address` and `localPort` where the log names them. */
export interface TimedLine extends LogLine {
  /** The peer's address. */
  readonly address?: string
  /** Our port of the connection (PowerMTA, Exim with `+outgoing_port`). */
  readonly localPort?: number
}

/** A log line is written at the end of a session, or seconds after it. */
const MOST_LATE_MS = 5_000
const MOST_EARLY_MS = 1_000

/** Puts the log lines that fit in time and place beside each session. A port decides; without one, address and time must fit. */
export function joinLog(document: AutopsyDocument, lines: readonly TimedLine[]): AutopsyDocument {
  return { ...document, sessions: document.sessions.map((session) => withLines(session, lines)) }
}

function withLines(session: AutopsySession, lines: readonly TimedLine[]): AutopsySession {
  if (session.startedAt === null) return session
  const from = Date.parse(session.startedAt) - MOST_EARLY_MS
  const until =
    (session.endedAt === undefined || session.endedAt === null
      ? Date.parse(session.startedAt)
      : Date.parse(session.endedAt)) + MOST_LATE_MS
  const [address, clientPort] = [
    addressOf(session.server),
    Number(session.client.slice(session.client.lastIndexOf(':') + 1)),
  ]
  const log = lines.filter((line) => {
    if (line.at < from || line.at > until) return false
    if (line.localPort !== undefined) return line.localPort === clientPort
    return line.address === undefined ? line.line.includes(`[${address}]`) : line.address === address
  })
  return log.length === 0
    ? session
    : {
        ...session,
        log: log
          .slice(0, 10)
          .map(({ at, line, queueId }) => ({ at, line, ...(queueId === undefined ? {} : { queueId }) })),
      }
}

function addressOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.lastIndexOf(':')).replaceAll(/^\[|\]$/g, '')
}
