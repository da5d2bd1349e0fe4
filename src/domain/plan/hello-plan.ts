import type { Endpoint } from '../endpoint.ts'

/** A ClientHello as data (RFC 8446 §4.1.2), built without OpenSSL's consent. */
export interface HelloSpec {
  /** What is offered at most: 0x0002 is an SSLv2 hello, 0x0300 … 0x0304, 0x0305 a future version. */
  readonly maxVersion: number
  /** IANA cipher suite numbers; a sensible list for the version when left out. */
  readonly suites?: readonly number[]
  /** IANA named groups; default x25519, P-256, P-384. */
  readonly groups?: readonly number[]
  /** `empty` forces a HelloRetryRequest (a small answer); `x25519` and `mlkem` send a real-looking share. Default `empty` for 1.3. */
  readonly keyShare?: 'empty' | 'x25519' | 'mlkem'
  readonly sigalgs?: readonly number[]
  /** null sends no server_name. */
  readonly sni?: string | null
  readonly alpn?: readonly string[]
  /** Pads the record to this size in octets (RFC 7685 padding extension; extra unknown groups when `padWith` is `groups`). */
  readonly sizeBytes?: number
  readonly padWith?: 'padding' | 'groups' | 'suites'
  readonly grease?: boolean
  /** Leave out supported_versions even when 1.3 suites are offered. */
  readonly omitSupportedVersions?: boolean
  /** Version in the record header; default 0x0301 (0x0300 for SSLv3). */
  readonly recordVersion?: number
}

/** One hello on one connection: connect, EHLO, STARTTLS, hello, read the answer, leave. */
export interface HelloPlan {
  readonly kind: 'hello'
  readonly endpoint: Endpoint
  readonly ehloName: string
  readonly wrapped?: boolean
  readonly hello: HelloSpec
  readonly sliceBytes?: number
  readonly slicePauseMs?: number
  readonly patienceMs?: number
  readonly bind?: string
  /** The certificates of the answer are read, where they come in clear text (below TLS 1.3). */
  readonly readsChain?: boolean
}
