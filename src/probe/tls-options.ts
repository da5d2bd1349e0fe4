import { constants } from 'node:crypto'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import type { Endpoint } from '../domain/endpoint.ts'
import type { TlsPlan, TlsVersion } from '../domain/plan/session-plan.ts'

const OLD: ReadonlySet<TlsVersion> = new Set<TlsVersion>(['TLSv1', 'TLSv1.1'])

/** A TlsPlan in the words of node:tls. What the plan leaves open stays the library's default. */
export function tlsOptions(plan: TlsPlan, endpoint: Endpoint): ConnectionOptions {
  const wantsOld = [plan.minVersion, plan.maxVersion].some((version) => version !== undefined && OLD.has(version))
  const minVersion =
    plan.minVersion ?? (plan.maxVersion !== undefined && OLD.has(plan.maxVersion) ? 'TLSv1' : undefined)
  const servername = serverNameOf(plan, endpoint)
  return {
    // Certificate errors are facts for the caller to weigh; the handshake itself goes on.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(plan.maxVersion === undefined ? {} : { maxVersion: plan.maxVersion }),
    ...(plan.groups === undefined ? {} : { ecdhCurve: plan.groups }),
    ...(plan.sigalgs === undefined ? {} : { sigalgs: plan.sigalgs }),
    ...ciphersOf(plan.ciphers, wantsOld),
    ...(plan.legacyRenegotiation === true ? { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT } : {}),
    ...(servername === undefined ? {} : { servername }),
  }
}

/** OpenSSL 3 has no TLS 1.0 and 1.1 above security level 0. */
function ciphersOf(ciphers: string | undefined, wantsOld: boolean): { ciphers?: string } {
  if (!wantsOld || ciphers?.includes('@SECLEVEL') === true) return ciphers === undefined ? {} : { ciphers }
  return { ciphers: `${ciphers ?? 'DEFAULT'}:@SECLEVEL=0` }
}

/** undefined: send none. An address is no server name (RFC 6066 §3). */
function serverNameOf(plan: TlsPlan, endpoint: Endpoint): string | undefined {
  const name = plan.sni === undefined ? endpoint.host : plan.sni
  if (name === null || name === '' || name.length > 255 || isIP(name) !== 0) return undefined
  return name.replace(/\.$/, '')
}
