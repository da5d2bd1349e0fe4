import { showsSession } from '../speakers/shown-session.ts'
import { withoutLogHeads } from '../unwrap/log-head.ts'
import { UNARRIVED } from './looks-like-bounce.ts'
import { reportOnly } from './report-end.ts'

/** How mail systems begin a report; who tells of one in his own words names himself, or the mail. */
const OPENING = new RegExp(
  [
    'this is (?:the|an?) (?:[\\w-]{1,20} ){0,4}(?:mail|delivery)[\\w-]{0,10} (?:system|program|server|agent|report|status|failure)|(?:created|generated) automatically by|this (?:is|report|message) (?:the mailer-daemon|relates to (?:a|your) message)',
    "(?:message|e-?mail|mail) (?:that you sent |(?:addressed |sent )?to (?:\\S{3,320} |the following recipients? )|below )?(?:could not|was (?:not|undeliverable|automatically rejected)|couldn't|wasn't|has (?:not|NOT) been|has not yet been|cannot)(?: be(?:en)?)? (?:delivered|relayed|to)|message to \\S{3,320} was (?:undeliverable|not delivered)|not (?:be )?(?:delivered|relayed) to (?:one or more|all|any|the following|these)",
    '(?:delivery|delevery) (?:to the following|has failed to these|failed for the following)|did not reach the following|(?:to|for) (?:one or more of )?the following (?:\\w{1,12} )?(?:recipient|address|user)|(?:following|these) (?:address|recipient)(?:es|s|\\(e?s\\))? (?:failed|had|have|could|cannot|returned)',
    "permanent fatal errors|transcript of session follows|transcript of the attempts|sorry to have to (?:inform|tell) you|n't able to deliver your message|returned to (?:its |the )?sender|undeliver(?:ed|able) (?:mail|message)|non-?delivery report|trouble delivering your message",
    'delivery (?:status notification|failure notification|incomplete)|failed to deliver to|encountered delivery problems|diagnostic information for administrators|diagnoseinformationen für administratoren|informations de diagnostic pour les administrateurs',
    'fehler bei der nachrichtenzustellung|konnte nicht zugestellt werden|no se pudo entregar|não foi possível entregar|échec de la remise',
    "n'a pas pu être (?:remis|distribué)|non (?:è|e') stato (?:consegnato|recapitato)|kunde inte levereras|kon niet worden (?:bezorgd|afgeleverd)",
    'nie (?:udało się|można) dostarczyć|не может быть доставлено|не удалось доставить|не было доставлено|配信(?:でき|に失敗)|配送でき|送信できま|无法投递|退信|반송',
  ].join('|'),
  'i',
)

/** The marks and words of other scripts stand in plain strings, which the bundler can escape. */
const COLON = '[:：]'
const COLON_OR_STOP = '[:：.。]'
const NO_COLON = '[^\\n@:：]'
const RECIPIENT =
  '(?:final |failed |intended )?recipients?|addressee|addressed to|adresat|empfänger|destinataire|destinatario|zugestellt an|rcpt to|宛先|받는이|收件人|error-for'
const YOUR = 'your|ihre|deine|votre|su|tu|la sua|sua|seu|uw|je|twoj\\p{L}{1,4}|ваше|vaš\\p{L}{0,2}|ditt|din'

/** A recipient as reports set one: `<a@b>: reason`, `Recipient: a@b`, or on a line of its own below a line that announces it. */
const HEADED = new RegExp(
  [
    String.raw`^\s{0,8}<[^<>\s@]{1,128}@[^<>\s@]{1,255}>:(?:\s|$)`,
    String.raw`(?<!\b(?:from|sender|absender|by))${COLON_OR_STOP}\s{0,4}\n(?:\s{0,4}\n)?\s{0,40}[*\u2022-]{0,4}>?\s{0,3}(?:"[^"\n]{1,200}" )?["'<[(]?[^<>\s@:()]{1,128}@[^<>\s@:()]{1,255}["'>\])]?(?:<mailto:[^>\n]{1,300}>)?(?:\s{0,4}$|: )`,
    String.raw`^\p{L}${NO_COLON}{15,200}${COLON}\s{0,4}<?[^<>\s@:()]{1,128}@[^<>\s@:()]{1,255}>?\s{0,4}$`,
    String.raw`^\s{0,8}(?:${RECIPIENT})\s?${COLON}\s{0,4}[<[(]?[^<>\s@:()]{1,128}@`,
  ].join('|'),
  'imu',
)

const MAIL_WORDS = [
  'e-?mails?|mails?|messages?|delivery|request|posting|nachricht(?:en)?|zustellung|document|dokument|courriels?|remise|mensajes?|correo|entrega',
  'mensagem|messaggio|recapito|berichten?|bezorging|wiadomoś\\p{L}{1,3}|doručení|zpráv\\p{L}|meddelande\\p{L}{0,2}|levering|toimitus|kézbesítés\\p{L}?|сообщени\\p{L}|доставк\\p{L}|письм\\p{L}|ileti\\p{L}{0,6}|e-posta\\p{L}{0,6}',
].join('|')
const MAIL_SIGNS = 'メール|メッセージ|邮件|郵件|메일'
/** What the sender sent, in the tongues of mail systems. */
const THE_MAIL = new RegExp(String.raw`(?<!\p{L})(?:${MAIL_WORDS})(?!\p{L})|${MAIL_SIGNS}`, 'iu')
/** A mail system speaks to the sender, and of whom it was meant for: `Your message to <a@b>`. */
const TO_SENDER = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${YOUR})\s{1,4}(?:\p{L}{1,15}\s){0,2}(?:${MAIL_WORDS})(?!\p{L})|you (?:sent|wrote|tried to send|have sent))[^\n@]{0,100}@[A-Za-z0-9]`,
  'iu',
)

/** Above a mail that is given back stands what was wrong. */
const REASON = /unknown|invalid|no such|not (?:known|found|recogni)|(?:did|does) not|quota|\bfull\b|\bloop/i

/** True for the text of a bounce that somebody pasted without its header; false where nothing in it sounds like a mail system's report. */
export function isPastedReport(text: string): boolean {
  if (!text.includes('@') || isOfProgram(text)) return false
  const beginning = text.slice(0, 4_000)
  if (OPENING.test(beginning)) return true
  if (showsSession(text)) return false
  const report = reportOnly(beginning)
  const returns = report.length < beginning.length && report.includes('@')
  if (returns && says(report)) return true
  const isHeaded = HEADED.test(report) && THE_MAIL.test(report)
  return (isHeaded && says(report)) || (TO_SENDER.test(report) && UNARRIVED.test(report))
}

/** Lines of a log, an exception and a reply name people too. */
function isOfProgram(text: string): boolean {
  const first = text.trimStart().slice(0, 1_000).split('\n', 1)[0] ?? ''
  return (
    withoutLogHeads(first) !== first ||
    /\b(?:smtp|mailer|fatal) error: |exception: /i.test(first) ||
    /^\W{0,4}[245]\d\d[ -]/.test(first)
  )
}

function says(report: string): boolean {
  return UNARRIVED.test(report) || REASON.test(report)
}
