import { either, notion } from './notion.ts'

export const CERTIFICATE = notion(
  String.raw`(?:server-|host-|leaf-|peer-|ssl-|tls-)?(?:certificates?|certs?)(?: s)?`,
  String.raw`x\.?509`,
  'leaf',
)
export const CHAIN = notion(
  '(?:certificate |cert |ca |presented |server s |peer s )?chain(?: of trust)?',
  'trust (?:path|chain)',
  'path to (?:a |the |any )?(?:trusted )?root',
)
export const ISSUER = notion(
  'issuers?',
  'who (?:issued|signed)(?: it| this)?',
  'issuing (?:ca|authority)',
  'signers?',
  'signing (?:ca|authority)',
  '(?:trust )?anchors?',
  'trust',
  '(?:a |the )?cas?',
  '(?:certificate|certification|certifying) authorit(?:y|ies)',
  'authorit(?:y|ies)',
  'root(?:s| ca| certificate| cert)?',
  'intermediates?(?: ca| cas| certificates?| certs?)?',
  'ca-?(?: )?(?:store|bundle|list|file)',
  'trust store',
  'truststore',
)
export const HOST_NAME = notion(
  'host ?names?',
  'names?',
  'host name',
  'host(?= mis-?match)',
  'cn',
  'sans?',
  'san list',
  'common name',
  'subject(?: names?| cn)?',
  'alternative names?',
  'alt ?names?',
  'dns names?',
  'fqdn',
  'domains?',
  'wildcard',
  'identity',
)
export const HELLO = notion(
  String.raw`(?:ssl|tls|ssl/tls|tls/ssl)?-?handshak(?:e|es|ing)`,
  'client ?hello',
  '(?:tls|ssl) (?:client )?hello',
  // `mail server: hello: EOF` is Go's, of EHLO.
  '(?<!(?:mail|smtp) )server ?hello',
  'shak(?:e|ing) hands',
  'key exchange',
  'exchang(?:e|ing) keys',
  'securing(?: the| your)?(?: connection)?',
  'encryption (?:is|was|gets) (?:switched|turned) on',
  'encryption negotiation',
  'negotiat(?:ing|ion of) encryption',
  String.raw`(?:ssl|tls) (?:negotiation|setup|set-up|start|startup|session|layer|upgrade)`,
  'negotiat(?:ing|ion) (?:of )?(?:ssl|tls)',
  'start(?:ing|s)? (?:ssl|tls)',
  '(?:ssl|tls) (?:begins|starts|began|started)',
  '(?:ssl|tls) to (?:come up|start|complete|finish|begin)',
  'encryption (?:start|setup|was established|established)',
)
export const TLS = notion(
  String.raw`(?:ssl|tls|ssl/tls|tls/ssl|implicit tls|smtps|starttls)(?:v?\d(?:\.\d)?)?`,
  String.raw`(?:ssl|tls)-\S{1,20}`,
)
export const SECURE_LINE = notion(
  'secure(?:d)? (?:smtp )?(?:connection|session|channel|link|line|transport|layer|communication)s?',
  'encrypted (?:smtp )?(?:connection|session|channel|link|line|transport|layer|communication)s?',
  'encryption(?: layer)?',
  'secure (?:the |our |this )?(?:smtp |tcp )?(?:connection|session|line|link|socket)(?: (?:to|with))?',
  'crypto (?:handshake|layer|session)',
  'security layer',
  '(?:encrypted|encryption|secure|tls|ssl) mode',
)
export const CIPHER = notion(
  'cipher ?suites?',
  'ciphersuites?',
  'cyphers?',
  'ciphers?',
  'suites?',
  '(?:encryption |cipher )?algorithms?',
  'encryption methods?',
  '(?:elliptic )?curves?',
  'key exchange (?:groups?|methods?)',
  'named groups?',
  'key shares?',
)
export const VERSION = notion(
  'protocol (?:floor|ceiling)',
  '(?:ssl|tls) (?:version|protocol)s?',
  String.raw`(?:tls|tlsv|ssl|sslv) ?v?[123](?:\.[0123])?`,
  '(?:tls|ssl|protocol|tls protocol) versions?',
  'versions? of (?:tls|ssl|the protocol)',
  'protocol versions?',
  'tls protocols?',
)
export const SIGNATURE_SCHEME = notion(
  'signature (?:schemes?|algorithms?|types?|methods?)',
  'sigalgs?',
  'signing (?:schemes?|algorithms?)',
)
export const RECORD = notion(
  '(?:tls |ssl )?records?',
  '(?:tls |ssl )?finished(?: message)?',
  'handshake (?:message|packet|record|data)s?',
  'tls (?:packet|message|data|frame)s?',
  'ssl (?:packet|message|data|frame)s?',
)
export const DIFFIE_HELLMAN = notion(
  'diffie-hellman',
  'diffie hellman',
  'dh(?:e)?',
  'dh (?:param|parameters?|params|group|key|prime|modulus)',
)
export const RENEGOTIATION = notion('re-?negotiat(?:ion|e|es|ing)')
export const STARTTLS = notion('starttls', 'stls')
export const OUR_KEY = notion(
  '(?:our|own|my|its own|local|this (?:server|host|machine) s) (?:(?:server|tls|ssl|private|smtp) ){0,2}(?:key|cert|certificate|keyfile|key file|chain)s?',
  '(?:tls|ssl|private|server) key(?:s| ?file)?',
  'key ?file',
  '(?:certificate|cert|ca|chain|key) file',
  'keystore',
  'ca[- ]bundle(?: file)?',
  String.raw`\S{0,80}\.(?:pem|key|crt|cer|p12|pfx)`,
)
export const OUR_CERTIFICATE = notion(
  '(?:our|own|my) (?:(?:client|own|tls|ssl|smtp) ){0,2}(?:certificate|cert)s?',
  'client (?:certificate|cert)s?',
  '(?:certificate|cert) (?:that )?(?:we|i) (?:sent|presented|showed|offered|gave)',
  '(?:presented|sent|showed|offered) (?:them )?(?:ours|our (?:certificate|cert))',
)
export const PURPOSE = notion(
  'eku',
  '(?:extended )?key usage',
  'usage',
  'purpose',
  'serverauth',
  'server-auth',
  'server auth(?:entication)?',
  'web server use',
)
export const NAME_IN_CERTIFICATE = notion(
  'sans?(?: list| entry| entries)?',
  '(?:subject )?alternative names?',
  'subject ?alt ?names?',
  'subject common name',
  'reference identi\\S{2,6}',
  'wildcard(?: certificate| cert| entry)?',
  '(?:host|server|peer) ?name (?:verification|check|validation|matching)',
)
export const A_HOST = notion(String.raw`\.?(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}`)
export const AUTHORITY = notion(
  '(?:untrusted |unknown )?issuers?',
  'issuing (?:ca|authority)',
  'signers?',
  'signing (?:ca|authority)',
  'trust anchors?',
  'cas?',
  'ca (?:store|bundle|list)',
  '(?:certificate|certification|certifying) authorit(?:y|ies)',
  'root ca',
  'signed by',
)
export const FINGERPRINT = notion(
  '(?:certificate |key |tls |ssl )?(?:fingerprint|thumbprint|pin)s?',
  'pinned \\S{1,16}',
  'public key',
)
export const OLD_CIPHER = notion(
  'rc4',
  '3des',
  'des',
  'null ciphers?',
  'export(?:-grade)?(?: ciphers?)?',
  'anonymous ciphers?',
)
export const CIPHER_STRING = notion('cipher (?:string|list|spec|suite list)', 'ciphers? setting', 'list of ciphers')
export const VERSION_SETTING = notion(
  String.raw`\S{0,40}(?:min|max)(?:imum)?[_-]?(?:version|protocol)`,
  '(?:min|max|minimum|maximum) (?:tls |ssl |protocol )?version',
)
export const OUR_SERVER = notion(
  'listener',
  '(?:our|this|local) (?:server|machine|host|mailer|mta|daemon|service|relay)',
  'we',
  'incoming',
  'smtpd',
  '(?:tls|ssl|starttls) (?:is )?(?:off|inactive|disabled|not offered)',
  '(?:start|offer|do)(?:s|ing)? (?:tls|ssl|starttls)',
  '(?:server|service|daemon|mailer) (?:has )?started',
)
export const NO_CERTIFICATE = notion(
  'no (?:certificate|cert)',
  'no key',
  'without (?:an? )?(?:certificate|cert)',
  '(?:certificate|cert) (?:\\S{1,16} ){0,3}(?:missing|not (?:set|configured|found|given|available))',
  'lacks? (?:an? )?(?:certificate|cert)',
  '(?:nobody|no one|never) (?:\\S{1,12} ){0,2}installed (?:an? )?(?:certificate|cert)',
)
export const PEER_IDENTITY = notion(
  '(?:peer|server|host|remote|relay|tls|ssl)(?: s)?(?: peer)? identity',
  String.raw`(?:identity|authenticity) of (?:the )?(?:\S{1,20} )?(?:server|peer|relay|host|\S{1,80}\.\S{1,80})`,
)
export const OF_TIME = notion(
  'dates?',
  'days?',
  'end date',
  'validity',
  'expiry',
  'expiration',
  'not-?(?: )?after',
  'not-?(?: )?before',
  'clock',
  'ahead of',
  'midnight',
  'lifetime',
  'ends',
)
export const OF_NAME = notion(
  '(?:host|server|peer|common|mx|dns|subject|alternative|alt) ?names?',
  'names?(?: check)?',
  'dnsname',
  'entr(?:y|ies)',
  'san',
  'cn',
)
export const OF_TRUST_IN_TLS = notion(
  'trust(?:worthy|ed)?',
  'untrustworthy',
  'verification',
  'authentic(?:ity|ated|ate)?',
  'genuine',
  'legitima(?:cy|te)',
)
export const OF_TRUST = notion(
  'trust(?:worthy|ed|s| list| store| path| anchor)?',
  'untrustworthy',
  'verif(?:y|ied|ication|ies)',
  'validat(?:e|ed|ion|es)',
  'authentic(?:ity|ated|ate)?',
  'vouch(?:es|ed)?',
  'genuine',
  'legitima(?:cy|te)',
  'authorit(?:y|ies)',
  'issuers?',
  'roots?',
  'chain',
  'cas?',
  'signers?',
  'path',
  'intermediates?',
)
export const NO_CLIENT_CERTIFICATE = notion(
  'no client (?:certificate|cert)',
  'without (?:an? |its |our )?client (?:certificate|cert)',
)
export const SERVER_NAME_ASKED = notion('sni', 'server name indication')
export const OF_TLS = either(TLS, CERTIFICATE, HELLO, SECURE_LINE)
export const OF_TLS_ALONE = either(
  TLS,
  CERTIFICATE,
  SECURE_LINE,
  notion('clienthello', 'serverhello', '(?:ssl|tls)\\S{0,24}'),
)
