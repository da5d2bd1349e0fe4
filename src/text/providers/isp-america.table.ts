import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Comcast: postmaster.comcast.net/smtp-error-codes.php. */
export const COMCAST: Provider = {
  name: 'comcast',
  hosts: ['.comcast.net', '.xfinity.com'],
  signs: ['comcast', 'bl00', 'rl00000', 'pr000001', 'dm000001', 'xfinity'],
  rules: [
    rule('ptr', 'sender.ptr', ['pr00|ptr record'], { stage: 'banner' }),
    rule('blocked', 'reputation.ip', ['bl00|block for spam|blocked for spam'], { stage: 'banner' }),
    rule('rate', 'limit.rate', ['rl00|throttled|too many messages'], { none: 'sessions|connections' }),
    rule('sessions', 'limit.connections', ['too many sessions|too many connections|sessions opened'], {
      stage: 'banner',
    }),
    rule('dmarc', 'sender.auth', ['dm00|dmarc'], { stage: 'dot' }),
    rule('customer', 'recipient.unknown', ['not our customer|invalid recipient|account not available'], {
      stage: 'rcpt',
    }),
  ],
}

/** Spectrum, Charter, Road Runner: `AUP#` numbers. */
export const SPECTRUM: Provider = {
  name: 'spectrum',
  hosts: ['.charter.net', '.rr.com', '.spectrum.net', '.twc.com', '.brighthouse.com'],
  signs: ['aup#', 'charter.net', 'spectrum.net', ' rr.com'],
  rules: [
    rule('ptr', 'sender.ptr', ['reverse|ptr|rdns|aup#in-1030|aup#1030|aup#i-1030']),
    rule(
      'connections',
      'limit.connections',
      ['too many connections|concurrent|simultaneous|sessions|aup#i-1300|aup#in-1300'],
      { stage: 'banner' },
    ),
    rule('rate', 'limit.rate', ['rate|too many|throttl']),
    rule('aup', 'reputation.ip', ['aup#'], { none: 'recipient|mailbox' }),
  ],
}

/** Cox: `CX…` and `IPBL…` codes. */
export const COX: Provider = {
  name: 'cox',
  hosts: ['.cox.net'],
  signs: ['cxbl', 'cxthrt', 'cxdns', 'cxsndr', 'cxcnct', 'cxmj', 'ipbl0', 'ipbl1', 'urlbl0', 'cox.net', ' cox too'],
  rules: [
    rule('ptr', 'sender.ptr', ['cxdns|reverse dns|rdns|dns check fail']),
    rule('connections', 'limit.connections', ['cxcnct|too many sessions|too many connections'], { stage: 'banner' }),
    rule('throttled', 'limit.rate', ['cxthrt|throttl|rate limit|message threshold|too many']),
    rule('ip', 'reputation.ip', ['cxbl|ipbl|blocked']),
    rule('url', 'content.spam', ['urlbl'], { stage: 'dot' }),
    rule('sender', 'sender.rejected', ['cxsndr'], { stage: 'mail' }),
    rule('auth', 'sender.auth', ['cxmj|dmarc|spf']),
    rule('unknown', 'recipient.unknown', ['recipient rejected|user unknown|no such'], { stage: 'rcpt' }),
  ],
}

/** AT&T, BellSouth, Prodigy. */
export const ATT: Provider = {
  name: 'att',
  hosts: ['.att.net', '.prodigy.net', '.bellsouth.net', '.sbcglobal.net'],
  signs: ['abuse-att', 'att.net', 'prodigy.net', 'blocked for abuse', 'rbl 521', 'bellsouth'],
  rules: [
    rule('blocked', 'reputation.ip', ['rbl 521|rbl 550|dnsbl:|blocked for abuse|is blocked|abuse rbl']),
    rule('ptr', 'sender.ptr', ['reverse dns|valid sender domain']),
  ],
}
