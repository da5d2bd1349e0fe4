import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Proofpoint (on-premises, hosted, Essentials). */
export const PROOFPOINT: Provider = {
  name: 'proofpoint',
  hosts: ['.pphosted.com', '.ppe-hosted.com', '.gpphosted.com'],
  signs: ['proofpoint', 'pphosted', 'ppe-hosted'],
  rules: [
    rule('ip', 'reputation.ip', ['blocked - see|ipcheck|dnsbl-lookup|pdr|reputation'], { stage: 'banner' }),
    rule('unknown', 'recipient.unknown', ['user unknown|unknown user|no such|invalid recipient'], { stage: 'rcpt' }),
    rule('rate', 'limit.rate', ['rate|too many messages|throttl']),
    rule('domain-not-served', 'policy.relay', ['relaying denied|not accepted here|domain not'], { stage: 'rcpt' }),
  ],
}

/** Barracuda appliances and Email Security Service. */
export const BARRACUDA: Provider = {
  name: 'barracuda',
  hosts: ['.barracudanetworks.com', '.cudamail.com'],
  signs: [
    'barracuda',
    'permanent failure for one or more recipients',
    'cudamail',
    'rejecting spoofed message',
    'rejecting banned content',
    'rejected due to spam content',
    'rejected due to spam url',
  ],
  rules: [
    rule('spoofed', 'sender.auth', ['rejecting spoofed message']),
    rule('content', 'content.spam', ['rejecting banned content|rejected due to spam'], { stage: 'dot' }),
    rule('reputation', 'reputation.ip', ['blocked using|barracuda reputation|/reputation/|barracudacentral|brbl'], {}),
    rule('recipient', 'recipient.unknown', ['no such|unknown|5.1.1|5.1.10|invalid recipient'], { stage: 'rcpt' }),
    rule('rate', 'limit.rate', ['rate control|rate limit|this hour|too many']),
    rule('blocked', 'policy.other', [':blocked|:quarantined|blocked'], { stage: 'dot' }),
    // Behind the address stands what the server behind it said; without that it may have been anything.
    rule('failure', 'policy.other', ['permanent failure for one or more recipients'], {
      none: ':550|:551|:552|:553|:554|:450|:451|:452|:421|full|quota|spam|virus|attach|size|large',
      instead: 'recipient.unknown',
    }),
  ],
}

/** Cisco Secure Email (IronPort): `#5.x.x` and the poor-reputation greeting. */
export const CISCO: Provider = {
  name: 'cisco',
  hosts: ['.iphmx.com', '.ironport.com'],
  signs: [
    'poor reputation',
    '#4.',
    '#5.',
    'senderbase',
    'talosintel',
    'iphmx',
    'access to this mail system',
    'access to submit messages',
  ],
  rules: [
    rule(
      'reputation',
      'reputation.ip',
      ['poor reputation|access to this mail system|access to submit messages|senderbase|talosintel'],
      { none: 'domain', stage: 'banner' },
    ),
    rule('recipients-hour', 'limit.rate', ['recipients received this hour|recipients this hour|received this hour'], {
      stage: 'rcpt',
    }),
    rule('address', 'recipient.unknown', ['#5.1.0 address rejected|#5.1.1 address rejected|#5.1.1 bad address'], {
      stage: 'rcpt',
    }),
    rule('dns', 'sender.domain', ['domain of sender address|does not resolve|dns lookup fail'], { stage: 'mail' }),
  ],
}

/** Fortinet, Sophos, Trend Micro, Symantec.cloud (MessageLabs), Trustwave, SonicWall: what only they say. */
export const APPLIANCES: Provider = {
  name: 'appliances',
  hosts: [
    '.messagelabs.com',
    '.fortimail.com',
    '.trendmicro.com',
    '.trendmicro.eu',
    '.sophos.com',
    '.reflexion.net',
    '.antispamcloud.com',
    '.mailspamprotection.com',
    '.spamexperts.com',
  ],
  signs: [
    'messagelabs',
    'trendmicro',
    'trend micro',
    'ers-',
    'fortimail',
    'fortiguard',
    'sophos',
    'symantec',
    'mailmarshal',
    'trustwave',
    'sonicwall',
    'antispamcloud',
    'spamexperts',
    'hornetsecurity',
    'retarus',
    'nospamproxy',
    'vadesecure',
    'spamtitan',
    'libraesva',
    'esva',
    'zix',
    'appriver',
    'cloudmark',
  ],
  rules: [
    rule(
      'unknown',
      'recipient.unknown',
      ['no such|unknown user|user unknown|invalid recipient|address unknown|does not exist'],
      { stage: 'rcpt' },
    ),
    rule('domain-list', 'reputation.domain', ['your domain|sender domain|envelope domain', 'black'], { none: 'ip ' }),
    rule('address-list', 'reputation.sender', ['your email address|sender address|email address', 'black|blocked'], {
      none: 'ip |recipient',
    }),
    rule(
      'ers',
      'reputation.ip',
      [
        ' ers-| ers |trendmicro.com/reputation|fortiguard antispam ip|fortiguard-ip|reputation|black list|blacklist|sender ip|ip is blocked|dynamic reputation',
      ],
      {},
    ),
    rule('dns', 'sender.domain', ['sender domain'], { stage: 'mail' }),
    rule('requirements', 'limit.connections', ['too many connections|concurrent']),
  ],
}

/** qmail and its kin name the file that holds the domains they serve. */
export const QMAIL: Provider = {
  name: 'qmail',
  hosts: [],
  signs: ['rcpthosts', 'rcpt host'],
  rules: [
    rule('rcpthosts', 'policy.relay', ['rcpthosts|rcpt host'], {
      none: 'cannot|unable|temporar|unavailable|cdb',
      stage: 'rcpt',
    }),
  ],
}
