import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** What the two sides cannot do together, and how a session is to be held. */
export const SESSION_RULES: readonly Rule[] = [
  rule(
    'smtputf8',
    'protocol.smtputf8',
    [
      'utf8|utf-8|internationalized|internationalised| unicode e|international e|eai |non-ascii address|5.6.7 |8bitmime',
      'not support|unsupported|require|not offered|not permitted|does not|must|cannot|not allowed|no support|was not|unable|non-unicode',
    ],
    {},
  ),
  rule('chunking', 'protocol.chunking', [
    ' bdat|chunking|binarymime',
    'not|unrecogni|unknown|error|fail|bad|invalid|unsupported|disabled|expected',
  ]),
  rule('pipelining', 'policy.pipelining', [
    'pipelin|protocol synchronization|protocol synchronisation|smtp synchronization|smtp synchronisation|synchronization error|synchronisation error|improper use of smtp command',
    'not|improper|error|unauthor|reject|without|before|incorrect|forbidden|violation|input sent|denied',
  ]),
  rule(
    'early',
    'policy.earlytalker',
    [
      'too soon|early talker|earlytalker|before greeting|before the greeting|before banner|before the banner|pregreet|pre-greet|greet pause|early talking|spoke too early|speak first|input sent without|before i said|out of turn|data before|waiting for greeting|not waiting for the greeting|not waited for|t wait for the greeting|t wait for the banner|without waiting for|impatient|talk before|talked before|talks before|spoke before|speak before|before i have greeted|before i greeted|before we greet|did not wait|didn t wait|banner violation|greeting violation|before my banner|before our banner|before our greeting|wait for our banner|wait for our greeting|wait for my greeting',
    ],
    { stage: 'banner' },
  ),
  rule('barelf', 'protocol.barelf', [
    'stray cr|bare lf|bare newline|bare linefeed|stray newline|bare cr|bare carriage|smtplf|lone lf|lone cr|line ending|naked lf|stray lf|line feed|stray linefeed|carriage return',
    'bare|stray|lone|naked|not allow|reject|violat|must|illegal|accept|contain|received|smtplf|terminat|invalid',
  ]),
  rule(
    'allowlist',
    'policy.allowlist',
    [
      'registered with us|register with us|only mail from|only via|from its gateway|gateway alone|only mail through|only accept|accepts only|accept mail only|not in our list|not on our list|not in allowed|not in the allowed|not on the allow|whitelist|white list|allow list|allow-list|allowlist|not authorized to connect|not authorised to connect|list of hosts|hosts that may|hosts allowed|restrictdomains|mx of record|authorized sources|through our|may not connect|only from|must be sent through|should be sent through|direct delivery|directly to|bypass|mail must be|please use the mx|permitted partner|of the partner |of our partner|only partner|our partners only|partners only|partner connector|known partner|trusted partner|primary mx|please connect to',
    ],
    {
      none: 'attach|document|macro|files|greylist|known senders|recipient|mailbox|to be whitelist|get whitelist|get your|request|removal|contact|spam|delist|poor|reputation|user|authentic|please use the smtp server',
    },
  ),
  rule(
    'outdated',
    'policy.outdated',
    [
      'outdated|years old|too old|very old|ancient|unpatched|unsupported version|out of date|out-of-date|no longer supported|end of life|vulnerable',
      'exchange|server|version|software|client|build',
    ],
    { none: 'tls' },
  ),
]

/** Commands, and the mere word of a policy: the last that are tried. */
export const COMMAND_RULES: readonly Rule[] = [
  rule('no-tls', 'tls.required', ['not support|unsupported', 'secure communication|starttls|via tls|via ssl'], {
    none: 'version|command|keyword',
    stage: 'ehlo',
  }),
  rule('ehlo-first', 'protocol.syntax', [
    'helo|ehlo|hello|polite',
    'first|polite|expected|need|must|duplicate|before|after',
  ]),
  rule(
    'syntax',
    'protocol.syntax',
    [
      'syntax|unrecogni|bracket|command|parameter|argument|sequence|verb|not implemented|unimplemented|protocol|smtp extension|keyword',
      'error|unrecogni|unknown|invalid|not implement|bad|not recogni|not support|unsupported|out of|wrong|expected|unimplement|need|too long|not allowed|illegal|violation|incorrect|disabled|garbled|unable|balanced|missing',
    ],
    { none: 'spam|mail loop|policy|relay|recipient address rejected|sender address rejected|protocol returned' },
  ),
  rule(
    'policy',
    'policy.other',
    [
      'policy|policies|held for|quarantin|administrat|prohibit|not permitted|not allowed|not authorized|not authorised|rule|refused|rejected|denied|disallow|forbidden|security|violation|not accept delivery|unacceptable|deny|not accepted|abgelehnt|verweigert|refusé|bloqu|rejeté|rechazado|rifiutat|拒绝|odrzuc|отклон|block|bounced|delivery restrict|nepřijat',
    ],
    {},
  ),
]
