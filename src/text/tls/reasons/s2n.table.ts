import { reasons } from './reasons.ts'

/**
 * What s2n names and says (`s2n_strerror_name`, `s2n_strerror`).
 */
export const S2N_REASONS = reasons({
  'tls.handshake.notls': ['s2n_err_record_length_too_large|record length exceeds protocol version maximum'],
  'tls.handshake.version': [
    's2n_err_protocol_version_unsupported|tls protocol version is not supported by configuration|s2n_err_fallback_detected',
    'tls fallback detected|s2n_err_protocol_downgrade_detected|protocol downgrade detected by client',
  ],
  'tls.handshake.cipher': [
    's2n_err_cipher_not_supported|cipher is not supported|s2n_err_ecdhe_unsupported_curve',
    'unsupported ec curve was presented during an ecdhe handshake|s2n_err_ecdsa_unsupported_curve',
    'unsupported ec curve was presented during an ecdsa signaturescheme handshake',
  ],
  'tls.handshake.sigalg': [
    's2n_err_invalid_signature_algorithm|s2n_err_invalid_signature_scheme|invalid signature scheme',
  ],
  'tls.handshake.weakdh': ['s2n_err_dh_too_small|diffie hellman parameters are too small'],
  'tls.handshake.corrupt': [
    's2n_err_decrypt|error decrypting data|s2n_err_verify_signature|error verifying signature|s2n_err_cbc_verify',
    'failed cbc verification',
  ],
  'tls.handshake.eof': [
    's2n_err_closed|s2n_err_shutdown_closed|peer closed before sending their close_notify|failed to negotiate connection is closed',
  ],
  'tls.handshake.reset': ['s2n_err_io|underlying i o operation failed check system errno'],
  'tls.cert.expired': ['s2n_err_cert_expired|certificate has expired or is not yet valid'],
  'tls.cert.untrusted': [
    's2n_err_cert_untrusted|certificate is untrusted|s2n_err_cert_type_unsupported|certificate type is unsupported',
    's2n_err_cert_revoked|s2n_err_invalid_ocsp_response|ocsp response is invalid|s2n_err_decode_certificate',
  ],
  'tls.cert.purpose': ['s2n_err_cert_intent_invalid'],
  'tls.cert.clientrequired': ['s2n_err_missing_client_cert'],
  'tls.local.ciphers': ['s2n_err_invalid_cipher_preferences|invalid cipher preferences version'],
  'tls.local.config': [
    's2n_err_key_mismatch|public and private key do not match|s2n_err_decode_private_key|error decoding private key',
    's2n_err_no_certificate_in_pem|no certificate in pem|s2n_err_invalid_pem|invalid pem encountered|s2n_err_invalid_security_policy',
    's2n_err_x509_trust_store|error initializing trust store',
  ],
  'tls.handshake.alert': [
    's2n_err_alert|tls alert received|s2n_err_bad_message|bad message encountered|s2n_err_no_application_protocol',
    'no supported application protocol to negotiate|s2n_err_bad_key_share|bad key share received|s2n_err_encrypt|s2n_err_cancelled',
    'handshake was cancelled|s2n_err_missing_extension|mandatory extension not received|s2n_err_unsupported_extension',
    's2n_err_duplicate_extension|s2n_err_non_empty_renegotiation_info|renegotiation_info should be empty|s2n_err_invalid_hello_retry',
    'invalid hello retry request|s2n_err_handshake_state|invalid handshake state encountered|s2n_err_record_limit',
    's2n_err_max_frag_len_mismatch|s2n_err_unknown_protocol_version',
  ],
})
