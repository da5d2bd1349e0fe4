import type { Software } from './software.ts'

/**
 * What a remedy wants changed in a mail server, without saying how: each MTA's `remedy.ts` writes it in that server's words.
 * `host` is the peer's MX host or the destination domain, as the MTA keys its tables.
 */
export type Lever =
  /** Every version that the library knows, from this one to the newest: a floor or a ceiling that was set goes. */
  | { readonly lever: 'tls.minimum'; readonly side: 'client' | 'server'; readonly version: 'TLSv1' }
  | { readonly lever: 'tls.maximum-for'; readonly host: string; readonly version: 'TLSv1.2' }
  | { readonly lever: 'tls.minimum-for'; readonly host: string; readonly version: 'TLSv1' }
  | { readonly lever: 'tls.none-for'; readonly host: string }
  /** `may`: TLS where it works, whatever certificate it presents. `encrypt`: TLS in any case, without DANE or verification. */
  | { readonly lever: 'tls.level-for'; readonly host: string; readonly level: 'may' | 'encrypt' }
  | { readonly lever: 'tls.opportunistic' }
  /** No post-quantum key share, which alone is longer than a segment. */
  | { readonly lever: 'tls.small-hello'; readonly host: string }
  | { readonly lever: 'tls.default-ciphers'; readonly side: 'client' | 'server' }
  /** Every suite that the library holds for strong, with this host alone, whatever was set for all. */
  | { readonly lever: 'tls.default-ciphers-for'; readonly host: string }
  | { readonly lever: 'tls.exclude-for'; readonly host: string; readonly ciphers: string }
  | { readonly lever: 'tls.server-name-for'; readonly host: string }
  | { readonly lever: 'tls.certificate'; readonly chain: 'full-chain' | 'rsa-and-ecdsa' | 'matching-key' | 'renewed' }
  /** A certificate that holds these names. */
  | { readonly lever: 'tls.certificate-names'; readonly names: readonly string[] }
  /** The certificate is verified against this name instead of the host's. */
  | { readonly lever: 'tls.expect-name'; readonly host: string; readonly name: string }
  /** The host is known by its key, and by no authority. `spkiSha256`: SHA-256 of the SubjectPublicKeyInfo (DER), hex. */
  | { readonly lever: 'tls.pin-for'; readonly host: string; readonly spkiSha256: string }
  /** TLS from the first octet (`wrapped`), or STARTTLS, with this host and port. */
  | { readonly lever: 'tls.mode'; readonly host: string; readonly port: number; readonly wrapped: boolean }
  | { readonly lever: 'tls.client-certificate'; readonly host: string }
  | { readonly lever: 'ehlo.name'; readonly name: string }
  | { readonly lever: 'source.address'; readonly family: 4 | 6; readonly address: string }
  /** Without a host: for all mail. */
  | { readonly lever: 'family.prefer-ipv4'; readonly host?: string }
  | { readonly lever: 'esmtp.off-for'; readonly host: string }
  | { readonly lever: 'pipelining.off-for'; readonly host: string }
  | { readonly lever: 'chunking.off-for'; readonly host: string }
  | {
      readonly lever: 'timeout.client'
      readonly stage: 'connect' | 'banner' | 'command' | 'body' | 'dot'
      readonly seconds: number
    }
  | { readonly lever: 'concurrency.limit'; readonly host: string; readonly connections: number }
  | { readonly lever: 'rate.delay'; readonly host: string; readonly seconds: number }
  /** A connection is left after so many messages, or at such an age. */
  | {
      readonly lever: 'connection.reuse-limit'
      readonly host: string
      readonly messages?: number
      readonly seconds?: number
    }
  /** A connection is left when it has had nothing to send for so long. */
  | { readonly lever: 'connection.idle-limit'; readonly seconds: number }
  | { readonly lever: 'recipients.limit'; readonly host: string; readonly recipients: number }
  | { readonly lever: 'message.size-limit'; readonly side: 'client' | 'server'; readonly bytes: number }
  | { readonly lever: 'smarthost'; readonly host: string; readonly port: 587 | 465 }
  /** Another name and password for the relay that the mail is handed to. */
  | { readonly lever: 'relay.login'; readonly host: string; readonly port: number }
  | { readonly lever: 'route.to'; readonly domain: string; readonly host: string }
  | { readonly lever: 'filter.timeout'; readonly seconds: number }
  /** Shows what waits in the queue for the destination. */
  | { readonly lever: 'queue.list' }
  /** One message is tried at once, and read about in the log, and then the rest. */
  | { readonly lever: 'queue.retry' }
  /** One message is not tried until it is let go again. */
  | { readonly lever: 'queue.hold' }
  /** One message is tried no more, and goes back to its sender. */
  | { readonly lever: 'queue.return' }

/** Stands in a fix for a relay that is for the reader to choose; in capitals, so that nobody pastes it by mistake. */
export const RELAY_TO_NAME = 'RELAY-HOST'

/** A lever as one server's administrator would pull it. */
export interface Written {
  readonly software: Software
  readonly steps: readonly RemedyStep[]
  readonly undo: readonly RemedyStep[]
}

/** One thing to do, as data. */
export type RemedyStep =
  | { readonly kind: 'command'; readonly run: string; readonly shell: 'sh' | 'powershell'; readonly why?: string }
  | {
      readonly kind: 'edit'
      readonly file: string
      readonly add?: string
      readonly remove?: string
      readonly why?: string
    }
  | { readonly kind: 'record'; readonly zoneLine: string; readonly owner: string }
  | { readonly kind: 'code'; readonly language: string; readonly text: string; readonly why?: string }
  /** Somebody else must act: who, and the words to send them. */
  | { readonly kind: 'ask'; readonly who: string; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }

/** A command for a POSIX shell. */
export function sh(run: string, why?: string): RemedyStep {
  return { kind: 'command', run, shell: 'sh', ...(why === undefined ? {} : { why }) }
}

export function note(text: string): RemedyStep {
  return { kind: 'note', text }
}
