import { reasons } from './reasons.ts'

/**
 * What Erlang's `ssl` and `public_key` give as the reason behind an alert of their own, and of a chain (`{bad_cert, Reason}`).
 */
export const ERLANG_REASONS = reasons({
  'tls.handshake.notls': ['unsupported_record_type'],
  'tls.handshake.version': ['unsupported_version'],
  'tls.handshake.cipher': ['no_suitable_ciphers|no_suitable_cipher|no_suitable_groups'],
  'tls.handshake.sigalg': ['no_suitable_signature_algorithm|no_suitable_public_key'],
  'tls.handshake.corrupt': ['decryption_failed|failed_to_decrypt_server_key_sign'],
  'tls.handshake.eof': ['transport_closed'],
  'tls.cert.expired': ['cert_expired'],
  'tls.cert.name': ['hostname_check_failed'],
  'tls.cert.untrusted': [
    'invalid_issuer|invalid_signature|name_not_permitted|missing_basic_constraint|max_path_length_reached|unknown_critical_extension',
    'revocation_status_undetermined|root_cert_expired|failed_to_decode_certificate|bad_crls|unsupported_signature',
    'duplicate_cert_in_path|no_ocsp_stapling_response',
  ],
  'tls.cert.selfsigned': ['selfsigned_peer'],
  'tls.cert.purpose': ['invalid_key_usage|invalid_ext_key_usage|invalid_ext_keyusage'],
  'tls.cert.clientrequired': ['no_client_certificate_provided'],
  'tls.local.nocert': ['no_suitable_certificates|unable_to_supply_acceptable_cert'],
  'tls.local.config': [
    'failed_to_decode_own_certificate|insufficient_crypto_support|no_supported_algorithms|invalid tls option',
    'invalid ca certificate file|invalid certificate file|invalid key file|invalid dh params file|ssl_not_started',
  ],
  'tls.handshake.alert': [
    'malformed_handshake_data|unexpected_msg|pub_key_is_not_rsa|empty_dh_public|empty_renegotiation_info_scsv',
    'unexpected_next_protocol_extension|unrequested_certificate|fixed_diffie_hellman_prohibited|empty_sni',
    'unexpected_renegotiate_alert_during_initial_handshake|unexpected_alert|none_early_application_data_before_handshake|empty_alert',
    'application_data_before_initial_handshake|application_data_before_handshake_or_intervened_in_post_handshake_auth',
    'failed_to_decode_remote_alert|unknown_or_malformed_key_exchange|unexpected_status_request|too_many_protocols_in_server_hello',
    'status_request_not_empty|premaster_encryption_failed|no_protocols_in_server_hello|no_next_protocol',
    'master_secret_calculation_failure|key_calculation_failure|invalid_certificate_verify_message|alert_decode_error',
    'unknown_or_malformed_handshake|too_many_remote_alerts|handshake_decode_error|record_type_mismatch|too_much_early_data',
    'failed to assert middlebox server message',
  ],
})
