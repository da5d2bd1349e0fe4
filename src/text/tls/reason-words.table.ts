import { rule } from '../rule.ts'
import { OWN_WORDS } from './own-words.table.ts'

/** The policies above TLS, asked before all: their words quote certificates and reasons too. */
export const POLICY_WORDS = [
  rule('mta-sts', 'tls.policy.mtasts', [
    'mta-sts|mta sts|mtasts|sts policy|sts-policy|sts webpki|sts-webpki|5.4.8 |4.4.8 ',
  ]),
  rule('dnssec', 'dns.dnssec', ['dnssec-invalid|dnssec invalid|4.7.324|5.7.324']),
  rule('tlsa-lookup', 'dns.tempfail', [' tlsa ', 'lookup error|lookup fail|dns error|servfail|dns timeout']),
  rule(
    'dane',
    'tls.policy.dane',
    [
      'tlsa |tlsa-|tlsa:|tlsa)|dane |dane-',
      'invalid|mismatch|fail|trusted|unusable|policy|require|no |unavailable|not |differ|none of',
    ],
    { none: 'starttls-not-supported|certificate-expired|certificate expired|host-mismatch' },
  ),
  // With a mark behind it, it is the name of a setting.
  rule('requiretls', 'tls.required', ['requiretls'], { none: 'requiretls:|requiretls true|requiretls false' }),
  rule('missing-starttls', 'tls.required', ['missingstarttls']),
]

/**
 * Why a handshake failed, in the words of OpenSSL 1.0 to 3, GnuTLS, SChannel (SEC_E_*), rustls, Java, Go, NSS, mbed TLS, wolfSSL and Botan: records
 * that are none, keys, versions, ciphers, and the certificates that we show. The order is from the particular to the general.
 */
