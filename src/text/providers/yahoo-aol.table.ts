import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Yahoo and AOL (one platform): bracketed codes of senders.yahooinc.com/smtp-error-codes, and AOL's older `(RTR:BL)` codes. */
export const YAHOO: Provider = {
  name: 'yahoo-aol',
  hosts: ['.yahoodns.net', '.yahoo.com', '.yahoo.co.jp', '.aol.com', '.aim.com', '.verizon.net'],
  signs: [
    'yahoo',
    'verizonmedia',
    ' tss0',
    ' tss1',
    ' ts0',
    ' ts1',
    ' bl2',
    ' rtr:',
    ' dyn:',
    ' rly:',
    ' con:',
    ' hvu:',
    ' dns:n',
    'aol',
    'delivery error: dd',
    ' gl01',
    ' ph01',
    'dd this user',
    ' cms-',
  ],
  // AOL's list of errors, which its pages name in small letters once more.
  codes: {
    find: /(?<![\w:])((?:RTR|DNS|DYN|HVU|RLY|CON):[A-Z][A-Z\d])(?!\w)/i,
    means: [
      // Dynamic and residential addresses, by Spamhaus, by their provider, by the name that they have.
      ['RTR:DU', 'sender.ptr'],
      ['RTR:BB', 'sender.ptr'],
      ['RTR:RD', 'sender.ptr'],
      ['RTR:GE', 'sender.ptr'],
      ['DNS:N', 'sender.ptr'],
      ['DNS:', 'sender.domain'],
      ['DYN:', 'limit.rate'],
      ['HVU:', 'content.spam'],
      ['RTR:', 'reputation.ip'],
      ['RLY:', 'reputation.ip'],
      ['CON:', 'reputation.ip'],
    ],
  },
  rules: [
    rule('permanently', 'reputation.ip', ['permanently deferred'], { stage: 'mail' }),
    rule('complaints-alone', 'reputation.ip', ['user complaints'], { none: 'unexpected volume', stage: 'mail' }),
    rule('unexpected-volume', 'limit.rate', ['unexpected volume| tss04| tss05| tss06| tss07| tss09| tss11'], {
      stage: 'mail',
    }),
    rule(
      'complaints',
      'reputation.ip',
      ['user complaints|permanently deferred| ts01| ts02| ts03| bl21| bl20| bl22| bl23'],
      { stage: 'mail' },
    ),
    rule('messages-per-connection', 'limit.rate', ['message per connection|messages per connection']),
    rule('greylist', 'greylist', [' gl01'], { stage: 'mail' }),
    rule(
      'no-account',
      'recipient.unknown',
      ['doesn t have a|mailbox not found|not a valid recipient|no such|doesn t exist'],
      { stage: 'dot' },
    ),
    rule('disabled', 'recipient.disabled', ['mailbox is disabled|mailbox disabled|554.30|account disabled'], {
      stage: 'dot',
    }),
    rule('phishing', 'content.spam', [' ph01|message not allowed - ph'], { stage: 'dot' }),
    rule('dmarc', 'sender.auth', ['5.7.9 policy|dmarc|authentication checks'], { stage: 'dot' }),
  ],
}
