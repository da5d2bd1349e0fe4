import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Microsoft 365 and Outlook.com as receivers: the NDR pages' numbers (5.7.5xx, 5.7.6xx, 4.7.xxx), and the S/C codes of Outlook.com. */
export const MICROSOFT: Provider = {
  name: 'microsoft',
  hosts: [
    '.protection.outlook.com',
    '.mx.microsoft',
    '.hotmail.com',
    '.outlook.com',
    '.office365.us',
    '.partner.outlook.cn',
    'olc.protection.outlook.com',
  ],
  signs: [
    '.prod.outlook.com',
    'outboundspamexception',
    'protection.outlook.com',
    'aka.ms',
    'microsoft',
    'outlook.com',
    's3140',
    's3150',
    'tenant',
    ' attr3',
    'office 365',
    'resolver.',
    'storedrv',
    'mapiexception',
    'sendasdenied',
    'recipnotfound',
    'all recipient addresses rejected',
    'block list s',
    '5.7.5',
    '5.7.6',
    '4.7.5',
    '4.7.6',
    '4.7.7',
    '5.7.7',
    'gfbf',
    'mail.live.com',
    'dc-00',
    'sc-00',
    ' rp-00',
    'bad outbound sender',
    'sender thread',
    'ou-00',
    '5.4.1 recipient',
    '5.0.350',
    '5.1.20 ',
    '5.7.23',
    '4.7.23',
  ],
  rules: [
    rule('many-authors', 'content.format', ['multiple from addresses'], { stage: 'dot' }),
    // The sender's own organization forbids it.
    rule('own-block-list', 'policy.other', [
      'tenant allow block list|tenant allow/block list|blocked by your organization',
    ]),
    rule('unknown-domain', 'policy.relay', ['unknown accepted domain'], { instead: 'system.remote', stage: 'rcpt' }),
    // What its own users send is judged, too.
    rule('outbound-spam', 'reputation.sender', ['outboundspamexception|wascl useraction']),
    rule('size-of-recipient', 'content.size', ['recipsizelimit|sendersizelimit|message too large for this'], {
      stage: 'dot',
    }),
    rule('tls-old', 'tls.handshake.version', ['4.7.66|tls 1.0 and 1.1'], { stage: 'auth' }),
    rule(
      'outdated-exchange',
      'policy.outdated',
      [
        '4.7.230|5.7.230|persistently vulnerable|out-of-date exchange|outdated exchange|unsupported and unpatched|connecting from an unsupported',
      ],
      { stage: 'mail' },
    ),
    rule(
      'tenant-attribution',
      'policy.relay',
      [
        'tenantattribution|relay access denied attr|attr36|attr35|attr34|attr5 |wrong office 365 region|wrong region attr|wrong tenant',
      ],
      // The name of the part that speaks stands behind every refusal of its own.
      { none: 'hop count|mail loop', stage: 'rcpt' },
    ),
    rule('tenant-inbound', 'policy.allowlist', ['tenantinboundattribution|restrictdomainsto'], { stage: 'mail' }),
    rule('tenant-limit', 'limit.tenant', [
      '5.7.705|5.7.708|5.7.750|4.7.705|tenant has exceeded|tenant exceeded|tenant external recipient|threshold exceeded|5.7.233|5.7.232|4.7.232|4.7.233|5.7.236|4.7.236|tenant outbound',
    ]),
    rule('submission-limit', 'limit.submission', [
      'submission quota|5.2.2 submission|outbound quota|recipient rate limit|recipientratelimit|exceeded your sending|submission rate',
    ]),
    // The account is banned for the spam that it sent; no window of time opens it again.
    rule('banned-sender', 'sender.rejected', ['5.7.501|5.7.502|5.7.503|banned sender|bad outbound sender'], {
      none: '5.7.511|ip range',
      stage: 'mail',
    }),
    rule('concurrent', 'limit.connections', [
      'concurrent connections|maximum number of connections|too many connections|concurrent connection|4.3.2 concurrent|sender thread limit',
    ]),
    // The recipient's mailbox is throttled, or the store that it lies in.
    rule('recipient-threads', 'limit.rate', ['recipient thread limit'], { instead: 'system.remote' }),
    rule('receiving-limit', 'limit.rate', [
      'receiving messages too quickly|receiving rate|mailbox receiving|5.2.121|5.2.122|exceeded the maximum number of messages|hourly message',
    ]),
    rule(
      'banned-ip',
      'reputation.ip',
      [
        '5.7.606|5.7.607|5.7.608|5.7.609|5.7.61|5.7.62|5.7.63|5.7.64|banned sending ip|s3140|s3150|s3149|s3114|block list|blocklist|part of their network|delist',
      ],
      { none: 'tenantattr|attr36', stage: 'mail' },
    ),
    rule(
      'block-outlook',
      'reputation.ip',
      ['sc-001|dc-001|sc-002|sc-003|sc-004|dc-002|dc-003|dc-004|not currently accepting mail from your ip'],
      { stage: 'mail' },
    ),
    rule('agent-busy', 'system.remote', ['pfa agent busy']),
    rule(
      'throttled',
      'limit.rate',
      [
        'rp-00|4.7.5|4.7.6|4.7.7|4.7.85|4.7.86|rate limited|rate-limited|temporarily rate|has been temporarily|server busy|too many messages',
      ],
      { none: 'ip reputation|4.7.5 |4.7.6 |4.7.7 |4.7.57 |s775', stage: 'mail' },
    ),
    rule('rate-reputation', 'reputation.ip', ['ip reputation|due to ip'], { stage: 'mail' }),
    rule(
      'auth-ipv6',
      'sender.auth',
      [
        '4.7.26|5.7.26|5.7.23|5.7.509|5.7.515|5.7.516|5.7.520 dmarc|does not pass dmarc|spf|dkim|dmarc|required authentication level|does not meet the required',
      ],
      { none: '5.7.520 access', stage: 'dot' },
    ),
    rule('no-ipv6', 'policy.other', ['email over ipv6']),
    rule('bad-helo', 'policy.helo', ['5.7.506|bad helo|5.5.4 invalid domain name'], { stage: 'ehlo' }),
    rule(
      'client-auth',
      'auth.required',
      ['5.7.57|not authenticated to send anonymous|client was not authenticated|client not authenticated'],
      { stage: 'mail' },
    ),
    rule(
      'auth-disabled',
      'auth.failed',
      [
        '5.7.139|smtpclientauthentication|security defaults policy|basic authentication|5.7.3 authentication unsuccessful|authentication unsuccessful',
      ],
      { stage: 'auth' },
    ),
    rule(
      'sendas',
      'sender.rejected',
      ['sendasdenied|5.2.252|5.7.60 |permissions to send as|unprovisioned|not allowed to send as'],
      { none: 'restricted', stage: 'dot' },
    ),
    rule(
      'restricted',
      'recipient.filtered',
      [
        'resolver.rst|notauthorized|recipient restricted|recipientnotauthorized|only accepts messages from people|not permitted to|delivery restriction|transport.rules|5.7.124|5.7.129|5.7.133|5.7.134|5.7.136|5.7.193|5.7.13 |public folder|group member|authenticationrequired|sendernotauthenticated|sender not authenticated for group|5.7.12 |blocked by the recipient|organization policy',
      ],
      { stage: 'rcpt' },
    ),
    rule(
      'not-found',
      'recipient.unknown',
      [
        '5.1.10|5.1.1 |recipnotfound|recipientnotfound|resolver.adr.recipnotfound|resolver.adr.exrecipnotfound|not found by smtp address lookup|5.4.1 recipient address rejected|5.4.1 all recipient|recipient address rejected: access denied|adr.recipient',
      ],
      { none: 'dns|5.1.100 ', stage: 'rcpt' },
    ),
    rule('banned-recipient', 'recipient.disabled', ['banned recipient'], { stage: 'rcpt' }),
    rule('no-mailboxes', 'recipient.disabled', ['no mail-enabled subscriptions|hosted tenant which has no'], {
      stage: 'rcpt',
    }),
    rule('invalid', 'recipient.unknown', ['resolver.adr|invalidaddress|5.1.3 '], { stage: 'rcpt' }),
    rule(
      'mailbox-full',
      'mailbox.full',
      [
        'mailbox full|mailbox is full|quota exceeded|5.2.2 |4.2.2 |mapiexceptionshutoffquota|quotaexceeded|shutoffquota|over quota',
      ],
      { none: 'submission quota|submission rate|5.2.2 submission|exceeded your', stage: 'rcpt' },
    ),
    rule(
      'disabled',
      'recipient.disabled',
      [
        '5.2.1 |mailbox disabled|mailbox unavailable: disabled|accountdisabled|mapiexceptionmailboxdisabled|mailbox-disabled',
      ],
      { none: 'protected|quarantin', stage: 'rcpt' },
    ),
    rule(
      'hop-count',
      'route.loop',
      ['hop count|message depth|5.4.14|5.4.6 |4.6 loop|routing loop|mail loop|loop detected|4.4.6 '],
      {},
    ),
    rule(
      'size',
      'content.size',
      ['5.2.3 |5.3.4 |recipsizelimit|sendersizelimit|message too large|message size|sizelimit|5.7.520 size'],
      { stage: 'dot' },
    ),
    rule('content-format', 'content.format', [
      'content conversion|contentconversion|invalid content|invalidcontent|storedrv.submission.exception:corrupt|5.6.11|mime|5.6.0 |invalid headers|attachment',
    ]),
    rule('banned-sender', 'reputation.ip', ['banned send|5.7.511']),
    rule('rfc', 'content.format', ['5.7.512|must be rfc 5322|rfc 5322 section'], { stage: 'dot' }),
    rule('spam', 'content.spam', ['spam|5.7.511|5.7.512|as(|5.7.519|bulk|malware filter|content filter'], {
      none: 'ip |tenant|spamhaus',
      stage: 'dot',
    }),
    rule(
      'back-pressure',
      'system.remote',
      [
        'insufficient system resources|system not accepting|back pressure|resources temporarily|4.3.2 system|storedrv|mailbox database|mapiexception|4.3.1 |4.3.2 service not available|server is busy|temporary server error|prx|4.7.0 temporary',
      ],
      { none: '4.3.2 service not a|concurrent' },
    ),
    rule('inactive-component', 'reply.421.shutdown', ['service not active|service not available|4.3.2 service'], {}),
    rule('relay', 'policy.relay', ['unable to relay|relay access denied|5.7.64 |5.7.54 |not accepted for relay'], {
      stage: 'rcpt',
    }),
  ],
}
