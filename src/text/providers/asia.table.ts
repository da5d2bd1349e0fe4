import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Tencent QQ and Exmail: 550 for everything, frequency limits too (service.mail.qq.com). */
export const TENCENT: Provider = {
  name: 'tencent',
  hosts: ['.qq.com', '.foxmail.com'],
  signs: ['mail.qq.com', 'qq.com', 'exmail'],
  rules: [
    rule('frequency', 'limit.rate', ['frequency limited|frequency|rate|too many requests']),
    rule('ip', 'reputation.ip', ['suspected spam ip|sender ip|ip is|bad ip|blacklist|connection denied']),
    rule('space', 'mailbox.full', ['space has not been enough|space|mailbox full'], { stage: 'rcpt' }),
    rule('disabled', 'recipient.disabled', ['mailbox unavailable or access denied|deactivated|suspend'], {
      stage: 'rcpt',
    }),
    rule('syntax', 'protocol.syntax', ['bad address syntax|address syntax']),
    rule('auth', 'sender.auth', ['spf|dkim|dmarc|authorization'], {}),
    rule('bounce', 'sender.rejected', ['bounce attack|mail from address must']),
  ],
}

/** NetEase 163, 126, yeah: two-letter stages and three-letter reasons (mail.163.com/help/help_spam_16.htm). */
export const NETEASE: Provider = {
  name: 'netease',
  hosts: ['.163.com', '.126.com', '.netease.com', '.yeah.net'],
  signs: ['help spam 16', 'help_spam_16', ' mi:', ' dt:', ' hl:', ' rp:', '163.com'],
  rules: [
    rule('connections', 'limit.connections', ['hl:icc|hl:itc'], { stage: 'banner' }),
    rule('errors', 'policy.errors', ['mi:cel|rp:cel|mi:ccl|rp:ccl']),
    rule('rate', 'limit.rate', ['hl:ifc|mi:dmc|rp:drc|rp:rcl|rp:trc|mi:sfq|mi:qut']),
    rule('ip', 'reputation.ip', ['hl:rep|hl:mep|hl:ipb|hl:ihu|hl:isp|mi:rbl|hl:rbl|ip is rejected']),
    rule('spf', 'sender.auth', ['mi:spf|dt:spf|mi:dmk|dmarc'], { none: 'dt:spm' }),
    rule('sender', 'sender.rejected', ['mi:nhd|mi:stc|dt:sum|mi:ilf|mi:frl|null sender']),
    rule('spam', 'content.spam', ['dt:spm|dt:spam|spam'], { none: 'greylist', stage: 'dot' }),
    rule('unknown', 'recipient.unknown', ['user not found|no such user|mailbox name error|local user only'], {
      stage: 'rcpt',
    }),
  ],
}

/** NTT docomo, au (KDDI), SoftBank: few words, the code says little. */
export const JAPAN: Provider = {
  name: 'japan-mobile',
  hosts: [
    '.docomo.ne.jp',
    '.ezweb.ne.jp',
    '.au.com',
    '.softbank.ne.jp',
    '.softbank.jp',
    '.disney.ne.jp',
    '.willcom.com',
    '.ymobile.ne.jp',
  ],
  signs: ['docomo', 'ezweb', 'softbank', 'kddi', 'disney.ne.jp', 'i.softbank', 'vodafone.ne.jp'],
  rules: [
    rule('too-much', 'mailbox.full', ['too much mail data|mail data'], { stage: 'rcpt' }),
    rule(
      'unknown',
      'recipient.unknown',
      ['unknown user|user unknown|invalid recipient|no such|doesn t exist|does not exist'],
      { stage: 'rcpt' },
    ),
    rule('filtered', 'recipient.filtered', ['refuse|not permit|reject|filter|受信拒否'], {
      none: 'ip|spam|client host',
      stage: 'rcpt',
    }),
  ],
}

/** Zoho. */
export const ZOHO: Provider = {
  name: 'zoho',
  hosts: ['.zoho.com', '.zoho.eu', '.zoho.in', '.zohomail.com'],
  signs: ['zoho'],
  rules: [rule('unusual', 'limit.submission', ['unusual sending|outgoing|mail sending blocked'])],
}

/** Cloudflare Email Routing. */
export const CLOUDFLARE: Provider = {
  name: 'cloudflare',
  hosts: ['.mx.cloudflare.net'],
  signs: ['cloudflare'],
  rules: [
    rule('address', 'recipient.unknown', ['address not|does not exist|not allowed|address does'], {
      none: 'ip ',
      stage: 'rcpt',
    }),
  ],
}
