import { rule } from '../rule.ts'

/** What TLS stacks say of the certificate that the peer showed. The order is from the particular to the general. */
export const CERTIFICATE_WORDS = [
  // A list of the revoked, or an answer about them, that is old or cannot be had: the certificate itself may be young.
  rule(
    'revocation',
    'tls.cert.untrusted',
    [
      ' crl |:crl | crls |revocation list|revocation data|ocsp|certificate status',
      'expired|not yet valid|unable to get|not found|missing|no |old|out of date|out-of-date|superseded|invalid|unreliable|fail|revoked|unknown|not available|not be fetched|could not fetch|rejected|refused|requires a signature|not authorized',
    ],
    { none: 'crlfile|crl file|e.g crl|handshake message|not sent|not requested|no ocsp stapling response' },
  ),
  rule('cert-expired', 'tls.cert.expired', [
    'certificate not valid before|certificate is not valid before|cert not valid before|certificate valid only from|activation time is|activation time lies|validity check failed|nottimevalid|certificate has expired|cert has expired|certificate expired|certificateexpired|certexpired|cert expired|expired certificate|certificate is expired|certificate-expired|certificate is not yet|not yet valid|not valid yet|starts in the future|notyetvalid|notvalidyet|not yet active|not activated|not yet activated|not yet been activated|is after|become valid|becomes valid|validity period|date error|out of date|80090328|4.7.322|5.7.322|dateinvalid|date invalid|certificate validity|certificat a expir|current time|current date',
  ]),
  rule(
    'cert-expired-2',
    'tls.cert.expired',
    ['certificate|cert ', ' expir| ran out| run out| lapsed| no longer valid'],
    // A date to come.
    { none: ' expires on | expires in | expires at | expiring |message expired|mail expired' },
  ),
  rule(
    'cert-purpose',
    'tls.cert.purpose',
    [
      'usage does not match|requested usage|usage constraints| key use |for clients only|only for clients| clientauth| client auth only|incompatible key usage|purpose|not designated for use|key usage|keyusage|ext key use|invalid ca certificate|not approved for application|for server authentication|inadequate cert type',
    ],
    { none: 'general purpose' },
  ),
  // An extension that is malformed names nobody.
  rule('cert-id', 'tls.cert.untrusted', ['certificate id ', 'does not match']),
  rule('cert-malformed', 'tls.cert.untrusted', [
    'alternative name|alt name',
    'empty|unknown subject|invalid subject|unsupported subject',
  ]),
  rule('cert-name', 'tls.cert.name', [
    'no san entry|san entry for|no san for|no san matches|ip address mismatch|not covered by|legacy common name|use sans instead|ip sans|host mismatch|host-mismatch|name mismatch|namemismatch|subjectmismatch|subject mismatch|notvalidforname|not valid for name|wrongprincipal|wrong principal|target principal name|80090322|altname|alternative dns name|alternative name|no name matching|4.7.325|5.7.325|does not match host|doesn t match host|owner does not match|valid for any names|not valid for any|is not valid for|certificate not valid for|not present in server certificate|not in the certificate|server name was not found|name on the certificate|names on the certificate|name in the certificate|names in the certificate|names in the server certificate|names of the certificate|names of the server certificate|name in certificate is|not in certificate|not named in|hostname check failed|hostname verification|host name verification|verify identity of|verify the identity of|bad cert domain|presented a certificate for|presented the certificate of|presents the certificate of|sent the certificate of|sends the certificate of|shows the certificate of|showed the certificate of|certificate only lists|certificate lists only|certificate says|cert says|certificate of another|certificate that belongs to another|certificate for another name|certificate for a different name|certificate for the wrong name|certificate for another host|certificate for a different host|certificate is for|certificate was issued for|cert_name|no certificate subject matched|not specified in certificate|no name in certificate|common name in certificate|common name from peer|certificate common name|validate hostname|validate host name|leaf invalid name|certificate different from the configured|dns mismatch|dnsmismatch|domain name mismatch|domain mismatch|security error wrong site|bad server name|subject checks failed|hostname check fail|hostname check failed',
  ]),
  rule(
    'cert-name-2',
    'tls.cert.name',
    [
      'certificate|cert ',
      'doesn t match|not match|mismatch|is valid for|none match|didn t match|identity|subject name matches|wrong host|verify hostname|check hostname|hostname verif',
    ],
    {
      none: 'self-signed|self signed|tlsa|not trusted|cannot validate certificate|unable to get|key identifier|issuer mismatch|issuer does not match|serial number|length mismatch|email address|private key| key do | key does |and key |key and ',
    },
  ),
  rule(
    'cert-name-4',
    'tls.cert.name',
    [
      'certificate|cert ',
      ' expected | wanted |instead of|other host|wrong name|not the mx| not the name|and not the host',
    ],
    { none: 'private key|public key| bits' },
  ),
  // Go's sentence. What else stands beside it may be of an e-mail address.
  rule('cert-name-valid', 'tls.cert.name', ['certificate is valid for |certificate only valid for ', ' not ']),
  rule('cert-name-issued', 'tls.cert.name', [
    'certificate|cert ',
    'issued to|issued for|made out to',
    ' not to | not for | but not | instead ',
  ]),
  rule('cert-name-5', 'tls.cert.name', [
    ' cn | common name| san |subject name',
    't match|mismatch|differs|instead of|no longer in|missing from',
  ]),
  // Python's ssl, before 3.7 without the name of its exception.
  rule('cert-name-6', 'tls.cert.name', ['hostname ', ' doesn t match '], { none: 'helo|ehlo|reverse| ptr |rdns' }),
  rule('cert-name-3', 'tls.cert.name', ['hostname|host name', 'not verified|unverified']),
  rule('cert-selfsigned', 'tls.cert.selfsigned', [
    'self-signed|self signed|selfsigned|depth zero|self-made cert|self-generated cert|self-issued cert|home-made cert|snakeoil cert|certificate snakeoil',
  ]),
  rule('cert-rejected', 'tls.cert.rejected', ['blacklisted certificate']),
  rule('cert-untrusted', 'tls.cert.untrusted', [
    'rejected by cert|asn sig error|issuer check |isn t trusted|aren t trusted|revoked|critical extension|unsupported certificate|issuer is not recogni|peer not authenticated|peerunverified|revocation function|revocation status|check revocation|local issuer|first certificate|get issuer|untrusted issuer|unknown authority|unknownissuer|unknown issuer|path building failed|path validation failed|failed to verify certificate|certification path|untrustedroot|untrusted root|root authority|80090325|80090327|signer is unknown|no signer|issuer is unknown|unknown root|certificate chain|chainerrors|partial chain|partialchain|trust anchor|not trusted|certificate verification|ssl verify failed|tls verify failed|peer verify failed|verify error|untrusted cert|unknown ca|certunknown|certificate is untrusted|certificate unknown|certificate validation fail|could not be verified|not verified|invalid certificate|certificate invalid|certificate not valid |certificate is invalid|certificate error|validation procedure|validation error|certificate problem|bad certificate|invalidcertificate|unabletoget',
  ]),
  // nodemailer's `verify()` and its kin try a whole session.
  rule('verify-failed', 'tls.cert.untrusted', ['verification failed|verify failed'], {
    none: 'smtp verif|mail verif|email verif|e-mail verif|mailer verif|transport verif|transporter verif|connection verif|account verif|server verif|config verif|configuration verif|service verif|sender verif|recipient verif|address verif|user verif|login verif',
  }),

  rule(
    'cert-unproven',
    'tls.cert.untrusted',
    [
      'certificate|cert |root ca | ca of the| s ca |issuing ca',
      'verif|validat|trust|signed|authorized to sign',
      'unable|could not|couldn t|cannot|can t|fail|not |nobody|no one|error|problem|invalid|never|no server certificate|no certificate can',
    ],
    // Erlang says so of a client that verifies nobody, and goes on.
    { none: 'client certificate|authenticity is not established| bits |security level' },
  ),
  rule('cert-error', 'tls.cert.untrusted', [
    'invalid peer certificate|parsing certificate|processing certificate data|tls certificate info|chain too long|not a ca |not permitted to issue|decoding ssl/tls certificate|decoding certificate|decode certificate|certificate check failed|certificate signature failure|certificate s signature|crl s |certificate failure for|rejected peer certificate|not found in local repository|error in the certificate|error in certificate|certificate error|time fields of certificate|parse certificate|authenticate peer|verification of our peer|authenticate the peer|authenticate server|peer certificate or ssh remote key was not ok|be authenticated with|invalid chain|cert untrusted|issuer not found|extract the public key|locate peer certificate|basic constraint|no trust anchor|no trusted cert|chain was empty|server identity',
  ]),
  rule('root-missing', 'tls.cert.untrusted', [
    'root ca |trust store|truststore|root certificate|ca bundle|ca file|ca list|ca store|issuer of|issuing ca |signing ca ',
    'missing|not in |not found|unknown|not known|no such|lack|absent|not contain| is empty| are empty',
  ]),
  // Qt: `The issuer certificate of a locally looked up certificate could not be found`.
  // Apple's verifier, asked by Go, with no more than its number.
  rule('osstatus', 'tls.cert.untrusted', ['x509', ' osstatus ']),
  rule('issuer-missing', 'tls.cert.untrusted', [
    'issuer certificate|issuing certificate',
    'not be found|not found|missing',
  ]),
  rule('cert-distrusted', 'tls.cert.untrusted', ['certificate', ' untrusted |distrusted']),
  rule('cert-doubtful', 'tls.cert.untrusted', [
    'certificate',
    'wrong peer cert|wrong certificate|is unknown|no certificate issuer|may be invalid|not standards compliant|was rejected|unacceptable',
  ]),
  // Java's exceptions, whatever they find wrong with it.
  rule('cert-exception', 'tls.cert.untrusted', [
    'certificateexception|certificateparsingexception|certificateencodingexception|certpathvalidatorexception|certpathbuilderexception|x509 certificate routines',
  ]),
  rule('cert-extension', 'tls.cert.untrusted', ['invalid encoding for', 'extension']),
]
