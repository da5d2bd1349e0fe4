/**
 * Where the mail that failed goes, as the tables of mail servers are keyed. Some are keyed by the recipient domain (the next hop), some
 * by the address of the server, some by its name; the wrong key is a fix that never applies.
 */
export interface Destination {
  /** Recipient domain. undefined: the evidence does not tell it. */
  readonly domain?: string
  /** No MX lookup leads there: the mail is handed to this host and port, as to a relay. */
  readonly relay?: { readonly host: string; readonly port: number }
  /** Our own mail server, where it is not as its package brings it. Says nothing of the receiver's. */
  readonly ours?: {
    /** The file that it reads. */
    readonly file?: string
    /** Postfix: folders of further instances beside the first. */
    readonly instances?: readonly string[]
    /** Postfix: what master.cf sets for one service (`smtp/unix`), whatever main.cf says. */
    readonly overrides?: readonly { readonly service: string; readonly name: string; readonly value: string }[]
  }
  /** The server's address, without brackets. */
  readonly address?: string
}
