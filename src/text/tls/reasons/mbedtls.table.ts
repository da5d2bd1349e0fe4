import { reasons } from './reasons.ts'

/**
 * What mbed TLS says (`mbedtls_strerror`, which sets the module before a sentence) and what its check of a chain says (`mbedtls_x509_crt_verify_info`).
 * Its numbers are in `stack-codes.ts`.
 */
export const MBEDTLS_REASONS = reasons({
  'tls.handshake.notls': ['ssl an invalid ssl record was received'],
  'tls.handshake.version': [
    'ssl an operation failed due to an unexpected version or configuration|ssl handshake protocol not within min max boundaries',
  ],
  'tls.handshake.cipher': [
    'ssl none of the common ciphersuites is usable eg no suitable certificate see debug messages',
    'ssl the server has no ciphersuites in common with the client',
  ],
  'tls.handshake.sigalg': ['ssl public key type mismatch eg asked for rsa key exchange and presented ec key'],
  'tls.handshake.corrupt': [
    'ssl processing of the compression decompression failed|ssl verification of the message mac failed',
    'ssl processing of the finished handshake message failed',
  ],
  'tls.handshake.eof': [
    'ssl the connection indicated an eof|ssl the peer notified us that the connection is going to be closed',
  ],
  'tls.handshake.timeout': ['ssl the operation timed out'],
  'tls.cert.expired': ['the certificate validity has expired|the certificate validity starts in the future'],
  'tls.cert.name': ['the certificate common name cn does not match with the expected cn'],
  'tls.cert.untrusted': [
    'x509 unavailable feature e g rsa hashing encryption combination|x509 requested oid is unknown',
    'x509 the crt crl csr format is invalid e g different type expected|x509 the crt crl csr version element is invalid',
    'x509 the serial tag or value is invalid|x509 the algorithm tag or value is invalid|x509 the name tag or value is invalid',
    'x509 the date tag or value is invalid|x509 the signature tag or value invalid|x509 the extension tag or value is invalid',
    'x509 crt crl csr has an unsupported version number|x509 signature algorithm oid is unsupported',
    'x509 signature algorithms do not match see c mbedtls_x509_crt sig_oid',
    'x509 certificate verification failed e g crl ca or signature check failed',
    'x509 a fatal error occurred eg the chain is too long or the vrfy callback failed|ssl verification of our peer failed',
    'ssl processing of the certificate handshake message failed|the certificate has been revoked is on a crl',
    'the certificate is not correctly signed by the trusted ca|the crl is not correctly signed by the trusted ca|the crl is expired',
    'the crl is from the future|the crl is signed with an unacceptable hash|the crl is signed with an unacceptable pk alg',
    'the crl is signed with an unacceptable key|ssl bad certificate',
  ],
  'tls.cert.purpose': [
    'usage does not match the keyusage extension|usage does not match the extendedkeyusage extension',
    'usage does not match the nscerttype extension',
  ],
  'tls.cert.weak': [
    'the certificate is signed with an unacceptable hash|the certificate is signed with an unacceptable pk alg',
    'the certificate is signed with an unacceptable key',
  ],
  'tls.cert.clientrequired': [
    'ssl no client certification received from the client but required by the authentication mode',
  ],
  'tls.cert.sni': ['ssl no server could be identified matching the client s sni'],
  'tls.local.nocert': [
    'ssl the own certificate is not set but needed by the server|ssl the own private key or pre shared key is not set but needed',
  ],
  'tls.local.config': [
    'pem no pem header or footer found|pem pem string is not as expected|pem failed to allocate memory',
    'pem rsa iv is not in hex format|pem unsupported key encryption algorithm|pem private key password can t be empty',
    'pem given private key password does not allow for correct decryption|pem unavailable feature e g hashing encryption combination',
    'pem bad input parameters to function|x509 format not recognized as der or pem|x509 allocation of memory failed',
    'x509 read write of file failed|x509 destination buffer is too small|pk pk hardware accelerator failed',
    'pk given private key password does not allow for correct decryption|pk private key password can t be empty',
    'pk invalid key tag or value|pk unsupported key version|pk read write of file failed|pk memory allocation failed',
    'ssl invalid value in ssl config|ssl no rng was provided to the ssl module',
    'ssl our own certificate s is are too large to send in an ssl message|ssl no ca chain is set but required to operate',
    'ssl memory allocation failed',
  ],
  'tls.handshake.alert': [
    'x509 input invalid|pk the buffer contains a valid signature followed by more data',
    'pk unavailable feature e g rsa disabled for rsa key|pk elliptic curve is unsupported only nist curves are supported',
    'pk the algorithm tag or value is invalid|pk the pubkey tag or value is invalid only rsa and ec are supported',
    'pk key algorithm is unsupported only rsa and ec are supported|pk bad input parameters to function',
    'pk type mismatch eg attempt to encrypt with an ecdsa key|ssl an encrypted dtls frame with an unexpected cid was received',
    'ssl internal only message signaling that a message arrived early|ssl the asynchronous operation is not completed yet',
    'ssl internal only message signaling that further message processing should be done',
    'ssl couldn t set the hash for verifying certificateverify|ssl the alert message received indicates a non fatal error',
    'ssl record header looks valid but is not expected|ssl the client initiated a reconnect from the same port',
    'ssl a buffer is too small to receive or write a message|ssl dtls client must retry for hello verification',
    'ssl unexpected message at serverhello in renegotiation|ssl a counter would wrap eg too many messages exchanged',
    'ssl internal error eg unexpected failure in lower level module|ssl unknown identity received eg psk identity',
    'ssl session ticket has expired|ssl processing of the newsessionticket handshake message failed',
    'ssl hardware acceleration function skipped left alone data|ssl a cryptographic operation is in progress try again later',
    'ssl the requested feature is not available|ssl bad input parameters to function|ssl an unknown cipher was received',
    'ssl an unexpected message was received from our peer|ssl a fatal alert message was received from our peer',
    'ssl processing of the clienthello handshake message failed|ssl processing of the serverhello handshake message failed',
    'ssl processing of the certificaterequest handshake message failed',
    'ssl processing of the serverkeyexchange handshake message failed|ssl processing of the serverhellodone handshake message failed',
    'ssl processing of the clientkeyexchange handshake message failed',
    'ssl processing of the clientkeyexchange handshake message failed in dhm ecdh read public',
    'ssl processing of the clientkeyexchange handshake message failed in dhm ecdh calculate secret',
    'ssl processing of the certificateverify handshake message failed|ssl processing of the changecipherspec handshake message failed',
    'ssl hardware acceleration function returned with error|certificate was missing',
    'ssl a field in a message was incorrect or inconsistent with other fields|ssl the handshake negotiation failed',
    'ssl a message could not be parsed due to a syntactic error|ssl no alpn protocols supported that the client advertises',
    'ssl client received an extended server hello containing an unsupported extension|ssl cache entry not found',
  ],
})
