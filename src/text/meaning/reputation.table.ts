import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { REFUSED } from './verdict-words.ts'

/** What the sender is known for: lists, complaints, reputation. */
export const REPUTATION_RULES: readonly Rule[] = [
  rule(
    'listed-url',
    'content.spam',
    [
      'dbl.|surbl|uribl|url contained|url block|blocking url|blacklisted url|black listed url',
      'url|uri |link|body|phone|your email|your mail|your message|this message|content',
    ],
    { none: 'client host|sender address|uribl.com 127.0.0.1', stage: 'dot' },
  ),
  rule(
    'sender-on-list',
    'reputation.sender',
    [
      'sender is on|sender on|sender is in|sender in',
      'blacklist|black list|block list|blocklist|denylist|suppression list',
    ],
    { none: 'ip-literal| ip address' },
  ),
  // What a client is called is the client's.
  rule('listed-name', 'reputation.ip', [
    'blacklisted rdns|blacklisted reverse|blacklisted ptr|blacklisted hostname|rdns is blacklisted|rdns blacklist|reverse dns is blacklisted',
  ]),
  rule('for-reputation', 'reputation.sender', [
    'because of the sender s reputation|due to the sender s reputation|because of the reputation of the sender|due to sender reputation|because of its reputation|poor sender reputation|sender s bad reputation|sender s poor reputation',
  ]),
  rule('listed-domain', 'reputation.domain', [' dbl.|.dbl.| dbl |dbl.spamhaus|spamhaus dbl|uribl.com|surbl'], {}),
  rule(
    'listed',
    'reputation.ip',
    [
      'blocked using| listed at| listed on| listed in| listed by| blacklisted| blocklisted|is listed|was listed|black list|blacklist|black-list|blocklist|block list|block-list|dnsbl| rbl| drbl|rbl.|.rbl| sbl| xbl| pbl| css | cbl |spamhaus|spamcop|sorbs|barracudacentral|uceprotect|senderscore|senderbase|talosintel|abuseat| cbl.|.cbl.|mailspike|nixspam|manitu|abusix|invaluement|spamrats|hostkarma|backscatterer| psbl.|truncate.gbudb| bl.|.bl.| zen.|.zen.|denylist|deny list|deny-list|schwarze liste|schwarzen liste|liste noire|lista negra|lista nera|黑名单|черный список|чёрный список|czarnej liście|spam source|source of spam|spammer|open relay|open proxy|proxy list|openproxy|botnet|compromised host|exploited|reputationsystem',
    ],
    {
      none: 'recipient blacklist|recipient is blacklist|blacklisted url|url in|uribl|domain listed|sender domain|sender s domain|your domain|sender address|uri |link|email address is|your email|sender email|email address in|address has been blacklisted|address that has been blacklisted|address which has been blacklisted|listed in my|may not exist|not listed|envelope|not on the|recipient address|from address|from domain|from-domain|domain is listed|domain is blacklist|domain blocklist|domain block list|domain denylist|domain has been|domain blacklist|email is blacklist|user s|recipient has|senders blacklist|sender blacklist|your address is|sender is|blacklisted sender|black list of the user|.lan|body|content|no open relay|not an open relay|sender of|personal|his block|her block|their block',
    },
  ),
  rule(
    'domain-listed',
    'reputation.domain',
    [
      'domain|url|uri |link|dbl|surbl|uribl',
      ' listed|blacklisted|blocklisted|denylisted|because of complaints|due to complaints|user complaints|blacklist|blocklist|black list|reputation|block list|deny list|denylist|dbl|surbl|uribl|bad|suspicious|phish|newly |recently registered|registered only|days old|too new|too young|only existed|only exists since|brand new|freshly|newborn|registered within|registered in the last|registered less',
      'domain|dbl|surbl|uribl|url|link',
    ],
    {
      none: 'ip reputation|sending ip|client host|blocked using|not found|not exist| ip address|no mx|recipient|user unknown|receiving',
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
      none: 'by user|by the user|by recipient|by the recipient|recipient s|your ip|sending ip|host |server|mta|ips |client|network|listed in|listed on|listed at|rbl|dnsbl|recipient| ip | bl.|spamhaus',
    },
  ),
  // Postfix names the client in front, and behind the colon who is turned away.
  rule('unwanted-sender', 'reputation.sender', ['sender address rejected|sender rejected', 'spam|junk|abuse|phish'], {
    none: ' ip | ip address|rbl|dnsbl|blocked using|spamhaus|listed|domain|verif|not found',
    stage: 'mail',
  }),
  rule(
    'reputation',
    'reputation.ip',
    [
      'ip-literal| ip |reputation|senderscore|sender score|untrusted ip|suspicious ip|bad ip| ip blocked|blocked ip|your ip| ip was|sending ip| ip address|from ip|your server|your host|your mta|your network|this ip|sender ip|client ip|source ip|remote ip|client host|this host|host ip|server at|your mailserver|your mail server|sending mail server|server sending|sending server|connecting server|sending host|connecting host|mailserver ip|client address|ihre ip|adresse ip|dirección ip|indirizzo ip|ip адрес|ip-адрес|您的 ip|发件 ip| range |netblock|network is|your isp|ipv6 address',
      `${REFUSED}|poor| low |bad |blacklist|suspicious|spam|abus|reputation|complain|go away|untrust|deferred|no access|malicious|score|infected|suspended|policy|unsolicited|attack|listed|temporarily|junk|rubbish`,
    ],
    {
      none: 'server temporarily rejected|server rejected|rejected message|domain of|authentica|recipient|quota|full|mailbox|no mx|too many|hours|relay|virus|disk|overload|resources|load too|reverse|hostname|ptr|authoriz|maintenance|allow list|user|too busy|is busy|timeout|timed out|no such|content|unverified address|sender callout|sender verif|callback',
    },
  ),
  // Gmail, when it sent mail by other servers, noted how far its session had come: 13 is behind MAIL.
  rule('denied-after-mail', 'sender.rejected', ['access denied state 13'], { stage: 'mail', instead: 'policy.other' }),
  rule(
    'access-denied-host',
    'reputation.ip',
    [
      'sender ip|connection refused|connection rejected|connection denied|connection not allowed|connections not accepted|connect denied|access denied|rejecting connection|connection blocked|blocked connection|not accepting connections from|no connections|go away|banned|suspicious activity|not welcome|550 blocked|554 blocked|blocked by|local blacklist|denied by',
    ],
    {
      none: 'forwarding|recipient|subscriber|relay|mailbox| list access| @ is | @ not |mail from|sender address|sender blocked|sender is blocked|user|content|attach|virus|spam|sender rejected|sender denied|address rejected|policy|too many|message|busy|resource|load|rule|email|auth|spf|filter|dmarc|helo|ehlo|url|without|unverified address|sender callout|sender verif|callback|banned .|banned name|banned file|banned mime|banned multipart|banned application',
      // Nobody is named to whom it is denied.
      instead: 'policy.other',
    },
  ),
  rule('no-access', 'policy.other', ['no access'], {
    none: 'domain|user|recipient|mailbox|sender|address|account|relay|rcpt|list',
  }),
  rule(
    'traps',
    'reputation.ip',
    [' trap|spamtrap|spam-trap|honeypot', ' you|ip-literal| ip |host|server|mails| hit| sent|network|address'],
    { none: 'recipient is|is a spamtrap|is a spam trap|is a trap' },
  ),
  rule(
    'reputation-generic',
    'reputation.ip',
    [
      'confirm this mail server|tor exit| tor node|tor network|anonymizer|anonymous vpn|requires confirmation|accepting mail from your ip|karma| bad score|penalty box|please use the smtp server|use the smtp server of your isp|reputation|complaints|abuse|spam source|abusive',
    ],
    {
      none: 'deactivated|account|content|domain reputation|url|your domain|sender s domain|sender reputation|virus|postmaster abuse|report abuse|abuse@|recipient',
    },
  ),
]
