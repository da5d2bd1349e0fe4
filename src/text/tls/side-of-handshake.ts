/** Servers that write of clients that came, OpenSSL's functions of a server, and what a TLS library's server says of a hello. */
const SERVER =
  /\bpostfix\/(?:[\w-]{1,32}\/)?(?:smtpd|tlsproxy)\b|\b(?:smtps?|submission|imap|pop3)-login: |\bhaproxy\[|\bSSL_accept\b|\bSTARTTLS=server\b|\bTLS error on connection from\b|\bTLS handshake error from\b|\b(?:statem|s3|s23|ssl|tls13|tls12)_(?:srvr|server)\.cc?\b|(?:process|get|parse)_client_hello\b|\bACCEPT_SR_|\bconnection request was received from a remote client\b/i
/** The same of a client: then the text tells of both, or of the other half. */
const CLIENT =
  /\bpostfix\/(?:[\w-]{1,32}\/)?smtp\[|\bSSL_connect\b|\bSTARTTLS=client\b|\b(?:statem|s3|s23)_clnt\.c\b|(?:server_hello|server_certificate)\b|\bTLS error on connection to\b/i

/**
 * Which side of the handshake tells of it, where the text shows it. The server that accepted the connection names the client, and what it refuses
 * is the client's; an alert that the client met is the server's.
 */
export function sideOfHandshake(text: string): 'client' | 'server' | undefined {
  const isServers = SERVER.test(text)
  return isServers === CLIENT.test(text) ? undefined : isServers ? 'server' : 'client'
}
