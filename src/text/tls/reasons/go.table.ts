import { reasons } from './reasons.ts'

/**
 * What Go's crypto/tls and crypto/x509 say, without what stands in their sentences of a peer. Its `remote error: tls: …` are alerts.
 */
export const GO_REASONS = reasons({
  'tls.handshake.notls': [
    'first record does not look like a tls handshake|unsupported sslv2 handshake received|oversized record received',
  ],
  'tls.handshake.version': [
    'server selected unsupported protocol|client offered only unsupported versions|no mutually supported protocol versions',
    'client offered tls version older than tls 1 3|client using inappropriate protocol fallback',
    'downgrade attempt detected possibly due to a mitm attack or a broken middlebox',
  ],
  'tls.handshake.cipher': [
    'no cipher suite supported by both client and server|no key exchanges supported by both client and server',
    'no supported elliptic curves offered|no supported elliptic curves for ecdhe|server selected unsupported curve',
    'server selected unsupported group',
  ],
  'tls.handshake.sigalg': [
    'certificate used with invalid signature algorithm|peer doesn t support any of the certificate s signature algorithms',
  ],
  'tls.handshake.corrupt': [
    'server s finished message was incorrect|invalid server finished hash|invalid client finished hash',
    'client s finished message is incorrect|invalid signature by the server certificate',
  ],
  'tls.cert.clientrequired': ['client didn t provide a certificate'],
  'tls.cert.sni': ['acme autocert missing server name|acme autocert server name component count invalid'],
  'tls.local.config': [
    'either servername or insecureskipverify must be specified in the tls config|no supported versions satisfy minversion and maxversion',
    'failed to find any pem data in certificate input|failed to find any pem data in key input',
    'failed to find certificate pem data in certificate input but did find a private key pem inputs may have been switched',
    'found a certificate rather than a key in the pem for the private key|failed to parse private key',
    'private key does not match public key|private key type does not match public key type|curvepreferences includes unsupported curve',
    'certificate private key does not implement crypto decrypter|unsupported certificate private key|short read from rand',
    'unknown renegotiation value|invalid nextprotos value',
  ],
  'tls.local.nocert': [
    'no certificates configured|neither certificates getcertificate nor getconfigforclient set in config',
  ],
  'tls.cert.untrusted': [
    'x509 certificate signed by unknown authority|x509 certificate is not authorized to sign other certificates',
    'x509 a root or intermediate certificate is not authorized to sign for this name',
    'x509 too many intermediates for path length constraint|x509 issuer name does not match subject from issuing certificate',
    'x509 issuer has name constraints but leaf doesn t have a san extension|x509 unhandled critical extension|x509 no valid chains built',
    'x509 malformed certificate|x509 negative serial number|x509 invalid basic constraints',
    'x509 certificate contains duplicate extension with|x509 san dnsname is malformed',
    'x509 inner and outer signature algorithm identifiers don t match|failed to parse certificate from server',
    'handshake did not verify certificate chain|x509 unsupported elliptic curve|x509 rsa modulus is not a positive number',
    'x509 signature check attempts limit reached while verifying certificate chain|x509 failed to load system roots and no roots provided',
  ],
  'tls.cert.name': ['x509 certificate relies on legacy common name field use sans instead'],
  'tls.cert.purpose': [
    'x509 certificate specifies an incompatible key usage',
    'x509 a root or intermediate certificate is not authorized for an extended key usage',
  ],
  'tls.cert.weak': [
    'x509 cannot verify signature insecure algorithm|certificate rsa key size too small for supported signature algorithms',
  ],
  'tls.handshake.alert': [
    'server chose an unconfigured cipher suite|received empty certificates message|received unexpected handshake message',
    'incorrect renegotiation extension contents|invalid serverkeyexchange message|missing serverkeyexchange message',
    'malformed key_share extension|server did not echo the legacy session id|server did not send a key share',
    'server did not select an alpn protocol|server selected unadvertised alpn protocol|server advertised unrequested alpn extension',
    'server selected unsupported compression format|server changed cipher suite after a helloretryrequest',
    'server sent an incorrect legacy version|server sent an unnecessary helloretryrequest message',
    'server sent two helloretryrequest messages|server resumed a session with a different version',
    'server resumed a session with a different cipher suite|server s identity changed during renegotiation|too many ignored records',
    'too many non advancing records|unexpected serverkeyexchange|initial handshake had non empty renegotiation extension',
    'client requested unsupported application protocols|handshake has not yet been performed',
    'server certificate contains incorrect key type for selected ciphersuite|server selected an invalid psk',
  ],
})
