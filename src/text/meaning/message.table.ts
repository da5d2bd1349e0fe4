import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { OUT_OF_ORDER, REFUSED } from './verdict-words.ts'

/** The message itself, the protocol it came by, and the receiver's own troubles. */
export const MESSAGE_RULES: readonly Rule[] = [
  rule(
    'virus',
    'content.virus',
    ['virus|malware|infected|trojan|worm |eicar|clamav|phish|ransomware|malicious|mlwr|exploit|heuristics'],
    {
      none: 'viruswall|scanned|virus-free|virus free|free of virus|no virus|checked for virus|reputation|ip |protected by|host is infected|your computer|spam|scanner|scanning|scan error|scan failed|checker|not respond|not answer|not running|not reachable|unreachable| is down|unavailable|scan timeout|blocked using|temporar',
      stage: 'dot',
    },
  ),
  rule(
    'attachment',
    'content.format',
    [
      'attach|content presents|executable|file type|filetype|extension|zip file|archive|macro|piece jointe|anhang|anlage|adjunto|document type|file name|banned',
      `${REFUSED}|count limit|too many|illegal|unsafe|potential|dangerous|contain|security`,
    ],
    { none: 'ip |banned sender|spam|reputation|too large|size|http extension|your host', stage: 'dot' },
  ),
  // The judgement itself; what the words beside it do (close, drop, defer) does not change it.
  rule(
    'spam-judged',
    'content.spam',
    [' suspected spam|spam detected|spam found|detected spam|found spam|considerado spam|considerato spam|判定为垃圾'],
    {
      none: 'client host|ip-literal|your ip| ip address|this host|your host|your server|from your|connections from|blocked using|spamhaus|dnsbl|rbl|spam source|your network|your domain|recipient|user s filter|reported as|complain|milter-|unavailable|scanner|service',
      stage: 'dot',
    },
  ),
  rule(
    'spam',
    'content.spam',
    [
      ' spam| dcc|spamassassin|junk|unsolicited| ube | uce |rspamd|dspam|spamprofiler|垃圾|迷惑|спам|spamming|antispam|anti-spam|spam-like|mass mail|spamverdacht|pourriel|non sollicit|content reject|content denied|message content|mail content|content has been|unacceptable content|objectionable|fingerprint|pattern detection|csi|cloudmark|vade|high score|score of| scored |classified as|considered as|blocked url|uribl|surbl|content restrict|filter|message looks|bulk|suspicious|reject id ',
    ],
    {
      none: 'corrupt|spamtrap|checker|not running|not respond|unreachable|geoip|geo-ip|geo ip|client host|blocked using|dnsbl|rbl|spamhaus|ip address|your ip|helo|spam source|greylist|connection|relay|user unknown|spammer|filter error|queue|timeout|recipient filter|unavailable|try again later|failed temporarily|local error|internal error|scanner|service|no such|server sending|sending server|history of|rate limit|message rate|sending rate|user s filter|domain of|authenticat|dmarc|milter|not answer|no answer',
      stage: 'dot',
    },
  ),
  // The receiver has this message already: nothing is wrong with its form.
  rule(
    'duplicate',
    'policy.other',
    [
      'duplicate message|duplicate mail|duplicate e-mail|duplicate email|duplicate delivery|duplicate of|is a duplicate|message duplicate|duplicated message|already delivered|already received|already accepted|already processed|already been delivered|already been received|already seen|duplicate rejected|duplicate suppressed',
    ],
    { none: 'header|field|from:|subject:|date:|recipient|multiple|mailbox', stage: 'dot' },
  ),
  rule(
    'header-size',
    'content.format',
    ['header', 'too large|too big|too long|ly long|ly large|larger than|longer than|exceed'],
    {
      none: 'spam|reputation|helo|ehlo|full headers|block|queue',
      stage: 'dot',
    },
  ),
  rule(
    'format',
    'content.format',
    [
      'header|corrupt|comply with|standards|character set|without to|without from|without date|to: field|fields|message-id|rfc 5322|rfc5322|rfc 2822|rfc2822|rfc 822|rfc822|mime|8bit|8-bit|8 bit|non-ascii|nul |date:|line too long|lines too long|long line|line length|line is too long|folded|body contains|encoding|malformed message|charset|invalid characters|bad characters|subject|multiple addresses|duplicate|rfc compliant|not compliant|from field|html|empty message|no body|illegal character|syntactic|nonstandard|non-standard|boundary',
      `${REFUSED}|missing|maximum|without|does not comply|invalid|malformed|multiple|duplicate|not rfc|non-compliant|not compliant|noncompliant|violat|corrupt|illegal|too long|too many|require|bad|not supported|error|must|exceed|syntax|contain|syntactically|more than|unfold|non-ascii|no |not 7bit|cannot`,
    ],
    {
      none: 'spam|reputation|helo|ehlo|from header domain|dmarc|recipient address|mail from|spoof|command|bounce|user|mailbox|rcpt to|smtputf8|internationali|line rate|full headers|block',
      stage: 'dot',
    },
  ),
  rule(
    'hops',
    'route.loop',
    [
      'header counts|message depth|too many hops|hop count|hopcount|too many received|mail loop|forwarding loop|routing loop|loops back|looping|message loop|hops exceeded|hop limit|between servers|maximum hops|too many relay hops|mail for loops|received: headers|schleife|boucle|loop ',
      'loop|hop|received|depth|too many times',
    ],
    { none: 'loopback address|feedback loop' },
  ),
  // A server that finds itself among a domain's exchangers.
  rule('points-back', 'route.loop', ['points back to|point back to|pointing back to', ' mx|exchanger|dns']),

  rule(
    'smtputf8',
    'protocol.smtputf8',
    [
      'utf8|utf-8|internationalized|internationalised|eai |non-ascii address|5.6.7 |8bitmime',
      'not support|unsupported|require|not offered|not permitted|does not|must|cannot|not allowed|no support|was not',
    ],
    {},
  ),
  rule('chunking', 'protocol.chunking', [
    ' bdat|chunking|binarymime',
    'not|unrecogni|unknown|error|fail|bad|invalid|unsupported|disabled|expected',
  ]),
  rule('pipelining', 'policy.pipelining', [
    'pipelin|protocol synchronization|protocol synchronisation|smtp synchronization|smtp synchronisation|synchronization error|synchronisation error|improper use of smtp command',
    'not|improper|error|unauthor|reject|without|before|incorrect|forbidden|violation|input sent|denied',
  ]),
  rule(
    'early',
    'policy.earlytalker',
    [
      'too soon|early talker|earlytalker|before greeting|before the greeting|before banner|before the banner|pregreet|pre-greet|greet pause|early talking|spoke too early|speak first|input sent without|before i said|out of turn|data before|waiting for greeting|not waiting for the greeting|not waited for|t wait for the greeting|t wait for the banner|without waiting for|impatient|wait for our banner|wait for our greeting|wait for my greeting',
    ],
    { stage: 'banner' },
  ),
  rule('barelf', 'protocol.barelf', [
    'stray cr|bare lf|bare newline|bare linefeed|stray newline|bare cr|bare carriage|smtplf|lone lf|lone cr|line endings|naked lf|stray lf|line feed|stray linefeed|carriage return',
    'bare|stray|lone|naked|not allow|reject|violat|must|illegal|accept|contain|received|smtplf|terminat',
  ]),
  rule(
    'allowlist',
    'policy.allowlist',
    [
      'only mail from|only mail through|only accept|accepts only|accept mail only|not in our list|not on our list|not in allowed|not in the allowed|not on the allow|whitelist|white list|allow list|allow-list|allowlist|not authorized to connect|not authorised to connect|list of hosts|hosts that may|hosts allowed|restrictdomains|mx of record|authorized sources|through our|may not connect|only from|must be sent through|should be sent through|direct delivery|directly to|bypass|mail must be|please use the mx| partner|primary mx|please connect to',
    ],
    {
      none: 'greylist|known senders|recipient|mailbox|to be whitelist|get whitelist|get your|request|removal|contact|spam|delist|poor|reputation|user|authentic|please use the smtp server',
    },
  ),
  rule(
    'outdated',
    'policy.outdated',
    [
      'outdated|unpatched|unsupported version|out of date|out-of-date|no longer supported|end of life|vulnerable',
      'exchange|server|version|software|client|build',
    ],
    { none: 'tls' },
  ),

  rule(
    'filter-down',
    'system.filter',
    [
      'milter|virus scan|virus check|spam scan|spam check|checker|scanner|antivirus|anti-virus|clamd|clamav|amavis|spamd|policy service|policy server|policyd|policy daemon|filter|proxy to|scan engine|spamassassin|sanitizer|inspection',
      `${OUT_OF_ORDER}|down|connect`,
    ],
    {
      none: 'message failed|mail failed|content failed|attachment failed|spam detected|rejected as spam|rejected by|filtered|spam content|content rejected|high spam|considered|identified as|classified',
    },
  ),
  rule(
    'idle-in-data',
    'reply.421.idletimeout',
    [
      'incoming data|data timeout|message data|reading data|read data|during data|waiting for data|receiving data',
      'timeout|timed out|time out',
    ],
    { stage: 'body' },
  ),
  rule(
    'idle',
    'reply.421.idletimeout',
    [
      'connection expired|session expired|idle|inactiv|timeout|timed out|time out|time-out|timed-out|too slow|took too long|no command|without a command|without command|waiting for|délai|zeitüber|tempo|超时|タイムアウト|session time',
      'clos|exceed|idle|inactiv|disconnect|bye|expired|command|timeout -|connection|waiting|input|session|too long|reading|timed out|error: timeout|quit|terminat',
    ],
    {
      none: 'connection to |lookup|dns|greylist|remote|backend|scanner|filter|upstream|contacting|database|callout|ldap|target|spam|recipient|policy|milter|mailbox|dropped|inactive user|verify|destination|virus|internal|content|rate|limit|verification|downstream|delivery|promise|query|queries|handler|worker| lock|rpc|storage|redis|mysql|postgres',
    },
  ),
  // x.4.2 is said of the connection itself (RFC 3463 §3.5).
  rule('idle-coded', 'reply.421.idletimeout', ['4.4.2 ', 'timeout|timed out|time out'], {
    none: 'remote|backend|upstream|lookup|dns|database|ldap|milter|scanner|filter|policy',
  }),
  rule('time-limit', 'reply.421.idletimeout', [
    'time limit|timelimit|session time|session duration|connection duration|session lifetime|connection time|exceeded time|max time|max transaction time|exceeded the time',
    'exceed|reached|limit|over|expired|too long',
  ]),
  rule('socketerror', 'reply.421.socketerror', [
    'connection dropped|dropped due|socketerror|socket error|connection reset|connectionreset|connection aborted|remote host closed|lost connection|lost input|connection lost|closed connection unexpectedly|unexpected disconnect',
  ]),
  rule(
    'shutdown',
    'reply.421.shutdown',
    [
      'service not active|service not available|shutting down|shut down|shutdown|going down|closing transmission|closing channel|restart|maintenance|going offline|stopping|not available closing|service closing|unloading|wartung|terminating connection|beenden|being stopped|server exiting|reboot|upgrade in progress',
    ],
    {
      none: 'busy|timeout|timed out|too many|rate|exceed|block|spam|policy|reputation|refuse|idle|resources|load|limit|denied|banned|reject|errors|unusual|greylist|certificate|account|mailbox|user has|user is',
    },
  ),
  // Every 421 closes. That it closes says why only where nothing else is said.
  rule('closing', 'reply.421.shutdown', ['closing connection|closing the connection|bye|closing smtp|fermeture'], {
    none: 'busy|timeout|timed out|too many|rate|exceed|block|spam|policy|reputation|refuse|idle|resources|load|limit|denied|banned|reject|errors|unusual|greylist|certificate|later|required|again|not in|not allowed|unable|cannot|failed|ip ',
  }),

  rule(
    'disk',
    'system.full',
    [
      'insufficient disk|space shortage|shortage of space|short of space|short on space|disk space|disk full|low on disk|free space|file system full|filesystem|queue full|queue is full|storage|insufficientdisk|useddisk|spool|mail system full|system is full',
      'insufficient| full|diskfull| low|no space|not enough|out of|exceed|limit|resources|short',
    ],
    { none: 'mailbox|user|quota|recipient|inbox|account' },
  ),
  rule(
    'resources',
    'system.remote',
    [
      'insufficient resources|insufficientresources|system resources|resources temporarily|load|busy|backpressure|back pressure|no resources|low resources|system limit|ausgelastet|überlastet|surcharg|saturé|limited resources|memory|not enough resources|too many processes|fork|server too|swamped|congest',
      'insufficient|busy|load|temporar|out of| low |pressure| too |resource|überlast|ausgelast| try|retry|limit|cannot|memory|congest|saturé|surcharg',
    ],
    { none: 'download|upload|payload|spam|virus|your ip|reputation|attachment|mailbox full|drd|user is busy|loading' },
  ),
  rule('proxy', 'system.proxy', ['proxy', `${OUT_OF_ORDER}|setup|invalid`], {
    none: 'open proxy|open-proxy|blocked|listed|anonymous',
  }),
  rule(
    'delivery-agent',
    'local.delivery',
    [
      'dot-lock|maildir|homedir|home directory|vpopmail|vdeliver|can t open mailbox|append to mailbox|local delivery failed|delivery agent|mailer error|child process of|command failed|command exited|procmail|maildrop|pipe to | pipe | exec |vacation',
      'returned|exit|status|died|signal|unable|error|fail|cannot|can t|does not exist|no exist|missing|permanent|problem',
    ],
    // A command of SMTP is no program.
    {
      none: 'ehlo command|helo command|starttls command|mail from command|rcpt to command|data command|data end command',
    },
  ),
  rule('no-service', 'policy.other', ['no smtp service|no mail service'], { stage: 'banner' }),
  rule(
    'no-route',
    'route.failed',
    [
      ' gateway| route | transport | mailer ',
      'could not find a gateway|no route for|no route found|unable to route|cannot route|can t route|no transport|no mailer for',
    ],
    { none: 'relay|to host' },
  ),
  rule(
    'system',
    'system.remote',
    [
      'cannot write|upstream|local error|internal error|server error|system error|local problem|processing error|temporary error|temporary problem|temporary local|temporarily unable|technical problem|technical error|technical difficult|technical issue|technical fault|technical reason|software error|configuration error|misconfigur|config error|server configuration|lookup error|lookup fail|database|ldap|backend|sql|directory service|directory server|service unavailable|not available|not active|temporarily unavailable|service currently| offline|service is unavailable|currently unavailable|queue file write|write error|read error|mail system|unexpected error|unknown error|error in processing|error processing|temporary server|temporary system|unable to process|unable to accept|cannot process|unable to complete|could not complete|cannot create|cannot open|i/o error|file error|permission denied|no route|unable to contact|could not contact|cannot contact|unable to verify|unable to look|verification failed|in progress|temporarily rejected| lock|defer|out of service|out of order|not accepting messages|not accepting mail|not accepting network|no mdb|storedrv|exception|callout|dns error|dns lookup|time-out|timeout|timed out|panne|störung|vorübergehend|temporairement|fehler|interrupted|failure|unable to deliver|transaction failed|system not accepting|system not capable|system incorrectly|prdr|recursion|aliasing|can t|service denied|input/output error|encountered an error|transport unavailable|no such file or directory|error while executing|homedir creator|crashed|message ended early|expansion problem',
    ],
    {
      none: 'spam|block|policy|reputation|virus|syntax|command|relay|sender address|sequence|not implemented|rejected due|not allowed|prohibit|forbidden|denied|too many|unrecognized|parameter|banned|mailbox unavailable|user unknown|rejected by',
    },
  ),

  // Nothing but the advice to come again. A 421 says that of every reason.
  rule('later', 'system.remote', ['try again later|please try again|try later'], {
    none: ' 421 |spam|block|policy|reputation|virus|relay|rejected due|not allowed|prohibit|forbidden|denied|too many|banned|user unknown',
  }),

  rule('no-tls', 'tls.required', ['not support|unsupported', 'secure communication|starttls|via tls|via ssl'], {
    none: 'version|command|keyword',
    stage: 'ehlo',
  }),
  rule('ehlo-first', 'protocol.syntax', [
    'helo|ehlo|hello|polite',
    'first|polite|expected|need|must|duplicate|before|after',
  ]),
  rule(
    'syntax',
    'protocol.syntax',
    [
      'syntax|unrecogni|bracket|command|parameter|argument|sequence|verb|not implemented|unimplemented|protocol|smtp extension|keyword',
      'error|unrecogni|unknown|invalid|not implement|bad|not recogni|not support|unsupported|out of|wrong|expected|unimplement|need|too long|not allowed|illegal|violation|incorrect|disabled|garbled|unable|balanced|missing',
    ],
    { none: 'spam|mail loop|policy|relay|recipient address rejected|sender address rejected' },
  ),
  rule(
    'policy',
    'policy.other',
    [
      'policy|policies|held for|quarantin|administrat|prohibit|not permitted|not allowed|rule|refused|rejected|denied|disallow|forbidden|security|violation|not accept delivery|unacceptable|deny|not accepted|abgelehnt|verweigert|refusé|bloqu|rejeté|rechazado|rifiutat|拒绝|odrzuc|отклон|block|bounced|delivery restrict|nepřijat',
    ],
    {},
  ),
]
