import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { ABSENT, REFUSED } from './verdict-words.ts'

/** The address and domain that a message is sent from. */
export const SENDER_RULES: readonly Rule[] = [
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
  // Microsoft's, in other tongues: the account sent what it should not.
  rule(
    'bad-outbound',
    'sender.rejected',
    [
      'remetente de saída|correo saliente|remitente saliente|expéditeur sortant|ausgehender absender|ausgehende absender|mittente in uscita|afzender van uitgaande|nadawca wychodząc',
      'acceso|acesso|accès|zugriff|accesso|toegang|odmow|denegad|negado|refusé|verweigert|negato',
    ],
    { stage: 'mail', instead: 'limit.submission' },
  ),
  // Who is named by an address, and nothing else.
  rule(
    'address-blocked',
    'sender.rejected',
    ['@ is blocked|@ is banned|@ is blacklisted|@ has been blocked|@ is not welcome'],
    {
      none: 'your address|5.1.1 |5.2.1 |5.1.0 |recipient|mailbox|ip-literal|domain|user|account|delivery',
      stage: 'mail',
      instead: 'recipient.filtered',
    },
  ),
  // A service has not let its new customer send yet.
  rule(
    'account-unready',
    'sender.rejected',
    [
      'smtp account|your account|sending account',
      'not yet activated|not activated|not been activated|under review|pending review|pending approval|awaiting approval|request activation',
    ],
    { none: 'recipient', stage: 'mail', instead: 'limit.submission' },
  ),
  // For what was sent from it.
  rule(
    'account-locked',
    'sender.rejected',
    [
      'your account|your mailbox|your user|this account|sending account|your login',
      ' for sending| from sending| for outgoing| outgoing mail|outgoing email|outgoing e-mail',
      'locked|blocked|suspended|disabled|restricted|banned',
    ],
    { none: 'recipient|ip-literal|limit|quota|exceed', stage: 'mail', instead: 'limit.submission' },
  ),
  rule(
    'domain-sending-off',
    'sender.rejected',
    [
      ' domain',
      'outgoing email|outgoing mail|outgoing e-mail|outbound email|outbound mail|sending email|sending mail',
      'disabled|suspended|switched off|turned off|locked|deactivated',
    ],
    { none: 'recipient|ip-literal|spam|virus|exceed|limit', stage: 'mail' },
  ),
  // A service does not know the domain that is sent from as its customer's.
  rule(
    'domain-not-set-up',
    'sender.rejected',
    [
      'sending domain|from domain|sender domain|domain lockdown| is not registered with| not registered with us',
      'domain lockdown|registered with|unconfigured|not configured|unverified|not verified|not validated|unregistered|not registered|not set up|not authenticated in|not confirmed|not approved',
    ],
    {
      none: 'dns|resolve|mx record|a record|no record|spf|dkim|dmarc|ip-literal|days|not found|recipient',
      stage: 'mail',
      instead: 'sender.domain',
    },
  ),
  // Who logged in is somebody else.
  rule(
    'login-differs',
    'sender.rejected',
    [
      'authentication|authenticated|logged in|login|logon|sasl|username',
      'different|differs|mismatch|not match|t match|not the same|other than',
      'sender|from address|mail from|envelope|the from',
    ],
    { none: 'spf|dkim|dmarc|helo|certificate|encrypt|password', stage: 'mail' },
  ),
  rule(
    'sender-verify',
    'sender.rejected',
    [
      'sender verif|sender callout|callout verification|verify sender|verify your|could not verify|sender cannot|cannot verify|callback|unverified address|sender could not|verification failed for|postmaster verification|unrouteable sender|unroutable sender|invalid return|batv|return path|bounce address|null sender|empty envelope|empty sender|dsns| dsn not|no dsn|unsigned dsn|mailfrom failed|verify mailfrom|bounces are not|for mail not sent|not sent from here|never sent by us|not sent by us|we did not send|envelope sender|backscatter|email address is not verified|bogus mail from|fully qualified email address required|returned mail not accepted|returned mail is not|bounces not accepted|does not accept bounce|bounce messages are not|senderfilterconfig|5.1.7 invalid|different address or alias',
    ],
    {
      none: 'address does not exist|sender domain must|recipient|no mx|neither mx|neither an mx|no dns',
      stage: 'mail',
    },
  ),
  rule(
    'sender-domain',
    'sender.domain',
    [
      'sender|mail from|return-path|return path|envelope from|domain of your|domain of return|domain of mail|domain of envelope|originator|from |absender|expéditeur|expediteur|remitente|mittente|remetente|afzender|nadawc|odesílatel|отправител|差出人|送信者|发件人|寄件人|발신자',
      'domain|domän|domein|dominio|domínio|domen|домен|ドメイン|域名|도메인',
      `${ABSENT}|existiert nicht|no existe|não existe|non esiste|bestaat niet|nie istnieje|neexist|не существ|見つか|must exist|no mx|no mail exchanger|no a|lookup|no valid|requires valid|require valid|requires a valid|require a valid|without a valid|illegal|unrout|dead|dns|does not have|doesn t have|must have|can t be|cannot be|malformed|empty|does not accept|not reachable| resolve`,
    ],
    {
      none: 'recipient|rcpt|spf|helo|reject address|mailbox|not authorized|destination|user unknown|your domain s policy|blacklist|spam|5.1.2 |host unknown|reputation|client host| ip address|to send|no such|block|5.4.4|account|suspended',
      stage: 'mail',
    },
  ),
  rule(
    'sender-dns',
    'sender.domain',
    [
      'mail from|sender|from address|return path|return-path|envelope from| in from | from host|your domain',
      'malformed dns|dns error|dns fail|unresolvable|no mx|neither mx|neither an mx|no a record|not resolve|mx records|existing domain|unroutable|unrouteable|nxdomain|no dns|undeliverable|dns resolution|dns lookup|recursive cname',
    ],
    { none: 'recipient', stage: 'mail' },
  ),
  rule(
    'sender-blocked',
    'sender.rejected',
    [
      'sender|mailfrom|mail from|from address|envelope from|reverse-path|reverse path|originator|return-path|return path|from:|from header|header from|expéditeur|expediteur|remitente|mittente|发件人|差出人|送信者|отправител|emetteur|reply address|from field|your address|your email address',
      `${REFUSED}|invalid|unknown|blacklist|not owned|illegal|spammer|not valid|verif|not listed|拒|bad |not exist|not match|mismatch|not your|must match|must equal|must be|send as|not trusted|not in|not registered|not a member|not subscribed|malformed|syntax|suspicious|unauthenticated`,
    ],
    {
      none: 'allowed-senders|allowed senders|multiple addresses| group|user does|mailbox does| ip address| ip rejected|host rejected|user unknown|user not|no such|mailbox|helo| ip is|your ip|quota|content|size|virus|your host|too many|client|unknown user|relay|access denied: rule|mailing list|distribution|whitelist|allow list|connecting ip|sending ip|ip:|delivery address|destination|rcpt|bulk|recipient|message rejected|spam|headers|duplicate|multiple from|country|region|5.6.0 |5.6.1 |5.6.2 |5.6.3 ',
      stage: 'mail',
    },
  ),
  rule(
    'sendas',
    'sender.rejected',
    ['sendasdenied|send as|send-as|not own|permission|not allowed to use', 'send|from'],
    { none: 'recipient|group|list|command|output|maildir|permission denied' },
  ),
  rule(
    'bad-mx',
    'sender.domain',
    [' mx ', 'invalid mx| ip address instead|points to|violat|rfc 1035|cname|loopback|invalid dns'],
    { none: 'recipient|loops back|points back', stage: 'mail' },
  ),
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
