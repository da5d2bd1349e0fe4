import type { Endpoint } from '../endpoint.ts'
import type { Stage } from '../stage.ts'
import type { MessageShape } from './message-shape.ts'

/** TLS as the sender would do it; undefined members mean the library's default. */
export interface TlsPlan {
  readonly minVersion?: TlsVersion
  readonly maxVersion?: TlsVersion
  /** OpenSSL cipher string for TLS ≤ 1.2, may end in `@SECLEVEL=n`. */
  readonly ciphers?: string
  /** OpenSSL group list, e.g. `X25519:P-256`. */
  readonly groups?: string
  readonly sigalgs?: string
  /** Server name indication; null sends none, undefined sends the endpoint's host name. */
  readonly sni?: string | null
  /** Name the certificate must match under `verify`; defaults to the endpoint's host. */
  readonly expectName?: string
  /** Allow peers without RFC 5746 secure renegotiation. */
  readonly legacyRenegotiation?: boolean
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** `auto`: STARTTLS when offered. `require`: no session without it. `verify`: and the certificate must verify. `wrapped`: TLS from the first octet (RFC 8314). */
export type TlsMode = 'none' | 'auto' | 'require' | 'verify' | 'wrapped'

export interface Envelope {
  /** Reverse path without angle brackets; '' is the null sender. */
  readonly from: string
  readonly to: readonly string[]
}

/** A test message. It says in its headers what it is. */
export interface MessagePlan {
  /** Total size in octets, at least the size of the headers. */
  readonly sizeBytes?: number
  /** Text that must occur in the body, e.g. what a filter is suspected to dislike. */
  readonly contains?: string
  /** A message as it stands (latin1), instead of a generated one. */
  readonly raw?: string
  /** In a saved case: what `raw` looked like, for its octets are not kept. */
  readonly shape?: MessageShape
  /** How lines end on the wire; `lf` imitates broken senders (RFC 5321 §2.3.8 demands CRLF). */
  readonly lineEnding?: 'crlf' | 'lf'
  /** Writes the final `.` and its CRLF as two segments (old PIX bug CSCds90792). */
  readonly splitDot?: boolean
}

/**
 * One session on one connection, as data. An experiment is two plans that differ in one member.
 * A member left out means the ordinary sender's habit.
 */
export interface SessionPlan {
  readonly kind: 'session'
  readonly endpoint: Endpoint
  /** The last stage to try; the session then says QUIT (after RSET where a transaction is open). `dot` sends the message. */
  readonly upTo: Stage
  readonly ehloName: string
  /** Chosen, by the user or for an experiment: whoever repeats the session has to say it. */
  readonly ehloNameGiven?: boolean
  /** The user asked for addresses of this family alone: whoever repeats the session has to say so. */
  readonly familyGiven?: boolean
  /** HELO instead of EHLO: no extensions at all. */
  readonly helo?: boolean
  readonly tls: TlsMode
  readonly tlsPlan?: TlsPlan
  readonly envelope?: Envelope
  readonly message?: MessagePlan
  /** Adds SIZE= (and other parameters the peer offers) to MAIL; default true where offered. */
  readonly mailParameters?: boolean
  /** MAIL, RCPT and DATA in one write where the peer offers PIPELINING; default true, as every MTA does. */
  readonly pipelining?: boolean
  /** QUIT in the same write as the last RCPT, as address verifiers do; only where the plan ends there and the peer offers PIPELINING. */
  readonly quitPipelined?: boolean
  /** BDAT instead of DATA where offered (RFC 3030); default false. */
  readonly chunking?: boolean
  readonly auth?: { readonly user: string; readonly method?: 'PLAIN' | 'LOGIN' | 'CRAM-MD5' | 'XOAUTH2' }
  /** Every write is cut into slices of this many octets, `slicePauseMs` apart, each its own TCP segment. Under TLS the records are cut. */
  readonly sliceBytes?: number
  readonly slicePauseMs?: number
  /** Octets per second at most for the message body; imitates a slow line. */
  readonly bodyBytesPerSecond?: number
  /** Source address. */
  readonly bind?: string
  /** Silence before the command of a stage, in milliseconds. */
  readonly pauseMs?: Partial<Record<Stage, number>>
  /** Sends EHLO without waiting for the banner. */
  readonly speaksEarly?: boolean
  /** How long to wait in each stage, in milliseconds; the runner has defaults. */
  readonly patienceMs?: Partial<Record<Stage, number>>
  /** After the session's last reply, stay this long before QUIT. */
  readonly lingerMs?: number
  /** TCP keep-alive probes after this much idleness. */
  readonly keepAliveMs?: number
  /**
   * After the last EHLO, this many octets of NOOP commands (arguments of up to 480 octets) in one write: makes full-size segments
   * towards the peer without sending mail. Their replies are awaited; the step's stage is `idle`.
   */
  readonly bulkBytes?: number
  /** How many transactions to run on the connection; each after the first repeats the envelope. */
  readonly transactions?: number
}
