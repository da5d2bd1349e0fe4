import { withoutAnyHost } from '../host-names.ts'
import { anyIn, anyLiteral, gramsOf, holdsAny, phrases } from '../phrase.ts'
import { isFaultlessSheet, isSheet } from '../tls/asides.ts'
import { plainWords } from '../tongues/plain-words.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { speaksOfMail, speaksOfMailAlone } from './mail-matter.ts'
import { isPassedCheck, isTlsSuccess } from './no-fault.ts'
import { OTHER_LINES, OTHER_SERVICES } from './other-services.table.ts'
import { isSettings } from './settings.ts'

const SERVICES = anyLiteral(OTHER_SERVICES)
const LINES = phrases(OTHER_LINES)

/** Ports of web, shell, directory and database servers, behind an address or a name: `11:30:22` and `T11:22:57` are times. */
const OTHER_PORT =
  /(?:(?:(?:[.a-su-z-]|(?<!\d)t)\d{1,5}|\]|[a-z]):|\bport |\b(?:telnet|nc|ncat) (?:-\w{1,6} )?\S{3,255} )(?:21|22|80|110|143|389|443|636|993|995|1433|3306|5432|5672|6379|8080|8443|9092|9200|27017)\b/

/** An address with a port; behind an arrow stands the far end. */
const PORTS = /(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\]|localhost):(\d{2,5})(?!\d)/g
const MAIL_PORTS: ReadonlySet<string> = new Set(
  '24 25 26 125 465 587 588 1025 1587 2025 2465 2525 2526 2587 8025 10024 10025 10026 10027 10028'.split(' '),
)
/** From here on Linux hands ports out to whoever connects: they tell nothing of the service. */
const FIRST_EPHEMERAL_PORT = 32_768

/** Whoever came in chose his port by himself: `connection from mx [192.0.2.7]:1185`, with the brackets that mail servers set. */
const OF_CLIENT = /\bfrom [^\n,;]{0,200}?\]:\d{1,5}(?!\d)/gi

/** True when the text names ports, a resolver's aside, and none of them is one of mail. */
function usesOtherPort(text: string): boolean {
  const ports = [...text.matchAll(PORTS)]
    .map(([, port = '']) => port)
    .filter((port) => Number(port) < FIRST_EPHEMERAL_PORT && port !== '53')
  return ports.length > 0 && !ports.some((port) => MAIL_PORTS.has(port))
}

