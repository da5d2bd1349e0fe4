import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { EXCESS } from './verdict-words.ts'

/** Greylisting and the limits that a receiver sets: how many, how fast, how often. */
export const LIMIT_RULES: readonly Rule[] = [
  // A limit is what it does; what the message lacks is why.
  rule(
    'for-authentication',
    'sender.auth',
    [
      'rate limit|limited|deferred|throttl|blocked',
      'because|due to|since ',
      ' spf| dkim| dmarc|unauthenticated|not authenticated|authentication',
    ],
    { none: 'smtp auth|login|password|suspicious|out of date|reputation|list' },
  ),
  rule(
    'for-reverse-name',
    'sender.ptr',
    [
      'rate limit|rate-limit|limited|deferred|throttl',
      ' ptr|reverse dns|rdns|in-addr',
      ' no |not |missing|without|lack',
    ],
    { none: 'blocked using|dnsbl|rbl' },
  ),
  rule(
    'greylist',
    'greylist',
    [
      'greylist|graylist|grey-list|gray-list|grey list|gray list|greyisted|postgrey|sqlgrey|graue liste|grauen liste|liste grise|lista gris|lista grigia|lista cinz|grijze lijst|grålist|harmaa lista|harmaalist|gri liste|szürkelist|szürke list|szara lista|szarej li|szarą list|šedý seznam|šedá listina|серый список|серого списка|сером списке|серые списки|грейлист|сірий список|сірого списку|灰名单|灰名單|グレイリスト|그레이리스트|greet pause|greyed| triplet',
    ],
    { none: 'not greylisted', stage: 'rcpt' },
  ),
  rule(
    'greylist-words',
    'greylist',
    [
      'first time|first visit|new here|know you yet|never seen|not seen you|seen you before|not yet seen|unknown triplet|new sender|not yet authorized|not yet authorised|first-time|spamd|postgrey|temporarily deferred while|first contact|delayed for|initial delivery attempt|anti-spam delay|temporarily rejected for|please try again in|you are new|come back later|intentionally delayed|trinityemail|first contact|met before|heard from you|heard of you|première visite|premier contact|première fois|primera vez|primer contacto|prima volta|primo contatto|primeira vez|primeiro contato|eerste contact|eerste keer|erster kontakt|zum ersten mal|erstmals|pierwszy raz|впервые|первый раз|初めて|初次|首次|처음',
      'try again|retry|later|delay|wait|come back|resend|minutes| min |seconds|revenez|vuelva|torna|volte|terug|opnieuw|erneut|nochmal|wieder|повтор|再送|重试|重試|다시|minuten|minuti|minutos|минут',
    ],
    {
      none: 'size|quota|too many|reputation|block|full|limit|rate|complain| spam|volume|dns|error|resource|unavailable|load',
      stage: 'rcpt',
    },
  ),

  // What greylisting counts: who writes from where to whom.
  rule(
    'greylist-pair',
    'greylist',
    ['unknown|new |first|not seen|never seen|unseen', 'sender/ip|ip/sender|sender-ip| pair | triplet| tuple'],
    { none: 'key pair|recipient unknown|user unknown', stage: 'rcpt' },
  ),
  // A delay in minutes that names no other reason, and rspamd's greylisting, which says no more than "Try again later".
  rule(
    'greylist-bare',
    'greylist',
    [
      '4.7.1 |4.7.0 |4.2.0 ',
      'try again|retry|come back|try later|ask again|come again|call again',
      ' later| in | after|minutes|seconds',
    ],
    {
      none: '421 |service|unavailable|temporar|too many|limit|rate|exceed|spam|block|listed|reputation|dns|lookup|error|problem|fail|denied|reject|refus|resource|load|busy|full|quota|size|connection|tls|auth|not accepted|policy|internal|volume|traffic|complain|suspicious|spf|dkim|dmarc|ptr|sender|from your|host|message',
      stage: 'rcpt',
    },
  ),
  // Postfix's policy servers say no more than how long to wait.
  rule(
    'greylist-wait',
    'greylist',
    [
      'try again in|try again after|retry in|retry after|come back in|come back after|resend in|resend after| erneut| nochmals|réessay|reessay|riprov|de nuevo en|intente en|inténtelo|intentelo|novamente em|через|opnieuw|ponownie za|znovu za|igen om|uudelleen|分後|분 후|分钟后|分鐘後',
      'seconds|minutes|mins |secs |sekunden|minuten|secondes|minuti|secondi|minutos|segundos|минут|секунд|minut|sekund|分|秒|분',
    ],
    {
      none: 'too many|limit|rate|quota|busy|load|exceed|volume|listed|block|reputation|dns|connections|resource|unavailable|error',
      stage: 'rcpt',
    },
  ),
  // How much one session may carry: another one may carry more.
  rule(
    'per-connection',
    'limit.rate',
    [
      'messages per|message per|mails per|emails per|e-mails per|deliveries per|transactions per',
      'per connection|per session|per smtp',
      `${EXCESS}|max|only|no more`,
    ],
    { none: 'recipient' },
  ),
  rule(
    'connections',
    'limit.connections',
    [
      `${EXCESS}|concurrent|simultaneous|number of|troppe|trop de|zu viele|zuviele|demasiad|同時|過多|превышен|слишком много|zbyt wiele|zbyt du|muitas|muitos|demais|te veel|teveel|příliš mnoho|çok fazla|för många|for mange|liian monta|túl sok|prea multe|maximal|massim|máxim|maksym|максим|上限|最大|过多|太多|同时|초과|동시|너무 많|parallel|gleichzeitig|than we |as many|at a time|close some|fewer|reduce the number|already has|already have|at once|out of connection|dépass`,
      ' concurrency| connection| session| sitzung| sesion| sesión| sessão| sesje| сеанс|会话|會話|セッション|세션|connexion|verbindung|conexion|connessioni|conexões|verbinding|接続|连接|połącz|подключен|соединени|spojení|připojení|bağlantı|anslutning|tilkobling|forbindelse|yhteyks|kapcsolat|conexiuni|접속|연결|connexions|conexiones',
    ],
    {
      none: 'command|rate of|rate limit|per hour|per minute|per second|recipient|frequen|message|mails per|errors on|error limit|connection rate|too many errors|too fast|bytes|size|per day|time limit|time exceeded|connection time|timeout|timed out|volume|idle|reputation|timelimit|duration|junk|bad commands|command errors',
    },
  ),
  rule(
    'connections-frequency',
    'limit.rate',
    [
      'connect|session|ip ',
      'rate limit|frequen|too fast|too often|too quick|connection rate|throttl|per hour|per minute|per second|rate of|too many new',
    ],
    { none: 'suspicious|out-of-date|out of date|outdated|unpatched' },
  ),
  rule(
    'sessions-taken',
    'limit.connections',
    [
      ' slot| session| connection',
      ' taken| occupied| in use| no free | none free| already open| open already| no slot',
    ],
    { none: 'not taken|address|port|password|recipient|mailbox|hour|minute|per day|daily|today' },
  ),
  rule(
    'busy-sessions',
    'limit.connections',
    [
      'already|no more|all available|cannot accept more|can t accept more|unable to accept more|too many',
      'connections|sessions|clients|hosts|slots|smtp process',
      ' now|at the moment|busy|at maximum|in use|open|this host|your host|from you|simultan|at this time|from this',
    ],
    { none: 'rate' },
  ),

  rule(
    'errors',
    'policy.errors',
    [
      `${EXCESS}| enough`,
      'errors|invalid commands|unrecognized commands|bad commands|wrong commands|unknown commands|error limit|error rate|nonmail commands|non-mail commands|unknown users|invalid recipients|bad recipients|failed recipients|unknown recipients|failed deliver|failed attempt|failed command|failed login|unauthenticated commands|junk commands|bad rcpt|failures|mistakes',
    ],
    { none: 'connections|connection rate|connection limit|concurrent' },
  ),
  rule(
    'harvest',
    'policy.errors',
    ['dictionary attack|dha attack|directory harvest|address harvest|harvesting attack'],
    {
      stage: 'rcpt',
    },
  ),
  // Counted over a time, not in one transaction.
  rule(
    'recipients-in-time',
    'limit.rate',
    [
      `${EXCESS}|no more|number of`,
      ' recipient| rcpt|addressee|destinataire|empfänger|destinatari',
      'hour|minute|per day|today|in the last|24h|24 h',
    ],
    {
      none: 'invalid|unknown|bad |mailbox|receiving|inbox|storage|disk|message size|error|greylist|try again in|retry in|wait |delivered|queue',
    },
  ),
  rule(
    'recipients',
    'limit.recipients',
    [
      `${EXCESS}|number of|trop de|zu viele|demasiad|troppi`,
      ' recipient| rcpt|addressee|destinataire|empfänger|destinatari|收件人|受信者',
    ],
    {
      none: 'invalid|unknown|bad |storage|quota|size|rate limit|hour|day|minute|mailbox|receiving|message|mail per|at a rate|too large|bytes|spam|error|connections|disk|over|full|complain|reputation|per second',
      stage: 'rcpt',
    },
  ),
  rule(
    'recipients-per',
    'limit.recipients',
    [
      'number of rcpt|number of the rcpt|number of recipient|separate transaction|another transaction|next transaction|recipient count|rcpt count|recipients per|rcpts per|recipients in|recipients at a time|recipient limit|recipients limit|recipients this session|recipients for this|too many recipients|multiple recipients|one recipient|recipients than|invalid recipients',
      'too many|too high|max|exceed|limit|allowed|only|per|more|transaction| over ',
    ],
    { none: 'hour|day|minute|quota|invalid recipients|are invalid|is invalid|are unknown|is unknown', stage: 'rcpt' },
  ),

  rule('tenant', 'limit.tenant', [
    'tenant|your organization|subscription|trial|account plan|sending account',
    'exceed|limit|threshold|throttl|block|suspend|quota',
  ]),
  rule(
    'sending-limit',
    'limit.submission',
    [
      'daily|hourly|monthly|per day|per hour|24 hours|sending limit|sending quota|submission|outgoing|outbound|sending rate|account|user|you have|you ve|mail quota|your mail',
      `${EXCESS}| over`,
      'sending|send |submission|outgoing|outbound|messages per|mails per|per day|per hour|daily|hourly|messages sent|mails sent',
    ],
    {
      none: 'receiv|recipient s|mailbox|complain|reputation|storage|disk|inbox|too fast|from ip|host |server limit|ip address|your domain|from your|traffic',
    },
  ),
  // What an account sends is out of its ordinary.
  rule(
    'unusual-sending',
    'limit.submission',
    [
      'unusual|suspicious|abnormal|unexpected|irregular|atypical',
      'sending|outgoing|outbound',
      ' activity| pattern| behavio| volume| rate',
    ],
    { none: 'reputation|ip-literal|your ip|your server|host ' },
  ),
  rule('allowance', 'limit.submission', [
    'you may send|you can send|may send at most|allowed to send',
    ' a day| per day| an hour| per hour| each day| each hour| daily| hourly',
  ]),
  rule(
    'recipient-rate',
    'limit.rate',
    [
      'user|recipient|mailbox|account|address',
      'receiving|receives|being sent to|incoming',
      'too quickly|too fast|faster than|too often|too many messages|at a rate|rate of|rate limit|rate that',
    ],
    { none: 'recipients|size|quota|your ip', stage: 'rcpt' },
  ),
  rule(
    'rate',
    'limit.rate',
    [
      'rate limit|rate control|ratelimit|rate-limit|limit rate|throttl|too fast|too quickly|too often|excessive volume|message threshold|threshold exceeded|frequency|too frequent|slow down|slower|slow your|slow the|sending pace|pace too|pace is|your burst|too large a burst|sending too|message rate|mail rate|volume of|mail volume|message volume|hourly share|daily share|high volume|unexpected volume|unusual rate|traffic|at a rate|exceeded the rate|rate exceeded|max rate|sending rate|messages per|mails per|per minute|per second|per hour|in a short|messages this hour|mails this hour|messages today|more messages than|more mails than|short period|too many messages|too many mails|too many emails|too many e-mails|too many commands|too much mail|too many deliver|too many attempts|numerous attempts|limit exceeded|limit reached|limit has been|limits exceeded|exceeded your|exceeded limit|demasiados mensajes|频率|频繁|大量|превышен лимит| sender rate|overlimit|over limit|over our limit|over the limit|over your limit|rate exceeds|rate above|rate over|over the allowed rate',
    ],
    {
      none: 'unauthorized relay|relay traffic|out-of-date|out of date|outdated|unpatched|size|quota|storage|disk|mailbox|error limit|bytes|hop|loop|on the server|mail data|spam content|greylist|complaints and|line |header|attachment|length|blacklist|dnsbl|black list|spamhaus|password|login|authent|space|protocol error|syntax|recipient limit|been reported',
    },
  ),

  rule(
    'rate-used-up',
    'limit.rate',
    [' used up| exhausted| have spent| have consumed|allowance', ' message| mail| e-mail| email| deliver| sending'],
    { none: 'disk|storage|space|mailbox|inbox|memory|bytes|retries|attempts|recipient s|resources|tenant' },
  ),
  rule(
    'rate-tongues',
    'limit.rate',
    [
      'te veel|teveel|trop de|trop d |troppi|troppe|demasiados|demasiadas|zu viele|zuviele|muitas|muitos|слишком много|занадто багато|zbyt wiele|zbyt du|příliš mnoho|çok fazla|för många|for mange|liian monta|túl sok|prea multe|過多|过多|太多|多すぎ|너무 많',
      ' bericht| messag| mensaj| mensag| nachricht|mails|e-mail| письм| писем| сообщен| лист|wiadomoś|zpráv| mesaj|ileti| meddeland| meldinger|viest|üzenet|邮件|郵件|信件|メール|メッセージ|메일',
    ],
    {
      none: 'auf dem server|sur le serveur|en el servidor|sul server|no servidor|op de server|na serwerze|grand|gros|groß|groot|velk|больш|duża|duży|duże| stor |太大|过大|大きすぎ|verbinding|connexion|conexion|conexión|connession|verbindung|соединен|połączen|spojen|bağlantı|destinat|empfänger|получател|ontvanger|odbiorc|fehler|erreur|errore|fout|ошиб|hops|too many| mailbox|postvak|boîte|casella|buzón|ящик',
    },
  ),
  rule(
    'size',
    'content.size',
    [
      'size|too large|too big|too long|larger|bigger|exceeds|zu groß|zu gross|trop gros|trop volumineux|taille|tamaño|demasiado grande|troppo grande|muito grande|te groot|zbyt duż|слишком больш|for stor|för stor|サイズ|太大|超过|length|dimension',
      'message|mail|exceed|limit|maximum|fixed|attachment|nachricht|body|data|file|taille|tamaño|サイズ|邮件|messaggio|mensagem|bericht|wiadomoś|сообщен|meddeland|besked|content|allowed|maximale|mensaje|size',
      'exceed|too large|too big|too long|larger|bigger|limit|maximum| over|zu gro| trop|dépass|depass|demasiado|muito grande|te groot|zbyt duż|слишком больш|for stor|för stor|超|大|atteinte|superior|maximale|máximo|supera|massima',
    ],
    {
      none: 'mime|message count|quota|mailbox size|mailbox exceeds|mailbox full|is full|storage|header too|headers too|header size|header value|header field|line length|line too|lines too|line is too|long line|command|recipient|rate|disk|space|per hour|per day|connections|address too long|local part|domain name|subject|folder|too many|mailbox has exceeded|over its|inbox|mailbox would|time|user s|allocat|mailbox exceeded|parameter|spam|reputation|mail file|input line|path too long|queue too long|rcpts',
      stage: 'dot',
    },
  ),
  rule(
    'size-units',
    'content.size',
    [' mb| mib| megabyte| kb | kib | kilobyte', `${EXCESS}|larger|allowed|only`, 'mail|message|attachment| we '],
    { none: 'quota|mailbox|storage|disk|space|inbox|memory|free', stage: 'dot' },
  ),
  rule('size-line', 'content.size', ['552 5.3.4|5.3.4 |5.2.3 |recipsizelimit|sendersizelimit'], {
    none: 'header|quota|full|mailbox',
    stage: 'dot',
  }),
]
