import { INTERRUPTED } from '../../domain/facts/dns-facts.ts'
import type { DnsResponse, ResponseRead } from '../../wire/dns/response.ts'
import type { ServerAddress } from '../../wire/dns/server-address.ts'

/** One question on its way to one server over one transport. */
export interface Question {
  readonly server: ServerAddress
  readonly message: Uint8Array
  /** Tells answers to this question from anything else that arrives. */
  readonly read: (message: Uint8Array) => ResponseRead
  readonly timeoutMs: number
  /** What comes so long after that is heard as well, over UDP: the wait is over, and an answer is an answer. */
  readonly late?: { readonly forMs: number; readonly heard: (answer: Heard) => void }
  readonly signal?: AbortSignal
}

/** Something that came as an answer. */
export type Heard = Extract<Exchange, { readonly kind: 'response' | 'malformed' }>

/** How it went. `failed`: our own kernel's word (ECONNREFUSED after an ICMP error, ENETUNREACH, …) or an abort. */
export type Exchange =
  | { readonly kind: 'response'; readonly response: DnsResponse }
  | { readonly kind: 'malformed'; readonly why: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'failed'; readonly why: string }

/** An exchange that ends once: with the first result, at the end of the patience, or when it is interrupted. */
export interface Once {
  readonly end: (result: Exchange) => void
  readonly isOver: () => boolean
}

/** `close` gives the socket back, or keeps it for what comes late. */
export function endOnce(
  { signal, timeoutMs }: Question,
  close: (result: Exchange) => void,
  resolve: (result: Exchange) => void,
): Once {
  let over = false
  const end = (result: Exchange): void => {
    if (over) return
    over = true
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    close(result)
    resolve(result)
  }
  const abort = (): void => end({ kind: 'failed', why: INTERRUPTED })
  const timer = setTimeout(() => end({ kind: 'timeout' }), timeoutMs)
  if (signal?.aborted === true) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  return { end, isOver: () => over }
}
