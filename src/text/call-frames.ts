import type { Stage } from '../domain/stage.ts'
import { wordsOf } from './words.ts'
import type { Words } from './words.ts'

/** Methods of SMTP libraries, as stack traces name them: JavaMail, MailKit, System.Net.Mail, Ruby's Net::SMTP, Symfony and Swift Mailer, smtplib, Go. */
const METHODS: readonly (readonly [RegExp, Stage])[] = [
  [/SMTPTransport\.(?:helo|ehlo)\b/, 'ehlo'],
  [/SMTPTransport\.startTLS\b/, 'starttls'],
  [/SMTPTransport\.(?:authenticate|passwordAuthenticate)\b/, 'auth'],
  [/SMTPTransport\.mailFrom\b/, 'mail'],
  [/SMTPTransport\.rcptTo\b/, 'rcpt'],
  [/SMTPTransport\.data\b/, 'data'],
  [/SMTPTransport\.(?:finishData|finishBdat|bdat)\b/, 'dot'],
  [/SMTPTransport\.close(?:Connection)?\b/, 'quit'],
  [/SMTPTransport\.openServer\b/, 'banner'],
  [/SmtpClient\.(?:Send)?Ehlo(?:Async)?\b/i, 'ehlo'],
  [/SmtpClient\.(?:Post)?Authenticate(?:Async)?\b/, 'auth'],
  [/SmtpClient\.(?:Process)?MailFrom/, 'mail'],
  [/SmtpClient\.(?:Process)?RcptTo/, 'rcpt'],
  [/SmtpClient\.(?:Process)?(?:Data|Bdat|MessageData)(?:Response|Async)?\b/, 'dot'],
  [/SmtpClient\.Disconnect/, 'quit'],
  [/System\.Net\.Mail\.EHelloCommand/, 'ehlo'],
  [/System\.Net\.Mail\.StartTlsCommand/, 'starttls'],
  [/System\.Net\.Mail\.AuthCommand/, 'auth'],
  [/System\.Net\.Mail\.(?:MailCommand|MailPriorityCommand)/, 'mail'],
  [/System\.Net\.Mail\.RecipientCommand/, 'rcpt'],
  [/System\.Net\.Mail\.DataCommand/, 'data'],
  [/System\.Net\.Mail\.DataStopCommand/, 'dot'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?(?:do_)?(?:ehlo|helo)\b/, 'ehlo'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?(?:auth\w{0,20}|authenticate)\b/, 'auth'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?starttls\b/, 'starttls'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?tlsconnect\b/, 'tls'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?mailfrom\b/, 'mail'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?rcptto\w{0,10}\b/, 'rcpt'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?data\b/, 'dot'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?quit\b/, 'quit'],
  [/smtp\.rb:\d{1,5}:in [`'](?:Net::SMTP#)?(?:block in )?do_start\b/, 'banner'],
  [/doEhloCommand|doHeloCommand/, 'ehlo'],
  [/doMailFromCommand/, 'mail'],
  [/doRcptToCommand/, 'rcpt'],
  [/doDataCommand/, 'data'],
  [/readGreeting|assertGreeting/, 'banner'],
]

/** smtplib's traceback, which older Pythons print without the frames' names: the line of source tells the method. */
const PYTHON_LINES: readonly (readonly [RegExp, Stage])[] = [
  [/\bself\.connect\(host, port\)|smtplib\.SMTP(?:_SSL)?\(/, 'banner'],
  [/self\.(?:ehlo|helo)\(\)|self\.docmd\("(?:ehlo|helo)/i, 'ehlo'],
  [/self\.docmd\("STARTTLS"\)/, 'starttls'],
  [/encode_plain\(|self\.docmd\("AUTH"|encode_cram_md5|self\.auth\(/, 'auth'],
  [/self\.mail\(from_addr/, 'mail'],
  [/self\.rcpt\(/, 'rcpt'],
  [/self\.data\(msg\)/, 'dot'],
  [/self\.rset\(\)|self\.docmd\("rset"\)/, 'idle'],
  [/self\.docmd\("quit"\)/, 'quit'],
]

/**
 * The stage that a stack trace shows: that of the innermost method of a mail library. Java, .NET and Ruby print the innermost frame
 * first, Python prints it last.
 */
export function stageOfFrames(raw: string): Stage | undefined {
  if (/\bFile "/.test(raw)) return lastOf(raw, PYTHON_LINES)
  if (!/\bat |\.rb:\d|#\d{1,3} |->do/.test(raw)) return undefined
  return firstOf(raw, METHODS)
}

/** What a program says, without the frames of its stack: a socket that lies under `SSLSocketImpl` is in no handshake for that. */
export function withoutFrames(words: Words): Words {
  if (!FRAME.test(words.raw)) return words
  const lines = words.raw.split('\n', 2_000)
  // Python prints the source below each frame.
  const said = lines.filter((line, index) => !FRAME.test(line) && !/^\s{0,8}File "/.test(lines[index - 1] ?? ''))
  return wordsOf(said.join('\n'))
}

const FRAME = /^\s{0,12}(?:at \S|from \S{1,200}\.rb:|File "|[\^~]{3,})/m

function firstOf(raw: string, methods: readonly (readonly [RegExp, Stage])[]): Stage | undefined {
  let best: { readonly at: number; readonly stage: Stage } | undefined
  for (const [method, stage] of methods) {
    const at = raw.search(method)
    if (at !== -1 && (best === undefined || at < best.at)) best = { at, stage }
  }
  return best?.stage
}

function lastOf(raw: string, lines: readonly (readonly [RegExp, Stage])[]): Stage | undefined {
  let best: Stage | undefined
  for (const line of raw.split('\n', 400)) {
    const found = lines.find(([source]) => source.test(line))
    if (found !== undefined) [, best] = found
  }
  return best
}
