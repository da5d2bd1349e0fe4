import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Gmail and Workspace: support.google.com/a/answer/3726730 and the `p=` keys in its links. Judged after the message unless said otherwise. */
export const GOOGLE: Provider = {
  name: 'google',
  hosts: ['.google.com', '.googlemail.com', '.gmail.com', 'aspmx.l.google.com'],
  signs: [' gsmtp', 'support.google.com', '4.7.28', '5.7.28', '5.7.27 ', '5.7.29 ', '4.7.27 ', 'gmail', 'google'],
  rules: [
    rule(
      'receiving-rate',
      'limit.rate',
      ['receiving mail at a rate|receivingrate|receiving mail too quickly|inbound mail rate'],
      { stage: 'rcpt' },
    ),
    rule('over-quota', 'mailbox.full', ['overquota|over quota|storage quota|inbox is full|out of storage'], {
      none: 'your account|sending',
      stage: 'rcpt',
    }),
    rule('no-user', 'recipient.unknown', ['p=nosuchuser|nosuchuser|account that you tried to reach does not exist'], {
      stage: 'rcpt',
    }),
    // What it advises below is another matter.
    rule('group-spam', 'content.spam', ['due to spam classification'], { stage: 'dot' }),
    // Google Groups names both, in whatever tongue the sender's account has.
    rule(
      'no-group',
      'recipient.unknown',
      ['group', 'may not exist|が存在しない|existe pas|no exista|nicht vorhanden'],
      {
        instead: 'recipient.filtered',
        stage: 'rcpt',
      },
    ),
    rule(
      'disabled',
      'recipient.disabled',
      ['disableduser|account that you tried to reach is disabled|inactive', 'disabled|inactive'],
      { stage: 'rcpt' },
    ),
    rule(
      'sending-limit',
      'limit.submission',
      [
        'daily user sending|daily sending quota|daily smtp relay|exceeded its sending|sending limit|quota for relaying|dailyquota|overquota for relay',
      ],
      { none: 'too many recipients' },
    ),
    rule('ptr', 'sender.ptr', ['ptr|5.7.25|ipreversedns|forward dns entry|match the ip address of the hostname'], {
      stage: 'dot',
    }),
    rule('tls', 'tls.required', ['5.7.29|4.7.29|not transmitted over a tls|over tls', ' tls'], { stage: 'dot' }),
    rule(
      'ip-auth',
      'sender.auth',
      [
        '5.7.26|4.7.26|5.7.27|5.7.30|4.7.27|4.7.30|unauthenticated|dmarc|spf|dkim|authentication information|pass auth|ipv6 sending guidelines',
      ],
      { none: 'low reputation|unusual rate|null mx|nullmx|takes no mail|accepts no mail', stage: 'dot' },
    ),
    rule('arc-rate', 'limit.rate', ['unusual rate|unsolicitedratelimit|rate limited|ratelimit|4.7.28|5.7.28'], {
      stage: 'dot',
    }),
    rule('domain-reputation', 'reputation.domain', ['reputation', 'domain'], { stage: 'dot' }),
    rule(
      'rfc',
      'content.format',
      [
        'not rfc 5322|rfc 5322 compliant|5.7.1 messages missing|rfcmessagenoncompliant|multiple addresses in from|duplicate header|bad header|message is malformed|encoded-word syntax',
      ],
      { stage: 'dot' },
    ),
    rule(
      'blocked-attachment',
      'content.format',
      ['blocked because its content|security issue|blockedmessage|illegal attachment|potential security'],
      { stage: 'dot' },
    ),
    rule(
      'spam',
      'content.spam',
      [
        'unsolicited|likely spam|nature of the content|links within|suspicious|unsolicitedmessageerror|phishing|blocked|malicious',
      ],
      { none: 'mailbox', stage: 'dot' },
    ),
    rule('size', 'content.size', ['message size|size limit|maxmessagesize'], { stage: 'dot' }),
    rule(
      'bad-credentials',
      'auth.failed',
      [
        'username and password not accepted|badcredentials|cannot decode response|log in with your web browser|log in via your web browser|application-specific password|web login required|webloginrequired',
      ],
      { stage: 'auth' },
    ),
    rule(
      'relay-denied',
      'policy.relay',
      ['mail relay denied|invalid credentials for relay|relay denied|not registered'],
      { stage: 'mail' },
    ),
    rule(
      'commands',
      'protocol.syntax',
      [
        'optional argument|not a valid rfc 5321|mail first|rcpt first|no data after bdat|may not be repeated|unimplemented command|unrecognized command',
      ],
      { none: 'too many|recipient address' },
    ),
    rule('helo', 'policy.helo', ['helo/ehlo|invalid helo|helo name']),
    rule(
      'try-again',
      'system.remote',
      [
        'temporary system problem|try again later|temporarily unavailable|server busy|server error|temporarily rejected message|temporarily rejected this',
      ],
      { none: 'rate|unsolicited|login' },
    ),
  ],
}
