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

/** Spectrum, Charter, Road Runner: `AUP#I-nnnn` for incoming and `AUP#O-nnnn` for outgoing mail, in ranges. */
export const SPECTRUM: Provider = {
  name: 'spectrum',
  hosts: ['.charter.net', '.rr.com', '.spectrum.net', '.twc.com', '.brighthouse.com'],
  signs: ['aup#', 'charter.net', 'spectrum.net', ' rr.com'],
  codes: {
    find: /AUP#(?:[A-Z]{1,4}-?)?(1\d{3})\b/i,
    means: [
      ['1000', 'reputation.ip'],
      ['109', 'system.remote'],
      ['10', 'sender.rejected'],
      ['116', 'policy.other'],
      ['117', 'policy.other'],
      ['118', 'policy.other'],
      ['119', 'policy.other'],
      ['11', 'sender.ptr'],
      ['126', 'policy.other'],
      ['12', 'reputation.ip'],
      ['130', 'limit.connections'],
      ['131', 'limit.connections'],
      ['132', 'limit.connections'],
      ['133', 'limit.connections'],
      ['134', 'limit.connections'],
      ['13', 'limit.rate'],
      ['14', 'limit.rate'],
      ['1500', 'sender.rejected'],
      ['1520', 'sender.rejected'],
      ['1530', 'content.size'],
      ['1540', 'limit.rate'],
      ['1550', 'limit.recipients'],
      ['1560', 'policy.errors'],
      ['1580', 'limit.rate'],
    ],
  },
  rules: [
    rule('ptr', 'sender.ptr', ['reverse|ptr|rdns']),
    rule('connections', 'limit.connections', ['too many connections|concurrent|simultaneous|sessions'], {
      stage: 'banner',
    }),
    rule('rate', 'limit.rate', ['rate|too many|throttl']),
    rule('aup', 'reputation.ip', ['aup#'], { none: 'recipient|mailbox' }),
  ],
}

/** Cox: `AUP#CX…`, `AUP#IPBL…`, `AUP#URLBL…`. */
export const COX: Provider = {
  name: 'cox',
  hosts: ['.cox.net'],
  signs: [
    'cxbl',
    'cxthrt',
    'cxdns',
    'cxsndr',
    'cxcnct',
    'cxmj',
    'cxmxrt',
    'cxsmtp',
    'cdrbl',
    'ipbl0',
    'ipbl1',
    'urlbl',
    'cox.net',
    ' cox too',
  ],
  codes: {
    find: /\b(CX[A-Z]{2,6}|CDRBL|IPBL\d{4,5}|URLBL\d{3,4})\b/i,
    means: [
      ['CXBL', 'reputation.ip'],
      ['CXDNS', 'sender.ptr'],
      ['CXSNDR', 'sender.auth'],
      ['CXSMTP', 'policy.errors'],
      ['CXCNCT', 'limit.connections'],
      ['CXMXRT', 'limit.rate'],
      ['CXTHRT', 'limit.submission'],
      ['CXMJ', 'limit.submission'],
      ['CDRBL', 'reputation.ip'],
      ['IPBL', 'reputation.ip'],
      ['URLBL', 'content.spam'],
    ],
  },
  rules: [
    rule('ptr', 'sender.ptr', ['reverse dns|rdns|dns check fail']),
    rule('connections', 'limit.connections', ['too many sessions|too many connections'], { stage: 'banner' }),
    rule('commands', 'policy.errors', ['too many bad commands|too many invalid']),
    rule('throttled', 'limit.rate', ['throttl|rate limit|message threshold|too many']),
    rule('ip', 'reputation.ip', ['blocked']),
    rule('unknown', 'recipient.unknown', ['recipient rejected|user unknown|no such'], { stage: 'rcpt' }),
  ],
}

/** GoDaddy (secureserver.net): `IBnnn` behind the sentence. */
export const GODADDY: Provider = {
  name: 'godaddy',
  hosts: ['.secureserver.net'],
  signs: [' ib0', ' ib1', ' ib2', ' ib4', ' ib5', ' ib6', ' ib7', 'secureserver', 'ibsmtp'],
  codes: {
    find: /\bIB([0-7]\d\d)\b/,
    means: [
      ['007', 'limit.connections'],
      ['101', 'system.remote'],
      ['108', 'sender.ptr'],
      ['10', 'reputation.ip'],
      ['11', 'reputation.ip'],
      ['212', 'content.spam'],
      ['401', 'auth.failed'],
      ['501', 'sender.rejected'],
      ['502', 'sender.rejected'],
      ['504', 'limit.rate'],
      ['506', 'sender.domain'],
      ['508', 'sender.auth'],
      ['510', 'limit.rate'],
      ['605', 'limit.recipients'],
      ['607', 'limit.rate'],
      ['705', 'content.virus'],
    ],
  },
  rules: [],
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
