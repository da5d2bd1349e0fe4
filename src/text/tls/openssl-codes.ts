import type { Symptom } from '../../domain/symptom.ts'
import { reasonOfNumber } from './reasons/openssl.ts'

/** SSL_AD_REASON_OFFSET: reason numbers from here to +255 are alerts that the peer sent. */
const ALERT_OFFSET = 1000
/** ERR_LIB_SSL in OpenSSL and LibreSSL. */
const SSL_LIBRARY = 20
/** ERR_LIB_SSL in BoringSSL; OpenSSL has its elliptic curves there, so the library's name must stand behind the code. */
const BORINGSSL_LIBRARY = 16

const CODES = /error:([0-9a-f]{8}):(ssl routines)?/g

interface SslReason {
  readonly reason: number
  readonly isBoringssl: boolean
}

/**
 * The first reason that the SSL library itself gave. The error queue of one failure also holds what the libraries below it met,
 * whose reasons are numbered otherwise. The number stands in the low 12 bits, in 1.x and 3.x alike.
 */
function sslReason(lower: string): SslReason | undefined {
  if (!lower.includes('error:')) return undefined
  for (const [, hex = '', named] of lower.matchAll(CODES)) {
    const code = Number.parseInt(hex, 16)
    const library = hex.startsWith('0') ? code >>> 23 : code >>> 24
    const isBoringssl = library === BORINGSSL_LIBRARY && named !== undefined
    if (library === SSL_LIBRARY || isBoringssl) return { reason: code & 0xf_ff, isBoringssl }
  }
  return undefined
}

/** The alert that the peer sent, by OpenSSL's or BoringSSL's code. */
export function alertOfOpenssl(lower: string): number | undefined {
  const reason = sslReason(lower)?.reason
  return reason !== undefined && reason >= ALERT_OFFSET && reason < ALERT_OFFSET + 256
    ? reason - ALERT_OFFSET
    : undefined
}

/** What OpenSSL's own reason number means, and that number. Those of BoringSSL are others; its words tell. */
export function symptomOfOpenssl(lower: string): { readonly symptom: Symptom; readonly reason: number } | undefined {
  const found = sslReason(lower)
  if (found === undefined || found.isBoringssl) return undefined
  const symptom = reasonOfNumber(found.reason)?.symptom
  return symptom === undefined ? undefined : { symptom, reason: found.reason }
}
