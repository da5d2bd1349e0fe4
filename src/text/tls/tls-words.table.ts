import { rule } from '../rule.ts'

/**
 * What TLS stacks say of their own failures: OpenSSL 1.0 to 3, GnuTLS, SChannel (SEC_E_*), rustls, Java, Go, NSS, mbed TLS,
 * and the MTAs' sentences around them. The order is from the particular to the general.
 */
export const TLS_WORDS = [
  // The policies above TLS first: their words quote certificates too.
  rule('mta-sts', 'tls.policy.mtasts', [
    'mta-sts|mta sts|mtasts|sts policy|sts-policy|sts webpki|sts-webpki|5.4.8 |4.4.8 ',
  ]),
  rule('dnssec', 'dns.dnssec', ['dnssec-invalid|dnssec invalid|4.7.324|5.7.324']),
  rule('tlsa-lookup', 'dns.tempfail', [' tlsa ', 'lookup error|lookup fail|dns error|servfail|dns timeout']),
  rule(
    'dane',
    'tls.policy.dane',
    [
      'tlsa |tlsa-|tlsa:|tlsa)|dane ',
      'invalid|mismatch|match|fail|trusted|verif|validat|unusable|policy|require|no |unavailable|not ',
    ],
    { none: 'starttls-not-supported|certificate-expired|certificate expired|host-mismatch' },
  ),
  rule('requiretls', 'tls.required', ['requiretls']),
  rule('missing-starttls', 'tls.required', ['missingstarttls']),

  rule('notls-version', 'tls.handshake.notls', [
    'wrong version number|record too long|wrongversionnumber|packet length too long|first record does not look like a tls|unrecognized ssl message|unexpected tls packet|unexpected packet|unknown protocol|plaintext connection|not look like a tls|corruptmessage|received corrupt message|unknown content type|oversized record|permissible length|frame size|corrupted frame|plain smtp|plaintext garbage|plain text garbage|spoke plain|speaks plain|not a tls record|no tls record|invalid content type|invalidcontenttype|record layer failure|http request|plain text',
  ]),
  rule('notls-record', 'tls.handshake.notls', [
    ' record ',
    'unexpected tls record|unknown type|layer length|invalid length|wrong length|illegal length|bad length',
  ]),
  rule('notls-frame', 'tls.handshake.notls', [
    'frame',
    'handshake|ssl|tls|corrupted',
    'unexpected|corrupt|cannot determine|non-ssl|format',
  ]),
  rule('notls-token', 'tls.handshake.notls', [
    'invalidtoken|invalid token|token supplied to the function is invalid|80090308',
  ]),

  // The key that we hold, and the certificate that we would show.
  rule('own-key', 'tls.local.config', [
    'key values mismatch|key does not match|private key in key database|private key mismatch|wrong private key',
  ]),
  rule('own-credentials', 'tls.local.nocert', [
    'certificate or key necessary|insufficient credentials|no server certificate chain|no certificate or key',
  ]),
  rule('none-given', 'tls.cert.clientrequired', [
    'client certificate',
    'none was given|none was sent|none given|wants a client|asks for a client|asked for a client|demands a client|we have none',
  ]),
  rule('none-enabled', 'tls.local.ciphers', [
    'cipher',
    'enabled in this program|none is enabled|none are enabled|none enabled|no ciphers enabled|no cipher suites enabled',
  ]),
  rule('encryption', 'tls.handshake.cipher', [
    'high-grade encryption|encryption algorithm|encryption strength|key exchange algorithm',
    'not support|not supported|no common|not available|has no key|requires',
  ]),

  rule('legacy-renegotiation', 'tls.handshake.legacyreneg', [
    'renegotiation',
    'unsafe|legacy|insecure|safe |disabled|not supported|denied|mismatch',
  ]),
  rule('weak-dh', 'tls.handshake.weakdh', [
    'dh key|dh serverkeyexchange|dh-key|dh prime|dh modulus|diffie|ephemeral dh|dh param|received prime|dh group',
  ]),
  rule('prime', 'tls.handshake.weakdh', ['unacceptable', 'prime|dh ']),
  rule('key-type', 'tls.handshake.sigalg', [
    'public key|key type|key algorithm',
    'unsupported|not supported|unknown|unhandled',
  ]),
  rule(
    'sigalg',
    'tls.handshake.sigalg',
    [
      'sigalg|signature algorithm|signature type|signature scheme|signaturescheme|sig scheme|unadvertised sig|signature digest|digest algorithm|signatureschemes',
    ],
    { none: 'too weak|ca signature' },
  ),
  rule(
    'weak-cert',
    'tls.cert.weak',
    [
      'key too small|key too weak|md too weak|insecure algorithm|too weak|algorithm constraints|weak certificate|certificatekeyweak|sha1 signature|sha-1 |md5 |key is too short|key too short|key length|rsa too short|unacceptable hash|unacceptable key',
    ],
    { none: ' dh |encryption too weak' },
  ),

  rule('sni-none', 'tls.cert.sni', ['certificate for the requested|requested dns name|requested server name']),
  rule('sni', 'tls.cert.sni', [
    ' sni | server name indication',
    'unknown|not known|no such|reject|unrecogni|not serve|not found|missing',
  ]),

  // What the peer thinks of the certificate that we showed it.
  rule(
    'own-certificate',
    'tls.cert.rejected',
    [
      'your certificate|your cert|our certificate|our cert |certificate it received|certificates of the type it received',
      'reject|verify|recogni|trust|accept|refus|denied|unacceptable|revoked|unsupported|expired|issue|not support',
    ],
    { none: 'required|no client certificate|did not return' },
  ),

  // An alert from the peer: its number or name is looked up by the reader.
  rule('corrupt', 'tls.handshake.corrupt', [
    'cipher operation failed|padding check failed|invalid padding|bad padding|octet invalid|authentication check fail|signature verification has failed|bad signature|length too long|can t decrypt|cannot decrypt|bad record mac|bad mac|badrecordmac|message mac|mac failed|mac check|mac verif|aead|invalid ssl record|invalid tls record|invalid record|authentication code|block padding|could not decrypt|decryption has failed|tag mismatch|decryption failed|decryptfailure|decrypterror|messagealtered|message altered|outofsequence|record overflow|bad decrypt|message or signature supplied|80090330|8009030f|incompletemessage',
  ]),

  rule(
    'protocol-version',
    'tls.handshake.version',
    [
      'unsupported version of security protocol|protocol version|protocolversion|unsupported protocol|protocol not supported|unsupportedprotocol|version too low|version too high|version is not supported|unsupported version|no supported versions|not supported version|protocol is disabled or cipher|inappropriate fallback|insufficient tls|tls version|minimum version|no mutually supported|error in protocol|unsupported record version|server selected unsupported|protocols acceptable|ssl version|record layer version|min/max|version mismatch|bad protocol version|no common protocol|no protocol in common|protocols in common|protocol not within|illegal version|record version|nothing newer than|too old a version|wrong ssl version',
    ],
    { none: 'no appropriate protocol' },
  ),
  rule('old-version', 'tls.handshake.version', [
    ' tls1.0| tls 1.0|tlsv1.0|tls1.1 | sslv2| sslv3| tlsv1 ',
    'not supported|unsupported|deprecat|no longer|disabled|upgrade|outdated|too old|refus|reject|require|only speaks|only offers|only supports|only knows',
  ]),
  rule(
    'version-demanded',
    'tls.handshake.version',
    [
      ' tls 1.2| tls 1.3| tls1.2| tls1.3| tlsv1.2| tlsv1.3',
      'insist|demand|requires|at least| lack|only |minimum|not offer|missing',
    ],
    { none: 'established|cipher|certificate' },
  ),
  rule('no-appropriate', 'tls.local.config', [
    'no appropriate protocol|no protocols available|no ca chain|ca chain is not set|options incompatible',
  ]),
  rule('cipher', 'tls.handshake.cipher', [
    'no shared cipher|cypher overlap|cipher overlap|no common cipher|no cipher suites in common|cipher suite mismatch|no cipher suite|no supported cipher|no cipher match|nociphersuitesincommon|algorithmmismatch|algorithm mismatch|common algorithm|80090331|no suitable key share|no common group|no shared group|no shared curve|no common named group|unsupported cipher|no matching cipher|unsupported elliptic|no overlapping cipher|no mutually acceptable|no suitable cipher|nokxgroupsincommon|no priorit|insufficient priorit|insufficient security',
  ]),
  rule('cipher-ssl', 'tls.handshake.cipher', [
    'cipher|cypher|encryption algorithm',
    'mismatch|overlap|common|negotiat|acceptable|t match|cannot match|not match|none of|in common|shared| share|no match|agree|negotiable|no selected|nothing we accept|nothing we support|nothing acceptable',
  ]),
  // The peer's choice was none of those that it was offered.
  rule('unasked-cipher', 'tls.handshake.alert', [
    'cipher',
    'unoffered|unconfigured|wrong cipher returned|improper cipher|didn t send|did not send|not offered by us',
  ]),
  rule('local-ciphers', 'tls.local.ciphers', [
    'no ciphers available|no cipher available|invalid cipher list|cipher list|error in cipher|bad cipher',
  ]),

  rule('incompatible', 'tls.handshake.version', ['peerincompatible|peer is incompatible'], { none: 'signature' }),

  rule('no-credentials', 'tls.local.nocert', [
    'nocredentials|no credentials|unknowncredentials|unknown credentials|credentials supplied to the package|8009030e|8009030d|tlscertificatename|no certificate assigned|could not find a certificate',
  ]),
  rule('none-sent', 'tls.cert.clientrequired', [
    'client',
    'certificate',
    'sent no|presented no|provided no|gave no|no required',
  ]),
  rule('client-certificate', 'tls.cert.clientrequired', [
    'peer did not return a certificate|did not provide a certificate|didn t provide a certificate|certificate required|certificaterequired|client certificate require|no client certif|client certificate was not|no certificate was found|requires a client certificate|nocertificatespresented',
  ]),

  rule('cert-expired', 'tls.cert.expired', [
    'validity check failed|nottimevalid|certificate has expired|cert has expired|certificate expired|certificateexpired|certexpired|cert expired|expired certificate|certificate is expired|certificate-expired|certificate is not yet|not yet valid|not valid yet|starts in the future|notyetvalid|notvalidyet|not yet active|not activated|is after|become valid|becomes valid|validity period|date error|out of date|80090328|4.7.322|5.7.322|dateinvalid|date invalid|certificate validity|certificat a expir|certificate validation failure reason:certexpired|current time|current date|invalidcertificate expired',
  ]),
  rule(
    'cert-expired-2',
    'tls.cert.expired',
    ['certificate|cert ', ' expir| ran out| run out| lapsed| no longer valid'],
    // A date to come.
    { none: ' expires on | expires in | expires at | expiring ' },
  ),
  rule(
    'cert-purpose',
    'tls.cert.purpose',
    [
      'purpose|not designated for use|key usage|keyusage|ext key use|badencoding purpose|invalid ca certificate|not approved for application|for server authentication|inadequate cert type',
    ],
    { none: 'general purpose' },
  ),
  rule('cert-name', 'tls.cert.name', [
    'hostname mismatch|ip address mismatch|not covered by|legacy common name|use sans instead|ip sans|host name mismatch|host mismatch|host-mismatch|name mismatch|namemismatch|subjectmismatch|subject mismatch|notvalidforname|not valid for name|wrongprincipal|wrong principal|target principal name|80090322|altname|alternative dns name|alternative name|no name matching|4.7.325|5.7.325|does not match host|doesn t match host|owner does not match|valid for any names|not valid for any|is not valid for|not present in server certificate|not in the certificate|server name was not found|name on the certificate|names on the certificate|name in the certificate|names in the certificate|hostname in certificate is|name in certificate is|not in certificate|not named in|hostname check failed|hostname verification|host name verification|name mismatch|bad cert domain|presented a certificate for|certificate is for|certificate was issued for|invalidcertificate notvalidforname|cert_name|err tls cert altname',
  ]),
  rule(
    'cert-name-2',
    'tls.cert.name',
    [
      'certificate|cert ',
      'does not match|doesn t match|not match|mismatch|is valid for|none match|didn t match|identity|hostname|wrong host|host name',
    ],
    { none: 'self-signed|self signed|tlsa|not trusted|cannot validate certificate|unable to get' },
  ),
  rule('cert-name-4', 'tls.cert.name', [
    'certificate|cert ',
    ' expected | wanted |instead of|another host|other host|wrong name|not the mx| not the name|and not the host',
  ]),
  rule('cert-name-5', 'tls.cert.name', [
    ' cn | common name| san |subject name',
    'not match|t match|mismatch|differs|instead of',
  ]),
  rule('cert-name-3', 'tls.cert.name', ['hostname|host name', 'not verified|unverified']),
  rule('cert-selfsigned', 'tls.cert.selfsigned', ['self-signed|self signed|selfsigned|depth zero']),
  rule('cert-rejected', 'tls.cert.rejected', ['blacklisted certificate|certificate status']),
  rule('cert-untrusted', 'tls.cert.untrusted', [
    'isn t trusted|aren t trusted|revoked|critical extension|unsupported certificate|issuer is not recogni|peer not authenticated|peerunverified|revocation function|revocation status|check revocation|local issuer|first certificate|get issuer|untrusted issuer|unknown authority|unknownissuer|unknown issuer|path building failed|path validation failed|failed to verify certificate|certification path|untrustedroot|untrusted root|root authority|80090325|80090327|signer is unknown|no signer|issuer is unknown|unknown root|certificate chain|chainerrors|partial chain|partialchain|trust anchor|not trusted|certificate verify failed|certificate verification|verification failed|certificate not verified|verify error|verify failed|certificate is not trusted|untrusted cert|unknown ca|certunknown|certificate is untrusted|certificate unknown|certificate validation fail|certificate validation error|could not be verified|not verified|invalid certificate|certificate is invalid|certificate error|validation procedure|validation error|certificate problem|bad certificate|invalidcertificate|unabletoget',
  ]),

  rule(
    'cert-unproven',
    'tls.cert.untrusted',
    [
      'certificate|cert ',
      'verif|validat|trust|signed|authorized to sign',
      'unable|could not|couldn t|cannot|can t|fail|not |nobody|no one|error|problem|invalid|never',
    ],
    { none: 'client certificate' },
  ),
  rule('root-missing', 'tls.cert.untrusted', [
    'root ca |trust store|truststore|root certificate|ca bundle|ca file|ca list|ca store|issuer of',
    'missing|not in |not found|unknown|no such|lack|absent|not contain',
  ]),
  rule('cert-doubtful', 'tls.cert.untrusted', ['certificate', 'may be invalid|not standards compliant|was rejected']),

  rule(
    'timeout',
    'tls.handshake.timeout',
    ['handshake|ssl|tls', 'timed out|timeout|timedout|time out|deadline exceeded|took too long|errno 110 '],
    { none: 'response code|non-properly terminated' },
  ),
  rule('reset', 'tls.handshake.reset', [
    'handshake|ssl |ssl:|sslexception|sslerror|tls |ssl connect|starttls',
    'reset|econnreset|10054|104 |forcibly closed|error in the pull function|broken pipe|epipe|errno 104',
  ]),
  // A stack that still waits for the peer when its caller's patience ends (SSL_ERROR_WANT_READ, EAGAIN).
  rule('waiting', 'tls.handshake.timeout', ['wants a read|wants a write|want read|want write']),
  rule('pull', 'tls.handshake.reset', ['error in the pull function|error in the push function']),
  rule('eof', 'tls.handshake.eof', [
    'unexpected eof|failed to receive handshake|unexpected length|unexpected-eof|handshake eof|eof during|eof occurred|eof in violation|non-properly terminated|premature close|improperly terminated|disconnected before secure|terminated the handshake|connection during handshake|handshake aborted|handshake was aborted|aborted the handshake|connection abort|peer closed|closed by peer|remote host closed|closed connection during|closed unexpectedly|handshake: eof|handshake error: eof|lost connection|premature eof|connection closed|connection was closed|abruptly|socketerror|syscall|zero return|unexpected end|close notify|going to be closed|hang up|hung up|closed the connection|connection end|indicated an eof|vanished|went away|disconnect|terminated|end of file',
  ]),
  rule('eof-word', 'tls.handshake.eof', ['handshake|ssl|tls', ' eof | eof$|: eof']),

  rule('not-found', 'tls.required', [
    'starttls',
    'didn t find|did not find|not found in|no starttls|lacks|not announc|no longer announc|announces no|no longer offer|offers no|not listed|not list |missing from',
  ]),
  rule('message-size', 'tls.handshake.corrupt', [
    'handshake message|handshake record|handshake packet',
    'exceed|too large|too long',
  ]),
  rule('starttls-command', 'tls.refused', ['starttls command failed|command starttls failed']),
  rule('handshake-message', 'tls.handshake.alert', ['handshake message|handshake record|handshake packet']),
  rule(
    'required',
    'tls.required',
    [
      'starttls|tls |encryption|encrypted|ssl ',
      'required|must issue|must use|requires|mandatory|need to|is required|not offered|does not support|not support|did not offer|didn t advertise|doesn t advertise|does not advertise|not advertis|not advertised|unavailable|tls unsupported|starttls unsupported|tls is unsupported|starttls is unsupported|not available|doesn t offer|without encryption|only accept|too weak',
    ],
    { none: 'temporar|local problem|local error|454|refused to start' },
  ),
  rule('refused', 'tls.refused', [
    'starttls|tls |ssl ',
    'not available|unavailable|temporar|local problem|local error|refused|reject|denied|declined|failed to start|could not start|couldn t start|cannot start|can t start|unable to start|engine',
  ]),
  rule('alert', 'tls.handshake.alert', [
    'alert|handshake failure|handshake_failure|handshakefailure|illegalmessage|illegal message|illegal parameter|80090326|remote error: tls|internal error',
  ]),
  // No stack said why: only that the handshake came to nothing.
  rule('failed', 'tls.handshake.alert', [
    'tls|ssl',
    'handshake|negotiat|upgrad|startup|session|connection|connect |secure ',
    ' fail| error| problem|unsuccessful|could not|couldn t|unable|cannot|can t|not complete|attempting to establish|aborted',
  ]),
  rule('local-config', 'tls.local.config', [
    'tls|ssl',
    'tls config|ssl config|tls library|ssl library|tls context|ssl context|tls engine|ssl engine|initialize tls|initialise tls|initialize ssl|initializing tls|initializing ssl|tls initiali|ssl initiali|private key|cannot load|unable to load|could not load|failed to load|configuration problem|configuration error',
  ]),
  // A sentence of a TLS stack is an error, whatever else it says; the lines that report success are the programs'.
  rule(
    'stack',
    'tls.handshake.alert',
    [
      'ssl routines|ssl peer |ssl received|rustls|gnutls|wolfssl|mbed tls|mbedtls|bearssl|schannel|tls alert|sslhandshakeexception|sslprotocolexception|sslkeyexception|sslexception|sslerror|ssl - ',
    ],
    { none: 'established|success|version tls' },
  ),
]
