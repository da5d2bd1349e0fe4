/** Ports on which SMTP is expected: relay, submission (RFC 6409, RFC 8314), the usual stand-in, and lab habits. */
export const SMTP_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525])

/** How much a port looks like the server's. */
export function smtpPortScore(port: number): number {
  if (SMTP_PORTS.has(port)) return 2
  return port < 1024 ? 1 : 0
}

const CLIENT_WORDS = [
  'EHLO ',
  'HELO ',
  'LHLO ',
  'MAIL F',
  'RCPT T',
  'STARTT',
  'QUIT\r\n',
  'RSET\r\n',
  'DATA\r\n',
  'AUTH ',
]

/** Who speaks, by the first octets of a payload: a greeting is the server's, a command the client's. */
export function looksSmtp(bytes: Uint8Array, start: number, end: number): 'client' | 'server' | undefined {
  let head = ''
  for (let at = start; at < Math.min(end, start + 8); at += 1) head += String.fromCharCode(bytes[at] ?? 0)
  if (/^[245]\d\d[ -]/.test(head) || /^354[ -]/.test(head)) return 'server'
  const upper = head.toUpperCase()
  return CLIENT_WORDS.some((word) => upper.startsWith(word.slice(0, upper.length)) && upper.length >= 4)
    ? 'client'
    : undefined
}
