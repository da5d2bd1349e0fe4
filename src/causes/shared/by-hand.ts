import type { Sight } from '../../domain/evidence.ts'
import { firstLooks } from './sessions.ts'

/**
 * A session of a greeting and EHLO or HELO, for a reader without this program. Lines end in CRLF (RFC 5321 §2.3.8), and nothing is said before a server that
 * greets late has spoken.
 */
export function sessionByHand(
  sessions: Sight<'smtp.session'>,
  host: string,
  port: number,
  greeting: 'EHLO' | 'HELO' = 'EHLO',
): string {
  return `(sleep 8; printf '${greeting} ${ourName(sessions)}\\r\\n'; sleep 4; printf 'QUIT\\r\\n') | timeout 40 ${reach(host, port)}`
}

/** On 465 TLS comes first (RFC 8314 §3.3). */
function reach(host: string, port: number): string {
  if (port !== 465) return `nc ${host} ${port}`
  return `openssl s_client -quiet -connect ${host.includes(':') ? `[${host}]` : host}:465`
}

/** The name or the address literal that we say in EHLO, with nothing in it that a shell reads. */
function ourName(sessions: Sight<'smtp.session'>): string {
  return firstLooks(sessions)[0]?.fact.plan.ehloName.replaceAll(/[^\w.:[\]-]/g, '') ?? 'localhost'
}
