/** What a scripted server does. Everything is data, so that it can be handed to another process. */
export interface ServerScript {
  readonly banner?: Answer
  /** By verb: EHLO STARTTLS MAIL RCPT DATA . QUIT. */
  readonly on?: Readonly<Record<string, Answer>>
  readonly keywords?: readonly string[]
  readonly tls?: {
    readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
    readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
    readonly largeChain?: boolean
    readonly tickets?: boolean
  }
  readonly wrapped?: boolean
  /** What happens instead of a TLS handshake, once the ClientHello has come. */
  readonly handshake?: Answer
  /** Closes when the client has been silent. */
  readonly idle?: { readonly afterMs: number } & Answer
  /** Acts in the middle of the message. */
  readonly body?: { readonly afterBytes: number } & Answer
  /** Acts so long after the connection began, whatever happens. */
  readonly deadline?: { readonly afterMs: number } & Answer
  /** Stops reading at DATA. */
  readonly stopsReading?: boolean
  readonly host?: string
  /** Nobody listens. */
  readonly absent?: boolean
}

export interface Answer {
  readonly text?: string
  readonly delayMs?: number
  /** `kill`: closes with octets unread. `silent`: never answers. */
  readonly ends?: 'fin' | 'rst' | 'kill' | 'silent'
  readonly endsAfterMs?: number
}

export interface ClientScript {
  readonly tls?: 'none' | 'starttls' | 'wrapped'
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly largeHello?: boolean
  /** Sends this instead of its second flight. */
  readonly alertAfterHello?: number
  readonly size?: number
  readonly recipients?: number
  readonly messages?: number
  readonly pipelining?: boolean
  /** Milliseconds of silence before a verb. */
  readonly pause?: Readonly<Record<string, number>>
  /** Stops in the message after so many octets. */
  readonly stallAfterBytes?: number
  readonly timeoutMs?: number
  /** Closes right after this verb's answer (or, `CONNECT`, after the connection), without QUIT. */
  readonly leaveAfter?: string
  /** Disappears in the middle of the message. */
  readonly abortAfterBytes?: number
  readonly resetAtEnd?: boolean
  readonly splitDot?: boolean
  readonly bareLf?: boolean
  readonly requireTls?: boolean
  readonly keepAliveMs?: number
  readonly speaksClearOnTlsPort?: boolean
  readonly contains?: string
  /** Waits so long before it connects. */
  readonly startAfterMs?: number
  /** Does not notice that the server has closed. */
  readonly ignoresEnd?: boolean
  readonly errors?: number
}
