import type { Words } from '../words.ts'

/** Functions and sentences that read or write a TLS session: `SSL_read`, `GnuTLS recv error`, `cannot read from TLS connection`, PHP's `fwrite(): SSL:`. */
const SESSION_IO =
  / (?:ssl|tls) (?:socket |data )?(?:read|write)(?![a-z]| record)| gnutls (?:recv|send) | (?:read|write|send|receive)(?:ing)? (?:from|to|on) (?:the )?(?:tls|ssl) (?:connection|session|socket|stream)| (?:fwrite|fread|fgets|fputs) ssl/

/** True when the words tell of reading or writing: the handshake was over by then. */
export function isSessionIo(words: Words): boolean {
  return SESSION_IO.test(words.flat)
}
