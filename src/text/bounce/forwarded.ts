import { withoutQuotes } from '../unwrap/quote-marks.ts'
import type { MailView } from './bounce.ts'

/** The line above a mail that somebody hands on within his own, in the tongues of the usual programs. */
const HEADING = new RegExp(
  `^[ \\t>*]{0,12}(?:-{2,40} ?(?:${[
    'forwarded (?:message|mail)(?: from [^\\n]{1,100}?)?|original (?:message|mail)',
    'weitergeleitete nachricht|ursprüngliche nachricht|original-nachricht',
    "message transféré|message d'origine|message original|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale",
    'doorgestuurd bericht|oorspronkelijk bericht|mensagem encaminhada|mensagem original|vidarebefordrat meddelande',
    'пересылаемое сообщение|исходное сообщение|転送メッセージ|転送メール|原始邮件|转发的邮件',
  ].join(
    '|',
  )}) ?-{2,40}|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato) ?:)[ \\t]{0,4}$`,
  'im',
)
/** `On Mon, 30 Nov 2026 at 11:22, Mail Delivery System wrote:`: only machines are of interest. */
const WROTE =
  /^[ \t]{0,4}(?:on|am|le|el|il|op|em|den)\b[^\n]{0,200}\b(?:mail delivery|mailer-daemon|mail system|postmaster|mail administrator)[^\n]{0,200}:[ \t]{0,4}$/im
const FIELD = /^[ \t*]{0,4}([\p{L}-]{1,24})\*? ?: ?\*? ?([^\n]{0,2000})$/u
const NAMES: Readonly<Record<string, string>> = {
  von: 'from',
  de: 'from',
  da: 'from',
  van: 'from',
  från: 'from',
  от: 'from',
  betreff: 'subject',
  objet: 'subject',
  asunto: 'subject',
  oggetto: 'subject',
  onderwerp: 'subject',
  assunto: 'subject',
  ämne: 'subject',
  тема: 'subject',
  an: 'to',
  à: 'to',
  para: 'to',
  aan: 'to',
  till: 'to',
  кому: 'to',
}
const MOST_FIELDS = 20

/** The mail that another one, or a pasted text, holds within its text: handed on or quoted; undefined where it holds none. */
export function forwardedIn(body: string): MailView | undefined {
  const heading = HEADING.exec(body)
  if (heading !== null) return mailBelow(withoutQuotes(body.slice(heading.index + heading[0].length)))
  const wrote = WROTE.exec(body)
  if (wrote === null) return undefined
  const lines = body
    .slice(wrote.index + wrote[0].length)
    .trimStart()
    .split('\n')
  const end = lines.findIndex((line) => !line.startsWith('>'))
  const quoted = lines.slice(0, end === -1 ? lines.length : end)
  return quoted.length === 0
    ? undefined
    : viewOf(new Map([['from', ['MAILER-DAEMON']]]), withoutQuotes(quoted.join('\n')))
}

function mailBelow(text: string): MailView | undefined {
  const lines = text.replace(/^\s{1,200}/, '').split('\n')
  const headers = new Map<string, string[]>()
  let at = 0
  for (; at < Math.min(lines.length, MOST_FIELDS); at += 1) {
    const found = FIELD.exec(lines[at] ?? '')
    if (found === null) break
    const name = (found[1] ?? '').toLowerCase()
    headers.set(NAMES[name] ?? name, [found[2] ?? ''])
  }
  return headers.has('from') || headers.has('subject')
    ? viewOf(headers, lines.slice(at).join('\n').trimStart())
    : undefined
}

function viewOf(headers: MailView['headers'], body: string): MailView {
  return { headers, body, statusParts: [], originalTo: [] }
}
