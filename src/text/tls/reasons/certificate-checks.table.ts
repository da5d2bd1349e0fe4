import { reasons } from './reasons.ts'

/**
 * What OpenSSL's check of a chain says (`X509_V_ERR_…`, `X509_verify_cert_error_string`), as sentences and as the constants that Node prints.
 * The fault of an issuer, of a list of the revoked or of an extension makes the certificate one that is not trusted.
 */
export const CERTIFICATE_CHECKS = reasons({
  'tls.cert.untrusted': [
    'unspecified certificate verification error|unable to get issuer certificate|unable to get certificate crl',
    'unable to decrypt certificate s signature|unable to decrypt crl s signature|unable to decode issuer public key',
    'certificate signature failure|crl signature failure|crl is not yet valid|crl has expired',
    'format error in certificate s notbefore field|format error in certificate s notafter field|format error in crl s lastupdate field',
    'format error in crl s nextupdate field|unable to get local issuer certificate|unable to verify the first certificate',
    'certificate chain too long|certificate revoked|issuer certificate doesn t have a public key|path length constraint exceeded',
    'certificate not trusted|certificate rejected|subject issuer mismatch|authority and subject key identifier mismatch',
    'authority and issuer serial number mismatch|unable to get crl issuer certificate|unhandled critical extension',
    'unhandled critical crl extension|invalid or inconsistent certificate extension|invalid or inconsistent certificate policy extension',
    'no explicit policy|different crl scope|rfc 3779 resource not subset of parent s resources|permitted subtree violation',
    'excluded subtree violation|name constraints minimum and maximum not supported|application verification failure',
    'unsupported name constraint type|unsupported or invalid name constraint syntax|unsupported or invalid name syntax',
    'crl path validation error|path loop|proxy path length constraint exceeded',
    'proxy certificates not allowed please set the appropriate flag|email address mismatch|issuer certificate lookup error',
    'certificate transparency required but no valid scts found|proxy subject name violation|ocsp verification needed',
    'ocsp verification failed|ocsp unknown cert|ocsp response s invalid|ocsp response signature verification failure',
    'ocsp response not yet valid contains a date in the future|ocsp response has expired|no ocsp response available for certificate',
    'cannot find certificate signature algorithm|subject signature algorithm and issuer public key algorithm mismatch',
    'cert info signature and signature algorithm mismatch|path length invalid for non ca cert',
    'path length given without key usage keycertsign|key usage keycertsign invalid for non ca cert|issuer name empty|subject name empty',
    'missing authority key identifier|missing subject key identifier|empty subject alternative name extension',
    'basic constraints of ca cert not marked critical|subject empty and subject alt name extension not critical',
    'authority key identifier marked critical|subject key identifier marked critical|ca cert does not include key usage extension',
    'using cert extension requires at least x509v3|certificate public key has explicit ecc parameters',
    'raw public key untrusted no trusted keys configured|suite b certificate version invalid|suite b invalid public key algorithm',
    'suite b invalid ecc curve|suite b invalid signature algorithm|suite b curve not allowed for this los',
    'suite b cannot sign p 384 with p 256|invalid certificate verification context|invalid ca certificate',
    'invalid non ca certificate has ca markings|key usage does not include certificate signing|key usage does not include crl signing',
    'unable_to_get_issuer_cert|unable_to_get_crl|unable_to_decrypt_cert_signature|unable_to_decrypt_crl_signature',
    'unable_to_decode_issuer_public_key|cert_signature_failure|crl_signature_failure|crl_not_yet_valid|crl_has_expired',
    'error_in_cert_not_before_field|error_in_cert_not_after_field|unable_to_get_issuer_cert_locally|unable_to_verify_leaf_signature',
    'cert_chain_too_long|cert_revoked|invalid_ca|path_length_exceeded|cert_untrusted|cert_rejected',
  ],
  'tls.cert.expired': [
    'certificate is not yet valid|certificate is not yet valid or the system clock is incorrect|certificate has expired',
    'cert_not_yet_valid|cert_has_expired',
  ],
  'tls.cert.selfsigned': [
    'self signed certificate|self signed certificate in certificate chain|depth_zero_self_signed_cert|self_signed_cert_in_chain',
  ],
  'tls.cert.purpose': [
    'unsuitable certificate purpose|unsupported certificate purpose|key usage does not include digital signature|invalid_purpose',
  ],
  'tls.cert.name': ['hostname mismatch|ip address mismatch|err_tls_cert_altname_invalid'],
  'tls.policy.dane': ['no matching dane tlsa records'],
  'tls.cert.weak': ['ee certificate key too weak|ca certificate key too weak|ca signature digest algorithm too weak'],
})
