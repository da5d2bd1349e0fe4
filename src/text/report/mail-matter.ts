import { anyOf, holdsAny } from '../phrase.ts'
import { PORT_BEHIND, PORT_WORD } from '../port-words.ts'
import type { Words } from '../words.ts'

/** Words of queues, chats and copies as well as of mail: beside the name of another service they say nothing of mail. */
const SHARED_SIGNS = anyOf([
  'message',
  'sender',
  'deliver',
  'bounce',
  'spam',
  ' quota',
  'user s space',
  'hop count',
  'maildrop',
  'attachment',
  ' anhang',
  ' anhänge',
  'pièce jointe',
  'pièces jointes',
  'adjunto',
  ' anexo',
  'allegat',
  'bijlage',
  'załącznik',
  'вложен',
  '添付',
  '附件',
  '첨부',
])

/** Words of which a text about mail has one, in the tongues that the tables read. As in `Words.flat`: a blank in front is the beginning of a word. */
const MAIL_SIGNS = anyOf([
  'mta-sts',
  'delivery temporarily',
  // PHPMailer's.
  'connection: opening to',
  'mail',
  'smtp',
  'sending limit',
  'sending quota',
  'limite d envoi',
  'límite de envío',
  'limite di invio',
  'limite de envio',
  'versandlimit',
  ' mx',
  'outlook',
  'thunderbird',
  'yahoo',
  'newsletter',
  'postfix',
  ' exim',
  'exchange server',
  'exchange online',
  'exchange transport',
  'exchange.transport',
  'exchange 20',
  'msexchange',
  'domino',
  'recipient',
  'addressee',
  'rcpt',
  ' ehlo',
  ' helo',
  'starttls',
  'inbox',
  'mailbox',
  'relaying',
  'relay access',
  'unable to relay',
  'undeliver',
  'dmarc',
  'dkim',
  'user unknown',
  'unknown user',
  'no such user',
  'diagnostic-code',
  ' dsn',
  'messagerie',
  'courriel',
  'correo',
  'correio',
  'posta ',
  'postfach',
  'nachricht',
  'mensaje',
  'mensagem',
  'messaggio',
  'destinata',
  'destinatá',
  'empfänger',
  'absender',
  'почт',
  'αλληλογραφ',
  'البريد',
  'poczt',
  'получател',
  'письм',
  'メール',
  '受信者',
  '宛先',
  '邮',
  '郵',
  '收件',
])

const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,200}/
/** `:587`, `port 25`, `25 порт`, `25番ポート`: a port that only mail uses. */
const MAIL_PORTS = '(?:25|465|587|2525)'
const MAIL_PORT = new RegExp(
  String.raw`(?:\]:|${PORT_WORD}[ =:]{0,3})${MAIL_PORTS}(?!\d)|\w:${MAIL_PORTS}(?![\d.:])|(?<!\d)${MAIL_PORTS} ?${PORT_BEHIND}`,
  'iu',
)
const ENHANCED = /(?:^|[\s(#])[245]\.\d\.\d{1,3}(?=[\s):;,]|$)/

/** True when the text says that it is about mail: by a word, an address or an enhanced status code. */
export function speaksOfMail(words: Words): boolean {
  return holdsAny(words, SHARED_SIGNS) || speaksOfMailAlone(words)
}

/** The same by words that no other service has. */
export function speaksOfMailAlone(words: Words): boolean {
  return (
    holdsAny(words, MAIL_SIGNS) ||
    ADDRESS.test(words.raw) ||
    MAIL_PORT.test(words.raw) ||
    (ENHANCED.test(words.raw) && !/ (?:kernel|version|release|package|upgrad|update)/.test(words.flat))
  )
}
