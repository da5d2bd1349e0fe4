import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { EXCESS } from './verdict-words.ts'

/** The limits that a receiver sets: how many, how fast, how often. */
export const LIMIT_RULES: readonly Rule[] = [
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
  // As somebody would say it to a crowd.
  rule(
    'crowd',
    'limit.connections',
    [
      'too many of you|one at a time|one by one|all at once|wait your turn|fewer friends|fewer of you|queue up|form a line|crowded',
    ],
    { none: 'recipient|rcpt|message|mail|command|address|attach' },
  ),
  rule(
    'pace',
    'limit.rate',
    ['hold your horses|not so fast|not so quick|easy there|take it easy|easy now|calm down|cool down'],
    {
      none: 'mailbox|recipient',
    },
  ),
  rule(
    'connections',
    'limit.connections',
    [
      `${EXCESS}|concurrent|simultaneous|number of|troppe|trop de|zu viele|zuviele|demasiad|同時|過多|превышен|слишком много|zbyt wiele|zbyt du|muitas|muitos|demais|te veel|teveel|příliš mnoho|çok fazla|för många|for mange|liian monta|túl sok|prea multe|maximal|massim|máxim|maksym|максим|上限|最大|过多|太多|同时|초과|동시|너무 많|parallel|gleichzeitig|than we |while we permit|while we allow|where we allow|but only|we permit|permits only|as many|at a time|close some|fewer|reduce the number|already has|already have|already hold|already keep|already use|at once|out of connection|dépass`,
      ' concurrency| connection| session| sockets| channels| sitzung| sesion| sesión| sessão| sesje| сеанс|会话|會話|セッション|세션|connexion|verbindung|conexion|connessioni|conexões|verbinding|接続|连接|połącz|подключен|соединени|spojení|připojení|bağlantı|anslutning|tilkobling|forbindelse|yhteyks|kapcsolat|conexiuni|접속|연결|connexions|conexiones',
    ],
    {
      none: 'command|rate of|rate limit|per hour|per minute|per second|recipient|frequen|message|mails per|errors on|error limit|connection rate|too many errors|too fast|faster than|bytes|size|per day|time limit|time exceeded|connection time|timeout|timed out|volume|idle|reputation|timelimit|duration|junk|bad commands|command errors',
    },
  ),
  rule('parallel-deliveries', 'limit.connections', [
    'parallel deliver|concurrent deliver|simultaneous deliver|parallel transaction|fewer parallel|deliveries in parallel|deliveries at once',
  ]),
  rule(
    'connections-frequency',
    'limit.rate',
    [
      'connect|session| ip ',
      'rate limit|frequen|too fast|faster than|too often|too quick|connection rate|throttl|per hour|per minute|per second|rate of|too many new',
    ],
    { none: 'suspicious|out-of-date|out of date|outdated|unpatched' },
  ),
  rule(
    'sessions-taken',
    'limit.connections',
    [
      ' slot| session| connection',
      ' sessions open| connections open| taken| occupied| in use| no free | none free| already open| open already| no slot',
    ],
    {
      none: 'not taken|address in use|address already|port|password|recipient|mailbox|hour|minute|per day|daily|today',
    },
  ),
  rule(
    'busy-sessions',
    'limit.connections',
    [
      'already|no more|all available|cannot accept more|can t accept more|unable to accept more|too many',
      'connections|sessions|clients|hosts|slots|smtp process',
      ' now|at the moment|in a moment|connected|busy|at maximum|in use|open|this host|your host|from you|simultan|at this time|from this',
    ],
    { none: 'rate' },
  ),
  // Nobody comes in numbers but by connections.
  rule('crowd', 'limit.connections', [
    'too many of you |enough of you |so many of you |too many of your kind|more of you ',
  ]),

  // cPanel's own limit on what a domain sends.
  rule('max-defers', 'limit.submission', ['max defers and failures']),
  rule(
    'errors',
    'policy.errors',
    [
      `${EXCESS}| enough| many `,
      'errors|invalid users|unknown destination|destinations unknown|recipients unknown|users unknown|addresses unknown|invalid address|unknown address|nonexistent|non-existent|bad address|invalid commands|unrecognized commands|bad commands|wrong commands|unknown commands|error limit|error rate|nonmail commands|non-mail commands|unknown users|invalid recipients|bad recipients|failed recipients|unknown recipients|failed deliver|failed attempt|failed command|failed login|unauthenticated commands|junk commands|bad rcpt|unknown rcpt|invalid rcpt|unknown recipient count|invalid recipient count|unknown user count|failures|bounces|mistakes|nonsense|garbage',
    ],
    { none: 'connections|connection rate|connection limit|concurrent' },
  ),
  // Postfix (reject_multi_recipient_bounce), whatever the code.
  rule('multi-recipient-bounce', 'limit.recipients', ['multi-recipient bounce|multirecipient bounce']),
  // How much a mailbox takes in a time is none of its size.
  rule(
    'mailbox-in-time',
    'limit.rate',
    [
      'daily |hourly |per day|per hour',
      ' limit| maximum| quota',
      'mailbox|user|account|recipient',
      'inbound|incoming|receive|accept',
    ],
    { none: 'storage|size|space|megabyte|mail from', stage: 'rcpt' },
  ),
  rule(
    'harvest',
    'policy.errors',
    [
      'dictionary attack|dha attack|directory harvest|address harvest|harvesting attack|address enumeration|sending to unknown|sent to unknown|mail to unknown|sending to invalid|sent to invalid|sending to nonexist|sending to non-exist|tried to send to non-exist|names that do not exist|addresses that do not exist|users that do not exist|recipients that do not exist',
    ],
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
  // Postfix (anvil) and others: those of one client, whatever the sessions.
  rule(
    'recipients-of-client',
    'limit.rate',
    [EXCESS, 'recipients from|rcpts from|recipients sent from|recipients by your'],
    {
      none: 'invalid|unknown recipients|bad |failed|errors',
    },
  ),
  rule(
    'recipients',
    'limit.recipients',
    [
      `${EXCESS}|number of|numbers|trop de|zu viele|demasiad|troppi`,
      ' recipient| rcpt|addressee|destinataire|empfänger|destinatari|收件人|受信者',
    ],
    {
      none: 'invalid|unknown|bad |storage|quota|size|rate limit|hour|day|minute|mailbox|receiving|message|mail per|at a rate|too large|bytes|spam|error|connections|disk|over|full|complain|reputation|per second',
      stage: 'rcpt',
    },
  ),
  rule(
    'recipients-tongues',
    'limit.recipients',
    [
      'trop de destinataires|zu viele empfänger|demasiados destinatarios|troppi destinatari|muitos destinatários|te veel ontvangers|zbyt wielu odbiorc|zbyt wiele odbiorc|příliš mnoho příjemc|слишком много получател|занадто багато одержувач|занадто багато отримувач|för många mottagare|for mange mottakere|for mange modtagere|çok fazla alıcı|túl sok címzett|收件人过多|收件人太多|宛先が多すぎ|수신자가 너무 많|число получател|количество получател|число адресат|liczba odbiorc|liczbę odbiorc|liczby odbiorc|počet příjemc|počtu příjemc|nombre de destinataires|numero di destinatari|numero dei destinatari|número de destinatarios|número de destinatários|anzahl der empfänger|anzahl empfänger|anzahl an empfänger|aantal ontvangers|antal mottagare|antal modtagere|antall mottakere|alıcı sayısı|收件人数|收件人數|受信者数|宛先数|수신자 수',
    ],
    { stage: 'rcpt' },
  ),
  rule(
    'recipients-per',
    'limit.recipients',
    [
      'domains per transaction|size per transaction|number of rcpt|number of the rcpt|number of recipient|separate transaction|another transaction|next transaction|recipient count|rcpt count|recipients per|rcpts per|recipients in one|recipients in a |recipients in this|recipients in the |recipients in single|recipients at a time|recipient limit|recipients limit|recipients this session|recipients for this|too many recipients|multiple recipients|one recipient|recipients than|invalid recipients',
      'too many|too high|max|exceed|limit|allowed|only|per|more|transaction| over ',
    ],
    { none: 'hour|day|minute|quota|invalid recipients|are invalid|is invalid|are unknown|is unknown', stage: 'rcpt' },
  ),

  rule('tenant', 'limit.tenant', [
    'tenant|your organization|organization queue|organisation queue|subscription|trial|account plan|sending account',
    'exceed|limit|threshold|throttl|block|suspend|quota',
  ]),
  rule(
    'sending-limit',
    'limit.submission',
    [
      'daily|hourly|monthly|per day|per hour|24 hours|sending limit|sending quota|submission|outgoing|outbound|sending rate|account|user|you have|you ve|mail quota|your mail',
      `${EXCESS}| over|not enough|insufficient`,
      'sending|send |submission|outgoing|outbound|messages per|mails per|per day|per hour|daily|hourly|messages sent|mails sent',
    ],
    {
      none: 'receiv|recipient s|mailbox|complain|reputation|storage|disk|inbox|too fast|from ip|host |server limit| ip address|your domain|from your|traffic',
    },
  ),
  rule('sending-limit-tongues', 'limit.submission', [
    'verzendlimiet|sendelimit|versandlimit|limite d envoi|límite de envío|limite de envío|limite de envio|limite diário de envio|limite di invio|limit wysył|лимит отправк|лимит на отправк|发送限制|发信限制|送信制限|送信上限|발송 한도',
  ]),
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
    'you may send|you can send|may send at most|allowed to send|quota of|allowance of',
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
      'rate limit|rate control|ratelimit|rate-limit|limit rate|throttl|too fast|faster than|too quickly|too often|excessive volume|message threshold|threshold exceeded|frequency|too frequent|slow down|slower|slow your|slow the|sending speed|in the last hour|in the past hour|in one hour|within an hour|in the last minute|in the last day|in one day|last 24 hours|sending pace|pace too|pace is|your burst|too large a burst|sending too|message rate|mail rate|volume of|mail volume|message volume|hourly share|daily share|high volume|unexpected volume|unusual rate|traffic|at a rate|exceeded the rate|rate exceeded|max rate|sending rate|messages per|mails per|per minute|per second|per hour|in a short|messages this hour|mails this hour|messages today|more messages than|more mails than|short period|too many messages|too many mails|too many emails|too many e-mails|too many commands|too much mail|too many deliver|too many attempts|numerous attempts|limit exceeded|limit reached|limit has been|limits exceeded|exceeded your|exceeded limit|demasiados mensajes|频率|频繁|大量|превышен лимит| sender rate|overlimit|over limit|over our limit|over the limit|over your limit|rate exceeds|rate above|rate over|over the allowed rate',
    ],
    {
      // Google names a full inbox first, and the rate as what else it may be.
      none: 'duplicate|registered|inbox is full|inbox of|holds too many|contains too many|unauthorized relay|relay traffic|out-of-date|out of date|outdated|unpatched|size|quota|storage|disk|mailbox|error limit|bytes|hop|loop|on the server|mail data|spam content|greylist|complaints and|line |header|attachment|length|blacklist|dnsbl|black list|spamhaus|password|login|authent|space|protocol error|syntax|folder|recipient limit|been reported|was reported|were reported|message body|mail body',
    },
  ),

  // A policy server's count of what was sent is no mailbox's.
  rule('count-quota', 'limit.rate', [
    'message count quota|mail count quota|message count limit|recipient count quota|count quota exceeded|cumulative size quota',
  ]),
  rule('count', 'limit.rate', ['number of messages|number of mails|number of emails|number of e-mails', EXCESS], {
    none: 'mailbox|inbox|quota|storage|recipient|folder|size|header|stored|user',
  }),
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
      ' bericht| courrier| courriel| correos| messag| mensaj| mensag| nachricht|mails|e-mail| письм| писем| сообщен| лист|wiadomoś|zpráv| mesaj|ileti| meddeland| meldinger|viest|üzenet|邮件|郵件|信件|メール|メッセージ|메일',
    ],
    {
      none: 'いっぱい|posteingang ist voll|bandeja de entrada está llena|postvak in is vol|auf dem server|sur le serveur|en el servidor|sul server|no servidor|op de server|na serwerze|grand|gros|groß|groot|velk|больш|duża|duży|duże| stor |太大|过大|大きすぎ|verbinding|connexion|conexion|conexión|connession|verbindung|соединен|połączen|spojen|bağlantı|destinat|empfänger|получател|ontvanger|odbiorc|fehler|erreur|errore|fout|ошиб|hops|too many| mailbox|postvak|boîte|casella|buzón|ящик',
    },
  ),
]
