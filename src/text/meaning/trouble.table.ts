import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { OUT_OF_ORDER } from './verdict-words.ts'

/** The receiver's own troubles. */
export const TROUBLE_RULES: readonly Rule[] = [
  rule(
    'filter-down',
    'system.filter',
    [
      'virus signatures|virus definitions|virus database|virus patterns|signature update|milter|to scan for|not scan for|virus scan|virus check|spam scan|spam check|checker|scanner|antivirus|anti-virus|clamd|clamav|amavis|spamd|policy service|policy server|policyd|policy daemon|filter|proxy to|scan engine|spamassassin|sanitizer|inspection|antispam service|anti-spam service|antispam engine|antispam server|anti-spam server',
      `${OUT_OF_ORDER}|down|connect to|connecting|to connect|connection refused|lost connection|connection lost|connection closed|connection reset|connect error|restart|reload|renew|being updated|out of date|not return|no verdict|no result`,
    ],
    {
      none: 'message failed|mail failed|content failed|attachment failed|spam detected|rejected as spam|rejected by|by spam filter|by the spam filter|by our spam filter|by filter|filtered|spam content|content rejected|high spam|considered|identified as|classified',
    },
  ),
  // Whatever it was about to do.
  rule('internal', 'system.remote', ['internal error|internal server error|internal failure'], {
    none: 'spam|virus|block|auth',
  }),
  rule(
    'idle-in-data',
    'reply.421.idletimeout',
    [
      'incoming data|data timeout|data phase|message data|reading data|read data|during data|waiting for data|receiving data',
      'timeout|timed out|time out|took too long|took longer than|lasted longer than|longer than',
    ],
    { stage: 'body' },
  ),
  rule(
    'idle',
    'reply.421.idletimeout',
    [
      'connection expired|session expired|idle|inactiv|timeout|timed out|time out|time-out|timed-out|too slow|took too long|took longer than|no command|without a command|without command|waiting for|délai|zeitüber| tempo |超时|タイムアウト|session time limit|session time exceed|session time-|session time has',
      'clos|exceed|idle|inactivi|inattivi|inativi|inaktivi|disconnect|bye|expired|command|timeout -|connection|waiting|input|session|too long|reading|timed out|error: timeout|quit|terminat',
    ],
    {
      none: 'connection to |connect timed|connect timeout|lookup|dns|greylist|remote|backend|scanner|filter|upstream|contacting|database|callout|ldap|target|spam|recipient|policy|milter|mailbox|dropped|inactive user|verify|destination|virus|internal|content|rate|limit|verification|downstream|delivery|promise|query|queries|handler|worker| lock|rpc|storage|redis|mysql|postgres',
    },
  ),
  rule('dropped-idle', 'reply.421.idletimeout', ['connection dropped|dropped due', 'idle|inactiv'], {
    none: 'remote|backend|upstream|mailbox|account|user',
  }),
  // Who hears nothing, or has waited, says of whom and for how long.
  rule(
    'unheard',
    'reply.421.idletimeout',
    [
      'nothing heard|nothing from you|heard nothing|not heard from you|no input|nothing received|received nothing|we waited|i waited|waited too long|waited long|have waited| mute| silent| silence|said nothing|sent nothing|say nothing|no activity|without activity|quiet for|kept quiet|keep quiet',
      'from you| you |your|client|second|minute|command|input',
    ],
    { none: 'remote|backend|upstream|lookup|dns|database|milter|scanner|filter|policy|greylist|again' },
  ),
  rule(
    'slow-client',
    'reply.421.idletimeout',
    ['client took|you took', 'to send|next line|next command|to answer|to continue'],
    { none: 'remote|backend|upstream|lookup|dns|filter|policy' },
  ),
  // x.4.2 is said of the connection itself (RFC 3463 §3.5).
  rule('idle-coded', 'reply.421.idletimeout', ['4.4.2 ', 'timeout|timed out|time out'], {
    none: 'remote|backend|upstream|lookup|dns|database|ldap|milter|scanner|filter|policy',
  }),
  rule(
    'time-limit',
    'reply.421.idletimeout',
    [
      'time limit|timelimit|session time|session duration|connection duration|session lifetime|connection time|exceeded time|max time|max transaction time|exceeded the time|max duration|maximum duration|session length|session age',
      'exceed|reached|limit|over|expired|too long',
    ],
    { none: 'time limit specified| 4.4.7 | 5.4.7 ' },
  ),
  rule('socketerror', 'reply.421.socketerror', [
    'connection dropped|dropped due|on your socket|your socket|socketerror|socket error|connection reset|connectionreset|connection aborted|remote host closed|lost connection|lost input|connection lost|closed connection unexpectedly|unexpected disconnect|error on your connection|error on the connection|error on this connection|error on your session|error reading from your|error writing to your|error reading from client|error writing to client',
  ]),
  rule(
    'shutdown',
    'reply.421.shutdown',
    [
      'service not active|service not available|shutting down|shut down|shutdown|going down|closing transmission|closing channel|restart|maintenance|going offline|stopping|not available closing|service closing|unloading|wartung|terminating connection|beenden|being stopped|server exiting|reboot|upgrade in progress',
    ],
    {
      none: ' could not | cannot | unable to create| unable to open|busy|timeout|timed out|too many|rate|exceed|block|spam|policy|reputation|refuse|idle|resources|load|limit|denied|banned|reject|errors|unusual|greylist|certificate|account|mailbox|user has|user is',
    },
  ),
  rule(
    'away',
    'reply.421.shutdown',
    [
      ' gone |closed| away| lunch|asleep',
      ' back tomorrow| back soon| back in | back at | back on | back by | back later',
    ],
    {
      none: 'come back|call back|mailbox|account|user|recipient|greylist',
    },
  ),
  // Every 421 closes. That it closes says why only where nothing else is said.
  rule('closing', 'reply.421.shutdown', ['closing connection|closing the connection|bye|closing smtp|fermeture'], {
    none: 'busy|timeout|timed out|too many|rate|exceed|block|spam|policy|reputation|refuse|idle|resources|load|limit|denied|banned|reject|errors|unusual|greylist|certificate|later|required|again|not in|not allowed|unable|cannot|failed| ip |command|error|wrong|overflow|unreachable|after|before|data',
  }),

  rule(
    'disk',
    'system.full',
    [
      'insufficient disk|space shortage|shortage of space|short of space|short on space|disk space|disk full|space left on device|low on disk|free space|file system full|filesystem|queue full|queue is full|storage|insufficientdisk|useddisk|spool|mail system full|system is full',
      'insufficient| full|diskfull| low|no space|not enough|out of|exceed|limit|resources|short',
    ],
    // A scanner's queue is work, and no disk.
    { none: 'mailbox|user|quota|recipient|inbox|account|scanner|scanning|filter' },
  ),
  rule(
    'resources',
    'system.remote',
    [
      'insufficient resources|insufficientresources|system resources|resources temporarily|load|busy|backpressure|back pressure|no resources|low resources|system limit|ausgelastet|überlastet|surcharg|saturé|limited resources|memory|not enough resources|too many processes|fork|server too|swamped|congest',
      'insufficient|busy|load|temporar|out of| low |pressure| too |resource|überlast|ausgelast| try|retry|limit|cannot|memory|congest|saturé|surcharg',
    ],
    {
      none: 'download|upload|payload|spam|virus|your ip|reputation|attachment|mailbox full|drd|user is busy|loading|loaded',
    },
  ),
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
  // A server that says so cannot reach the one behind it.
  rule(
    'host-unreachable',
    'connect.unreachable',
    [
      'host unreachable|unreachable host|unreachable network|host is unreachable|no route to host|network unreachable|network is unreachable',
    ],
    { none: 'spam|block|policy|reputation|virus|sender|callout|verif' },
  ),
  // Whoever says so: a server of the one behind it, or who sends of the server, with a code of its own in front.
  rule(
    'host-not-connected',
    'connect.failed',
    [
      'could not connect|unable to connect|cannot connect|can t connect|couldn t connect|failed to connect|no connection to|not be connected|connection could not be established|could not establish a connection|unable to establish a connection',
      ' host|server|ip-literal|@|destination|remote|mail to|next| mx ',
    ],
    {
      none: 'mailbox|backend|back end|back-end|database|policy|service|ldap|upstream|store|storage|scanner|sender|callout|verif|spam|block|reputation|may not|allowed|starttls|tls|421 |proxy|filter|session|expired',
      instead: 'system.remote',
    },
  ),
  // A filter that is no longer paid for takes nothing, whoever sends it.
  rule('licence', 'system.remote', ['license|licence', 'expired|exceeded|invalid|not valid|missing|unlicensed'], {
    none: 'driver|software license|attach|content',
  }),
  rule('misconfigured', 'system.remote', [
    'server configuration problem|server configuration error|system configuration error|mail server misconfigured',
  ]),
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
  // x.4.3 is said of directories and of names (RFC 3463 §3.5).
  rule('own-lookups-coded', 'dns.tempfail', ['4.4.3 ', ' dns | name server|nameserver|resolver']),
  // Whose name it looked for is not said.
  rule(
    'own-lookups',
    'dns.tempfail',
    [
      'dns resolving error|dns resolve error|dns resolution error|dns query error|dns lookup error|dns resolver error|error resolving dns|dns server error|dns error|failure in dns lookup|dns lookup failure|dns lookup failed|error in dns lookup|no data by dns|not found by dns',
    ],
    {
      none: 'sender|domain of|your|ptr|reverse|rdns|client|helo|spf|dkim|dmarc|mail from|from address|nxdomain|blacklist|rbl|dnsbl|spam',
    },
  ),
  rule(
    'system',
    'system.remote',
    [
      'cannot write|upstream|doing backups|backup in progress|backup is running|during backup|being upgraded|being repaired|under repair|local error|internal error|server error|system error|local problem|processing error|temporary error|temporary problem|temporary local|temporarily unable|technical problem|technical error|technical difficult|technical issue|technical fault|technical reason|software error|configuration error|misconfigur|config error|server configuration|lookup error|lookup fail|database|ldap|backend|sql|directory service|directory server|service unavailable|queue unavailable|queue is unavailable|spool unavailable|server unavailable|server is unavailable|system unavailable|system is unavailable|directory unavailable|storage unavailable|not available|not active|temporarily unavailable|service currently| offline|service is unavailable|currently unavailable|queue file write|writing queue file|write error|read error|mail system|mail store|mailstore|next hop|could not create|unexpected error|unknown error|error in processing|error processing|temporary server|temporary system|unable to process|unable to accept|cannot process|unable to complete|could not complete|cannot create|cannot open|i/o error|file error|permission denied|no route|unable to contact|could not contact|cannot contact|unable to verify|unable to look|verification failed|in progress|temporarily rejected| lock|defer|out of service|out of order|not accepting messages|not accepting mail|not accepting network|no mdb|storedrv|exception|callout|dns error|dns lookup|time-out|timeout|timed out|panne|störung|vorübergehend|temporairement|fehler|interrupted|failure|unable to deliver|transaction failed|system not accepting|system not capable|system incorrectly|prdr|recursion|aliasing|can t|service denied|input/output error|encountered an error|transport unavailable|no such file or directory|error while executing|homedir creator|crashed|message ended early|expansion problem|is not running|not running',
    ],
    {
      none: 'spam|block|policy|reputation|virus|syntax|command|relay|sender address|sequence|not implemented|rejected due|not allowed|prohibit|forbidden|denied|too many|unrecognized|parameter|banned|mailbox unavailable|user unknown|rejected by',
    },
  ),

  rule(
    'service-tongues',
    'system.remote',
    [
      'servic|servizi|serviç|sistem|system|dienst|usług|služb|сервис|сервіс|служб|サービス|服务不|服务暂|服務|서비스|palvelu|hizmet|szolgált|tjenest|tjänst',
      'non disponib|no disponib|não disponív|nao disponiv|nicht verfügbar|nicht verfuegbar|indisponib|niet beschikbaar|niedostępn|nedostupn|недоступ|利用できません|利用できない|応答しません|不可用|사용할 수 없|ikke tilgængelig|ikke tilgjengelig|inte tillgänglig|ei ole käytettäv|kullanılamıyor|nem elérhető|kann derzeit nicht|momentaneamente|momentanément|vorübergehend|tijdelijk|temporariamente|временно|一時的|暂时|일시적',
    ],
    {
      none: 'boîte|casella|buzón|caixa|postfach|mailbox|ящик|skrzynk|schrán|メールボックス|邮箱|郵箱|사용자|utent|usuari|benutzer|gebruiker|spam| ip ',
    },
  ),

  // Nothing but the advice to come again. A 421 says that of every reason.
  rule('later', 'system.remote', ['try again later|please try again|try later'], {
    none: ' 421 |spam|block|policy|reputation|virus|relay|rejected due|not allowed|prohibit|forbidden|denied|too many|banned|user unknown',
  }),
]
