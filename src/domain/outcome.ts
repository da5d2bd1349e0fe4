import { CLOSING, type Reply } from './reply.ts'
import type { Stage } from './stage.ts'

/** A TLS alert (RFC 8446 §6). */
export interface TlsAlert {
  /** AlertDescription, e.g. 70 for protocol_version. */
  readonly description: number
  readonly fatal: boolean
  /** Who wrote it: the peer, or our own TLS stack that refused the peer. */
  readonly from: 'peer' | 'us'
}

/**
 * How one step ended. A drop is data, never an exception.
 * `done` ends a step that has no reply of its own (TCP connected, TLS established, octets written).
 * `errno` is our own kernel's word: EHOSTUNREACH after an ICMP error, EADDRNOTAVAIL, EMFILE, …
 * `closed.by` is `unknown` when the source (a log line) does not tell FIN from RST; a refused SYN is `errno` ECONNREFUSED.
 */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly afterMs?: number }
  | { readonly kind: 'done'; readonly afterMs?: number }
  | {
      readonly kind: 'closed'
      readonly by: 'fin' | 'rst' | 'tls-alert' | 'unknown'
      readonly alert?: TlsAlert
      /** Octets of an unfinished answer that had arrived before the end. */
      readonly bytesSeen: number
      /** The code with which that answer had begun. */
      readonly codeBegun?: number
      /** What our own TLS library said, when it was the one to end it. */
      readonly detail?: string
      readonly afterMs?: number
    }
  | {
      readonly kind: 'silent'
      readonly afterMs?: number
      /** Octets of an unfinished answer that had arrived. */
      readonly bytesSeen?: number
    }
  | {
      readonly kind: 'garbled'
      /** The first octets that were not SMTP (or not TLS), as latin1, at most 256. */
      readonly head: string
      readonly why: string
      readonly afterMs?: number
    }
  | { readonly kind: 'errno'; readonly errno: string; readonly afterMs?: number }

/**
 * True for an outcome that lets the session go on at this stage. A 4yz or 5yz reply is an answer, yet not a success; 3yz is one only to DATA
 * and within AUTH, and 221 only to QUIT (RFC 5321 §4.3.2, RFC 4954 §4). Any other 2yz is a yes: MTAs look at the first digit.
 */
export function isSuccess(stage: Stage, outcome: Outcome): boolean {
  if (outcome.kind !== 'reply') return outcome.kind === 'done'
  const { code } = outcome.reply
  const isYes = code >= 200 && code < 300 && (code !== CLOSING || stage === 'quit')
  const wantsMore = code >= 300 && code < 400
  if (stage === 'data') return wantsMore
  return isYes || (wantsMore && stage === 'auth')
}

/** True when the line went dead (closed, silent, errno), as opposed to an answer that we did not like. */
export function isDrop(outcome: Outcome): boolean {
  return outcome.kind === 'closed' || outcome.kind === 'silent' || outcome.kind === 'errno'
}

/** The command was answered as one that the server does not know or does not implement (RFC 5321 §4.2.4). */
export function isUnknownCommand(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && (outcome.reply.code === 500 || outcome.reply.code === 502)
}
