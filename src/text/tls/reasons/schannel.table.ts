import { reasons } from './reasons.ts'

/**
 * What Windows' SChannel says: the names, numbers and sentences of winerror.h (`SEC_E_…`), as hexadecimal and as decimal numbers, the names that .NET
 * and Exchange give them (`SecurityStatus`), and its events.
 */
export const SCHANNEL_REASONS = reasons({
  'tls.handshake.notls': [
    'sec_e_invalid_token|0x80090308|2146893048|the token supplied to the function is invalid|invalidtoken',
  ],
  'tls.handshake.version': ['sec_e_unsupported_function|0x80090302|2146893054|the function requested is not supported'],
  'tls.handshake.cipher': [
    'sec_e_algorithm_mismatch|0x80090331|2146893007',
    'the client and server cannot communicate because they do not possess a common algorithm|sec_e_strong_crypto_not_supported',
    '0x8009033a|2146892998|algorithmmismatch',
    'none of the cipher suites supported by the client application are supported by the server',
  ],
  'tls.handshake.corrupt': [
    'sec_e_message_altered|0x8009030f|2146893041|the message or signature supplied for verification has been altered',
    'sec_e_out_of_sequence|0x80090310|2146893040|the message supplied for verification is out of sequence|sec_e_incomplete_message',
    '0x80090318|2146893032|the supplied message is incomplete the signature was not verified|sec_e_decrypt_failure|0x80090330',
    '2146893008|the specified data could not be decrypted|decryptfailure|messagealtered|outofsequence|incompletemessage',
  ],
  'tls.handshake.eof': [
    'sec_e_context_expired|0x80090317|2146893033|the context has expired and can no longer be used|sec_i_context_expired',
    'contextexpired',
  ],
  'tls.cert.expired': [
    'sec_e_cert_expired|0x80090328|2146893016|the received certificate has expired|certexpired',
    'the certificate received from the remote server has either expired or is not yet valid',
    'the certificate received from the remote client has either expired or is not yet valid',
  ],
  'tls.cert.name': [
    'sec_e_wrong_principal|0x80090322|2146893022|the target principal name is incorrect|wrongprincipal',
    'the certificate received from the remote server does not contain the expected name',
  ],
  'tls.cert.untrusted': [
    'sec_e_untrusted_root|0x80090325|2146893019|the certificate chain was issued by an authority that is not trusted',
    'sec_e_cert_unknown|0x80090327|2146893017|an unknown error occurred while processing the certificate|sec_e_mutual_auth_failed',
    '0x80090363|2146892957|the identity of the server computer could not be verified|untrustedroot|certunknown',
    'the certificate received from the remote server has not validated correctly',
    'the certificate received from the remote client application has not validated correctly',
    'the certificate received from the remote server was issued by an untrusted certificate authority',
    'the certificate received from the remote client was issued by an untrusted certificate authority',
    'the certificate received from the remote server has been revoked',
  ],
  'tls.cert.purpose': [
    'sec_e_cert_wrong_usage|0x80090349|2146892983|the certificate is not valid for the requested usage',
  ],
  'tls.cert.clientrequired': [
    'sec_e_incomplete_credentials|0x80090320|2146893024|the credentials supplied were not complete and could not be verified',
    'sec_i_incomplete_credentials|incompletecredentials',
    'the remote server has requested ssl client authentication but no suitable client certificate could be found',
    'the remote server has requested tls client authentication but no suitable client certificate could be found',
  ],
  'tls.local.nocert': [
    'sec_e_unknown_credentials|0x8009030d|2146893043|the credentials supplied to the package were not recognized|sec_e_no_credentials',
    '0x8009030e|2146893042|no credentials are available in the security package|unknowncredentials|nocredentials',
    'no suitable default server credential exists on this system',
  ],
  'tls.local.config': [
    'sec_e_insufficient_memory|0x80090300|2146893056|sec_e_secpkg_not_found|0x80090305|2146893051',
    'the requested security package does not exist|sec_e_not_owner|0x80090306|2146893050',
    'the caller is not the owner of the desired credentials|sec_e_cannot_install|0x80090307|2146893049|sec_e_bad_pkgid|0x80090316',
    '2146893034|sec_e_wrong_credential_handle|0x80090336|2146893002|sec_e_crypto_system_invalid|0x80090337|2146893001',
    'the crypto system or checksum function is invalid because a required function is unavailable|sec_e_invalid_parameter|0x8009035d',
    '2146892963|a fatal error occurred when attempting to access the tls server credential private key',
    'a fatal error occurred when attempting to access the tls client credential private key',
    'a fatal error occurred when attempting to access the ssl server credential private key',
    'a fatal error occurred while creating an ssl client credential|a fatal error occurred while creating an ssl server credential',
    'a fatal error occurred while creating a tls client credential|a fatal error occurred while creating a tls server credential',
  ],
  'tls.handshake.alert': [
    'an authentication function returned an error',
    'sec_e_invalid_handle|0x80090301|2146893055|sec_e_target_unknown|0x80090303|2146893053',
    'the specified target is unknown or unreachable|sec_e_internal_error|0x80090304|2146893052',
    'the local security authority cannot be contacted|sec_e_cannot_pack|0x80090309|2146893047|sec_e_qop_not_supported|0x8009030a',
    '2146893046|the per message quality of protection is not supported by the security package|sec_e_logon_denied|0x8009030c',
    '2146893044|sec_e_no_authenticating_authority|0x80090311|2146893039|no authority could be contacted for authentication',
    'sec_e_buffer_too_small|0x80090321|2146893023|sec_e_time_skew|0x80090324|2146893020',
    'the clocks on the client and server machines are skewed|sec_e_illegal_message|0x80090326|2146893018',
    'the message received was unexpected or badly formatted|sec_e_encrypt_failure|0x80090329|2146893015',
    'the specified data could not be encrypted|sec_e_security_qos_failed|0x80090332|2146893006|sec_e_unfinished_context_deleted',
    '0x80090333|2146893005|a security context was deleted before the context was completed|sec_e_downgrade_detected|0x80090350',
    '2146892976|sec_e_application_protocol_mismatch|0x80090367|2146892953',
    'no common application protocol exists between the client and the server|illegalmessage|encryptfailure',
    'applicationprotocolmismatch',
  ],
})
