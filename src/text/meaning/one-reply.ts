/** A line that begins another record: another reply, a log line, an exception, a sentence of a TLS stack or of an MTA. */
const ANOTHER_RECORD =
  /^\s{0,4}(?:\*{2,3} |\[[A-Z]{4,6}\] |\[[a-z][\w-]{1,20}\] |(?!reason|details?|status|code|error|message|see|please|contact|re[fs]|id\b|reject|refus|denied|block|fail|said|unavailable|unknown|found|address|user|mailbox|recipient|sender|host|domain|command|here|taken|aborted|exceeded|full)[a-z][\w-]{1,20}(?:\[\d{1,7}\])?: (?=\w))|^\s{0,4}(?:\d{4}[-./]\d\d[-./]\d\d[ T]|[\dA-F]{8,16}:error:|(?:SSL|SEC|TLS)_[A-Z]|\w{3,20}_\w{3,20}(?:\(\))? (?:failed|returned)|PHP |[\w-]{1,20}: [^\n]{0,60}error:[\dA-F]{8}|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d|[\w.]{0,80}(?:Error|Exception|Traceback)\b|[A-Z]\w{2,20}::[A-Z]|[a-z]{1,8}=\S|error:[\dA-F]{8}|(?:handshake|timed out|connection (?:dropped|lost|reset|closed|timed out)|rustls|bearssl|smtp tls|javax?|system|ssl|tls|x509|openssl|gnutls|mbedtls|schannel|logger|curl|dial|read|write|deferred|connect to|lost connection|conversation with|remote (?:host|error)|local error|received (?:fatal|corrupt)|invalid peer|eof|net\/http|gomail|mailkit|smtp (?:timeout|error|session)|unable to (?:establish|connect|read|write|initialize)|failed to (?:establish|connect|read)|could not (?:connect|establish)|sending of the message|msmtp|verify|server certificate|certificate verif)\b[ :.(=])/i

/** What a TLS stack or its caller reports: a reply that spoke of something else does not go on with it. */
const TLS_REPORT =
  /error:[\da-f]{8}:|\btls_(?:failed|alert)\b|\bhandshake\w{0,10}[^\n]{0,30}\b(?:fail|fatal|error)|\bfail[^\n]{0,40}\bhandshake|certificate[ _]verif\w{1,10}[ _]fail|\bcertificate\b[^\n]{0,60}\b(?:trusted|untrusted|expired|revoked|trust store|insecure algorithm)|\bssl(?:_connect|_accept| routines|error|handshake)|\bstream_socket_\w|wrong[ _]version[ _]number|\btls[ :][^\n]{0,60}\b(?:fail|alert)|\b(?:issuer|first|self-signed) certificate\b/i
const TLS_WORD = /tls|ssl|certificate|handshake|cipher|encrypt/i

/** The reply without the records below it; the lines of one reply repeat its code or go on with its sentence. */
export function oneReply(text: string): string {
  const code = text.slice(0, 3)
  // Behind `550 ` nothing of the reply follows, behind `550-` another line of it (RFC 5321 §4.2.1).
  const isLast = text.charAt(3) === ' '
  const lines = text.split('\n', 200)
  const end = lines.findIndex(
    (line, index) =>
      index > 0 &&
      (ANOTHER_RECORD.test(line) ||
        (isLast && !TLS_WORD.test(lines[0] ?? '') && TLS_REPORT.test(line)) ||
        (/^[245]\d\d[ -]/.test(line) && (isLast || !line.startsWith(code)))),
  )
  return end === -1 ? text : lines.slice(0, end).join('\n')
}
