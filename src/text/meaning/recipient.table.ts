import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { ABSENT, REFUSED } from './verdict-words.ts'

/** The recipient and its mailbox. */
export const RECIPIENT_RULES: readonly Rule[] = [
  // Whoever left a forwarding address is not unknown.
  rule(
    'moved-to',
    'recipient.moved',
    [
      ' address| mailbox| account| user| recipient| person| e-mail| email| moved| left',
      'please use @|use @ instead|please write to @|please send to @|please email @|please mail to @|is now @|moved to @|changed to @|replaced by @',
    ],
    { none: 'spam|block|postmaster|abuse|support|unsubscribe|report|sender|complain', stage: 'rcpt' },
  ),
  rule('null-mx', 'dns.nullmx', [
    'null mx|nullmx|domain accepts no mail|domain takes no mail|domain receives no mail|parked and|domain does not accept mail|host does not accept mail|domain doesn t accept mail',
  ]),
  rule(
    'domain-unknown',
    'dns.nxdomain',
    [
      'name or service not known|nodename nor servname|unrouteable mail domain|unroutable domain|unrouteable domain|no such domain|domain does not exist|domain doesn t exist|host unknown|unknown host|host not found|domain not found|unknown domain|nxdomain|domain is not reachable|domain must exist|bad destination host|bad destination system|domain name not found|domain unknown|5.1.2 |5.4.4 ',
    ],
    { none: 'sender|mail from|helo|from address|user unknown|mailbox|client host|virtual|tls|dnssec|relay|spam' },
  ),
  rule(
    'no-exchanger',
    'dns.nomx',
    [
      'no mx or a for|neither mx nor a for|no mail server found|no mail server for|no mail exchanger|has no mail server|has no mx|no usable mx',
      ' domain|destination|recipient',
    ],
    { none: 'sender|mail from|return path|return address|your domain|envelope|from address' },
  ),
  rule(
    'relay-hosting',
    'policy.relay',
    [
      'moved away from this server|moved away from us|moved away from our|has left this server|has left our servers|no longer hosted|not hosted any more|goes to another server|handled elsewhere|hosted elsewhere|t handle mail for|forwards no mail|does not forward mail|do not forward mail|do not host|don t host|does not host|doesn t host|not our domain|not hosted by us|carry no mail|carries no mail|takes no mail for|take no mail for|handle no mail|handles no mail|accepts no mail for|accept no mail for|no mail for this domain|no mail hosting|no domain of that name|no domain of this name|not ours|neither you nor|neither sender nor|neither the sender nor',
    ],
    { none: 'user|mailbox', stage: 'rcpt' },
  ),
  rule('no-open-relay', 'policy.relay', ['not an open relay|no open relay|not a public relay'], {
    none: 'listed|blacklist',
    stage: 'rcpt',
  }),
  // Mailgun's sandbox, of whom nobody has authorized.
  rule(
    'sandbox',
    'recipient.filtered',
    [
      'authorized recipient|authorised recipient|test purposes|verified recipient|testing emails|test emails|testing e-mails',
      'sandbox|test purposes|only send test',
    ],
    { stage: 'rcpt' },
  ),
  rule(
    'relay',
    'policy.relay',
    [
      ' relay|rcpthosts|rcpt host|hosts rcpt|anfitriões rcpt|anfitriones rcpt|not a gateway|not local |not locally|not local-|local domain|not one of our|not hosted here|not handled|domain isn t|not a local|domain is not|not serve|not responsible for|weiterleitung|中继|tenantattribution|tenantinboundattribution|attr3|mail for this domain|mail for that domain|third party|third-party|third parties|not in my list|foreign domain|no mailbox for domain|non-local e-mail|non-local email|non-local address',
      `${REFUSED}|unable|cannot|may not|access|isn t|not |fail|attempt|closed|illegal|no |disabled|attribution|5.7.1|invalid|insecure|as a relay|send to a`,
    ],
    {
      none: 'our user|our customer|our client|enforcement policy|bypass|relay host name|relay access denied: user|open relay|mailbox not local|user not local|recipient is not local|blocklist|black|spamhaus|third-party dsn|not a local address|loop|busy|too many|resource|spool|no such user|unknown user|user unknown|timed out|not a local user|delay|not local user|unresolvable|relay ip|no mailbox here|relay lookup|dns|relay-of|message relayed|authent|connect to|connecting to|unavailable|not available|unreachable',
      stage: 'rcpt',
    },
  ),

  // x.3.1 is the system's storage, not a mailbox's (RFC 3463 §3.4).
  rule('system-full', 'system.full', ['4.3.1 |5.3.1 ', 'disk|storage|space'], {
    none: 'mailbox|user|quota|recipient|account',
  }),
  rule(
    'full',
    'mailbox.full',
    [
      'quota|storage|disk|space|over limit|folder|maildir|recipient|user|account|postfach|boite|boîte|buzón|buzon|casella|caixa|почтовый ящик|メールボックス|邮箱|容量|mail file|skrzynka|schránka|receiving limit|box|inbox|mailbox',
      'over quota|overquota|overdrawn|exceed|full|over its|over the|out of|not enough|insufficient|no space|quota violation|too much|over disk|used up|is over|no room|grown past|grown over|mailbox larger|run out|ran out|outgrown|limit reached|limits reached|reached|ceiling|quota reached|storage limit|has reached|reached its|would be over| voll|überschritten|ueberschritten|plein| llen|supera| pien|cheia|переполнен|превыш|いっぱい|已满|overlimit|no more|too many messages|over allocated|does not have enough|over-quota|přeplněn|pełna|przepełn|запол|超|満|excedid|saturat| limite|allocation|depass|dépass|quota exceeded|no storage',
      'quota|full|storage|disk|space|maildir|folder| over |postfach|boite|boîte|buz|casella|caixa|ящик|ボックス|邮箱|容量| voll|box|receiving limit|skrzynka|schránka|allocat|mail file|mailbox|inbox',
    ],
    {
      none: 'out of use|out of order|out of service|out of office|sending quota|rate|per hour|per day|daily|message size|message exceeds|maximum message|fixed maximum|hourly|system storage|system resources|disk full on|left on device|queue|file system|filesystem|spool|spam|insufficient system|insufficient disk|connections|log file|memory|attachment|message is larger|too large|fully|sending limit|not full| ip |domain name|full name|full inspection|full headers|server disk|main disk|low disk|message file|full email address|server out of|temp|relay|authoriz|messages per|message quota|message count quota|sent quota|line|user unknown|command|login|quota for sending|policy size|inactiv',
      stage: 'rcpt',
    },
  ),
  rule(
    'full-words',
    'mailbox.full',
    [
      'cannot take more|can take no more|cannot hold more|can hold no more|cannot store more|can store no more|until some is deleted|until mail is deleted|until messages are deleted|exceeding receiving limit|too many messages on the server|holds too many|contains too many messages|mails auf dem server|messages sur le serveur|mensajes en el servidor|messaggi sul server|mensagens no servidor|allowed message count|maximum message count|too much mail data|user s space has been used',
    ],
    { stage: 'rcpt' },
  ),
  rule(
    'full-temp',
    'mailbox.full',
    ['mailbox|quota|inbox|user', 'temporarily', 'over quota|full|exceeded quota|quota exceeded'],
    { stage: 'rcpt' },
  ),

  // Another program has it open for the moment.
  rule(
    'locked-for-now',
    'system.remote',
    [
      'mailbox|maildrop|inbox|spool',
      'locked by|lock file|lockfile|cannot lock|could not lock|unable to lock|failed to lock',
    ],
    { none: 'administrator|inactiv', stage: 'rcpt' },
  ),
  // Who is not known to the recipient is asked first (TMDA and its kin).
  rule(
    'challenged',
    'recipient.filtered',
    [
      'tmda|challenge sent|challenge-response|challenge/response|your address is not confirmed|address has not been confirmed|confirm your address|confirm your message|awaiting confirmation|answered the challenge',
      ' address| message| mail| sender| you ',
    ],
    { none: 'password|login|subscri|auth', stage: 'rcpt' },
  ),
  // Of whom the receiver's list says no more than that.
  rule(
    'recipient-blocked',
    'recipient.filtered',
    [
      'recipient address rejected blocked|recipient rejected blocked|recipient address rejected forbidden|recipient address rejected banned',
    ],
    {
      none: 'ip-literal|blocked by|blocked using|listed|spam|policy|sender',
      stage: 'rcpt',
      instead: 'recipient.disabled',
    },
  ),
  rule(
    'disabled',
    'recipient.disabled',
    [
      'account|mailbox|user|recipient|address|mail box|box |inbox|konto|compte|cuenta|邮箱|用户|customer|boite|ящик|e-mail|email',
      'disabled|hibernat|suspend|inactive|in maintenance|deactivat|not an active|archived| locked|account blocked|account is blocked|account has been blocked|account was blocked|mailbox blocked|mailbox is blocked|mailbox has been blocked|user blocked|user is blocked|not active|frozen|expired|account closed|account is closed|mailbox closed|mailbox is closed|user closed|address closed|box closed|closed account|closed mailbox|been closed|was closed|terminated|discontinued|cancel|gesperrt|deaktiviert|désactiv|desactiv|archivee|bloqueada|冻结|停用|заблокирован|inactivity|on hold|dormant|retired|not currently accepting|administratively|not activated|no longer active|isn t active|unactive|dezaktywow|zablokow|заморож|inativ|deleted|turned off|shut down|withdrawn|not paid|unpaid|out of use|out of service|blocked for incoming|abandon|not enabled|disbaled|deshabilitad|inhabilitad|desativad|disabilitat|temporarily inactive',
    ],
    {
      none: 'sender|from ip|your ip|relay| ip address|connection closed|server closed|login|password|your account|submission|session closed|closed mailing|closed group|closed list|tls|time expired|message expired|delivery time|feature|has expired in|closing|invalid address|domain has been|certificate|url|retry|client host|spam|virus|command disabled|vrfy|delayed|auth|blocked by recipient|recipient has blocked|recipient blocked|your email address|your address|by the recipient|by user|rule|sending for|message sending|mail sending|sending mail|sending of|outgoing|outbound',
      stage: 'rcpt',
    },
  ),
  rule(
    'disabled-bare',
    'recipient.disabled',
    [
      'receiving disabled|no longer in use|is now disabled|is disabled|has been disabled|never logged|hasn t entered|not logged in for|deactivated due|due to inactivity|extended inactivity|account inactive|is deactivated|has been deactivated|currently suspended|user suspended|has been suspended|temporarily inactive|left the company|left our company|no longer works|is no longer with|no longer employed|no longer accepts mail|no longer accepts email| 550 not active| 554 not active|account limited',
    ],
    {
      none: ' delivery|ehlo|helo|fallback|command|extension|tls|connection|session|channel|timeout|timed out|sender|sending|service',
      stage: 'rcpt',
    },
  ),
  rule('disabled-or-denied', 'recipient.disabled', ['mailbox|account|user', 'unavailable or access denied'], {
    stage: 'rcpt',
  }),

  rule(
    'filtered-strong',
    'recipient.filtered',
    [
      'rejected by the intended recipient|not pre-approved|rejected by the recipient|rejected by recipient|rejected by this recipient|rejected by this user|refused by this user|blacklisted by user|blacklisted by the user|blacklisted by recipient|blacklisted by the recipient|blocklisted by user|blocklisted by the recipient|blocked by this user|refused by the recipient|recipient preferences|user reject|recipient refuses|personal block|personal black|personal deny|his block|her block|their block',
    ],
    { none: 'recipient verif|recipient check|recipient lookup|recipient valid', stage: 'rcpt' },
  ),
  // Postfix's access tables refuse a recipient that exists; without 5.7.1 the words are Exchange's for one that does not.
  // Trend Micro's: neither the sender's nor the recipient's domain is a customer's, and its relays are open to nobody else.
  rule('no-customer-domain', 'policy.relay', ['address rejected no-domain']),
  rule('access-denied', 'recipient.filtered', ['5.7.1 ', 'recipient address rejected access denied'], {
    stage: 'rcpt',
  }),
  rule('without-at', 'protocol.syntax', [
    'missing @|lacks an @|lacks the @|needs an @|no at-sign|no at sign|missing at sign|two at signs|two @|double @|without an @',
  ]),
  // `Mail to bob is not accepted here`: whose it is, and not why.
  rule(
    'mail-to',
    'recipient.filtered',
    [
      'mail to @ |mail for @ |mails to @ |messages to @ |message to @ |delivery to @ ',
      `${REFUSED}|not wanted|not possible`,
    ],
    {
      none: 'spam|virus|relay|policy|size|large|quota|full|your ip|ip-literal|reputation|content|unknown|exist|no such|disabled|inactiv',
      stage: 'rcpt',
      instead: 'recipient.unknown',
    },
  ),
  rule(
    'unknown-strong',
    'recipient.unknown',
    [
      'user unknown|wasn t found at|was not found at|could not be found at|isn t found at|not a member of domain|not a member of the domain|not our customer|no users here|no user here|nobody here|no one here|noone here|no one by that name|several matches|multiple matches|matches found|unable to validate recipient|recipient cannot be verified|t handle mail for|does not receive mail|doesn t receive mail|recipient not allowed|unknown user|userunknown|no such local|unknown recipient|recipient unknown|unknown mailbox|mailbox unknown|unknown local|unknown address|address unknown|unknown email|unknown e-mail|unknown account|account unknown|no account by that|no user by that|unknown virtual|unknown to|not our user|unrouteable address|unroutable address|unrouteable recipient|no one at this address|nobody by that|recipient notfound|recipnotfound|recipientnotfound|validrcptto|badrcptto|badrecipientto|recipient address rejected access denied|all recipient addresses rejected|recipient addresses rejected access denied|no mail box|non existent user|nonexistent user|non existent recipient|nonexistent recipient|in name directory|name address book|in name & address|bad recipient|bad destination email|unknown or|who is that|who are you talking|does not like recipient|could not be found|not present in directory|not listed in|not in directory|recipient not in|not in route list|not in recipient list|no valid recipient|doesn t have a|no account here|email address could not|addressee unknown|adressee unknown|user missing|invalid user|invalid mailbox|invalid recipient|recipient invalid|invalid-recipient|invalid address|invalid email|invalid rcpt|invalid account|wrong mailbox|wrong recipient|wrong email|misspelled|unbekannt|destinataire invalide|utente inesist|utente sconosc|utente non|usuario desconocido|usuario no|nie ma takiego|nieznany|no se encuentra en|répertorié dans l annuaire|adressverzeichnis|domino-verzeichnis|domino-adressbuch|нет такого|無効なアドレス|not found in ldap|not recipient|user no longer|mailbox no longer|address no longer|no longer valid|no longer exists|no longer available|does not exist here|no email address|not a registered|unknown in|user lookup|not exist on|recipient reject|nobody with this|nobody of that|zero matches|matches to nameserver query|no matching mailbox|no matching user|no matching recipient|no matching account',
    ],
    {
      none: 'to unknown|penalty|nadawc|odesilatel|odesílatel|отправител|absender|expéditeur|expediteur|remitente|mittente|remetente|afzender|avsändar|avsender|gönderen|sender address|sender s |sender verify|sender rejected|mail from|return path|envelope sender|sender domain|from domain|domain of sender|your domain|client host|your ip|greylist|helo|unknown error|from address|envelope from|batv|dmarc|spf|verify sender|relay access|relaying|relay denied|unable to relay|relay not|open relay|local configuration|spam|temporarily rejected|domain does not exist|command|sending domain|host unknown|unknown host|syntax| many invalid| many unknown| many bad| many non',
      stage: 'rcpt',
    },
  ),
  rule(
    'unverifiable',
    'recipient.unknown',
    [
      'recipient verify|recipient verification|recipient validation|recipient address verification|recipient callout|address validation check',
      'fail|negative|unsuccessful',
    ],
    {
      none: 'sender|temporar|timed out|timeout|time out|unavailable|later|connect|450 |451 |452 |421 |unverified|in progress|could not be completed|lookup error|internal|spam',
      stage: 'rcpt',
    },
  ),
  rule(
    'unknown-tongues',
    'recipient.unknown',
    [
      'destinat|dirección|direccion|usuario|indirizzo|casella|utente|endereço|adres|gebruiker|postvak|mottagar|modtager|mottaker|uživatel|alıcı|받는|수신|사용자',
      'pas été trouv|introuvable|n a pu être trouv|no se ha encontrado|no se encontró|no fue encontrad|non è stato trovat|non è stata trovat|não encontrad|não foi localizad|niet gevonden|bestaat niet|ikke fundet|ikke funnet|finns inte|hittades inte|nebyl nalezen|nie znaleziono|nie został znaleziony|bulunamad|찾을 수 없|존재하지',
    ],
    { none: 'serveur|servidor|server|domain|domin|host', stage: 'rcpt' },
  ),
  rule(
    'moved',
    'recipient.moved',
    [
      'new address|has been replaced|address changed|address has changed|no longer using this|please update|please use the new|nouvelle adresse|neue adresse|nueva dirección|recipient has changed|has been changed|please try @|moved|replaced by',
    ],
    {
      none: 'version|software|your exchange|your client|certificate|try again|later|moved temporarily|removed|connection|spam|queue|rate|relay|secure|block|dns|slow|busy|greylist|unavailable|message',
      stage: 'rcpt',
    },
  ),
  rule(
    'unknown-subject',
    'recipient.unknown',
    [
      ' user| recipient| rcpt| mailbox| account| address| person| member| customer| subscriber| login| name | alias| employee| 5.1.1 |spectator|destinataire|empfänger|usuario|destinatario|収件|収信|受信者|用户|收件人|пользовател|ящик|получател',
      `${ABSENT}|undeliverable|not a |no longer|not here|isn t|is not|incorrect|not available here|does not have|doesn t have|inválid|not an |does not belong|no mailbox|bad |wrong|not correct|gone|has left|have left|left the|left our|left us|not deliverable|not match any|not exactly match|could not be identified|not ok|not handled|cannot accept|can t accept|address error|aucun`,
    ],
    {
      none: 'bounce message|sender|mail from|from:| ip address|spam|temporar|client|host rejected|content|virus|relay access|relaying|relay denied|unable to relay|relay not|open relay|authenticat|helo|spf|dkim|dmarc|full|quota|size|busy|load|rate|block|too many|ptr|reverse|tls|encryption|syntax|subscribe|allowed to send|your ip|blacklist|unknown command|command not|unrecognized command|command unrec|invalid command|command rejected|bad command|not permitted|not allowed|deferred|is not accepting|unavailable|return path|not verified|host unknown|url|policy|not authorized|permission|restricted|from you|member|domain not found|host not found|recipient domain|destination domain|domain name|host name|hostname|dns|timeout|connection|not reachable|mx |message id|header|message-id|retry|protocol|local error| byte',
      stage: 'rcpt',
    },
  ),
  rule(
    'may-not-post',
    'recipient.filtered',
    ['permission to post|allowed to post|authorized to post|authorised to post|not post to'],
    { none: 'ip-literal', stage: 'rcpt' },
  ),
  rule(
    'bad-characters',
    'protocol.syntax',
    [
      ' character| chars |caractère|caractere|carácter|caratter|zeichen',
      `${REFUSED}|illegal|invalid|bad |unsupported|ungült|wrong|non permess`,
      ' address|recipient|local part|localpart|local-part| sender|mail from|rcpt| command',
    ],
    { none: 'charset|character set|header|body|message|content|encoding|subject|utf|ascii|per line' },
  ),
  rule(
    'filtered',
    'recipient.filtered',
    [
      'asked us not to deliver|asked not to receive|asked not to get|recipient|user|mailbox|account|group| list|owner|member|address|indirizzo|adresse|dirección|endereço|empfänger|destinataire|destinatari',
      'asked us not to deliver|asked not to receive|asked not to get|blocked by the recipient|blocked by recipient|only members|members may|members of the|does not wish|doesn t wish|known senders|blocked by user|refused by recipient|recipient refuse|recipient has blocked|recipient s preference|preferences|restricted|not accepting|only accept|accepts only|takes only|does not accept|doesn t accept|not allowed to send to|not authorized to send to|not permitted to send to|members-only|members only|protected|rejects|refuse to receive|personal|whitelist|approved|allowed senders|allowed-senders|internal|permission|not subscribed|moderated|notauthorized|resolver.rst|user reject|inactive|no messages from|declined|transport.rules|organization|authenticated senders|mittenti autorizzati|expéditeurs autorisés|remitentes autorizados|remetentes autorizados|absendern vorbehalten|user filter|user rule|user s filter|recipient s filter|right to send|rights to send|recipient s rule|recipient rule|limited to its|limited to member|limited to staff|you have been blocked|bounced address|suppress|closed mailing list|posting to|non-member|not a member|user s rule|blacklisted by|approver|delivery restriction|delivery not authorized|denied by recipient|does not want|don t want|members alone|pre-approved|preapproved|chosen to receive no|chosen not to receive|recipient preferences',
    ],
    {
      none: 'subscribed to ses|ip-literal|your ip| ip not|client host|sending ip| ip address|spf|dkim|dmarc|not exist|try again later|network|connections|currently not accepting|not accepting messages at this time|load|resources|too many|ptr|server is not accepting|busy|reputation|disk|quota|full|bulk|any mail at this time|blacklisted by spam|sender domain',
      stage: 'rcpt',
    },
  ),
  // Whoever it is that keeps outsiders away, by whatever name.
  rule(
    'outsiders',
    'recipient.filtered',
    [
      'no mail|no mails|no e-mail|no email|no messages|nobody outside|nobody from outside|no one outside|no one from outside|geen mail|not take mail|not accept mail|not receive mail|not get mail|only mail|mail only|mails only|only internal|external mail|external senders|external e-mail|outside mail|outside senders|keine externe|keine mail|aucun courrier|ningún correo',
      'nobody outside|nobody from outside|no one outside|no one from outside|from outside|from the outside|from other compan|from external|from strangers|no external|not take external|external mail is|external mail to|external mails are|external senders|from inside|from our own staff|from its own staff|from colleagues|outside senders|outside mail|only internal|externen mails|von außen|von extern|de l extérieur|del exterior|de fuera|dall esterno|van buiten',
    ],
    {
      none: 'ip-literal| ip |your host|your server|relay|log in|authenticat|spf|dkim|dmarc|spam|reputation|virus|server takes|server accepts|our domain|claim|forged|pretend',
      stage: 'rcpt',
    },
  ),
  rule(
    'callout',
    'system.remote',
    [
      'unverified address|unverified recipient|address verification',
      'connect to|timed out|timeout|lost connection|lookup|in progress|temporar|refused to talk',
    ],
    { stage: 'rcpt' },
  ),
  rule(
    'unavailable-abroad',
    'recipient.unknown',
    [
      'buzón|buzon|postfach|boîte|boite|casella|caixa de correio|caixa postal|mailbox|ящик|skrzynka|邮箱|信箱',
      'no disponible|nicht verfügbar|nicht verfuegbar|non disponible|indisponible|non disponibile|indisponível|недоступен|niet beschikbaar|niedostępn|不可用',
    ],
    { instead: 'recipient.disabled', none: 'tempor|vorübergehend|momentan|450 |451 |452 |421 |времен', stage: 'rcpt' },
  ),
  rule(
    'unavailable',
    'recipient.unknown',
    [
      'mailbox unavailable|mailbox unavaiable|address unavailable|address is unavailable|address not available|mailbox is unavailable|mailbox not available|mailbox currently unavailable|mailbox temporarily unavailable|recipient not available|user unavailable|recipient unavailable|address rejected|recipient rejected|recipient refused|recipient not accepted|no mailbox|recipients rejected|not accept recipient|rejected recipient|recipient address|invalid user|bad address|no recipient|undeliverable address|account unavailable|account is unavailable|account that you tried|requested mail action|requested action not taken|user cannot',
    ],
    {
      instead: 'recipient.disabled',
      none: 'fake sender|null sender|invalid ip|mx only|sender address|greylist|temporar|try again|later|450 |451 |452 |421 |rate|quota|full|spam|virus|spf|dkim|dmarc|policy|block|reputation|helo|ptr|content|relay|local error|exchange.transport|insufficient system|access denied|storage|timed out|timeout|error in processing|too many|unverified|verification in progress|5.7.1 |syntax|not taken: mail ',
      stage: 'rcpt',
    },
  ),
  rule(
    'unverified',
    'recipient.unknown',
    ['unverified address|undeliverable address|unverified recipient', 'unknown|not exist|550|no such|said'],
    { stage: 'rcpt' },
  ),
]
