import { reasons } from './reasons.ts'

/**
 * What Java's own provider says of a handshake and of a chain (`sun.security.ssl`, `sun.security.validator`, `sun.security.provider.certpath`).
 */
export const JSSE_REASONS = reasons({
  'tls.handshake.notls': ['unsupported or unrecognized ssl message|not an ssl tls record'],
  'tls.handshake.version': [
    'the server selected protocol version|the client supported protocol versions|client requested protocol',
    'unsupported ssl v2 0 clienthello',
  ],
  'tls.handshake.cipher': [
    'no cipher suites in common|no appropriate cipher suite|unsupported ciphersuite|no negotiable cipher suite|unsupported named group',
  ],
  'tls.handshake.sigalg': [
    'no supported signature algorithm|no preferred signature algorithm|unsupported signature_algorithms',
  ],
  'tls.local.config': [
    'no appropriate protocol protocol is disabled or cipher suites are inappropriate',
    'unexpected error java security invalidalgorithmparameterexception|no x509trustmanager implementation available',
    'error constructing implementation|sslcontextimpl is not initialized|no available authentication scheme',
  ],
  'tls.local.ciphers': ['no enabled cipher suites'],
  'tls.local.nocert': ['no available certificate or key corresponds to the ssl cipher suites which are enabled'],
  'tls.handshake.eof': ['socket input is already shutdown'],
  'tls.handshake.legacyreneg': [
    'failed to negotiate the use of secure renegotiation|insecure renegotiation is not allowed',
  ],
  'tls.handshake.weakdh': ['could not generate dh keypair'],
  'tls.cert.untrusted': [
    'signature check failed|no trusted certificate found|trust anchor for certification path not found',
    'certificate has been revoked|path does not chain with any of the trust anchors',
    'basic constraints check failed this is not a ca certificate|subject issuer name chaining check failed|peer not authenticated',
    'certificate signature validation failed',
  ],
  'tls.cert.expired': ['validity check failed|timestamp check failed'],
  'tls.cert.purpose': [
    'keyusage does not allow digital signatures|extended key usage does not permit use for tls server authentication',
    'extended key usage does not permit use for tls client authentication|netscape cert type does not permit use for ssl server',
  ],
  'tls.cert.weak': [
    'algorithm constraints check failed on signature algorithm|algorithm constraints check failed on keysize limits',
    'certificates do not conform to algorithm constraints|certificates does not conform to algorithm constraints',
  ],
  'tls.cert.clientrequired': ['null cert chain|empty client certificate chain'],
  'tls.handshake.corrupt': [
    'javax crypto aeadbadtagexception|invalid padding length|invalid serverkeyexchange signature|the finished message cannot be verified',
  ],
  'tls.handshake.alert': [
    'handshake message sequence violation|invalid session id in serverhello|bad handshake message|server certificates changed',
  ],
})
