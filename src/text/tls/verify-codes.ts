import type { Symptom } from '../../domain/symptom.ts'

/** OpenSSL's X509_V_ERR_… where they mean more than that a certificate was not verified (x509_vfy.h). */
const SYMPTOMS: Readonly<Record<number, Symptom>> = {
  9: 'tls.cert.expired', // CERT_NOT_YET_VALID
  10: 'tls.cert.expired', // CERT_HAS_EXPIRED
  18: 'tls.cert.selfsigned', // DEPTH_ZERO_SELF_SIGNED_CERT
  19: 'tls.cert.selfsigned', // SELF_SIGNED_CERT_IN_CHAIN
  26: 'tls.cert.purpose', // INVALID_PURPOSE
  62: 'tls.cert.name', // HOSTNAME_MISMATCH
  64: 'tls.cert.name', // IP_ADDRESS_MISMATCH
  65: 'tls.policy.dane', // DANE_NO_MATCH
  66: 'tls.cert.weak', // EE_KEY_TOO_SMALL
  67: 'tls.cert.weak', // CA_KEY_TOO_SMALL
  68: 'tls.cert.weak', // CA_MD_TOO_WEAK
}
/** The numbers end here in OpenSSL 3.5. */
const LAST = 99

const CODE =
  /\bverif(?:y|ication)[ _-]?(?:return[ _-]?)?(?:result|code|err(?:or)?|status|num)["']?\s{0,2}(?:=|:|is|was)?\s{0,2}["'(]?(\d{1,2})\b(?![.\d])/i

/** What the number of a certificate's verification means, where a program prints no more of it. */
export function symptomOfVerifyCode(raw: string): Symptom | undefined {
  const code = Number(CODE.exec(raw)?.[1] ?? 0)
  return code < 2 || code > LAST ? undefined : (SYMPTOMS[code] ?? 'tls.cert.untrusted')
}
