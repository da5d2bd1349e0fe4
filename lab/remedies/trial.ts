import type { Destination } from '../../src/domain/destination.ts'
import type { Lever } from '../../src/domain/lever.ts'
import type { PeerScript, PeerTls } from '../../src/probe/peer/peer-script.ts'
import type { World } from '../world.ts'

export type CertificateName = 'ordinary' | 'ecdsa' | 'self-signed' | 'other-name' | 'expired'

/** Where one trial's mail goes: a domain of its own, with a server of its own. */
export interface Target {
  readonly world: World
  readonly domain: string
  readonly host: string
  readonly address: string
  /** A second address, where `Trial.elsewhere` listens. */
  readonly elsewhere: string
  /** What the server presents; the lab's root is trusted by every sender. */
  tls(certificate: CertificateName, more?: Partial<PeerTls>): PeerTls
}

/** The name that `other-name` holds. */
export const OTHER_NAME = 'pool.provider.example'

/** One lever, one fault that acts on this server, and what the printed change must do: mail passes, and the undo brings the fault back. */
export interface Trial {
  readonly title: string
  readonly lever: (target: Target) => Lever
  /** Default: by MX, with domain and address known. */
  readonly to?: (target: Target) => Destination
  /** Listens on the port; its faults act on a sender that is configured as `before` says. */
  readonly receiver?: (target: Target) => PeerScript
  readonly port?: number
  /** Shell commands in the sender's root that make its configuration vulnerable. */
  readonly before?: (target: Target) => string
  /** Further lines of the zone. */
  readonly zone?: (target: Target) => readonly string[]
  /** iptables rules of the receiver's host. */
  readonly rules?: (target: Target) => readonly string[]
  /** iptables matches: such packets to the receiver's host arrive 2.5 s later. */
  readonly held?: (target: Target) => readonly string[]
  /** A second server at an address of its own. */
  readonly elsewhere?: (target: Target) => PeerScript
  /** A second server at the same name, over IPv6. */
  readonly receiver6?: (target: Target) => PeerScript
  /** Instead of mail to `receiver`: shell commands in the server's root that end with 0 when a client is served as it should be. */
  readonly serves?: (target: Target) => string
  /** Recipients of each message; one message to one recipient by default. */
  readonly messages?: readonly number[]
  /** What a person does where the fix is words: done, and taken back. */
  readonly byHand?: { readonly does: (target: Target) => string; readonly undoes: (target: Target) => string }
  /** Octets of each message; a few by default. */
  readonly bytes?: number
  /** What was done stays, and no undo is promised: a certificate that was renewed. */
  readonly stays?: boolean
  /** The undo may write the same in another form: what this command prints must be as it was. */
  readonly sameMeaning?: string
  /** Words to fill in. */
  readonly values?: (target: Target) => Readonly<Record<string, string>>
}
