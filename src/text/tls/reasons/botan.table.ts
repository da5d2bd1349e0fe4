import { reasons } from './reasons.ts'

/**
 * What Botan says of a chain (`Certificate_Status_Code`).
 */
export const BOTAN_REASONS = reasons({
  'tls.cert.name': ['certificate does not match provided name'],
  'tls.cert.untrusted': [
    'certificate issuer not found|cannot establish trust|loop in certificate chain|certificate chain does not end in a ca certificate',
    'certificate issuer does not match subject of issuing cert|ca certificate not allowed to issue certs',
    'ca certificate not allowed to issue crls|ocsp cert not listed|ocsp bad status|certificate does not pass name constraint',
    'unknown critical extension encountered|ocsp signature error|unable to find certificate issusing ocsp response',
    'ocsp issuer s keyusage prohibits ocsp|certificate is revoked|crl bad signature|certificate public key invalid',
    'ocsp is not yet valid|ocsp has expired|no revocation data',
  ],
  'tls.cert.weak': ['signature method too weak|untrusted hash'],
})
