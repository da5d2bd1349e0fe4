import type { MailView } from './bounce.ts'

/** Subjects of reports about mail that did not arrive, one row for each family of tongues. */
const BOUNCE_SUBJECT = new RegExp(
  [
    'undeliver|non-?delivery|(?:automatically|autom\\.) rejected|returned mail|returning (?:mail|message|to sender)',
    'delivery (?:status|failure|has failed|problem|report|notification|delayed|error)|mail delivery|failed mail|mail failed|failure notice',
    "mail system error|could not send|(?:mail|message|delivery)\\b.{0,60} could not be delivered|^could not be delivered|message not delivered|undelivered|mailer-daemon|wasn't delivered|warning: could not",
    '\\b(?:mail|message)\\b.{0,40} (?:rejected|bounced)|(?:rejected|bounced) (?:e-?mail|message)|^bounce\\b|user unknown|^loop alert',
    'nicht zugestellt|unzustellbar|zustellfehler|zustellung (?:fehlgeschlagen|verzögert|nicht)|fehler bei der zustellung',
    'niet (?:bezorgd|te bezorgen|afgeleverd)|kunde inte levereras|kunne ikke levere|ei voitu toimittaa',
    'non remis|no entregad|no se p(?:udo|uede) entregar|(?:correo|mensaje) devuelto|não (?:entregue|foi entregue|foi possível entregar)',
    'mancat[ao] (?:consegna|recapito)|recapito (?:fallito|non riuscito)|non (?:consegnat|recapitat)|nelivrat',
    'niedostarcz|nie dostarcz|nedoruč|не доставлен|teslim edilem|nem kézbesíthető',
    '配信|送信エラー|メールエラー|エラー通知|退信|系统退信',
  ].join('|'),
  'i',
)

