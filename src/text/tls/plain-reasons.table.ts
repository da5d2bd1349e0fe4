import { rule } from '../rule.ts'

const CERTIFICATE = 'certificate| cert | certs |x.509|x509| leaf | chain'
const HELLO = 'handshake|clienthello|client hello|serverhello|server hello| tls | ssl '

/**
 * The same reasons as people and programs word them freely: what is spoken of, and what is said of it. They are asked after the stacks' own
 * sentences, and before the words that tell only how a handshake ended.
 */
export const PLAIN_REASONS = [
  rule('plain-expired', 'tls.cert.expired', [
    CERTIFICATE,
    ' past its|end date| lifetime is over| lifetime has ended|not valid after|not good after| outlived|no longer good|validity window|validity has|elapsed',
  ]),
  rule('plain-selfsigned', 'tls.cert.selfsigned', [
    'signed by itself|its own issuer|signs itself|signed itself|signs its own cert|signed its own cert|signed its certificate itself',
  ]),
  rule(
    'plain-weak-key',
    'tls.cert.weak',
    [
      'certificate| cert |rsa ',
      ' bits| bit |-bit',
      ' only | at least|refuse|minimum|short|small|less than|security level|fewer',
    ],
    { none: ' dh |diffie|dhe|cipher|(256/256' },
  ),
  rule(
    'plain-short-key',
    'tls.cert.weak',
    [' key of |rsa key|rsa-key| ec key|ecdsa key', 'too short|too small|too weak'],
    { none: ' dh |diffie|dhe|ephemeral' },
  ),
  rule('plain-name', 'tls.cert.name', [
    'certificate| cert | cn=|reference id|peer name|dnsname',
    'reference id|not a match|peer name check|not cover|shows a certificate for|show a certificate for|not found among|belongs to another|does not name|not the name',
  ]),
  rule('plain-address', 'tls.cert.name', [
    'certificate| cert ',
    'by ip address|by its ip|by ip |an ip address|to the ip address',
    ' only ',
    'host name|hostname| names|dns name',
  ]),
  // Who looks into TLS shows a certificate of its own.
  rule('plain-replaced', 'tls.cert.untrusted', [
    'certificate',
    'tls inspection|ssl inspection|intercept|man in the middle|man-in-the-middle| mitm',
    'replace|re-sign|resign|by its own|its own ca|reject|refuse|not trust|untrusted',
  ]),
  rule('plain-authority', 'tls.cert.untrusted', [
    ' ca ',
    'not trust|t trust|untrusted|do not know|not know the ca|t know the ca|trusts only|unknown to us',
  ]),
  rule('plain-untrusted', 'tls.cert.untrusted', [
    'chain| anchor|trusted root|certification authority|certificate authority|issuer',
    'could not build|cannot build|can t build|unable to build|no path|unknown|untrusted|incomplete|not in the|not in our|not in my|not among|missing',
  ]),
  rule('plain-intermediate', 'tls.cert.untrusted', [
    'intermediate',
    'not send|n t send|not sent|not include|n t include|missing|omit|left out|without| lack|no intermediate|forgot',
  ]),
  rule('plain-weak-dh', 'tls.handshake.weakdh', [
    'diffie| dh | dhe |ephemeral dh',
    ' short| small| weak| only |minimum|refuse',
  ]),
  rule('plain-renegotiation', 'tls.handshake.legacyreneg', [
    'rfc 5746|renegotiation info|secure renegotiation',
    ' not send| lack|not support|no support| missing| without',
  ]),
  rule('plain-signature', 'tls.handshake.sigalg', [
    'key exchange|serverkeyexchange|certificateverify|handshake',
    'signed with|signature with|signature by',
    'not offered|not offer|not allow|disallow|not accept|refus',
  ]),
  rule(
    'plain-version',
    'tls.handshake.version',
    [
      ' tls 1.0| tls 1.1|tlsv1.0|tlsv1.1| tlsv1 |sslv3|sslv2| ssl 3| ssl 2| tls1.0| tls1.1|version 0x03|hello version',
      ' below|nothing above|although|turned off| off here|older|rejected by|floor| at most|no newer|minimum| not above|no higher',
    ],
    { none: 'established' },
  ),
  rule('plain-newest', 'tls.handshake.version', [' tls newer than | no tls newer| no newer tls', '1.0|1.1|1.2|ssl']),
  rule('plain-cipher', 'tls.handshake.cipher', [
    'cipher| suite| suites',
    'both sides|in common|disjoint|overlap|none of ours|none that we|none we|none of which|none of them',
  ]),
  rule('plain-curve', 'tls.handshake.cipher', [
    'elliptic curve|key exchange group|named group|key-exchange group',
    'in common|both sides|both of|none of ours|none that we|none we|none of which',
  ]),
  rule('plain-named-curve', 'tls.handshake.cipher', [
    'x25519|secp256r1|secp384r1|secp521r1|p-256|p-384|p-521|mlkem',
    ' only |not offer|unsupported|not support|not accept|refuse',
    ' lack|not support|unsupported|not have|t have|none of|not enabled|disabled|unknown',
  ]),
  rule('plain-group', 'tls.handshake.cipher', [
    HELLO,
    ' group| curve',
    'both sides|in common|disjoint|overlap|none of ours|none that we',
  ]),
  rule('plain-notls', 'tls.handshake.notls', [
    'instead of a tls|instead of tls|sees 220|saw 220|begins with 220|starts with 220|first bytes|first byte|first octet|expected handshake record|expected a handshake record|not tls|no tls at all|in clear |instead of a serverhello|greeting in|not an ssl|not a tls record|no ssl record|invalid header type|answered our client|answered the client|replied to our client|responded to our client',
    HELLO,
  ]),
  rule('plain-corrupt', 'tls.handshake.corrupt', [
    'garbled|mangled|could not decrypt|cannot decrypt|undecipherable|scrambled',
    `${HELLO}| record| finished`,
  ]),
  rule('plain-unready', 'tls.local.config', ['prng|entropy|random number', 'seed|init|could not|cannot|fail']),
  rule('plain-reset', 'tls.handshake.reset', [' rst ', HELLO]),
  rule('plain-fin', 'tls.handshake.eof', [' fin ', HELLO]),
  rule(
    'plain-unanswered',
    'tls.handshake.timeout',
    [
      'no serverhello|no server hello|handshake',
      ' within |unfinished|never came|not finished|nothing came| hangs|handshake stuck|handshake is stuck|stuck in|stuck at|stuck during|stuck on',
    ],
    { none: 'hangs up|hung up|must be within' },
  ),
]
