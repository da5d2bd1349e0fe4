import { rule } from '../rule.ts'

/** What our own side could not load, set or take up, and so never offered. The order is from the particular to the general. */
export const OWN_WORDS = [
  // OpenSSL's word for a list of ours that names none.
  rule('own-no-ciphers', 'tls.local.ciphers', ['no cipher match']),
  // The key that we hold, and the certificate that we would show.
  rule('own-key', 'tls.local.config', [
    'not belong together|not fit each other|not fit together|not belong to each|error while reading file|given key do not match|key values mismatch|key does not match|certificate does not match key|does not match next certificate|certificate does not match the key|certificate does not match the private|certificate doesn t match the private|private key in key database|private key mismatch|wrong private key',
  ]),
  // Erlang refuses an option of its own.
  rule('own-option', 'tls.local.config', [
    'options :incompatible|options incompatible |options :cacert|options cacert|options :certfile|options certfile',
  ]),
  // SChannel's event 36871 in translation.
  rule('own-credentials-made', 'tls.local.config', ['creating the client credentials|creating the server credentials']),
  rule('own-credentials', 'tls.local.nocert', [
    'certificate or key necessary|insufficient credentials|no server certificate chain|no certificate or key',
  ]),
  rule(
    'own-file-unsafe',
    'tls.local.config',
    [
      '.key |.pem |key file|keyfile|certfile|crlfile|cacertfile|certificate file|cert file|tls key|ssl key|smtp key',
      ' unsafe|group readable|world readable|group writable|world writable|missing|not readable|or readable|unreadable|not found|does not exist|permission denied| is empty',
    ],
    { none: 'authenticity is not established|dkim|domainkey| key not found in|keyserver' },
  ),
  rule('own-context', 'tls.local.config', [
    'initialize ctx|initialise ctx|ssl ctx|initialize context|create context|ssl client context|ssl server context|tls client context|tls server context|create ssl client|create tls client',
    'unable|cannot|fail|could not|error',
  ]),
  // A file of keys or certificates that could not be read, and OpenSSL's words for one that holds none.
  rule('own-file', 'tls.local.config', [
    'no start line|pem lib|pem routines|pem data|pem block|password/key file|private key is invalid|private key is not valid',
  ]),
  rule(
    'own-file-unread',
    'tls.local.config',
    [
      '.pem |.key |.crt |key file|keyfile|cert file|certfile|certificate file|chain file|cert chain|private key|x509 key|privatekey|ca file|cafile|crl file|ca path|capath|verify locations|default verify paths',
      ' set | setting | load| read | reading | open| import| parse| use certificate| use private| from file|:system library:',
      'cannot|can t|could not|couldn t|unable|fail|error|invalid|no such file|permission denied',
    ],
    { none: 'verification failed|verify failed|dkim|domainkey| ssh| pgp| gpg|s/mime' },
  ),
  rule(
    'own-priorities',
    'tls.local.ciphers',
    [
      'require ciphers|priority string|priority cache|priority set|tls priorities|ssl priorities|cipher string|cipher list',
      'error|invalid|syntax|cannot|fail|typo|no suite',
    ],
    { none: 'received cipher' },
  ),
  rule('own-versions', 'tls.local.config', [
    'protocol version|minimum version|maximum version|minversion|ssl version|tls version|ssl protocol |min protocol|max protocol|tls-protos',
    'specified, using|setting |option |specified using|is not a valid|bad value|invalid value|illegal value|not valid min|not valid max|conflicts with|unknown value',
  ]),
  // A client that begins with TLS and asks for it once more.
  rule('own-twice', 'tls.local.config', [
    'connection already using tls|already using tls|tls already active|tls already started',
  ]),
  // What we would call the server in our hello.
  rule('own-server-name', 'tls.local.config', [
    'invalid dnsname|invalid dns name|invaliddnsname|is not a valid server name',
  ]),
  rule('own-mode', 'tls.local.config', ['wrappermode', ' requires setting ']),
  rule('own-range', 'tls.local.config', [
    'satisfy minversion|minversion and maxversion|minimum is greater|empty range',
  ]),
  rule('own-trust-store', 'tls.local.config', [
    'trustanchors parameter must be|failure trusting builtin roots|bad_pkcs12_data|bad pkcs12 data',
  ]),
  rule('own-credential', 'tls.local.config', ['creating a tls|creating an ssl|creating a ssl', 'credential']),
]