/** A web address that something was done with; a page to read about the error is another thing. */
const FETCHED =
  /(?:get|post|put|for|url|access|fetch\w{0,6}|request|open\w{0,6}|download\w{0,6}|from|server|pull\w{0,6}|upstream|to)[ :]{1,2}["'(]?https?:\/\/|https?:\/\/(?:api|hooks?|webhooks?)[./]/

/** Source text: statements, queries, markup, preprocessor lines, log calls. */
const SOURCE =
  /^\s{0,8}(?:#(?:define|include)\b|(?:for|if|while|switch) ?\(|(?:const|let|var|def|func|public|private|import|return|raise|throw) [\w(]|(?:logg?(?:er|ing)?|console)\.\w{1,20}\(|@\w{1,40}\(|select\b.{0,200}\bfrom\b|(?:drop|create|alter) table\b|<(?:div|p|a|html|span|script|table)\b)|[\w)\]'"] ={3} [\w('"[]/i

/** `SMTP is a protocol …`: a text about mail in general reports nothing. */
const DEFINITION =
  /^\W{0,3}(?:(?:the|an?) )?[\w-]{1,30}(?: [\w-]{1,30}){0,3} (?:is|are|means|refers to) (?:an? |the |any |one of )/i

/** Fetching mail fails in the same words as sending it. */
const FETCHING = /\b(?:imap[4s]?|pop3s?)\b(?![[.])|\b(?:imap|pop3?)\.[^\n]{0,200}\b(?:fetch|receiv|retriev|inbox)/
const SENDING = /smtp|\b(?:send|sending|sent|outgoing|submission|relay|deliver\w{0,4}|mx)\b/

/** A browser's or a web service's own page about a dead line. Node's codes look alike, and its OpenSSL speaks beside them. */
const BROWSER = /\berr_(?:connection|timed|ssl|network|name|address)|this site can.t be reached/

/** What no mail server says, whatever words stand beside it: POP3's and IMAP's refusals, a telephone's address, a route that was traced, MySQL's codes, a program's own slip; and what carriers say. */
const ANOTHER_TONGUE =
  /^\s{0,4}(?:-ERR\b|\* (?:BYE|BAD)\b)|@sip\.|\bhops max\b|^\s{0,4}(?:uncaught )?(?:type|reference|name|key|index)error: |^\s{0,4}error \d{4} \([\da-z]{5}\)|\bparcels?\b|\bcolis\b|\bsip\/2\.0\b|\bokhttp\d?\b/i

const WEB_ADDRESS = /https?:\/\/[^\s/:"]{1,255}(?![^\s/"?])\S{0,300}/gi

/** A web address may name a mail service and be asked for nothing but a page. */
/** What a web server was asked for: `"GET /mail HTTP/1.1"`. */
const REQUESTED = /\b(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \S{1,2000} HTTP\/\d/g

function withoutWebAddresses(words: Words): Words {
  const rest = words.raw.replaceAll(WEB_ADDRESS, ' ').replaceAll(REQUESTED, ' ')
  return rest === words.raw ? words : wordsOf(rest)
}

/** A text that begins with the name of another service is about that, whatever the mail was that it kept waiting. */
const OF_ANOTHER =
  /^\W{0,3}(?:mqtt|postgres\w{0,4}|mysql|mariadb|redis|mongodb|kafka|amqp|rabbitmq|ldaps?|websocket|grpc|snmp|smb|caldav|carddav|calendar|https?(?: \d{3}\b|:\s)|ssh|sftp|vpn|wi-?fi|git (?:push|pull|fetch|clone)|openai|(?!(?:postmark|sendgrid|mailgun|mailjet|brevo|resend|sparkpost|ses|mandrill|gmail|mailersend) )[a-z]{2,20} api)\b/

/** FTP's words in replies of the same form, and HTTP's phrases for codes that mean other things in SMTP. */
const OF_OTHER_REPLIES =
  / (?:v?s?ftpd?|http(?! (?:requests?|commands?|methods?|traffic|protocol|get|post|clients?|is not|not) )|nginx|bad gateway|gateway time-?out|530 login incorrect|503 service unavailable|500 internal server error)\b| (?:control|data) connection | file unavailable | file status /

/** OpenSSL's reason where a web browser speaks to a port of TLS, whatever serves there. */
const HTTP_TO_US = /((?:ssl|tls)[^\n]{0,120}?)\bhttp[_ ]request\b/g

/** Keys and digests as dumps print them, `a7:22:80:0f`: no port is among them. */
const OCTETS = /\b[\da-f]{2}(?:[: ][\da-f]{2}){3,40}\b/g

/** curl's sentence for any certificate; SSH is only its other half. */
const OF_CURL = ' or ssh remote key'

/** True when the text tells of another service, or is source text, and says nothing of mail. A reply at the beginning is only an FTP server's. */
export function isOtherMatter(words: Words): boolean {
  // The sheet of a TLS program is full of names with values.
  const isList = isSettings(words.raw) && !isSheet(words.raw)
  if (SOURCE.test(words.raw) || isList || ANOTHER_TONGUE.test(words.raw)) return true
  if (isFaultlessSheet(words.raw) || isTlsSuccess(words) || isPassedCheck(words)) return true
  if (/^\s{0,4}[245]\d\d[ -]/.test(words.raw))
    return OF_OTHER_REPLIES.test(withoutWebAddresses(words).flat) && !speaksOfMail(words)
  const lower = words.lower.replace(HTTP_TO_US, '$1').replace(OF_CURL, '')
  const placed = words.lower.slice(0, 4_000).replace(OCTETS, ' ').replaceAll(OF_CLIENT, ' ')
  const isElsewhere = OTHER_PORT.test(placed) || usesOtherPort(placed)
  const own = withoutWebAddresses(words)
  if (OF_ANOTHER.test(lower) && !/smtp|\bmx\b|mail ?server|\b(?:25|465|587)\b/.test(withoutAnyHost(own).lower))
    return true
  if (isElsewhere && !speaksOfMailAlone(withoutAnyHost(own))) return true
  const named =
    anyIn(lower, gramsOf(lower), SERVICES) ||
    (BROWSER.test(words.lower) && !words.lower.includes('ssl routines')) ||
    FETCHED.test(words.lower)
  return (named && !speaksOfMailAlone(own)) || (FETCHING.test(words.lower) && !SENDING.test(words.lower))
}

/** A sentence of at least so many words is no message that a server prints in few. */
const FEWEST_WORDS_OF_PROSE = 10
/** Whom and what a reply is about: it speaks to somebody, of one message, one mailbox or one server, or of its own host. */
const IN_PARTICULAR =
  /["“«„<@]|\d\.\d|[:;=]|[^ -~]| (?:you|your|this|these|we|our|us|my|i) |^ (?:user|mailbox|recipient|account|domain|sender|remote|message|mail (?:server|system|host)) | the (?:[\w-]{1,16} ){0,2}(?:recipients?|sender|user|mailbox|inbox|message|mails?|e-?mail|client|server|address|account|domain|host|destination|connection|system|receiver|quota|size|limit|maximum|attachment|content|command|ip|relay|mx|certificate|policy|session|queue|network|peer|far end|other (?:side|end)) /
/** English, by the words that every sentence of it holds. */
const ENGLISH = / (?:and|or|of|to|is|are|in|by|with|before|that|from) /

/** Prose about mail in general has the words of a reply and is about no message: `tarpitting slows down senders that fail recipient validation`. */
function isGeneralProse({ raw, flat }: Words): boolean {
  return (
    flat.split(' ').length - 2 >= FEWEST_WORDS_OF_PROSE &&
    ENGLISH.test(flat) &&
    !IN_PARTICULAR.test(flat) &&
    !IN_PARTICULAR.test(raw)
  )
}

/** True when words that stand for themselves, without a code and a program, may be a report about mail. */
export function mayReportMail(words: Words): boolean {
  return speaksOfMail(words) && !DEFINITION.test(words.raw) && !isGeneralProse(words)
}

/** Where one statement ends and the next begins, in the same sentence. */
const CLAUSE_END = /[,;:] | (?:but|while|whereas|aber|mais|pero|mas|ma|maar|ale|но|а) /
/** Records, traces and settings are no prose. */
const NO_PROSE = /^\s*[245]\d\d[ -]|[{}<>=[\]|]|\d:\d\d/

/** A sentence of prose without what it says of other lines than that of a mail session: `the VPN drops, mail goes out`. */
export function withoutOtherLines(sentence: string): string {
  if (!namesOtherLine(sentence) || NO_PROSE.test(sentence)) return sentence
  const clauses = sentence.split(CLAUSE_END)
  return clauses.filter((clause) => !namesOtherLine(clause) || speaksOfMailAlone(wordsOf(clause))).join(', ')
}

function namesOtherLine(text: string): boolean {
  return holdsAny(plainWords(wordsOf(text.replace(/ or ssh remote key/i, ''))), LINES)
}
