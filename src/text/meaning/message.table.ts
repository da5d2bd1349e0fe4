import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { REFUSED } from './verdict-words.ts'

/** The message itself: what it holds, how it is built, the way it came. */
export const MESSAGE_RULES: readonly Rule[] = [
  rule(
    'virus',
    'content.virus',
    ['virus|malware|infected|trojan|worm |eicar|clamav|phish|ransomware|malicious|mlwr|exploit|heuristics'],
    {
      none: 'viruswall|scanned|virus-free|virus free|free of virus|no virus|checked for virus|reputation| ip |protected by|host is infected|your computer|spam|scanner|scanning|scan error|scan failed|to scan|not scan|not be scanned|checker|not respond|not answer|not running|not reachable|unreachable| is down|unavailable|scan timeout|blocked using|temporar|signatures are|definitions are|database is|being renewed|being updated|signature update|definition update',
      stage: 'dot',
    },
  ),
  // Whatever the filter is called that refuses it.
  rule(
    'attachment-type',
    'content.format',
    ['attachment type|attachment name|attachments of type', `${REFUSED}|permit`],
    {
      stage: 'dot',
    },
  ),
  rule(
    'attachment',
    'content.format',
    [
      'attach|content presents|executable|file type|filetype|extension|zip file|archive|macro|piece jointe|anhang|anlage|adjunto|document type|documents with|file name|banned .|banned file|banned name|banned content|banned mime|banned type',
      `${REFUSED}|count limit|too many|illegal|unsafe|potential|dangerous|contain|security|encrypted|password|not be scanned|t be scanned|not let in|not delivered|not taken|not wanted|may not|nested|too deep| is on | are on |have to be sent|has to be sent|use our upload|upload page|via our portal`,
    ],
    { none: ' ip |banned sender|spam|reputation|too large|size|http extension|your host', stage: 'dot' },
  ),
  // A file that is named by its own name.
  rule(
    'file-named',
    'content.format',
    [
      '.exe |.scr |.vbs |.bat |.cmd |.docm |.xlsm |.pptm |.iso |.img |.zip |.rar |.7z |.jar |.msi |.lnk |.hta |.ps1 |.apk ',
      `${REFUSED}|abgewiesen|nicht angenommen|not pass|not let|cannot be let|could not be let| no .exe|found |not get in|not go through|not come in|not taken|not wanted|may not|stopped|stays out|not welcome`,
    ],
    {
      none: ' tld|domain|top-level| ip |http|spam|too large|size|host |server|listed|recipient|mailbox|reputation|virus|infect|malware',
      stage: 'dot',
    },
  ),
  // The judgement itself; what the words beside it do (close, drop, defer) does not change it.
  rule(
    'spam-judged',
    'content.spam',
    [' suspected spam|spam detected|spam found|detected spam|found spam|considerado spam|considerato spam|判定为垃圾'],
    {
      none: 'client host|ip-literal|your ip| ip address|this host|your host|your server|from your|connections from|blocked using|spamhaus|dnsbl|rbl|spam source|your network|your domain|recipient|user s filter|reported as|complain|milter-|unavailable|scanner|service',
      stage: 'dot',
    },
  ),
  rule(
    'spam',
    'content.spam',
    [
      ' spam| dcc| bayes|spamassassin|junk|unsolicited| ube | uce |rspamd|dspam|spamprofiler|垃圾|迷惑|спам|spamming|antispam|anti-spam|spam-like|mass mail|spamverdacht|pourriel|non sollicit|content reject|content denied|message content|mail content|content has been|unacceptable content|objectionable|fingerprint|pattern detection|csi|cloudmark|vade|high score|score of| scored |classified as|considered as|blocked url|uribl|surbl|content restrict|filter|message looks|bulk|suspicious|reject id ',
    ],
    {
      none: 'corrupt|spamtrap|checker|not running|not respond|unreachable|geoip|geo-ip|geo ip|client host|blocked using|dnsbl|rbl|spamhaus| ip address|your ip|helo|spam source|greylist|connection|relay|user unknown|spammer|filter error|queue|timeout|timed out|crash|recipient filter|unavailable|try again later|failed temporarily|local error|internal error|scanner|service|no such|server sending|sending server|history of|rate limit|message rate|sending rate|user s filter|domain of|authenticat|dmarc|milter|not answer|no answer|direct delivery',
      stage: 'dot',
    },
  ),
  // What kind of mail it is, whoever it is for.
  rule(
    'bulk-named',
    'content.spam',
    [
      ' newsletter| mailings| mass mailing| marketing mail| marketing e-mail| advertising| advertisement| promotional| cold mail| cold email| cold e-mail| bulk sender',
      `${REFUSED}|not want|unwanted|no newsletters|no mailings|no advertis|take no |takes no |want no |do not take|don t take`,
    ],
    { none: 'subscrib|member|post |posting|ip-literal|your ip|relay|moderat|authenticat|dkim|spf|dmarc', stage: 'dot' },
  ),
  // The receiver has this message already: nothing is wrong with its form.
  rule(
    'duplicate',
    'policy.other',
    [
      'duplicate message|duplicate mail|duplicate e-mail|duplicate email|duplicate delivery|duplicate of|is a duplicate|message duplicate|duplicated message|already delivered|already received|already accepted|already processed|already been delivered|already been received|already seen|duplicate rejected|duplicate suppressed',
    ],
    { none: 'header|field|from:|subject:|date:|recipient|multiple|mailbox', stage: 'dot' },
  ),
  // Counted by the headers that each server adds: nothing is wrong with their form.
  rule(
    'hops',
    'route.loop',
    [
      'header counts|loop detected|message depth|too many hops|hop count|hopcount|too many received|mail loop|forwarding loop|routing loop|loops back|looping|message loop|hops exceeded|hop limit|between servers|maximum hops|too many relay hops|mail for loops|received: headers|received data headers|number of received|schleife|boucle|loop ',
      'loop|hop|received|depth|too many times',
    ],
    { none: 'loopback address|feedback loop' },
  ),
  rule(
    'header-size',
    'content.format',
    ['header', 'too large|too big|too long|ly long|ly large|larger than|longer than|exceed'],
    {
      none: 'spam|reputation|helo|ehlo|full headers|block|queue',
      stage: 'dot',
    },
  ),
  rule(
    'format',
    'content.format',
    [
      'header|corrupt|comply with|standards|character set|without to|without from|without date|to: field|fields|message-id|rfc 5322|rfc5322|rfc 2822|rfc2822|rfc 822|rfc822|mime|8bit|8-bit|8 bit|non-ascii|nul |date:|line too long|lines too long|long line|line length|line is too long|folded|body contains|encoding|malformed message|charset|invalid characters|bad characters|subject|multiple addresses|duplicate|rfc compliant|not compliant|from field|html|empty message|no body|from line|to line|date line|8-bit data|illegal character|syntactic|nonstandard|non-standard|boundary',
      `${REFUSED}|missing|maximum|without|does not comply|invalid|malformed|multiple|duplicate|not rfc|non-compliant|not compliant|noncompliant|violat|corrupt|illegal|too long|too many|require|bad|not supported|error|must|exceed|syntax|contain|syntactically|more than|unfold|non-ascii|no |not 7bit|cannot|may not| lacks| lacking| absent|improper`,
    ],
    {
      none: 'error sending|spam|reputation|helo|ehlo|from header domain|dmarc|recipient address|mail from|spoof|command|bounce|user|mailbox|rcpt to|smtputf8|internationali|line rate|full headers|block|linefeed|line feed',
      stage: 'dot',
    },
  ),
  // A server that finds itself among a domain's exchangers.
  rule('points-back', 'route.loop', ['points back to|point back to|pointing back to', ' mx|exchanger|dns']),
]
