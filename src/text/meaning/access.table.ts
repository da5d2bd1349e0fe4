import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { DEMANDED, OUT_OF_ORDER, REFUSED } from './verdict-words.ts'

/** TLS and authentication as a peer demands them in its replies. */
export const ACCESS_RULES: readonly Rule[] = [
  // The line in which a load balancer names its client; before everything that may be missing, late or not allowed.
  rule(
    'proxy',
    'system.proxy',
    [
      ' proxy |proxyv|haproxy',
      `${OUT_OF_ORDER}|setup|invalid|protocol|header|negotiat|not allowed from| line |preamble|tcp4|tcp6|haproxy|proxyv`,
    ],
    {
      none: 'open proxy|open-proxy|blocked|listed|anonymous|proxy server|web proxy|vpn|certificate|ocsp|cipher|crl file',
      stage: 'banner',
    },
  ),
  // Postfix names whichever restriction met it: `Sender address rejected: Improper use of …`.
  rule('pipelining', 'policy.pipelining', ['use of smtp command pipelining']),
  rule(
    'tls-version',
    'tls.handshake.version',
    [
      'tls 1.0|tls1.0|tlsv1.0|tls 1.1|tls version|sslv3|legacy tls',
      'not supported|no longer|deprecat|upgrade|outdated|obsolete|too old|unsupported|disabled|require',
    ],
    { stage: 'mail' },
  ),
  // It is wanted and cannot be had at this server.
  rule('tls-missing', 'tls.refused', ['tls not available|tls is not available|tls unavailable|tls is unavailable'], {
    none: 'rate|too many|overload|busy',
    stage: 'starttls',
  }),
  rule(
    'starttls-first',
    'tls.required',
    [
      'starttls|tls |ssl |lack of security|encryption|encrypted|secure connection|verschlüssel|chiffré|cifrad|crittograf|criptograf|versleutel|szyfrow|шифров|暗号化|加密|암호화',
      `${DEMANDED}|use tls|use starttls|use ssl|ohne tls|ohne ssl|ohne verschl|sans tls|sans chiffr|sin tls|sin cifr|senza tls|senza critt|sem tls|sem cript|zonder tls|zonder versl|bez tls|bez szyfr|без tls|без шифр|is not encrypted|lack of security|insecure|unencrypted|cannot achieve|offers no encryption|did not use a tls|did not use tls|not sent over a tls|not sent over tls|not using tls`,
    ],
    {
      none: 'unexpected|authentication required|certificate|not available|temporar|authenticate first|sasl|smtp auth|requiretls|requiredstarttls|encryption required for requested auth',
      stage: 'mail',
    },
  ),
  rule('strong-ciphers', 'tls.required', ['high-strength cipher|high strength cipher|strong cipher', DEMANDED], {
    none: 'certificate',
    stage: 'mail',
  }),
  rule(
    'plain-text',
    'tls.required',
    [
      'plain text|plaintext|cleartext|clear text|unencrypted|unverschlüssel|non chiffr|sin cifr|no cifrad|non cifrat|sem cript|não cifrad|nieszyfrow|незашифр|暗号化されていな|未加密|niet versleuteld|onversleuteld',
      ' session| connection| transport| channel| deliver|smtp|verbindung|connexion|conexi|connession|conexõ|połącz|соедин|接続|连接|verbinding',
      `${REFUSED}| not |no longer|nicht |nie | не | pas `,
    ],
    { none: 'body|part|html|password|login|auth|credential', stage: 'mail' },
  ),
  rule(
    'tls-unavailable',
    'tls.refused',
    ['tls |starttls|ssl ', `${OUT_OF_ORDER}|misconfig|refus|not implemented|not supported|disabled`],
    {
      // 535 answers who signs in, whatever line that was on (RFC 4954 §6).
      none: 'certificate|verif|required|must|in tls handshake|too many new|too many tls|rate exceed|rate limit|pipelin| 535 ',
      stage: 'starttls',
    },
  ),
  rule(
    'tls-unready',
    'tls.refused',
    [
      'start tls|starttls',
      'certificate|private key',
      'no certificate configured|not configured|missing|not found|load',
    ],
    { none: 'client|verif|present', stage: 'starttls' },
  ),
  rule(
    'client-certificate',
    'tls.cert.clientrequired',
    [
      'certificate',
      'client certificate|require|not present|n t present|must present|to present|no certificate|provide |provided|must',
    ],
    { none: 'name|valid|verif|expired|start tls|configured| loaded|not load| found', stage: 'mail' },
  ),
  // A service that sends says of a server what that one showed it; who receives would say `client`, or `your`.
  rule('certificate-of-receiver', 'tls.cert.expired', [
    'certificate',
    'receiving server|receiving mail server|recipient server|recipient s server|recipient s mail|destination server|remote server|remote mail server|receiving host|destination host',
    ' expired',
  ]),
  rule(
    'certificate',
    'tls.cert.rejected',
    [
      'certificate|tls fingerprint|ssl fingerprint',
      'reject|invalid|not valid|wrong|fail|untrust|not trusted|expired|verif|unknown|mismatch|subject|tls-auth|restrictdomains',
    ],
    { none: 'digital certificate service' },
  ),

  // Who cannot look the login up at the moment says nothing of it.
  rule(
    'auth-down',
    'system.remote',
    [
      'authenticate|authentication|auth server|auth service|sasl|login server|login service',
      'temporary authentication|temporary system|temporary problem|temporarily not available|temporarily unavailable|is unavailable|service unavailable|server unavailable|not reachable|connect to auth|auth server timeout|internal error|server error',
    ],
    {
      none: '535 |locked|blocked|too many|attempts|disabled|invalid|incorrect|required|spf|dkim|dmarc|domain|relay',
      stage: 'auth',
      instead: 'auth.failed',
    },
  ),
  // What AUTH sends is written so (RFC 4954 §4); messages hold it as well.
  rule(
    'auth-base64',
    'protocol.syntax',
    ['base64|base 64|base-64', 'invalid|decode|malformed|bad |wrong|incorrect|not '],
    {
      none: 'message|attach|mime|part |header|content|body',
      stage: 'auth',
      instead: 'auth.failed',
    },
  ),
  rule('auth-command', 'auth.failed', [' auth failed | auth command failed | smtp auth error '], {
    none: 'spf|dkim|dmarc|5.7.26|sender',
    stage: 'auth',
  }),
  rule(
    'auth-failed',
    'auth.failed',
    [
      'auth |authenticat|login|logon|username|password|credentials|sasl|authentif|autenti|认证|验证|anmeld|user name and|user name or|your user name|wrong user name|invalid user name|user name is',
      'fail|invalid|incorrect|rejected|bad |wrong|not accepted|denied|unsuccessful|unable to|cannot|mismatch|error|disabled|not enabled|falsch|fehlgeschlagen|ungültig|échou|echou|失败|错误| locked|login blocked|login is blocked|too many login|aborted|not match|expired|not permitted|rejetee|application-specific|web login|not valid',
    ],
    {
      none: 'active address|authentication check|pass auth|require|must auth|spf|dkim|dmarc|authentication-results|unauthenticated|must be auth|need to auth|should auth|without authent|domain|5.7.26|message|ptr|reverse|mail auth|first|not authenticated|e-mail|sender|relay|archive|attach',
      stage: 'auth',
    },
  ),
  rule(
    'auth-mechanism',
    'auth.failed',
    [
      'mechanism|worthy mech|auth mode|authentication mode|login mode|auth type|authentication type|authentication method|authentication scheme|type of authentication',
      'not supported|not support|unsupported|unrecognized|invalid|unknown|not implemented|unavailable|weak|in common|no common|no mutual|no worthy|no suitable',
    ],
    { stage: 'auth' },
  ),
  rule(
    'auth-required',
    'auth.required',
    [
      'authentication required|authentication is required|auth required|authenticate|authentication needed|authentication is needed|requires authentication|smtp auth|smtp-auth|sasl login|authentication turned on|issue an auth|auth command first|send auth|prove who you are|identify yourself with a password|log in first|login first|must be logged|anonymous|you must auth|authentification requise|authentification nécessaire|authentifizieren|anmeldung erforderlich|anmeldung notwendig|anmeldung nötig|autenticación|autenticazione|autenticação|authenticatie|uwierzytelni|аутентификац|авторизац|認証が必要|需要认证|需要身份验证|需要認證|인증이 필요|authentifizierung erforderlich|se requiere autenti|pop before|pop-before|check mail first|check for new mail|auth first|with authentication|receive your mail before|check your mail before',
      `${DEMANDED}|must|before|not auth|is not|isn t|unauth|anonymous|turned on|please|smtp auth|no auth|should|not logged|wasn t|was not|don t|only`,
    ],
    {
      none: 'too many|spf|dkim|dmarc|ptr|reverse dns|email authent|not authenticated to|message does not|unauthenticated email|unauthenticated mail|mail is unauth|email is unauth|message is unauth|sender is unauth|domain authent|pass auth|5.7.26|relay|rcpthosts|guidelines|this group|distribution',
      stage: 'mail',
    },
  ),
  // Who has not logged in; mail that is not authenticated lacks a signature.
  rule(
    'auth-unlogged',
    'auth.required',
    [
      'unauthenticated sender|unauthenticated user|unauthenticated client|unauthenticated session|unauthenticated connection|unauthenticated access|unauthenticated submission|unauthenticated smtp|unauthenticated relay',
      `${REFUSED}|${DEMANDED}| not `,
    ],
    { none: 'spf|dkim|dmarc|domain|5.7.26| group|list|distribution|mailbox|recipient', stage: 'mail' },
  ),
  rule(
    'auth-relay',
    'auth.required',
    [
      'relay|rcpthosts|non-local|other domains',
      'without authent|authentication when|needs authentication|requires authentication|don t authenticate|authenticate first|authenticate before|must authenticate|not authenticated|unauthenticated|smtp auth|authentication required|authentication is required',
    ],
    { stage: 'rcpt' },
  ),
]
