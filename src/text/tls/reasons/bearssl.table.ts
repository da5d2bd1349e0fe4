import { reasons } from './reasons.ts'

/**
 * What BearSSL says, as its own tools and small devices print it: constants, and the sentences that explain them.
 */
export const BEARSSL_REASONS = reasons({
  'tls.local.config': [
    'br_err_bad_param|br_err_bad_state|br_err_no_random|br_err_x509_time_unknown|caller provided parameter is incorrect',
    'operation requested by the caller cannot be applied with the current context state e g reading data while outgoing data is waiting to be sent',
    'no initial entropy was provided and none can be obtained from the os|validation time is unknown',
  ],
  'tls.handshake.version': [
    'br_err_unsupported_version|br_err_bad_version|incoming protocol or record version is unsupported',
    'incoming record version does not match the expected version',
  ],
  'tls.handshake.notls': [
    'br_err_bad_length|br_err_unknown_type|incoming record length is invalid|incoming record type is unknown',
  ],
  'tls.handshake.corrupt': [
    'br_err_bad_mac|br_err_bad_finished|br_err_bad_signature|decryption found an invalid padding or the record mac is not correct',
    'finished message from peer does not match the expected value|invalid signature in serverkeyexchange or certificateverify message',
  ],
  'tls.handshake.legacyreneg': ['br_err_bad_secreneg|secure renegotiation failed'],
  'tls.cert.purpose': [
    'br_err_wrong_key_usage|br_err_x509_forbidden_key_usage',
    'peer s public key does not have the proper type or is not allowed for the requested operation',
    'key usage extension prohibits intended usage',
  ],
  'tls.cert.clientrequired': [
    'br_err_no_client_auth|client did not send a certificate upon request or the client certificate could not be validated',
  ],
  'tls.handshake.eof': ['br_err_io|i o error or premature close on transport stream'],
  'tls.cert.untrusted': [
    'br_err_x509_invalid_value|br_err_x509_truncated|br_err_x509_empty_chain|br_err_x509_inner_trunc|br_err_x509_bad_tag_class',
    'br_err_x509_bad_tag_value|br_err_x509_indefinite_length|br_err_x509_extra_element|br_err_x509_unexpected|br_err_x509_not_constructed',
    'br_err_x509_not_primitive|br_err_x509_partial_byte|br_err_x509_bad_boolean|br_err_x509_overflow|br_err_x509_bad_dn',
    'br_err_x509_bad_time|br_err_x509_unsupported|br_err_x509_limit_exceeded|br_err_x509_wrong_key_type|br_err_x509_bad_signature',
    'br_err_x509_dn_mismatch|br_err_x509_critical_extension|br_err_x509_not_ca|br_err_x509_not_trusted',
    'invalid value in an asn 1 structure|truncated certificate or other asn 1 object|empty certificate chain no certificate at all',
    'decoding error inner element extends beyond outer element size|decoding error unsupported tag class application or private',
    'decoding error unsupported tag value|decoding error indefinite length|decoding error extraneous element',
    'decoding error unexpected element|decoding error expected constructed element but is primitive',
    'decoding error expected primitive element but is constructed|decoding error bit string length is not multiple of 8',
    'decoding error boolean value has invalid length|decoding error value is off limits|invalid distinguished name',
    'invalid date time representation|certificate contains unsupported features that cannot be ignored',
    'key or signature size exceeds internal limits|key type does not match that which was expected|signature is invalid',
    'issuer subject dn mismatch in the chain|unknown critical extension in certificate|not a ca or path length constraint violation',
    'chain could not be linked to a trust anchor',
  ],
  'tls.cert.expired': ['br_err_x509_expired'],
  'tls.cert.name': ['br_err_x509_bad_server_name|expected server name was not found in the chain'],
  'tls.cert.weak': ['br_err_x509_weak_public_key|public key found in certificate is too small'],
  'tls.handshake.alert': [
    'br_err_too_large|br_err_unexpected|br_err_bad_ccs|br_err_bad_alert|br_err_bad_handshake|br_err_oversized_id|br_err_bad_cipher_suite',
    'br_err_bad_compression|br_err_bad_fraglen|br_err_extra_extension|br_err_bad_sni|br_err_bad_hello_done|br_err_limit_exceeded',
    'br_err_resume_mismatch|br_err_invalid_algorithm',
    'incoming record is too large to be processed or buffer is too small for the handshake message to send',
    'incoming record or message has wrong type with regards to the current engine state',
    'changecipherspec message from the peer has invalid contents|alert message from the peer has invalid contents odd length',
    'incoming handshake message decoding failed|serverhello contains a session id which is larger than 32 bytes',
    'server wants to use a compression that we did not claim to support|server s max fragment length does not match client s',
    'server sent an extension type that we did not announce or used the same extension type several times in a single serverhello',
    'invalid server name indication contents when used by the server this extension shall be empty',
    'invalid serverhellodone from the server length is not 0|internal limit exceeded e g server s public key is too large',
    'session resumption attempt with distinct version or cipher suite',
    'unsupported or invalid algorithm ecdhe curve signature algorithm hash function',
  ],
})
