import { sideOfHandshake } from './tls/side-of-handshake.ts'

/** What servers write of clients that came, as their sources have it. */
const SERVER: readonly RegExp[] = [
  // Postfix: smtpd(8), postscreen(8), anvil(8). A command's name may have hyphens: END-OF-MESSAGE.
  /\b(?:smtpd|postscreen|anvil)\[\d/,
  /\bNOQUEUE: /,
  /\b(?:lost connection|timeout|too many errors|improper command pipelining|SSL_accept error) (?:after [A-Z][A-Z-]{3,15}\b.{0,40} )?from \S{1,255}\[/,
  // Exim's daemon.
  /\b(?:timeout|abandoned\)) on (?:TLS )?connection from\b/,
  /\breading SMTP command from\b/,
  /\bSMTP (?:connection|call) from\b/,
  /\bsynchronization error\b/,
  /\brejected (?:RCPT|MAIL|EHLO|HELO|AUTH|DATA|after DATA|connection)\b/,
  // Sendmail's server.
  /\blost input channel from\b/,
  /\bduring server cmd read\b/,
  /\bdid not issue MAIL\//,
  /\bruleset=check_(?:relay|mail|rcpt)\b/,
  /, client: [\d.]{7,15}\b/,
  // smtpd of OpenSMTPD.
  /\bsmtp (?:dis)?connected (?:address|reason)=/,
]

/** What mail servers write of deliveries of their own. */
const CLIENT: readonly RegExp[] = [
  /\bpostfix\/(?:[\w-]{1,32}\/)?[sl]mtp\[|\bstatus=(?:sent|deferred|bounced|expired)\b/,
  /\bstat="?(?:Deferred|Sent|User|Host|Service)/,
  /\bmta (?:delivery|error|connect)/,
  / (?:==|\*\*|=>) \S{1,320}@/,
]

/** The text is a server's own log, and tells of a client that came to it: whoever is named is no destination, and whoever went away was the client. */
export function tellsOfClient(text: string): boolean {
  if (sideOfHandshake(text) === 'server') return true
  return SERVER.some((words) => words.test(text)) && !CLIENT.some((words) => words.test(text))
}
