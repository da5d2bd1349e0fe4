import { rule } from '../rule.ts'

/**
 * Sentences of TLS stacks in which single words mislead: a signature that is bad in a certificate spoils no record, and a file of keys that holds
 * none is no peer's. They are asked before the tables of words. The order is from the particular to the general.
 */
export const STACK_SENTENCES = [
  // Files, stores and settings of our own, as the libraries that read them name them.
  rule('own-store', 'tls.local.config', [
    'certificate or crl found|no pem header|pem header or footer|not recognized as der or pem|read/write of file failed|keystore was tampered|keystore password|private key password can t|unsupported key version|invalid key tag|keyring file|ora-28759|ora 28759|ora-28768|ora 28768',
  ]),
  rule('own-roots', 'tls.cert.untrusted', ['load system roots|no roots provided|no ssl/tls ca|no ca certificates']),
  rule('line-unmade', 'connect.failed', ['start ssl client', 'connect to server failed']),
  // NSS' constants, of which new ones are made.
  rule('nss-store', 'tls.local.config', [
    ' sec error ',
    'pkcs| database| db | password| module| token| nickname| login',
  ]),
  rule('nss-certificate', 'tls.cert.untrusted', [' sec error ', ' crl| ocsp| cert|issuer|signer| oid| aia| ca ']),
  // IBM's GSKit, in constants.
  rule('gskit-date', 'tls.cert.expired', ['gsk err', 'bad date']),
  rule('gskit-ciphers', 'tls.handshake.cipher', ['gsk err', 'no ciphers']),
  rule('own-store-locked', 'tls.local.config', [
    'keystore|truststore|key store |wallet',
    'password|passphrase|tampered|could not open|cannot open|failed to open|unable to open|set up|setup|not found|could not load|cannot load|failed to load|unable to load',
  ]),
  rule('own-certificates-unset', 'tls.local.nocert', [
    'no certificates configured|neither certificates getcertificate|no private key in |did not find a private key',
  ]),
  rule('own-certificate-unfit', 'tls.local.config', [
    'private key is ed25519|private key is rsa|private key is ecdsa|does not implement crypto|unsupported certificate private key|servername or insecureskipverify',
  ]),
  rule('own-library-unloaded', 'tls.local.config', [
    'socket transport ssl|socket transport tls|stream does not support ssl|stream doesn t support ssl|invalid ssl version specified|load ssl library|load openssl|load required libraries|ssl is disabled|openssl extension is not|openssl extension missing|without openssl support|without ssl support|without tls support|compiled without ssl|compiled without tls|not compiled with ssl|not compiled with tls',
  ]),

  // What is missing is a library or a module that our program would need.
  rule(
    'own-library-missing',
    'tls.local.config',
    [
      'tls|ssl',
      'please install|try installing|need to install|needs to be installed|is not installed|not installed|can t locate net/|can t locate io/|can t load required|no module named|module not found|dll not found|dlls not found|could not find dll|no tls support|no ssl support',
    ],
    { none: 'certificate|server has no|peer has no|host has no|server offers no' },
  ),
  rule('own-library-unready', 'tls.local.config', [
    'qsslsocket|qt network ssl|simplemail',
    'tls initialization failed',
  ]),
  rule('own-support-off', 'tls.local.config', [
    'disabling tls support|disabling ssl due|disabling ssl support|aborting tls session|ssl will be disabled|tls will be disabled',
  ]),
  rule('own-engine-data', 'tls.local.config', [
    'tls engine|ssl engine|server engine|client engine',
    'cert/key|cert key|ca data|client ca|client cert| load ',
    'tls|ssl',
  ]),
  rule('own-pair', 'tls.local.config', ['private key', 'does not match|doesn t match|do not match|don t match']),
  rule('own-file-named', 'tls.local.config', [
    'load asn1 client|load pem client|load pkcs12|pkcs12 file|p12 certificate file|set client certificate|setting ssl/tls x.509|setting certificate path|open issuer cert|read issuer cert| use certificate|use client certificate|add certificate to|add cert file|authority locations|ssl ca file|ssl ca path|tls-ca-path|ca-certificates file|trust file|verify locs|tls verify certificates|in ssl dh|from ssl dh|ssl method',
    'can t|cannot|could not|couldn t|unable|fail|error|invalid|does not exist|not accessible|not a valid|not set|unsupported',
  ]),
  rule('own-certificate-undefined', 'tls.local.nocert', [
    'no ssl certificate|no tls certificate|no ssl client certificate|trusted certificate for|no grpc ssl|no proxy ssl|certificate was specified but',
    'is defined|for ssl verify|for proxy ssl verify|specified for|ssl was not enabled|for grpc',
  ]),
  rule('bio-unconnected', 'tls.handshake.alert', ['connect ssl bio']),
  rule('none-came', 'tls.handshake.alert', [
    'no certificate from server|error no server certificate|ssl certificate not received|get certificate from peer|certificate from the server|certificate from remote|getting peer certificate|retrieve peer certificate|obtain peer s certificate',
  ]),
  rule('own-file-got', 'tls.local.config', [
    'get certificate from|get private key from|get rsa certificate from|get ecdsa certificate from|certificate from file',
    'can t|cannot|could not|unable|fail',
  ]),
  rule('own-level', 'tls.local.config', [
    'tls level|tls security level|ssl level|tls protocol list|tls policy |config argument|config command|config failure|config error|no fingerprints to match',
    'invalid|unknown|unsupported|missing|not recogni|unspecified|failure|at fingerprint security',
  ]),
  // Options that go together, and versions of which none is left.
  rule('own-options-paired', 'tls.local.config', [
    'tls trust file|tls key file|tls cert file|tls crl file|tls certcheck|client certs without ca|no ssl settings|no tls settings|no ssl versions enabled|no tls versions enabled|now using|was compiled with openssl',
    'requires|without|no |mismatch',
  ]),
  rule('own-dh', 'tls.local.config', [
    'dh param|dhparam|diffie-hellman',
    ' load | set ssl|provided| read | set dh| open | file |illegal value| value ',
    'can t|cannot|could not|couldn t|unable|fail|no |illegal value',
  ]),
  rule('own-pem', 'tls.local.config', [
    'pem file|pem certificate|pem certificates|certificate pem|private keyfile|ocsp stapling file|for stapling',
    'not a file|no valid|invalid|unable|fail|error|can t|cannot|could not',
  ]),
  rule('own-certificate-unloaded', 'tls.local.config', [
    ' load certificate| load ssl cert| load tls cert| load the cert| load alternative| load trusted| load ca cert| load default ca| load ssl ca| load tls ca| unlock private key| load cert | load crl| read certificate | loading certificate| loading ssl| loading tls| loading crl| loading private| reading certificate| reading encryption cert| reading private key',
    'can t|cannot|could not|couldn t|unable|fail|error',
  ]),
  rule(
    'own-session-unset',
    'tls.local.config',
    [
      'error setting|error allocating|cannot set|can t set|unable to set|cannot initialize|could not initialize|error initialising|error initializing|failed to init|cannot allocate|failed to import',
      'for tls session|for ssl session|tls session|tls credentials|tls options|tls server name|tls anonymous|tls certificate|certificate structure|certificate data|gnutls c',
    ],
    { none: 'priorit' },
  ),
  rule('own-priority-unset', 'tls.local.ciphers', [
    'cannot set priorities|cannot set default priority|tls require ciphers|priority init|cipher grade|setting tls 1.3 cipher|setting cipher|set ciphersuites|set curve list|set cipher suites|set the cipher',
    'can t|cannot|could not|unable|fail|error|invalid',
  ]),
  rule('own-certificate-unset', 'tls.local.nocert', [
    'no certificate given|no certificate or private key|no certificate configured|private key not available|private key is not available',
  ]),
  rule('own-certificate-lacking', 'tls.local.nocert', [
    'has no certificate|have no certificate|without a certificate|lacks a certificate',
    'cannot do starttls|can t do starttls|cannot offer starttls|can t offer starttls|cannot offer tls|starttls is off|tls is off',
  ]),

  rule('own-certificates-none', 'tls.local.nocert', [
    'no server cert|no certificate|no cert ',
    'tls won t be|tls will not be|disabling tls|tls disabled|tls is disabled',
  ]),
  rule('own-certificate-problem', 'tls.local.config', [
    'local ssl certificate|local tls certificate|local certificate|ssl ca cert|tls ca cert',
    'problem|error setting|cannot|can t|could not|couldn t|unable|fail',
  ]),
  rule('own-cipher', 'tls.local.ciphers', [
    'specified ssl cipher|specified tls cipher|specified cipher',
    'cannot|can t|could not|couldn t|unable|fail|unknown|invalid',
  ]),
  rule('own-engine', 'tls.local.config', [
    'crypto engine|ssl engine',
    'not found|not set|cannot|can t|couldn t|initiali',
  ]),

  // What was noted of the certificate beforehand is not what came.
  rule('pinned', 'tls.cert.untrusted', [
    'pinned public key|pinned certificate|pinned key|public key pin|tls fingerprint|ssl fingerprint|chain fingerprint|certificate pin|certificate fingerprint|fingerprint of the certificate|fingerprint of the server|fingerprints do not|fingerprint mismatch',
    'not match|n t match|mismatch|no pinned|differ|failed|changed|does not equal|unexpected',
  ]),

  // Constants of NSS and mozilla::pkix, and Java's sentence of a date.
  rule('date-check', 'tls.cert.expired', ['timestamp check failed']),
  rule('key-pinning', 'tls.cert.untrusted', ['key pinning failure|ca cert used as end entity']),
  rule('key-size', 'tls.cert.weak', ['inadequate key size|cert signature algorithm disabled']),
  rule('unsafe-negotiation', 'tls.handshake.legacyreneg', ['unsafe negotiation']),
  rule('entropy', 'tls.local.config', ['lack of entropy|no entropy|enough entropy|insufficient entropy']),

  rule(
    'suite-unoffered',
    'tls.handshake.cipher',
    [
      ' rc4| 3des| des-cbc3| aes128-| aes256-| ecdhe-| dhe-rsa| tls ecdhe| tls rsa with| tls-ecdhe',
      'is disabled|not supported|unsupported|not allowed|forbidden|not enabled|refused|no longer|none of which|removed from',
    ],
    { none: 'established|using cipher' },
  ),
  rule('finished', 'tls.handshake.corrupt', [
    'finished message| s finished |record mac',
    'decrypt|verify|wrong|invalid|incorrect|digest',
  ]),

  // CertificateVerify proves who holds the key; it verifies no certificate.
  rule('certificate-verify', 'tls.handshake.alert', [
    'certificateverify|certificate verify handshake|certificate verify message',
    'fail|malformed|unexpected|incorrect|invalid|could not|couldn t',
  ]),
  rule('certificate-signature', 'tls.cert.untrusted', [
    'invalid peer certificate|peer certificate is invalid|cert chain|certificate chain',
    'badsignature|bad signature|badencoding|bad encoding|badder|bad der',
  ]),
  rule('access-denied', 'tls.handshake.alert', ['valid certificate but access was denied']),
  rule('record-overflow', 'tls.handshake.corrupt', ['ssl record that was longer|tls record that was longer']),
  rule('decryption', 'tls.handshake.corrupt', ['decryption algorithm failed|mac computation failed']),
  // X.509 is read and written by ourselves, whoever sent it.
  rule('x509-library', 'tls.local.config', [
    'x509 certificate routines',
    'load|filetype|hash table|defaults|selector|no certificate',
  ]),
  rule('certificate-signature-weak', 'tls.cert.weak', [
    'certificate signature|certificate s signature|signature of the certificate|signature on the certificate',
    'sha1|sha-1|md5| weak|not secure|insecure',
  ]),
  rule('illegal-message', 'tls.handshake.alert', ['unexpected or badly formatted']),
  rule('encryption-failed', 'tls.handshake.alert', ['encryption algorithm failed']),
  rule('downgrade', 'tls.handshake.version', [
    'downgrade attempt detected|client downgraded to|inappropriate protocol fallback',
  ]),
  rule('windows-unsupported', 'tls.handshake.version', ['unsupported function|80090302']),
  // What signs the exchange of keys is no signature of a certificate.
  rule(
    'signed-exchange',
    'tls.handshake.sigalg',
    [
      'key exchange|serverkeyexchange|certificateverify|server signed with|server signed it|signed the handshake',
      'sha-1|sha1|md5',
      'not accept|refus|not allow|not permit|disallow|forbid|too weak|insecure|not offer|reject',
    ],
    { none: 'certificate was signed|certificate is signed|cipher' },
  ),
  rule('signature-combination', 'tls.handshake.sigalg', ['combination of signature and hash']),
  rule('dh-length', 'tls.handshake.weakdh', ['bad dh p length|dh p too']),
  rule('no-known-protocol', 'tls.handshake.alert', [
    'any known protocol|got applicationdata when|when expecting handshake',
  ]),
]

/** What NSS and its kin say of a handshake that is none of the reasons above: whose the fault is, they do not say. */
export const STACK_COMPLAINTS = [
  rule('complaint', 'tls.handshake.alert', [
    ' ssl received | ssl expected | ssl did not receive | ssl didn t receive | ssl attempted | ssl had an | ssl got a | ssl sent or received | ssl cannot send | ssl feature not | ssl session id not | ssl server cache | this ssl socket|bad data from the |call to sspi failed| second clienthello|uncompressed connections|tls hello extension',
  ]),
]
