import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { REFUSED } from './verdict-words.ts'

/**
 * A verdict on the message in so many words. It stands before the rules about the sender, because such replies go on with advice about
 * servers, SPF and reverse names.
 */
export const VERDICT_RULES: readonly Rule[] = [
  // Whoever sends a web request speaks another protocol.
  rule(
    'http',
    'protocol.syntax',
    [
      ' http request| http command| http method| http traffic| http get | http post | http client| http is not | http not | http protocol',
      'not|reject|refus|detect|deni|clos|unsupported|invalid|error|bye|goodbye',
    ],
    { none: '://' },
  ),
  rule(
    'virus-found',
    'content.virus',
    [
      'virus|malware|trojan|phishing|ransomware|clamd|clamav',
      ' detected| found in| infected| identified|clamd found|clamav found',
    ],
    { none: 'not detected|no virus|reputation|ip-literal|client host|blocked using|spam', stage: 'dot' },
  ),
  // Who may write to a list; the list of a filter is nobody's to write to.
  rule(
    'may-post',
    'recipient.filtered',
    [
      ' post | posts | posting| posten | publier | publicar | pubblicare | submissions|list access| moderator',
      ' list | group | gruppe| groupe| grupo| gruppo| folder| forum | newsletter| subscriber| member| moderat',
      'only|not |nicht | pas | no | non | não |banned|reject|refus|closed|moderat|must |denied|restrict|t allow',
    ],
    { none: 'post office|ip-literal|blocklist|black|rbl', stage: 'rcpt' },
  ),
  // The script is the recipient's own.
  rule('by-script', 'recipient.filtered', [' sieve', REFUSED], { none: 'error|fail|invalid', stage: 'rcpt' }),
  // What the message needs, although the words may go on about a recipient's address.
  rule(
    'smtputf8-named',
    'protocol.smtputf8',
    ['smtputf8', 'require|need|must|only|not support|unsupported|not offered'],
    {},
  ),
  // The filter is who refuses, and not what is out of order.
  rule(
    'words-named',
    'content.spam',
    ['sensitive word|forbidden word|prohibited word|banned word|bad words|敏感词|违禁词'],
    {
      none: 'password|command',
      stage: 'dot',
    },
  ),
  rule(
    'filter-refused',
    'content.spam',
    [
      REFUSED,
      'by spam filter|by the spam filter|by our spam filter|by anti-spam|by antispam|by the anti-spam|by the antispam|by our anti-spam|by our antispam',
    ],
    { none: 'ip-literal|your ip|client host|reputation|blacklist|blocklist', stage: 'dot' },
  ),
  rule(
    'spam-verdict',
    'content.spam',
    [
      'message|email|e-mail| mail |content',
      'is spam|is junk|likely unsolicited|like spam|like junk|spam-like|spam like| as spam|considered spam|to be spam|be unsolicited|spam checks|spam tests|spam score|spam message rejected|spam content|thinks this email|thinks this message|likely spam|probably spam|possible spam|possibly spam|suspected spam|suspect spam|likely junk|probably junk',
    ],
    {
      none: 'ip-literal blocked|blocked using|your ip| ip address|client host|sending ip|spamhaus|blacklist|black list|dnsbl|rbl|reputation|greylist|source of spam|unavailable|timeout|timed out|not spam|scanned|no spam|your domain|complain',
      stage: 'dot',
    },
  ),
]
