import type { Endpoint } from '../endpoint.ts'
import type { Outcome } from '../outcome.ts'
import type { HelloSpec } from '../plan/hello-plan.ts'
import type { SessionPlan } from '../plan/session-plan.ts'
import type { Reply } from '../reply.ts'
import type { Stage } from '../stage.ts'

/** Why a session was run: as the first look, for an experiment, at another destination for comparison, or by another vantage point (`--from-case`). */
export type Role = 'baseline' | 'experiment' | 'compare' | 'recheck' | 'elsewhere'

/** One step of a session. */
export interface SmtpStep {
  /** Joins the steps of one session. */
  readonly session: string
  readonly endpoint: Endpoint
  readonly role: Role
  readonly stage: Stage
  /** What we said, secrets replaced: `EHLO probe.example`, `(ClientHello)`, `(message, 40960 octets)`. */
  readonly said: string
  readonly outcome: Outcome
  /** Inside TLS. */
  readonly encrypted: boolean
  /** Octets written in this step, and on the connection so far. */
  readonly sentBytes: number
  readonly sentSoFarBytes: number
  /** Milliseconds since the session began. */
  readonly startedAfterMs: number
  /** Commands that were written and not yet answered when the step ended. */
  readonly outstanding: readonly string[]
}

/** A certificate as presented, in the words of X.509. */
export interface CertificateFact {
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly notBefore: string
  readonly notAfter: string
  readonly keyType: 'rsa' | 'ec' | 'ed25519' | 'other'
  readonly keyBits?: number
  readonly curve?: string
  readonly signatureAlgorithm?: string
  /** SHA-256 of the DER, hex. */
  readonly sha256: string
  readonly spkiSha256: string
  /** SHA-512 of the DER and of the key, hex; only TLSA records with matching type 2 need them. */
  readonly sha512?: string
  readonly spkiSha512?: string
  readonly selfSigned: boolean
  /** DER size; the chain's sum is what a reverse path must carry. */
  readonly sizeBytes: number
}

/** What a complete TLS handshake showed. */
export interface TlsFact {
  readonly version: string
  readonly cipher: string
  readonly group?: string
  readonly chain: readonly CertificateFact[]
  /** OpenSSL's verdict on the chain against the system's roots; undefined when it verifies. */
  readonly verifyError?: string
  /**
   * Whether our trust store holds an authority of the organisation that signed the certificate, where no issuer was found: only then
   * can an intermediate be all that is missing.
   */
  readonly issuerOrganisationTrusted?: boolean
  /** The leaf names the host we meant. */
  readonly nameMatches: boolean
  readonly clientCertificateAsked?: boolean
}

/** One whole session: what was planned, how far it came, where it died. */
export interface SmtpSession {
  readonly session: string
  readonly endpoint: Endpoint
  readonly role: Role
  /** Label of the experiment's arm that ran it, if any. */
  readonly arm?: string
  readonly plan: SessionPlan
  /** The planned last stage was reached with a success. */
  readonly lived: boolean
  /** The last stage that ended with success. */
  readonly reached?: Stage
  /** The step that ended the session before its plan: a drop, or a refusal (a reply ≥ 400, garbled). */
  readonly death?: { readonly stage: Stage; readonly outcome: Outcome; readonly outstanding: readonly string[] }
  readonly banner?: Reply
  /** Keywords of the last EHLO answer, upper case, with their parameters: `['SIZE 10240000', 'STARTTLS']`. */
  readonly keywords?: readonly string[]
  /** Keywords before TLS. */
  readonly clearKeywords?: readonly string[]
  readonly tls?: TlsFact
  /** SYN to SYN-ACK as the socket API shows it. */
  readonly connectMs?: number
  readonly bannerMs?: number
  /** Our end of the connection. */
  readonly localAddress?: string
  readonly localPort?: number
  readonly sentBytes: number
  readonly receivedBytes: number
  readonly seconds: number
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** We ended the session before its plan without a death: why (no password was given, the run was interrupted, …). */
  readonly stopped?: string
  /** Peer said something after the death (a late reply), or before it that was not asked for. */
  readonly unsolicited?: readonly string[]
}

/** What came back for one ClientHello. */
export type HelloAnswer =
  | {
      readonly kind: 'server-hello'
      readonly version: number
      readonly suite: number
      readonly group?: number
      readonly retry: boolean
      /** Octets of the server's first flight that arrived; 0 after HelloRetryRequest. */
      readonly flightBytes: number
      /** RFC 5746 renegotiation_info was in the ServerHello (TLS ≤ 1.2). */
      readonly secureRenegotiation?: boolean
      /** The whole server flight (to ServerHelloDone, or the encrypted part in 1.3) came in. */
      readonly flightComplete?: boolean
      /** A CertificateRequest was in the flight (TLS ≤ 1.2, where it can be read). */
      readonly clientCertificateAsked?: boolean
      /** As presented, leaf first; only where the plan asks for it. */
      readonly chain?: readonly CertificateFact[]
      readonly afterMs: number
    }
  | { readonly kind: 'alert'; readonly description: number; readonly fatal: boolean; readonly afterMs: number }
  | { readonly kind: 'plaintext'; readonly text: string; readonly afterMs: number }
  | { readonly kind: 'closed'; readonly by: 'fin' | 'rst'; readonly bytesSeen: number; readonly afterMs: number }
  | { readonly kind: 'silent'; readonly bytesSeen: number; readonly afterMs: number }
  | { readonly kind: 'garbled'; readonly head: string; readonly afterMs: number }
  /** The session died before the hello could be sent. */
  | { readonly kind: 'not-reached'; readonly stage: Stage; readonly outcome: Outcome }

export interface TlsHello {
  readonly endpoint: Endpoint
  readonly session: string
  readonly arm?: string
  readonly hello: HelloSpec
  readonly sliceBytes?: number
  /** Size of the record(s) on the wire. */
  readonly sizeBytes: number
  readonly answer: HelloAnswer
}
