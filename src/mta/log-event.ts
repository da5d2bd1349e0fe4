import type { Software } from '../domain/software.ts'
import type { Frame } from '../wire/syslog/frame.ts'
import { lowerAscii } from '../wire/syslog/latin1.ts'

/** How one attempt to deliver to one recipient ended. */
export type AttemptStatus = 'sent' | 'deferred' | 'bounced' | 'expired'

/**
 * One delivery attempt for one recipient. All text is latin1 octets as logged (`textOfLatin1` makes it readable); empty where the log
 * does not tell. `domain`, `mx`, `address` and `source` become keys: they hold no block of the log alive (`Interner`, `ownString`).
 */
export interface Attempt {
  readonly software: Software
  readonly atMs: number
  readonly queueId: string
  readonly recipient: string
  /** Part after the @, lower case. */
  readonly domain: string
  readonly mx: string
  readonly address: string
  readonly status: AttemptStatus
  /** Repeats an older reason without a new attempt ("delivery temporarily suspended", "retry time not reached"). */
  readonly suspended: boolean
  /** Enhanced status code as logged: `4.4.2`. */
  readonly dsn: string
  /** Why it failed, in the log's words; the peer's answer when it did not. */
  readonly reason: string
  /** Joined lines that say more than the reason does (the TLS library's word on a failed handshake). */
  readonly evidence: string
  /** Our own address or egress name. */
  readonly source: string
  /** Seconds for setting the connection up (DNS to TLS), and from there to the end. NaN where the log does not tell. */
  readonly connectSeconds: number
  readonly transmitSeconds: number
  /** NaN where no line told. */
  readonly sizeBytes: number
}

/** A try that failed on the way to an outcome, without being one. */
export interface EarlierFailure {
  readonly software: Software
  readonly atMs: number
  readonly queueId: string
  /** Of the recipients, where the failure's own lines told it; else the outcome does. */
  readonly domain?: string
  /** `next-mx`: another MX (or address) took the mail; `in-clear`: TLS failed and the same host took it without. */
  readonly healed: 'next-mx' | 'in-clear'
  readonly mx: string
  readonly address: string
  readonly reason: string
  readonly evidence: string
}

export type ServerEvent =
  | 'connectionLimit'
  | 'lost'
  | 'timedOut'
  | 'rejected'
  | 'authFailed'
  | 'tlsAcceptFailed'
  | 'postscreenHangup'
  | 'postscreenPregreet'

/** Where readers put what they found. */
export interface LogSink {
  attempt(attempt: Attempt): void
  earlier(failure: EarlierFailure): void
  /** An outbound handshake that came about: `TLSv1.3`. */
  tlsEstablished(version: string, atMs: number): void
  /** An outbound session that TLS ended: once for each session, however many recipients it had. */
  tlsFailed(text: string, atMs: number): void
  server(event: ServerEvent, atMs: number): void
  /** `refused`: what was told to be queued was not taken after all. */
  queue(event: 'queued' | 'refused' | 'removed' | 'expired', atMs: number): void
  /** So many were dropped to stay within memory, while a later line may still have asked for them. */
  forgotten(what: Forgotten, count: number): void
}

/** `queueIds`: sizes of queued messages; the others: failures that wait for their outcome, by message, delivery process and session. */
export type Forgotten = 'queueIds' | 'messages' | 'processes' | 'sessions'

/** Reads one MTA's lines and joins what belongs together, in bounded memory. */
export interface LineReader {
  /** False when the line is not of this MTA's grammar. Never throws. */
  read(frame: Frame): boolean
  /** The input has ended: hand over what still waits for another line. */
  end(): void
  /** Lines of another file follow: what was learnt of the last one's columns no longer holds. */
  file?(name: string): void
}

/** Where the domain of an address begins; its end when it has none. */
export function domainStart(recipient: string): number {
  const at = recipient.lastIndexOf('@')
  return at < 0 ? recipient.length : at + 1
}

export function domainOf(recipient: string): string {
  return lowerAscii(recipient.slice(domainStart(recipient)))
}
