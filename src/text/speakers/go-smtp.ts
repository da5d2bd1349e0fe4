import type { Grammar } from '../grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'
import { msmtpLog } from './msmtp-log.ts'

/** Go's net/smtp and its kin (go-mail, gomail), Rust's lettre, curl, swaks and msmtp. */
const SENTENCES = sentenceGrammar({
  name: 'tools',
  voice: 'library',
  signs: [
    'dial tcp',
    'dial udp',
    'read udp',
    'getaddrinfow',
    'dnsquery',
    'i/o timeout',
    'read tcp',
    'write tcp',
    'short response',
    'unencrypted connection',
    'permanent error (',
    'transient error (',
    'incomplete response',
    'curl: (',
    'swaks',
    '*** ',
    'msmtp',
    'server message:',
    'peer suddenly disconnected',
    'peer unexpectedly shut down',
    'os error',
    'context deadline',
    "doesn't support",
    'gomail',
    'server misbehaving',
    'no such host',
    'smtp:',
    'server responded',
    'server replied',
    'server answered',
    'antwortete',
    'geantwortet',
    'répondu',
    'respondió',
    'respondeu',
    'risposto',
    'ответил',
    '応答',
    '返答',
    '回复',
    '应答',
    'parse',
    'could not get',
    'responseparsing',
    'malformed',
    'invalid smtp',
    'empty reply',
    'missing_requirement',
    'unable to authenticate',
    'session failed',
    'authenticators',
    'requires sasl',
    'dialing',
    'dial failed',
    'failed to dial',
    'dial error',
    'smtp dial',
    'dial smtp',
    'ssl connection timeout',
    'unexpected reply',
    'unexpected response',
    'unexpected smtp',
    'smtpunknownerror',
    'io: incomplete',
    'ora-29278',
    'ora-24247',
  ],
  quotes: [
    { name: 'lettre', pattern: /(?:permanent|transient) error \(([245]\d\d\)?:[\s\S]{0,2000})/ },
    { name: 'msmtp', pattern: /server message: ([245]\d\d[\s\S]{0,2000})/ },
    // Thunderbird and its kin, in the tongues that they are written in.
    {
      name: 'responded',
      pattern:
        /(?:server (?:responded|replied|answered|response|said)|server (?:antwortete|hat geantwortet)|serveur a répondu|servidor (?:respondió|respondeu)|server ha risposto|сервер ответил|サーバー?(?:から)?の(?:応答|返答)|服务器(?:回复|响应|应答))\s?[:：]\s{0,3}([245](?:\d\d|\.\d{1,3}\.\d{1,3})[\s\S]{0,2000})/i,
    },
    // GNU Mailutils, of the line that follows; what it says below sums that up.
    {
      name: 'unexpected',
      pattern: /unexpected (?:smtp )?(?:reply|response|answer)(?: from \S{1,200})?: ([245]\d\d[ -][^\n]{0,2000})/i,
    },
    // Nagios calls a refusal in place of the greeting so.
    {
      name: 'invalid-response',
      pattern:
        /invalid smtp (?:response|reply|answer) (?:received )?(?:from host|from server)?: ?([45]\d\d[ -][^\n]{2,2000})/i,
      stage: 'banner',
    },
    { name: 'swaks', pattern: /<\*\*\s{1,2}([245]\d\d[\s\S]{0,2000})/ },
  ],
  sentences: [
    // Go's net.DNSError: what befell the question, `lookup NAME on SERVER: read udp …: connection refused`, befell no mail session.
    sentence(
      'go-lookup-malformed',
      'dns.badreply',
      ['lookup ', 'cannot unmarshal dns|cannot marshal dns|invalid dns response'],
      { stage: 'dns' },
    ),
    sentence('go-lookup-absent', 'dns.nxdomain', ['lookup ', 'no such host|dnsquery dns name does not exist'], {
      stage: 'dns',
    }),
    sentence(
      'go-lookup-timeout',
      'dns.tempfail',
      [
        'lookup ',
        'i/o timeout|server misbehaving|lame referral|no answer from dns|read udp|write udp|dial udp|getaddrinfow|dnsquery|device or resource busy',
      ],
      { stage: 'dns' },
    ),
    sentence('go-dial-timeout', 'connect.timeout', ['dial tcp', 'i/o timeout|deadline exceeded|timed out'], {
      stage: 'connect',
      ended: 'silence',
    }),
    // The answer to connect(2) itself.
    sentence('go-dial-reset', 'connect.reset', ['dial tcp', 'connect connection reset by peer'], {
      stage: 'connect',
      ended: 'rst',
    }),
    // A sentence of crypto/tls says what a dial came to.
    sentence('go-notls', 'tls.handshake.notls', ['first record does not look like a tls'], { stage: 'tls' }),
    // crypto/tls's Dial shakes hands, and reads no greeting.
    sentence('go-tls-dial-eof', 'tls.handshake.eof', ['tls dial|dial tls|dialing tls|tls.dial', ' eof '], {
      stage: 'tls',
      ended: 'fin',
    }),
    // Mailers call what they do until they are logged in a dial, too.
    sentence(
      'go-dial-login-eof',
      'drop.lost',
      [
        'dialing|smtp dial |dial smtp|smtp.dial|dial failed|failed to dial|dial error',
        'auth failed|authentication failed|login failed|auth error|login error|authenticating',
        ' eof ',
      ],
      { stage: 'auth', ended: 'fin' },
    ),
    // net/smtp's Dial reads the greeting too.
    sentence(
      'go-dial-eof',
      'drop.lost',
      ['dialing|smtp dial |dial smtp|smtp.dial|dial failed|failed to dial|dial error', ' eof '],
      {
        stage: 'banner',
        ended: 'fin',
      },
    ),
    sentence('go-lookup', 'dns.nxdomain', ['no such host'], { stage: 'dns' }),
    sentence('go-refused', 'connect.refused', ['connection refused'], { stage: 'connect' }),
    sentence('go-unreachable', 'connect.unreachable', ['no route to host|network is unreachable|host is unreachable'], {
      stage: 'connect',
    }),
    sentence('go-address', 'connect.failed', ['dial tcp', 'cannot assign requested address'], { stage: 'connect' }),
    sentence('go-read-timeout', 'drop.timeout', ['read tcp|write tcp', 'i/o timeout|timed out'], { ended: 'silence' }),
    sentence('go-reset', 'drop.lost', ['read tcp|write tcp', 'connection reset'], { ended: 'rst' }),
    sentence('go-pipe', 'drop.lost', ['read tcp|write tcp', 'broken pipe|eof']),
    sentence('go-plain', 'tls.required', ['unencrypted connection'], { stage: 'auth' }),
    sentence(
      'go-starttls',
      'tls.required',
      ['doesn t support starttls|does not support starttls|doesn t support tls'],
      { stage: 'ehlo' },
    ),
    sentence('go-auth', 'auth.failed', ['server doesn t support auth'], { stage: 'auth' }),
    sentence('unparsed', 'protocol.malformed', [
      'unable to parse status code|responseparsingerror|wrong code length|malformed response|malformed smtp|invalid smtp response|could not parse smtp|failed to parse smtp|failed to parse response|could not parse response|unparsable response|unparseable|could not get 3xx|smtpunknownerror|response parse error in|response() parse error in',
    ]),
    sentence(
      'client-authenticate',
      'auth.failed',
      ['unable to authenticate to outgoing|unable to authenticate to smtp server'],
      { stage: 'auth' },
    ),
    sentence(
      'no-method',
      'auth.failed',
      ['secure authentication method|does not support authentication method|no supported authentication'],
      { stage: 'auth' },
    ),
    sentence('missing-tls', 'tls.required', ['missing requirement', ' :tls| tls'], { stage: 'ehlo' }),
    sentence('no-authenticator', 'auth.failed', ['no authenticators available|authentication requires sasl'], {
      stage: 'auth',
    }),
    sentence(
      'empty-reply',
      'drop.lost',
      ['empty reply|session failed read error|session failed: read error|session failed write error'],
      { ended: 'fin' },
    ),
    // The first octets of an alert, or of a hello: who speaks TLS at once was spoken to in clear.
    sentence('tls-octets', 'tls.handshake.notls', ['short response|malformed', ' x15 x03| x16 x03'], {
      stage: 'banner',
    }),
    // net/textproto of a line that is no reply; a line that ended is an EOF to it.
    sentence('short', 'protocol.malformed', ['short response']),
    sentence('incomplete', 'drop.lost', ['incomplete response|io incomplete'], { ended: 'fin' }),
    // UTL_SMTP turns every network error into this reply, which nobody said ("Network error is transferred to a reply code of 421").
    sentence('oracle', 'connect.failed', ['ora-29278', '421 service not available ora-'], { stage: 'connect' }),
    // Oracle's access control list does not name the mail server.
    sentence('oracle-acl', 'local.config', ['ora-24247'], { stage: 'connect' }),
    sentence('curl-resolve', 'dns.nxdomain', ['curl: 6 ', 'resolve'], { stage: 'dns' }),
    sentence('curl-login', 'auth.failed', ['curl: 67 '], { stage: 'auth' }),
    sentence('curl-handshake', 'tls.handshake.timeout', ['ssl connection timeout'], { stage: 'tls', ended: 'silence' }),
    sentence('curl-weird', 'protocol.malformed', ['weird server reply']),
    sentence('curl-recv', 'drop.lost', ['curl: 56 |curl: 55 |curl: 52 ']),
    // Between both ends stunnel sees one of them leave (client.c).
    sentence('stunnel-closed', 'drop.lost', ['peer suddenly disconnected|peer unexpectedly shut down'], {
      ended: 'fin',
    }),
    sentence('swaks-closed', 'drop.lost', ['remote host closed connection unexpectedly'], { ended: 'fin' }),
    sentence('swaks-tls', 'tls.handshake.alert', ['tls startup failed'], { stage: 'tls' }),
    sentence('msmtp-tls', 'tls.required', ['server does not support tls'], { stage: 'ehlo' }),
  ],
})

/** Those, and the log that msmtp keeps. */
export const tools: Grammar = {
  ...SENTENCES,
  signs: [...SENTENCES.signs, 'errormsg='],
  read: (words, hints) => msmtpLog(words) ?? SENTENCES.read(words, hints),
}
