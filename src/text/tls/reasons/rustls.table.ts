import { reasons } from './reasons.ts'

/**
 * What rustls says, and the names of its enumerations as `Debug` prints them.
 */
export const RUSTLS_REASONS = reasons({
  'tls.handshake.version': [
    'peer is incompatible serverdoesnotsupporttls12or13|peer is incompatible servertlsversionisdisabledbyourconfig',
    'peer is incompatible supportedversionsextensionrequired|peer is incompatible tls12notoffered',
    'peer is incompatible tls12notofferedorenabled|peer is incompatible tls13requiredforquic',
  ],
  'tls.handshake.cipher': [
    'peer is incompatible nociphersuitesincommon|peer is incompatible nokxgroupsincommon',
    'peer is incompatible namedgroupsextensionrequired',
  ],
  'tls.handshake.sigalg': [
    'peer is incompatible nosignatureschemesincommon|peer is incompatible nocertificaterequestsignatureschemesincommon',
    'peer is incompatible signaturealgorithmsextensionrequired',
  ],
  'tls.handshake.corrupt': ['cannot decrypt peer s message'],
  'tls.cert.untrusted': [
    'invalid peer certificate unknownissuer|invalid peer certificate badencoding|invalid peer certificate badsignature',
    'invalid peer certificate revoked|invalid peer certificate unhandledcriticalextension',
    'invalid peer certificate unknownrevocationstatus|invalid peer certificate expiredrevocationlist',
    'invalid peer certificate unsupportedsignaturealgorithm|invalid peer certificate invalidocspresponse',
    'invalid peer certificate applicationverificationfailure|invalid peer certificate contents unknownissuer',
    'invalid peer certificate other|invalid certificate timestamp',
  ],
  'tls.cert.expired': [
    'invalid peer certificate expired|invalid peer certificate notvalidyet|invalid peer certificate certexpired',
  ],
  'tls.cert.name': ['invalid peer certificate notvalidforname|invalid peer certificate certnotvalidforname'],
  'tls.cert.sni': ['peer is incompatible noservernameprovided'],
  'tls.cert.purpose': ['invalid peer certificate invalidpurpose'],
  'tls.local.config': [
    'failed to get current time|failed to get random bytes|the supplied max_fragment_size was too small or large',
    'keys may not be consistent keymismatch|no valid native root ca certificates found|no native root ca certificates found',
  ],
  'tls.local.nocert': ['no server certificate chain resolved'],
  'tls.handshake.alert': [
    'peer misbehaved selectedunofferedciphersuite|peer misbehaved attempteddowngradetotls12whentls13issupported',
    'peer misbehaved unsolicitedserverhelloextension|peer misbehaved missingkeyshare|peer misbehaved toomuchearlydatareceived',
    'peer misbehaved illegalhelloretryrequestwithunofferednamedgroup|peer misbehaved signedhandshakewithunadvertisedsigscheme',
    'peer misbehaved signedkxwithwrongalgorithm|peer misbehaved incorrectbinder|peer misbehaved badcertchainextensions',
    'peer misbehaved selectedunofferedapplicationprotocol|peer misbehaved wronggroupforkeyshare',
    'peer misbehaved duplicateserverhelloextensions|peer misbehaved missingquictransportparameters',
    'peer misbehaved serverhellomustofferuncompressedecpoints|peer is incompatible ecpointsextensionrequired',
    'peer is incompatible keyshareextensionrequired|peer is incompatible nullcompressionrequired',
    'peer is incompatible serversenthelloretryrequestwithunknownextension|peer is incompatible uncompressedecpointsrequired',
    'peer is incompatible extendedmastersecretextensionrequired|peer is incompatible noecpointformatsincommon',
    'peer is incompatible incorrectcertificatetypeextension|peer is incompatible unknowncertificatetype',
    'peer is incompatible unsolicitedcertificatetypeextension|peer is incompatible multiplerawkeys',
    'peer doesn t support any known protocol',
  ],
})
