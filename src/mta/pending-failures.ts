import type { Software } from '../domain/software.ts'
import { ownString } from '../wire/syslog/latin1.ts'
import { BoundedMap } from './bounded-map.ts'
import type { LogSink } from './log-event.ts'

/** A try that failed while its message was still being delivered. */
export interface PendingFailure {
  readonly atMs: number
  /** Of the recipients, where the failure's own lines told it. */
  readonly domain?: string
  readonly mx: string
  readonly address: string
  readonly reason: string
  readonly tls: boolean
}

/** Holds tries that failed, by message (or session), until the outcome tells whether another way healed them. */
export interface PendingFailures {
  add(id: string, failure: PendingFailure): void
  /** The mail was taken by `address` (or `mx`): what failed before was a detour. */
  healed(id: string, taken: { readonly mx: string; readonly address: string; readonly encrypted: boolean }): void
  /** The delivery failed as a whole. */
  failed(id: string): void
  /**
   * The host of the last failure that said these words, for an outcome that repeats them and names no host, or one that may be another: that one
   * (its address) where it said them too.
   */
  hostOf(id: string, words: string, named?: string): Pick<PendingFailure, 'mx' | 'address'> | undefined
  /** A TLS failure that waits for this message's outcome. */
  tlsOf(id: string): PendingFailure | undefined
}

const PER_MESSAGE = 16
const WORDS_KEPT = 1_000

export function createPendingFailures(software: Software, sink: LogSink, limit = 8_192): PendingFailures {
  const byId = new BoundedMap<string, PendingFailure[]>(limit, () => sink.forgotten('messages', 1))
  return {
    add(id, failure) {
      const kept: PendingFailure = {
        atMs: failure.atMs,
        mx: ownString(failure.mx),
        address: ownString(failure.address),
        reason: ownString(failure.reason.slice(0, WORDS_KEPT)),
        ...(failure.domain !== undefined && { domain: ownString(failure.domain) }),
        tls: failure.tls,
      }
      const list = byId.get(id)
      if (list === undefined) byId.set(id, [kept])
      else if (list.length < PER_MESSAGE) list.push(kept)
    },
    healed(id, taken) {
      if (byId.size === 0) return
      const list = byId.get(id)
      if (list === undefined) return
      byId.delete(id)
      for (const failure of list) {
        const sameHost =
          failure.address === '' || taken.address === '' ? failure.mx === taken.mx : failure.address === taken.address
        sink.earlier({
          software,
          atMs: failure.atMs,
          queueId: id,
          ...(failure.domain !== undefined && { domain: failure.domain }),
          healed: failure.tls && !taken.encrypted && (sameHost || failure.mx === '') ? 'in-clear' : 'next-mx',
          mx: failure.mx,
          address: failure.address,
          reason: failure.reason,
          evidence: '',
        })
      }
    },
    failed(id) {
      if (byId.size > 0) byId.delete(id)
    },
    hostOf(id, words, named = '') {
      if (byId.size === 0) return undefined
      // `defer (111): Connection refused`, since 4.100 `defer (Connection refused)`.
      const said = words.endsWith(')') ? words.slice(0, -1) : words
      const alike = byId
        .get(id)
        ?.filter(({ reason }) => reason !== '' && (words.endsWith(reason) || said.endsWith(reason)))
      return (named === '' ? undefined : alike?.find(({ address }) => address === named)) ?? alike?.at(-1)
    },
    tlsOf: (id) => (byId.size === 0 ? undefined : byId.get(id)?.findLast((failure) => failure.tls)),
  }
}
