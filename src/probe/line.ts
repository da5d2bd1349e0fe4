import type { TlsAlert } from '../domain/outcome.ts'

/** How a connection came to its end, as our side sees it. */
export type LineEnd =
  | { readonly by: 'fin' }
  | { readonly by: 'rst' }
  /** Our kernel gave up: ETIMEDOUT after retransmissions, EHOSTUNREACH after an ICMP error, … */
  | { readonly by: 'errno'; readonly errno: string }
  | { readonly by: 'tls-alert'; readonly alert?: TlsAlert; readonly detail?: string }

/** Something octets can be written to and come from: the TCP connection, or TLS on it. */
export interface Line {
  write(octets: Uint8Array): void
  /** Octets accepted by `write` that the kernel has not taken yet. What the kernel holds unacknowledged stays hidden. */
  unsentBytes(): number
  end(): LineEnd | undefined
}

/** Told by a line as things happen; `happened` follows each. */
export interface LineListener {
  octets(octets: Uint8Array): void
  happened(): void
}