/** Subjects of answers that a person's mailbox sends by itself (RFC 3834), in the tongues of the usual programs. */
const ANSWER_SUBJECT =
  /^\W{0,3}(?:auto(?:matic|mated|matische|matisk)?[ -]?(?:re(?:ply|sponse)|antwort|answer|svar)|out[ -]of[ -](?:the[ -])?office|abwesen|réponse automatique|respuesta automática|resposta automática|risposta automatica|odpowiedź automatyczna|automatisch antwoord|vacation|away from|fuera de (?:la )?oficina|absence du bureau|自動応答|自動返信|不在|自动回复|自动答复|автоответ|i(?: a|')m (?:away|out|on)|on (?:leave|holiday|vacation))/i

/** Report types that tell of something else than delivery: complaints (RFC 5965), receipts (RFC 8098), policy reports (RFC 8460). */
const OTHER_REPORT = /report-type\s?=\s?"?(?:feedback-report|disposition-notification|tlsrpt)/i

const MACHINES =
  /mailer-?daemon|mail delivery|mail ?router|mdaemon|microsoftexchange|mailerdaemon|double-bounce|mail (?:sub)?system\b/i
/** Names that a program and a person sign with. */
const KEEPERS = /post_?master|mail administrator|system administrator/i
const ANSWERED = /^(?:re|aw|sv|vs|antw|odp|rif|res|fwd?|wg|tr|rv)(?:\[\d\])?\s?:/i

/** Mails that ask the sender to prove that he is one: what they wait for is his answer. */
const CHALLENGE =
  /\b(?:verif(?:y|ication)|confirm(?:ation)?|challenge|authori[sz]e|real person|human)\b|bestätig|verifizier|vérifi|confirme[rz]|verifica|подтверд|確認|验证/i

/** Words of a mail that did not arrive, in the tongues that mail systems speak. */
export const UNARRIVED = new RegExp(
  [
    "un-?(?:deliver|zustell)|not (?:be |been |yet ){0,3}(?:deliver|sent|reach|accept)|(?:could|was|has)n['’]t (?:be )?(?:deliver|sent|reach)",
    '(?:could not|unable to) (?:\\w{1,12} ){0,3}(?:deliver|reach|send|be sent)|fail(?:ed|ure)|return|reject|refus|bounc|block',
    '[245]\\d\\d[ -]#?[245]\\.\\d{1,3}\\.\\d|zustell|zugestellt|abgelehnt|abgewiesen|bezorg|afgelever|lever|toimit',
    'remis|distribu|acheminé|entreg|recapit|consegn|livr|dostarcz|doruč|kézbes|teslim|достав',
    '退信|退回|投递|无法|無法|失败|失敗|配信|配送|送信できま|반송|전송|전달|배달',
    'parven|nie można|nie udało|nezdaři|mislykke|epäonnistu|tilbage|не уда|сбой',
  ].join('|'),
  'i',
)

/** True when the mail's header says that a mail system wrote it about a mail that it could not deliver. */
export function looksLikeBounce(mail: MailView): boolean {
  const all = (name: string): string => (mail.headers.get(name) ?? []).join(' ')
  const type = all('content-type')
  if (/report-type\s?=\s?"?delivery-status/i.test(type)) return true
  // Sieve's reject comes as a receipt, but from the mail system (RFC 5429 §2.1).
  if (MACHINES.test(all('from')) && !/feedback-report|tlsrpt/i.test(type)) return true
  // Only a mail system writes in nobody's name.
  if (mail.headers.has('from') && all('from').replaceAll(/\s/g, '') === '<>' && !isAnswer(mail)) return true
  const subject = all('subject').trim()
  const isLetter = ANSWERED.test(subject) && (mail.headers.has('in-reply-to') || mail.headers.has('references'))
  if (KEEPERS.test(all('from')) && !isLetter && !/feedback-report|tlsrpt/i.test(type)) return true
  // Nobody subscribes to bounces.
  if (OTHER_REPORT.test(type) || isAnswer(mail) || mail.headers.has('list-unsubscribe')) return false
  if (LIST_NOTICE.test(subject)) return false
  if (BOUNCE_SUBJECT.test(subject) && !isLetter) return true
  const paths = mail.headers.get('return-path') ?? []
  if (paths.some((path) => /^<?mailer-?daemon\b/i.test(path.trim()))) return true
  // A person's mailbox that answers by itself leaves the return path empty too (RFC 3834 §3.3).
  const answers = /^auto-replied/i.test(all('auto-submitted').trim()) && all('from').includes('@')
  const isNobody = paths.some((path) => path.replace(/\s/g, '') === '<>')
  if (answers) return isNobody && OF_LIST.test(mail.body.slice(0, 2_000))
  if (!isNobody) return false
  const words = `${subject}\n${mail.body.slice(0, 4_000)}`
  return UNARRIVED.test(words) && !CHALLENGE.test(subject)
}

/** A list that does not take a mail answers by itself, as people who are away do; whose mail has arrived. */
const OF_LIST =
  /\byour (?:message|e?-?mail|post(?:ing)?|request|submission)(?: (?:to|for) \S{1,120}(?: [^\s.]{1,40}){0,3}?)? (?:was|has been|could not be|cannot be|is) (?:\w{1,13} )?(?:not accepted|rejected|refused|denied|bounced|not delivered|delivered to the list)/i

/** What is done with a member whose mail bounces is no bounce itself. */
const LIST_NOTICE =
  /^(?:\[[^\]]{1,60}\] )?(?:(?:uncaught )?bounce (?:action|notification|notice|score)|excessive bounces|bouncing (?:member|subscri))/i

/** Out of office and its like: they come with an empty return path too, and the mail has arrived. */
function isAnswer(mail: MailView): boolean {
  const subject = (mail.headers.get('subject') ?? []).join(' ')
  return (
    ANSWER_SUBJECT.test(subject) ||
    mail.headers.has('x-autoreply') ||
    mail.headers.has('x-autorespond') ||
    /^auto_reply/i.test((mail.headers.get('precedence') ?? []).join(' ').trim())
  )
}
