import type { MailView } from './bounce.ts'

const BOUNCE_SUBJECT =
  /undeliver|non-?delivery|(?:automatically|autom\.) rejected|returned mail|returning (?:mail|message|to sender)|delivery (?:status|failure|has failed|problem|report|notification)|mail delivery|failed mail|mail failed|failure notice|non remis|nicht zugestellt|unzustellbar|mail system error|could not (?:send|be delivered)|message not delivered|no entregad|não entregue|delivery delayed|undelivered|delivery error|mailer-daemon|\b(?:mail|message)\b.{0,40} (?:rejected|bounced)|(?:rejected|bounced) (?:e-?mail|message)|^bounce\b|user unknown|配信|送信エラー|メールエラー|エラー通知|退信|系统退信|не доставлен|wasn't delivered|warning: could not/i

/** Subjects of answers that a person's mailbox sends by itself (RFC 3834), in the tongues of the usual programs. */
const ANSWER_SUBJECT =
  /^\W{0,3}(?:auto(?:matic|mated|matische|matisk)?[ -]?(?:re(?:ply|sponse)|antwort|answer|svar)|out[ -]of[ -](?:the[ -])?office|abwesen|réponse automatique|respuesta automática|resposta automática|risposta automatica|odpowiedź automatyczna|automatisch antwoord|vacation|away from|fuera de (?:la )?oficina|absence du bureau|自動応答|自動返信|不在|自动回复|自动答复|автоответ|i(?: a|')m (?:away|out|on)|on (?:leave|holiday|vacation))/i

/** Report types that tell of something else than delivery: complaints (RFC 5965), receipts (RFC 8098), policy reports (RFC 8460). */
const OTHER_REPORT = /report-type\s?=\s?"?(?:feedback-report|disposition-notification|tlsrpt)/i

const MACHINES =
  /mailer-?daemon|post_?master|mail delivery|mail administrator|mdaemon|microsoftexchange|mailerdaemon|double-bounce/i

/** True when the mail's header says that a mail system wrote it about a mail that it could not deliver. */
export function looksLikeBounce(mail: MailView): boolean {
  const all = (name: string): string => (mail.headers.get(name) ?? []).join(' ')
  const type = all('content-type')
  if (/report-type\s?=\s?"?delivery-status/i.test(type)) return true
  // Sieve's reject comes as a receipt, but from the mail system (RFC 5429 §2.1).
  if (MACHINES.test(all('from')) && !/feedback-report|tlsrpt/i.test(type)) return true
  if (OTHER_REPORT.test(type) || isAnswer(mail)) return false
  if (BOUNCE_SUBJECT.test(all('subject'))) return true
  const paths = mail.headers.get('return-path') ?? []
  if (paths.some((path) => /^<?mailer-?daemon\b/i.test(path.trim()))) return true
  // A person's mailbox that answers by itself leaves the return path empty too (RFC 3834 §3.3).
  const answers = /^auto-replied/i.test(all('auto-submitted').trim()) && all('from').includes('@')
  return !answers && paths.some((path) => path.replace(/\s/g, '') === '<>')
}

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
