/**
 * `421 4.4.1 Connection reset by mx.example.org.`: Sendmail writes its own trouble with a connection as if it were a reply
 * (usersmtp.c, reply()). The host it names ends it; peers that speak of their connections name ours, or nobody.
 */
const OWN =
  /^[45]\d\d (?:\d\.\d{1,3}\.\d{1,3} )?(?=Connection (?:reset by|timed out with|refused by|closed by) \S+\.$|reply: read error from )/

/** The words without the code that Sendmail put before them; undefined: they are the peer's. */
export function ownReplyWords(reply: string): string | undefined {
  const code = OWN.exec(reply.slice(0, 600))
  return code === null ? undefined : reply.slice(code[0].length)
}

/** Codes that say more than the status beside them: no connection, a broken one, no name server, a domain that takes no mail (RFC 3463, RFC 7505). */
const TELLING = /^(?:[45]\.4\.[12]|4\.4\.3|5\.1\.10)$/

/** `stat=` with the code before it where that one decides: "Connection timed out with" is said of every stage. */
export function statusWords(stat: string, dsn: string): string {
  return TELLING.test(dsn) && !/^(?:Deferred: )?[245]\d\d[ -]/.test(stat) ? `dsn=${dsn}, stat=${stat}` : stat
}
