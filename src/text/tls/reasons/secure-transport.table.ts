import { reasons } from './reasons.ts'

/**
 * What Apple's Secure Transport names (SecureTransport.h), what curl says of each, and the errors of the URL loading system. Its numbers are in
 * `secure-transport-numbers.table.ts`.
 */
export const SECURE_TRANSPORT_REASONS = reasons({
  'tls.handshake.notls': ['errsslrecordoverflow|a record overflow occurred|errsslunexpectedrecord'],
  'tls.handshake.version': [
    'errsslpeerprotocolversion|a bad protocol version was encountered|errsslinappropriatefallback|errsslatsviolation',
    'errsslatsminimumversionviolation',
  ],
  'tls.handshake.cipher': [
    'errsslnegotiation|could not negotiate an ssl cipher suite with the server|errsslbadciphersuite',
    'a bad ssl cipher suite was encountered|errsslpeerinsufficientsecurity|there is insufficient security for this operation',
    'errsslatsciphersuiteviolation',
  ],
  'tls.handshake.weakdh': ['errsslweakpeerephemeraldhkey|indicates a weak ephemeral diffie hellman key'],
  'tls.handshake.corrupt': [
    'errsslpeerbadrecordmac|a record with a bad message authentication code mac was encountered|errsslpeerdecryptionfail',
    'errsslpeerrecordoverflow|errsslpeerdecompressfail|errssldecryptionfail|errsslbadrecordmac|errssldecompressfail',
  ],
  'tls.handshake.eof': [
    'errsslclosedgraceful|errsslclosedabort|server aborted the ssl handshake|errsslclosednonotify',
    'the server closed the session with no notification|errsslconnectionrefused',
    'server dropped the connection during the ssl handshake',
  ],
  'tls.handshake.reset': ['errssltransportreset'],
  'tls.handshake.timeout': ['errsslnetworktimeout'],
  'tls.cert.expired': [
    'errsslcertexpired|certificate chain had an expired certificate|errsslcertnotyetvalid',
    'the certificate chain had a certificate that is not yet valid|nsurlerrorservercertificatehasbaddate',
    'nsurlerrorservercertificatenotyetvalid',
  ],
  'tls.cert.name': ['errsslhostnamemismatch|ssl certificate peer verification failed the certificate did not match'],
  'tls.cert.untrusted': [
    'errsslxcertchaininvalid|ssl certificate problem invalid certificate chain|errsslbadcert|errsslunknownrootcert',
    'ssl certificate problem untrusted root certificate|errsslnorootcert|ssl certificate problem no root certificate',
    'errsslbadcertificatestatusresponse|errsslatscertificatetrustviolation|nsurlerrorservercertificateuntrusted',
    'the certificate for this server is invalid|nsurlerrorservercertificatehasunknownroot',
  ],
  'tls.cert.weak': [
    'errsslatsminimumkeysizeviolation|errsslatsleafcertificatehashalgorithmviolation|errsslatscertificatehashalgorithmviolation',
  ],
  'tls.cert.rejected': [
    'errsslpeerbadcert|errsslpeerunsupportedcert|errsslpeercertrevoked|errsslpeercertexpired|errsslpeercertunknown',
    'errsslpeerunknownca',
    'ssl server rejected the client certificate due to the certificate being signed by an unknown certificate authority',
    'nsurlerrorclientcertificaterejected|the server did not accept the certificate',
  ],
  'tls.cert.clientrequired': [
    'errsslcertificaterequired|nsurlerrorclientcertificaterequired|the server requires a client certificate',
  ],
  'tls.cert.sni': ['errsslunrecognizedname'],
  'tls.local.config': ['errsslbadconfiguration|errsslconfigurationfailed'],
  'tls.handshake.alert': [
    'errsslprotocol|ssl protocol error|errsslfatalalert|fatal ssl engine error encountered during the ssl handshake',
    'errsslsessionnotfound|an attempt to restore an unknown session failed|errsslcrypto',
    'an underlying cryptographic error was encountered|errsslinternal|internal ssl engine error encountered during the ssl handshake',
    'errsslmoduleattach|errsslbufferoverflow|errsslpeerunexpectedmsg|peer rejected unexpected message|errsslpeerhandshakefail',
    'ssl peer handshake failed the server most likely requires a client certificate to connect|errsslillegalparam',
    'an illegal parameter was encountered|errsslpeeraccessdenied|errsslpeerdecodeerror|errsslpeerdecrypterror',
    'errsslpeerexportrestriction|an export restriction occurred|errsslpeerinternalerror|errsslpeerusercancelled',
    'errsslpeernorenegotiation|no renegotiation is allowed|errsslunsupportedextension|errsslunexpectedmessage|errsslhandshakefail',
    'errssldecodeerror|errsslmissingextension|errsslunknownpskidentity|nsurlerrorsecureconnectionfailed',
    'an ssl error has occurred and a secure connection to the server cannot be made',
  ],
})
