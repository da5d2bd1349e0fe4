/**
 * A scripted SMTP server as data: an ordinary, healthy server, with the faults that the script names. It accepts every recipient
 * and swallows every message.
 */
export interface PeerScript {
  /** Text after `220 `. */
  readonly greeting?: string
  /** Keywords of the EHLO answer; STARTTLS is added where `tls` is set and TLS is not on yet. */
  readonly keywords?: readonly string[]
  /** What differs from the ordinary at a point of the session. A list: the first time, the second, …; the last one stays. */
  readonly at?: Partial<Record<PeerPoint, Behaviour | readonly Behaviour[]>>
  readonly tls?: PeerTls
  /** TLS from the first octet. */
  readonly wrapped?: boolean
  /** Reads the ClientHello before TLS does; the first rule that fits it acts. */
  readonly hellos?: readonly HelloRule[]
  readonly message?: MessageRules
  readonly limits?: PeerLimits
  readonly flow?: FlowFaults
  /** Answers AUTH with these names and passwords. */
  readonly users?: Readonly<Record<string, string>>
}

/**
 * Points of a session: `connect` before anything is said, `tls` when the ClientHello has come, `ehlo2` the EHLO inside TLS, `body`
 * when the message goes beyond `message.limitBytes` (or with its first octet), `dot` its end.
 */
export type PeerPoint =
  | 'connect'
  | 'banner'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'tls'
  | 'ehlo2'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'body'
  | 'dot'
  | 'noop'
  | 'rset'
  | 'quit'

export type Behaviour = { readonly delayMs?: number } & (
  | { readonly do: 'usual' }
  /** Lines as they go on the wire, without their CRLF. */
  | { readonly do: 'reply'; readonly text: string | readonly string[]; readonly then?: 'close' | 'reset' | 'deaf' }
  /** Octets as they are, one for each character. */
  | { readonly do: 'raw'; readonly latin1: string; readonly then?: 'close' | 'reset' | 'deaf' }
  /** The same octets again and again, without end. */
  | { readonly do: 'flood'; readonly latin1: string }
  | { readonly do: 'fin' }
  | { readonly do: 'rst' }
  /** Stays connected and never answers again. */
  | { readonly do: 'silent' }
)

export interface PeerTls {
  readonly cert: string
  readonly key: string
  /** PEM of further certificates, after the leaf. */
  readonly chain?: string
  readonly minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'
  readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'
  readonly ciphers?: string
  readonly sigalgs?: string
  readonly ecdhCurve?: string
  /** PEM of Diffie-Hellman parameters; without them DHE suites are not served. */
  readonly dhparam?: string
  /** Demands a client certificate: `required` refuses its absence. */
  readonly clientCertificate?: 'asked' | 'required'
}

/** Every condition that is set must hold. */
export interface HelloRule {
  readonly minBytes?: number
  readonly maxBytes?: number
  /** The hello came in more than one read. */
  readonly fragmented?: boolean
  /** supported_versions holds TLS 1.3. */
  readonly offers13?: boolean
  readonly sni?: 'absent' | { readonly not: string }
  readonly offersGroup?: number
  readonly then: { readonly do: 'silent' | 'rst' | 'fin' } | { readonly do: 'alert'; readonly description: number }
}

export interface MessageRules {
  /** The behaviour at `body` acts when the message has more octets than this. */
  readonly limitBytes?: number
  /** `strict`: only CRLF.CRLF ends a message; `lax`: bare LFs end lines, too. */
  readonly endOfData?: 'strict' | 'lax'
  /** A bare LF anywhere in the message is refused so. */
  readonly bareLf?: Behaviour
  /** 354 to DATA though no recipient was taken, as some servers say. */
  readonly withoutRecipients?: boolean
  /** What the peer, or a box before it, does not stand in a message. The first condition that is met acts. */
  readonly intolerance?: Intolerance
  /** SIZE is checked at MAIL. */
  readonly sizeLimitBytes?: number
}

export interface Intolerance {
  /** Octets of the longest line, without its line end, anywhere in the message. */
  readonly lineBytes?: number
  /** The same in the header alone. */
  readonly headerLineBytes?: number
  /** NUL octets. */
  readonly nul?: boolean
  readonly then: Behaviour
}

export interface PeerLimits {
  /** So many connections are turned away, and then none: a server that was down when they came. */
  readonly first?: { readonly count: number; readonly reply: string }
  readonly concurrent?: { readonly count: number; readonly reply: string }
  readonly perWindow?: { readonly count: number; readonly windowMs: number; readonly reply: string }
  /** Messages on one connection; the next MAIL gets the reply and the end. */
  readonly messages?: { readonly count: number; readonly reply: string }
  readonly recipients?: { readonly count: number; readonly reply: string }
  /** A session may last so long; the next MAIL gets the reply and the end. */
  readonly lasting?: { readonly ms: number; readonly reply: string }
  readonly idle?: { readonly ms: number; readonly then: Behaviour }
}

export interface FlowFaults {
  /** Before the greeting. */
  readonly greetDelayMs?: number
  /** What a client gets that speaks during that delay. */
  readonly earlyTalker?: Behaviour
  /** Before every answer. */
  readonly tarpitMs?: number
  /** Takes one command from each read and loses the rest. */
  readonly losesPipelined?: boolean
  /** Looks for a QUIT in what has arrived before it answers the commands in front of it. */
  readonly seesQuitFirst?: boolean
  /** A read of more octets never arrives, and nothing after it: a path that swallows full-size segments. */
  readonly swallowsReadsAboveBytes?: number
  /** A write of more octets never leaves, and nothing after it. */
  readonly swallowsWritesAboveBytes?: number
  /** Waits for a PROXY line before it greets. */
  readonly expectsProxy?: Behaviour
}
