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
    // Its help: the recipient gets too much at the moment; what anybody else says of a mailbox by these words is that it is closed.
    rule('receiving', 'limit.rate', ['mailbox unavailable or access denied'], {
      stage: 'rcpt',
      instead: 'recipient.disabled',
    }),
    rule('disabled', 'recipient.disabled', ['deactivated|suspend'], { stage: 'rcpt' }),
    rule('syntax', 'protocol.syntax', ['bad address syntax|address syntax']),
    rule('auth', 'sender.auth', ['spf|dkim|dmarc|authorization'], {}),
    rule('bounce', 'sender.rejected', ['bounce attack|mail from address must']),
  ],
}

/**
 * NetEase 163, 126, yeah: two-letter stages and three-letter reasons (mail.163.com/help/help_spam_16.htm), and the words of Coremail, which others
 * run as well.
 */
export const NETEASE: Provider = {
  name: 'netease',
  hosts: ['.163.com', '.126.com', '.netease.com', '.yeah.net'],
  signs: [
    'help spam 16',
    'help_spam_16',
    ' mi:',
    ' dt:',
    ' hl:',
    ' rp:',
    ' wm:',
    '163.com',
    'action not taken local user only',
    'user has no permission',
    'user does not have permission',
    'action not taken no smtp mx only',
  ],
  codes: {
    find: /(?<![\w:])((?:HL|MI|RP|DT|WM):[A-Z]{3})(?!\w)/i,
    means: [
      ['HL:ICC', 'limit.connections'],
      ['HL:IFC', 'limit.rate'],
      ['HL:IFQ', 'limit.rate'],
      ['HL:ITC', 'limit.rate'],
      ['HL:', 'reputation.ip'],
      ['MI:CEL', 'policy.errors'],
      ['MI:CCL', 'policy.errors'],
      ['RP:CEL', 'policy.errors'],
      ['RP:CCL', 'policy.errors'],
      ['MI:DMC', 'limit.rate'],
      ['MI:SFQ', 'limit.rate'],
      ['MI:STC', 'limit.rate'],
      ['RP:QRC', 'limit.rate'],
      ['RP:TRC', 'limit.rate'],
      // Of one message, and of one connection.
      ['RP:RCL', 'limit.recipients'],
      ['RP:DRC', 'limit.recipients'],
      ['RP:FRL', 'policy.relay'],
      ['RP:RDN', 'sender.ptr'],
      ['MI:NHD', 'policy.helo'],
      ['MI:IMF', 'sender.rejected'],
      ['MI:SPB', 'sender.rejected'],
      ['WM:BLU', 'sender.rejected'],
      ['DT:SUM', 'sender.rejected'],
      ['MI:SPF', 'sender.auth'],
      ['DT:SPF', 'sender.auth'],
      ['MI:DM', 'sender.auth'],
      ['MI:RBL', 'reputation.ip'],
      ['DT:RBL', 'reputation.ip'],
      ['WM:BLI', 'reputation.ip'],
      ['DT:SP', 'content.spam'],
    ],
  },
  rules: [
    // An account whose SMTP service is switched off, at AUTH; whoever else says so may mean the list that was written to.
    rule('smtp-off', 'auth.failed', ['user has no permission|user does not have permission'], {
      none: ' to send to | to post | to write to | to mail | group | list | relay',
      stage: 'auth',
      instead: 'recipient.filtered',
    }),
    rule('ip', 'reputation.ip', ['ip is rejected']),
    rule('dmarc', 'sender.auth', ['dmarc']),
    // The host takes mail from its own users only, or from everybody but them.
    rule('local-user', 'sender.rejected', ['local user only|no smtp mx only'], {
      instead: 'auth.required',
      stage: 'mail',
    }),
    rule('sender', 'sender.rejected', ['null sender|user in blacklist'], { stage: 'mail' }),
    rule('spam', 'content.spam', ['spam'], { none: 'greylist|spam 16', stage: 'dot' }),
    rule('unknown', 'recipient.unknown', ['user not found|no such user|mailbox name error'], {
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
