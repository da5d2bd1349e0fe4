import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import type { LogSink } from '../log-event.ts'

/** A server of a domain that gave no connection. */
export interface NoConnection {
  readonly atMs: number
  readonly session: string
  readonly domain: string
  readonly address: string
  readonly reason: string
}

/** Connections that failed, by domain, until another server of it takes the mail or none does. */
export interface Unreached {
  add(failure: NoConnection): void
  /** Mail for these domains was taken. */
  taken(domains: ReadonlySet<string>, atMs: number): void
  end(): void
}

/** The next server of a domain is tried at once; later than this it is another attempt. */
const SAME_ATTEMPT_MS = 60_000
const DOMAINS_HELD = 2_000
const SERVERS_HELD = 32

export function createUnreached(sink: LogSink): Unreached {
  const byDomain = new Map<string, NoConnection[]>()

  /** No server was left: one attempt, whose recipients the log does not tell. */
  function fail(domain: string, failures: readonly NoConnection[]): void {
    byDomain.delete(domain)
    const last = failures.at(-1)
    if (last === undefined) return
    sink.attempt(
      attemptOf({
        software: 'exchange',
        atMs: last.atMs,
        queueId: last.session,
        recipient: '',
        domain,
        status: 'deferred',
        address: last.address,
        reason: last.reason,
      }),
    )
  }

  return {
    add(failure) {
      const domain = ownString(failure.domain)
      const kept: NoConnection = {
        ...failure,
        session: ownString(failure.session),
        address: ownString(failure.address),
        reason: ownString(failure.reason),
      }
      const before = byDomain.get(domain)
      if (domain === '') return fail(domain, [kept])
      if (before !== undefined && failure.atMs - (before.at(-1)?.atMs ?? 0) <= SAME_ATTEMPT_MS) {
        if (before.length < SERVERS_HELD) before.push(kept)
        return
      }
      if (before !== undefined) fail(domain, before)
      if (byDomain.size >= DOMAINS_HELD)
        for (const [oldest, failures] of byDomain) {
          fail(oldest, failures)
          break
        }
      byDomain.set(domain, [kept])
    },
    taken(domains, atMs) {
      for (const domain of domains) {
        const failures = byDomain.get(domain)
        if (failures === undefined) continue
        if (atMs - (failures.at(-1)?.atMs ?? 0) > SAME_ATTEMPT_MS) {
          fail(domain, failures)
          continue
        }
        byDomain.delete(domain)
        for (const { session, address, reason, atMs: failedMs } of failures)
          sink.earlier({
            software: 'exchange',
            atMs: failedMs,
            queueId: session,
            domain,
            healed: 'next-mx',
            mx: '',
            address,
            reason,
            evidence: '',
          })
      }
    },
    end() {
      for (const [domain, failures] of byDomain) fail(domain, failures)
    },
  }
}
