import { holdsAny, phrase } from './phrase.ts'
import type { Words } from './words.ts'

/** Words of which a text about mail has one, in the tongues that the tables read. As in `Words.flat`: a blank in front is the beginning of a word. */
const MAIL_SIGNS = [
  'mail',
  'smtp',
  ' mx',
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
  'sender',
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
  'deliver',
  'bounce',
  'dmarc',
  'dkim',
  'user unknown',
  'unknown user',
  'no such user',
  'message',
  'spam',
  'hop count',
  ' quota',
  'user s space',
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
  'получател',
  'письм',
  'メール',
  '受信者',
  '宛先',
  '邮',
  '郵',
  '收件',
].map(phrase)

const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,200}/
const ENHANCED = /(?:^|[\s(#])[245]\.\d\.\d{1,3}(?=[\s):;,]|$)/

/** True when the text says that it is about mail: by a word, an address or an enhanced status code. */
export function speaksOfMail(words: Words): boolean {
  return (
    holdsAny(words, MAIL_SIGNS) ||
    ADDRESS.test(words.raw) ||
    (ENHANCED.test(words.raw) && !/ (?:kernel|version|release|package|upgrad|update)/.test(words.flat))
  )
}
