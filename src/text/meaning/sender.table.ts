import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { ABSENT, REFUSED } from './verdict-words.ts'

/** What a receiver holds against the sender: its address's reputation, its names, its authentication. */
export const SENDER_RULES: readonly Rule[] = [
  rule('null-mx', 'sender.domain', ['null mx|nullmx', 'sender|from address|mail from|return path|envelope from'], {
    stage: 'mail',
  }),
  // Sender authentication before lists: those replies quote "policy", "reject" and "block".
  rule(
    'spf-dkim-dmarc',
    'sender.auth',
    [
      ' spf| dkim| dmarc|caller id |caller-id|sender policy framework|domainkeys|domain-based message|senderid|sender id |sender-id| arc |unauthenticated email|unauthenticated mail|unauthenticated sender|sender is unauthenticated|not authenticated|domain authentication|sender authentication|mail authentication|message authentication|unsigned|does not pass auth|pass authentication|not authorized by the domain|designated as permitted|permitted sender|not allowed to send from|not allowed to send mail from|not permitted to send|not authorised to send|not authorized to send|does not align|not aligned|misalign|alignment| aligned identifier| p reject| p quarantine|openspf|5.7.23 |5.7.26 |authentication checks|authentication fail|authentication did|spf.pobox|not allowed for sender ip|domain not allowed for|meet the authentication requirements|meet the required authentication',
    ],
    {
      none: 'smtp auth|authentication required|log in|login|username|password|dnssec|delivering to|smtp server requires|sasl|batv|group|is not authenticated for|to this recipient|to the recipient|to this mailbox|credentials|send as|sendasdenied|directly',
    },
  ),
  rule('spoof', 'sender.auth', [' spoof|anti-spoof|antispoof'], { none: 'helo|ehlo' }),
  // What the name in EHLO does not do is about that name, although the words are those of reverse DNS.
  rule(
    'helo-unresolved',
    'policy.helo',
    [
      ' helo name| ehlo name| helo argument| ehlo argument| helo host| ehlo host| helo command| ehlo command|your helo|your ehlo|helo does|ehlo does|helo/ehlo name',
      'does not resolve|doesn t resolve|not resolvable|unresolvable|must resolve|cannot be resolved|no a record|no dns|does not match',
    ],
    { none: ' ptr|reverse|rdns', stage: 'ehlo' },
  ),
  rule(
    'ptr',
    'sender.ptr',
    [
      ' ptr|reverse dns|reverse-dns|reverse lookup|reverse name|rdns|reverse host|reverse client|reverse mapping|reverse address|name lookup failed|cannot find your host|find your reverse|unresolvable relay|resolve your address|resolve your ip|resolve your host|resolve host name|forward-confirmed|forward dns|forward confirmed|no hostname|does not resolve to|mismatches client ip|inverse|dynamic ip|dynamic host|generic host|dynamic dns|dialup|dial-up|dynamic pool|dynamically assigned|dynamic address|residential|dynamic range|無効なホスト名|反向解析|обратной записи|обратная запись|обратную запись|odwrotn|reverzn|risoluzione inversa|resolución inversa|逆引き|reverse resolution|hostname lookup|resolver fail|client host rejected: cannot find|5.7.25 |no reverse|without reverse|forged hostname|forged host name|no matches to nameserver query|dns check failure|unverifyable sending|unverifiable sending|dynamic/|динамическ|dynamische ip|dynamische adress|adresse dynamique|adresses dynamiques|direcciones dinámicas|ip dinámica|ip dinamic|endereços dinâmicos|ip dinâmico|resolves to no|resolve to no',
    ],
    { none: 'blocked using|spamhaus|sorbs|dnsbl|rbl|blacklist|mx record|recipient' },
  ),
  // What we call ourselves, held against our address.
  rule('name-of-address', 'policy.helo', [
    'not the name of|not a name of|not a name for|not its name',
    'ip-literal|your host|your address|your ip|client|connecting',
  ]),
  // Where the address stands, and nothing that it did.
  rule(
    'geography',
    'reputation.ip',
    [
      ' geoip| geo-| geo | geograph| geoblock| geolocat| geofenc|géograph|géobloc| your country|your countries|this country|that country|certain countries|some countries|from countries|country code|by country|your region|this region|your location|this location|your continent|foreign countr|outside of the country|outside the country|herkunftsland|ihrem land|votre pays|su país|seu país|tuo paese|vostro paese|uw land|вашей стран|twojego kraju',
      `${REFUSED}|filter|no mail`,
    ],
    {
      none: 'own domain|our domain|recipient|mailbox|user|time zone|date|content|attachment|url|phone|signature|geotrust',
    },
  ),
  rule(
    'helo',
    'policy.helo',
    [
      'helo|ehlo|greeting name|introduce yourself|introduced yourself|identify yourself',
      `${REFUSED}|invalid|not |fully|match|bogus|forged|resolve|require|must|fake|bad|impersonat|does |syntax|name|spoof|accept|policy|null|numeric|literal|localhost|error|yourself`,
    ],
    {
      none: 'helo first|ehlo first|hello first|polite people|need to send|send helo|must send|you must say|bad sequence|duplicate|expected|command not|not implemented|unrecognized|unknown command|without helo|after|before',
      stage: 'rcpt',
    },
  ),

  rule(
    'listed-url',
    'content.spam',
    ['dbl.|surbl|uribl|url block|blocking url|blacklisted url|black listed url', 'url|uri |link|body|phone'],
    { none: 'client host|sender address|uribl.com 127.0.0.1', stage: 'dot' },
  ),
  rule(
    'sender-on-list',
    'reputation.sender',
    [
      'sender is on|sender on|sender is in|sender in',
      'blacklist|black list|block list|blocklist|denylist|suppression list',
    ],
    { none: 'ip-literal|ip address' },
  ),
  rule(
    'listed-domain',
    'reputation.domain',
    [' dbl.|.dbl.|dbl.spamhaus|spamhaus dbl|multi.surbl|uribl.com|surbl.org'],
    {},
  ),
  rule(
    'listed',
    'reputation.ip',
    [
      'blocked using|listed at|listed on|listed in|listed by|is listed|was listed|black list|blacklist|black-list|blocklist|block list|block-list|dnsbl| rbl| drbl|rbl.|.rbl| sbl| xbl| pbl| css | cbl |spamhaus|spamcop|sorbs|barracudacentral|uceprotect|senderscore|senderbase|talosintel|abuseat| cbl.|.cbl.|mailspike|nixspam|manitu|abusix|invaluement|surbl|spamrats|hostkarma|backscatterer| psbl.|truncate.gbudb| bl.|.bl.| zen.|.zen.|denylist|deny list|deny-list|schwarze liste|schwarzen liste|liste noire|lista negra|lista nera|黑名单|черный список|чёрный список|czarnej liście|spam source|source of spam|spammer|open relay|open proxy|proxy list|openproxy|botnet|compromised host|exploited|reputationsystem',
    ],
    {
      none: 'recipient blacklist|recipient is blacklist|blacklisted url|url in|uribl|domain listed|sender domain|your domain|sender address|uri |link|email address is|your email|sender email|email address in|address has been blacklisted|listed in my|may not exist|not listed|envelope|not on the|recipient address|from address|from domain|from-domain|domain is listed|domain is blacklist|domain has been|domain blacklist|email is blacklist|user s|recipient has|senders blacklist|sender blacklist|your address is|sender is|blacklisted sender|black list of the user|.lan|body|content|no open relay|not an open relay|sender of|personal|his block|her block|their block',
    },
  ),
  rule(
    'domain-listed',
    'reputation.domain',
    [
      'domain|url|uri |link|dbl|surbl|uribl',
      'listed|blacklist|blocklist|black list|reputation|block list|deny list|denylist|dbl|surbl|uribl|bad|suspicious|phish|newly |recently registered|registered only|days old|too new|too young',
      'domain|dbl|surbl|uribl|url|link',
    ],
    {
      none: 'ip reputation|sending ip|client host|blocked using|not found|not exist|ip address|no mx|recipient|user unknown|receiving',
    },
  ),
  rule(
    'sender-listed',
    'reputation.sender',
    [
      'spammer|blacklist|black list|blocklist|block list|blocked sender|black-list|banned sender|complain|reputation',
      'sender|mail from|envelope|user|address',
    ],
    {
      none: 'your ip|sending ip|host |server|mta|ips |client|network|listed in|listed on|listed at|rbl|dnsbl|recipient|ip | bl.|spamhaus',
    },
  ),
  rule(
    'reputation',
    'reputation.ip',
    [
      'ip-literal| ip |reputation|senderscore|sender score|untrusted ip|suspicious ip|bad ip|ip blocked|blocked ip|your ip|ip was|sending ip|ip address|from ip|your server|your host|your mta|your network|this ip|sender ip|client ip|source ip|remote ip|client host|this host|host ip|server at|your mailserver|your mail server|sending mail server|server sending|sending server|connecting server|sending host|connecting host|mailserver ip|client address|ihre ip|adresse ip|dirección ip|indirizzo ip|ip адрес|ip-адрес|您的 ip|发件 ip| range |netblock|network is|your isp|ipv6 address',
      `${REFUSED}|poor| low |bad |blacklist|suspicious|spam|abus|reputation|complain|go away|untrust|deferred|no access|malicious|score|infected|suspended|policy|unsolicited|attack|listed|temporarily|junk|rubbish`,
    ],
    {
      none: 'server temporarily rejected|server rejected|rejected message|domain of|authentica|recipient|quota|full|mailbox|no mx|too many|hours|relay|virus|disk|overload|resources|load too|reverse|hostname|ptr|authoriz|maintenance|allow list|user|too busy|is busy|timeout|timed out|no such|content|unverified address|sender callout|sender verif|callback',
    },
  ),
  rule(
    'access-denied-host',
    'reputation.ip',
    [
      'sender ip|connection refused|connection rejected|connection denied|connection not allowed|connections not accepted|connect denied|access denied|rejecting connection|connection blocked|blocked connection|not accepting connections from|no connections|go away|banned|suspicious activity|not welcome|550 blocked|554 blocked|blocked by|local blacklist|denied by',
    ],
    {
      none: 'forwarding|recipient|relay|mailbox| @ is | @ not |mail from|sender address|sender blocked|sender is blocked|user|content|attach|virus|spam|sender rejected|sender denied|address rejected|policy|too many|message|busy|resource|load|rule|email|auth|spf|filter|dmarc|helo|ehlo|url|without|unverified address|sender callout|sender verif|callback|banned .|banned name|banned file|banned mime|banned multipart|banned application',
    },
  ),
  rule(
    'reputation-generic',
    'reputation.ip',
    [
      'confirm this mail server|requires confirmation|accepting mail from your ip|please use the smtp server|use the smtp server of your isp|reputation|complaints|abuse|spamming|spam source|abusive',
    ],
    {
      none: 'deactivated|account|content|domain reputation|url|your domain|sender s domain|sender reputation|virus|postmaster abuse|report abuse|abuse@|recipient',
    },
  ),

  // The sender's own account may receive and not send.
  rule(
    'sending-off',
    'sender.rejected',
    [
      'sending for|message sending|mail sending|sending mail|sending of|outgoing|outbound',
      ' account| user| mailbox| login| email| mail',
      'disabled|blocked|suspended|switched off|prohibited|locked|forbidden|deactivated',
    ],
    {
      none: 'recipient|reputation|ip-literal|outgoing server|outgoing ip|exceed|limit|quota|spam|virus|content|attach|authent|domain',
      stage: 'mail',
    },
  ),
  rule(
    'sender-verify',
    'sender.rejected',
    [
      'sender verif|sender callout|callout verification|verify sender|verify your|could not verify|sender cannot|cannot verify|callback|unverified address|sender could not|verification failed for|postmaster verification|unrouteable sender|unroutable sender|invalid return|batv|return path|bounce address|null sender|empty envelope|empty sender|dsns| dsn not|no dsn|unsigned dsn|mailfrom failed|verify mailfrom|bounces are not|for mail not sent|not sent from here|never sent by us|not sent by us|we did not send|envelope sender|backscatter|email address is not verified|bogus mail from|pre-approved|preapproved|fully qualified email address required|returned mail not accepted|returned mail is not|bounces not accepted|does not accept bounce|bounce messages are not|senderfilterconfig|5.1.7 invalid|different address or alias',
    ],
    {
      none: 'address does not exist|recipient',
      stage: 'mail',
    },
  ),
  rule(
    'sender-domain',
    'sender.domain',
    [
      'sender|mail from|return-path|return path|envelope from|domain of your|domain of return|domain of mail|domain of envelope|originator|from ',
      'domain',
      `${ABSENT}|no mx|no mail exchanger|no a|lookup|no valid|requires valid|require valid|requires a valid|require a valid|without a valid|illegal|unrout|dead|dns|does not have|doesn t have|must have|can t be|cannot be|malformed|empty|does not accept|not reachable| resolve`,
    ],
    {
      none: 'recipient|rcpt|spf|helo|reject address|mailbox|not authorized|destination|user unknown|your domain s policy|blacklist|spam|5.1.2 |host unknown|reputation|client host|ip address|to send|no such|block|5.4.4|account|suspended',
      stage: 'mail',
    },
  ),
  rule(
    'sender-dns',
    'sender.domain',
    [
      'mail from|sender',
      'malformed dns|dns error|dns fail|unresolvable|no mx|not resolve|mx records|existing domain|unroutable|unrouteable|nxdomain|no dns|undeliverable|dns resolution|dns lookup',
    ],
    { none: 'recipient', stage: 'mail' },
  ),
  rule(
    'sender-blocked',
    'sender.rejected',
    [
      'sender|mailfrom|mail from|from address|envelope from|originator|return-path|return path|from:|from header|header from|expéditeur|expediteur|remitente|mittente|发件人|差出人|送信者|отправител|emetteur|reply address|from field|your address|your email address',
      `${REFUSED}|invalid|unknown|blacklist|not owned|illegal|spammer|not valid|verif|not listed|拒|bad |not exist|not match|mismatch|not your|must match|must equal|must be|send as|not trusted|not in|not registered|not a member|not subscribed|malformed|syntax|suspicious|unauthenticated`,
    ],
    {
      none: 'multiple addresses| group|user does|mailbox does|ip address|ip rejected|host rejected|user unknown|user not|no such|mailbox|helo|ip is|your ip|quota|content|size|virus|your host|too many|client|unknown user|relay|access denied: rule|mailing list|distribution|whitelist|allow list|connecting ip|sending ip|ip:|delivery address|destination|rcpt|bulk|recipient|message rejected|spam|headers|duplicate|multiple from|country|region|5.6.0 |5.6.1 |5.6.2 |5.6.3 ',
      stage: 'mail',
    },
  ),
  rule(
    'sendas',
    'sender.rejected',
    ['sendasdenied|send as|send-as|not own|permission|not allowed to use', 'send|from'],
    { none: 'recipient|group|list|command|output|maildir|permission denied' },
  ),
  rule('bad-mx', 'sender.domain', ['mx record', 'invalid mx|ip address instead|points to'], { stage: 'mail' }),
  rule(
    'bad-sender-domain',
    'sender.domain',
    ['badsendermx|sendernoa|dead domain|unresolvable rfc.5321|unresolvable domain'],
    {
      none: 'recipient',
      stage: 'mail',
    },
  ),
]