export const REASON_WORDS = [
  rule('notls-version', 'tls.handshake.notls', [
    'wrong version number|record too long|wrongversionnumber|packet length too long|unrecognized ssl message|unexpected tls packet|unexpected packet|unknown protocol|plaintext connection|not look like a tls|corruptmessage|received corrupt message|unknown content type|oversized record|permissible length|frame size|corrupted frame|plain smtp|plaintext garbage|spoke plain|speaks plain|not a tls record|no tls record|invalid content type|invalidcontenttype',
  ]),
  // Wget's own request, which it could not send.
  rule('notls-http', 'tls.handshake.notls', ['http request'], { none: 'writing http request|http request sent' }),
  rule(
    'notls-plain',
    'tls.handshake.notls',
    [
      'plain text|plaintext|cleartext',
      'received|got |answer|repl|respon|expected|instead|speaks|spoke|sent us|sends us',
    ],
    // Mail that goes without TLS goes in the clear.
    { none: 'lacks starttls|no starttls|without starttls|starttls missing|forbidden|forbids' },
  ),
  rule(
    'notls-record',
    'tls.handshake.notls',
    [
      ' record ',
      'unexpected tls record|unexpected record version|unknown type|record type|layer length|invalid length|wrong length|illegal length|bad length|record size',
    ],
    // Erlang's, of a record that came where an encrypted one was due.
    { none: 'record type mismatch' },
  ),
  // What came where a record should begin is none; a record that was altered fails its authentication.
  rule('notls-invalid', 'tls.handshake.notls', [
    'invalid ssl record|invalid tls record|ssl invalid record|ssl_invalid_record',
  ]),
  rule('notls-frame', 'tls.handshake.notls', [
    ' frame | frames ',
    'handshake|ssl|tls|corrupted',
    'unexpected|corrupt|cannot determine|non-ssl|format',
  ]),
  rule('notls-token', 'tls.handshake.notls', [
    'invalidtoken|invalid token|token supplied to the function is invalid|80090308',
  ]),

  ...OWN_WORDS,
  rule('none-given', 'tls.cert.clientrequired', [
    'client certificate|client send a certificate|client to send a certificate|certificate from us|certificate of ours|us for a certificate|mutual tls| mtls',
    'it did not|none configured|did not configure|not configured|it wanted|none was given|none was sent|none given|wants a client|asks for a client|asked for a client|demands a client|we have none',
  ]),
  rule('none-enabled', 'tls.local.ciphers', [
    'cipher',
    'enabled in this program|none is enabled|none are enabled|none enabled|no ciphers enabled|no cipher suites enabled',
  ]),
  rule(
    'alpn',
    'tls.handshake.alert',
    [
      ' alpn |application protocol|application-layer protocol|next protocol',
      'no |none|not |mismatch|unsupported|fail|reject',
    ],
    { none: 'did not agree|not negotiated|no alpn negotiated' },
  ),
  rule('encryption', 'tls.handshake.cipher', [
    'high-grade encryption|encryption algorithm|encryption strength|key exchange algorithm',
    'not support|no common|not available|has no key|requires',
  ]),

  rule(
    'legacy-renegotiation',
    'tls.handshake.legacyreneg',
    ['renegotiation', 'unsafe|legacy|insecure|safe |disabled|not supported|cannot do|can t do|denied|mismatch'],
    { none: 'session renegotiation' },
  ),
  rule(
    'weak-dh',
    'tls.handshake.weakdh',
    [
      'dh key|dh serverkeyexchange|dh-key|dh prime|dh modulus|diffie|ephemeral dh|dh param|received prime|dh group|logjam|ephemeral key',
    ],
    { none: 'ecdh | xdh |missing tmp|no temporary' },
  ),
  rule('prime', 'tls.handshake.weakdh', ['unacceptable', 'prime|dh ']),
  rule('key-type', 'tls.handshake.sigalg', [
    'public key|key type|key algorithm',
    'unsupported|not supported|unknown|unhandled',
  ]),
  rule(
    'sigalg',
    'tls.handshake.sigalg',
    [
      'sigalg|signature and hash|unsupported hash|any hash function|hash supported by|signature algorithm|signature type|signature scheme|signaturescheme|sig scheme|unadvertised sig|signature digest|digest algorithm',
    ],
    { none: 'too weak|ca signature|algorithm constraints' },
  ),
  rule(
    'weak-cert',
    'tls.cert.weak',
    [
      'key too small|insecure algorithm|too weak|secure checksum|algorithm constraints|weak certificate|certificatekeyweak|sha1 signature|sha-1 |md5 |key is too short|key too short|key length|rsa too short|bit rsa key|bit dsa key|unacceptable hash|unacceptable key',
    ],
    { none: ' dh |encryption too weak| cipher grade| cipher suite| cipher is | cipher too | ciphers are ' },
  ),

  rule('sni-none', 'tls.cert.sni', [
    'certificate for the requested|requested dns name|requested server name|no certificate for the name|no certificate for that name|no certificate for this name',
  ]),
  rule('sni', 'tls.cert.sni', [
    ' sni | server name indication| host name error',
    'unknown|not known|not know |t know |no such| no server name|reject|unrecogni|not recogni|not serve|not found|missing|disallow|not allowed|refus',
  ]),

  // What the peer thinks of the certificate that we showed it.
  rule(
    'own-certificate',
    'tls.cert.rejected',
    [
      'ours ran out|ours has expired|ours expired|your cert|your client cert|our certificate|our cert |our client cert|my client cert|certificate it received|certificates of the type it received',
      'reject|verify|recogni|trust|accept|refus|denied|revoked|unsupported|expired|issue|not support',
    ],
    { none: 'required|no client certificate|did not return|wanted our' },
  ),

  rule(
    'own-certificate-turned-away',
    'tls.cert.rejected',
    [
      'threw us out|throws us out|thrown out|kicked us|kicks us|turned us away|turns us away|shut us out|sent us away|refused us|refuses us',
      'client cert|our cert|my cert',
    ],
    { none: ' without | no client' },
  ),
  rule('own-certificate-alerted', 'tls.cert.rejected', ['certificate', ' ours ', ' alert|reject|refus']),

  // An alert from the peer: its number or name is looked up by the reader.
  rule('corrupt', 'tls.handshake.corrupt', [
    'cipher operation failed|padding check failed|invalid padding|bad padding|octet invalid|authentication check fail|signature verification has failed|bad signature|invalid signature by|length too long|can t decrypt|cannot decrypt|could not be decrypted|cannot be decrypted|couldn t be decrypted|bad record mac|mac problem|during decryption|problem on finished|based on signature|signature on server key|bad mac|badrecordmac|message mac|mac failed|mac check| mac of record|integrity check failed|mac verif|aead|invalid record|authentication code|block padding|could not decrypt|decryption has failed|tag mismatch|decryption failed|decryptfailure|decrypterror|messagealtered|message altered|outofsequence|record overflow|bad decrypt|message or signature supplied|80090330|8009030f|incompletemessage|record layer failure',
  ]),

  rule(
    'protocol-version',
    'tls.handshake.version',
    [
      'protocol version|protocolversion|unsupported protocol|protocol not supported|unsupportedprotocol|version too low|version too high|version is not supported|unsupported version|no supported versions|not supported version|protocol is disabled or cipher|inappropriate fallback|insufficient tls|tls version|minimum version|no mutually supported|error in protocol|server selected unsupported protocol|server selected unsupported version|protocols acceptable| ssl version|record layer version|min/max|version mismatch|no common protocol|no protocol in common|protocols in common|protocol not within|illegal version|record version|nothing newer than|later version than|version we did not offer|version that we did not|too old a version',
    ],
    { none: 'no appropriate protocol|header version|run-time library|runtime library' },
  ),
  rule('old-version', 'tls.handshake.version', [
    ' tls1.0| tls 1.0|tlsv1.0|tls1.1 | sslv2| sslv3| tlsv1 ',
    'not supported|unsupported|not accept|deprecat|no longer|disabled|switched off|switched it off|turned it off|retired|can only do|at most|upgrade|outdated|too old|refus|reject|require|only speaks|only offers|only supports|only knows|speaks only|offers only|supports only|knows only|1.0 only|1.1 only|tlsv1 only|sslv3 only|sslv2 only',
  ]),
  rule(
    'version-demanded',
    'tls.handshake.version',
    [
      ' tls 1.2| tls 1.3| tls1.2| tls1.3| tlsv1.2| tlsv1.3',
      'insist|demand|requires|at least| lack|only |minimum|is not offer|isn t offer|does not offer|doesn t offer|missing',
    ],
    { none: 'established|cipher|certificate' },
  ),
  rule('no-appropriate', 'tls.local.config', [
    'no appropriate protocol|no protocols available|no ca chain|ca chain is not set|options incompatible',
  ]),
  rule('cipher', 'tls.handshake.cipher', [
    'no shared cipher|no selectable cipher|allow any available cipher|negotiating any cipher|cypher overlap|cipher overlap|no common cipher|cipher suite mismatch|no cipher suite|no supported cipher|nociphersuitesincommon|algorithmmismatch|algorithm mismatch|common algorithm|80090331|no suitable key share|no common group|no shared group|no shared curve|no common named group|unsupported cipher|no matching cipher|unsupported elliptic|no overlapping cipher|no mutually acceptable|no suitable cipher|nokxgroupsincommon|no priorit|insufficient priorit|insufficient security',
  ]),
  rule('group', 'tls.handshake.cipher', [
    ' curve| ecc group| dh group with| ecc curve| ecdhe curve| named group| key exchange group| supported group| key share| suitable group',
    ' no | none |unsupported|not supported|not offered|mismatch|not agree',
  ]),
  rule('cipher-ssl', 'tls.handshake.cipher', [
    'cipher|cypher|encryption algorithm',
    'mismatch|overlap|common|negotiat|acceptable|more secure|stronger|t match|none of|type is unsupported|shared| share|no match|agree|negotiable|no selected|nothing we accept|nothing we support',
  ]),
  // The peer's choice was none of those that it was offered.
  rule('unasked-cipher', 'tls.handshake.alert', [
    'cipher',
    'bad cipher suite|unoffered|unconfigured|wrong cipher returned|improper cipher|didn t send|did not send|not offered by us',
  ]),
  rule(
    'local-ciphers',
    'tls.local.ciphers',
    ['no ciphers available|no cipher available|no cipher can be|cipher list|error in cipher|bad cipher|cipher string'],
    { none: 'theirs|disjoint|bad cipher suite|peer s cipher|server s cipher|their cipher|intersect| the two | both ' },
  ),

  // rustls: what the peer lacks is named behind it, and only some of that is a version.
  rule('incompatible-version', 'tls.handshake.version', [
    'peerincompatible|peer is incompatible',
    ' tls1| tls 1|tls12|tls13|version',
  ]),
  rule('incompatible', 'tls.handshake.alert', ['peerincompatible|peer is incompatible'], { none: 'signature' }),

  rule('no-credentials', 'tls.local.nocert', [
    'nocredentials|no credentials|unknowncredentials|unknown credentials|credentials supplied to the package|8009030e|8009030d|tlscertificatename|no certificate assigned|could not find a certificate',
  ]),
  // Which of the two the peer is, nothing tells.
  rule('none-shown', 'tls.handshake.alert', [
    'certificates sent by server|peer sent no cert|server sent no cert|peer presented no cert|server presented no cert',
  ]),
  rule('none-sent', 'tls.cert.clientrequired', [
    'client',
    'certificate',
    'sent no|presented no|provided no|gave no|no required|empty client certificate|t send cert|n t send a cert',
  ]),
  rule(
    'client-certificate',
    'tls.cert.clientrequired',
    [
      'peer did not return a certificate|did not provide a certificate|didn t provide a certificate|certificate required|certificaterequired|certificate is required|client certificate require|no client certif|client certificate was not|no certificate was found|requires a client certificate|requires a certificate|demands a certificate|asks for a certificate|wants a certificate|nocertificatespresented',
    ],
    // swaks tells what it has and what nobody asked for.
    { none: 'no client certificate set|certificate not requested' },
  ),
]
