import type { Library, Software } from '../domain/software.ts'

/** Names that only the library itself, or the stack below it, prints. */
const MARKS: readonly (readonly [Library, RegExp])[] = [
  [
    'smtplib',
    /\b(?:aio)?smtplib\b|\bSMTP(?:SenderRefused|RecipientsRefused|DataError|HeloError|ConnectError|AuthenticationError|ServerDisconnected|ResponseException)\b|\bssl\.SSL\w{0,30}Error\b|\(_ssl\.c:\d/,
  ],
  ['JavaMail', /\b(?:javax\.mail|javax\.net\.ssl|jakarta\.mail|com\.sun\.mail|org\.eclipse\.angus\.mail)\b/],
  ['.NET', /\bSystem\.Net\.Mail\b|\bMailKit\.|\bSystem\.Security\.Authentication\./],
  ['PHP', /\bPHPMailer\b|\bSwift_[A-Z]\w{1,40}|\bSymfony\\Component\\Mailer\b/],
  ['Net::SMTP', /\bNet::SMTP\b|\bNet::SMTP[A-Z]\w{1,40}|\bnet\/smtp\.rb\b/],
  // Its sentences alone ("Connection closed unexpectedly") are others' as well: its name, its stack, or the fields of its error.
  ['nodemailer', /\bnodemailer\b|\bsmtp-connection\b|\bat SMTPConnection\b|\b(?:code|command): ?['"][A-Z]/],
]

/** Servers and lists that are built on these libraries keep a queue of their own. */
const WITH_QUEUE = /\bjames\b|\bmailman\b|\bzone-?mta\b|\bharaka\b|\bpostal\b/i

/** A reply as it stands, which is the peer's as a whole: a filter of its own may have failed in these words. */
const REPLY = /^\s{0,4}[245]\d\d[ -]/

/** The library whose error a text is; undefined where a mail server wrote it, or where its words do not show it. */
export function libraryOf({
  text,
  software,
}: {
  readonly text: string
  readonly software?: Software
}): Library | undefined {
  if (software !== undefined && software !== 'nodemailer') return undefined
  if (WITH_QUEUE.test(text)) return undefined
  const found = REPLY.test(text) ? undefined : MARKS.find(([, mark]) => mark.test(text))?.[0]
  // Fields of such a form are of other programs of Node, too.
  return found === 'nodemailer' && software !== 'nodemailer' && !text.includes('nodemailer') ? undefined : found
}
