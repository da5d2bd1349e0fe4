import type { TlsRecord } from './tls-record.ts'

/** An alert in clear (RFC 8446 §6). */
export interface ClearAlert {
  readonly from: 'client' | 'server'
  readonly description: number
  readonly fatal: boolean
  readonly frame: number
  readonly atUs: number
}

/** What is known of the TLS part of a session. */
export interface TlsStory {
  begun: boolean
  /** TLS from the first octet, without STARTTLS. */
  wrapped: boolean
  clientHelloBytes: number
  clientHelloOffset: number
  clientHelloFrame: number
  serverHelloSeen: boolean
  /** As chosen by the server: 0x0303, 0x0304, …; 0: not seen. */
  version: number
  suite: number
  /** Both Finished messages were seen. */
  established: boolean
  readonly alerts: ClearAlert[]
  /** The latest records of both sides. */
  readonly records: TlsRecord[]
  /** Clear text where the server's records should have been. */
  plainFromServer: string
  plainFrame: number
  /** Record borders were lost: nothing after this is read. */
  lost: boolean
  /** TLS 1.3: an alert where the handshake should have gone on, known by its length. */
  sealedAlert: { readonly from: 'client' | 'server'; readonly frame: number; readonly atUs: number } | undefined
  /** The first encrypted alert after the handshake: a close_notify, most likely. */
  closeNotify: { readonly from: 'client' | 'server'; readonly frame: number; readonly atUs: number } | undefined
  /** How many records the client sent, and the server. */
  recordsOf: [number, number]
}

/** Legacy version numbers on the wire (RFC 8446 §4.2.1). */
export const TLS13 = 0x0304

export function createTlsStory(): TlsStory {
  return {
    begun: false,
    wrapped: false,
    clientHelloBytes: 0,
    clientHelloOffset: -1,
    clientHelloFrame: 0,
    serverHelloSeen: false,
    version: 0,
    suite: 0,
    established: false,
    alerts: [],
    records: [],
    plainFromServer: '',
    plainFrame: 0,
    lost: false,
    closeNotify: undefined,
    sealedAlert: undefined,
    recordsOf: [0, 0],
  }
}

/** Version and cipher suite; TLS 1.3 hides in the supported_versions extension (43). */
export function readServerHello(story: TlsStory, head: Uint8Array, length: number): void {
  const u16 = (at: number): number => ((head[at] ?? 0) << 8) | (head[at + 1] ?? 0)
  if (length < 44) return
  story.serverHelloSeen = true
  story.version = u16(4)
  const suiteAt = 39 + (head[38] ?? 0)
  if (suiteAt + 3 > length) return
  story.suite = u16(suiteAt)
  for (let at = suiteAt + 5; at + 4 <= length; at += 4 + u16(at + 2)) {
    if (u16(at) === 43) story.version = u16(at + 4)
  }
}
