import { reasons } from './reasons.ts'

/**
 * What .NET's `SslStream` says on Windows and on Linux, and MailKit around it.
 */
export const DOTNET_REASONS = reasons({
  'tls.handshake.notls': [
    'the handshake failed due to an unexpected packet format|cannot determine the frame size or a corrupted frame was received',
    'received an invalid authentication frame',
  ],
  'tls.handshake.eof': [
    'authentication failed because the remote party has closed the transport stream',
    'received an unexpected eof or 0 bytes from the transport stream',
    'received incomplete authentication message remote party has probably closed the connection',
  ],
  'tls.cert.expired': [
    'the remote certificate is invalid because of errors in the certificate chain nottimevalid',
    'a required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file',
  ],
  'tls.cert.name': [
    'the remote certificate is invalid according to the validation procedure remotecertificatenamemismatch',
    'the host name did not match the name given in the server s ssl certificate|certificate name mismatch',
    'remotecertificatenamemismatch',
  ],
  'tls.cert.untrusted': [
    'the remote certificate is invalid according to the validation procedure',
    'the remote certificate is invalid because of errors in the certificate chain',
    'the remote certificate was rejected by the provided remotecertificatevalidationcallback',
    'the remote certificate was rejected by remotecertificatevalidationcallback',
    'the server s ssl certificate could not be validated for the following reasons|remotecertificatechainerrors',
    'a certificate chain processed but terminated in a root certificate which is not trusted by the trust provider',
    'a certificate chain could not be built to a trusted root authority',
    'the revocation function was unable to check revocation for the certificate',
    'the revocation function was unable to check revocation because the revocation server was offline',
    'remotecertificatechainerrors partialchain|ssl certificate returned is invalid',
  ],
  'tls.local.nocert': ['the server mode ssl must use a certificate with the associated private key'],
  'tls.local.config': [
    'ssl certificate private key check failed with openssl error|using ssl certificate failed with openssl error',
    'using ssl certificate private key failed with openssl error|failed to allocate ssl tls context',
    'the requested combination of sslprotocols|the requested security protocol is not supported',
    'alpn configuration failed on this platform',
  ],
  'tls.handshake.alert': [
    'the authentication or decryption has failed',
    'authentication failed see inner exception|a call to sspi failed see inner exception|ssl handshake failed with openssl error',
    'an error occurred while attempting to establish an ssl or tls connection|authentication failed on the remote side',
    'the remote party requested renegotiation when allowrenegotiation was set to false',
    'the remote server did not provide a certificate|remotecertificatenotavailable',
    'the ssl connection could not be established see inner exception',
  ],
})
