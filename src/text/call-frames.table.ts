import type { Stage } from '../domain/stage.ts'

const ruby = (method: string): RegExp =>
  new RegExp(String.raw`smtp\.rb(?::\d{1,5}:in [\x60'](?:Net::SMTP#)?|", line \d{1,5}, in )(?:block in )?${method}\b`)

/** A method named for a command, of a class or module named for SMTP: `Protocol_Smtp->rcpt(`, `SmtpClient.sendMailFrom(`. */
const named = (command: string): RegExp =>
  new RegExp(
    String.raw`smtp\w{0,30}(?:->|\.|::|#)_?(?:do|send|try|cmd|perform|issue)?_?${command}(?:_?command)?(?:async)? ?\(`,
    'i',
  )

/**
 * Methods of SMTP libraries, as stack traces name them: JavaMail, Commons Net, MailKit, System.Net.Mail, Ruby's Net::SMTP, Perl's,
 * Swift and Symfony Mailer, Horde, nodemailer.
 */
export const METHODS: readonly (readonly [RegExp, Stage])[] = [
  [/SMTPTransport\.(?:helo|ehlo)\b/, 'ehlo'],
  [/SMTPTransport\.startTLS\b/, 'starttls'],
  [/SMTPTransport\.(?:authenticate|passwordAuthenticate)\b/, 'auth'],
  [/SMTPTransport\.mailFrom\b/, 'mail'],
  [/SMTPTransport\.rcptTo\b/, 'rcpt'],
  [/SMTPTransport\.data\b/, 'data'],
  [/SMTPTransport\.(?:finishData|finishBdat|bdat)\b/, 'dot'],
  [/SMTPTransport\.close(?:Connection)?\b/, 'quit'],
  [/SMTPTransport\.openServer\b/, 'banner'],
  [/\bSMTP\._connectAction_/, 'banner'],
  [/\bSMTP\.(?:helo|ehlo)\(/, 'ehlo'],
  [/\bSMTP\.mail\(/, 'mail'],
  [/\bSMTP\.rcpt\(/, 'rcpt'],
  [/\bSMTP\.data\(/, 'data'],
  [/SMTPClient\.completePendingCommand/, 'dot'],
  [/SmtpClient\.(?:Send)?Ehlo(?:Async)?\b/i, 'ehlo'],
  [/SmtpClient\.PostConnect/, 'banner'],
  // Mono's.
  [/SmtpClient\.InitiateSecureConnection\b/, 'starttls'],
  // The greeting is the only reply that MailKit reads within Connect itself.
  [
    /SmtpStream\.ReadResponse(?:Async)?\([^)]{0,160}\)\s{1,12}\S{1,4} MailKit\.Net\.Smtp\.SmtpClient\.Connect(?:Async)?\(/,
    'banner',
  ],
  [/SmtpClient\.(?:Post)?Authenticate(?:Async)?\b/, 'auth'],
  [/SmtpClient\.(?:(?:Process)?MailFrom|OnSenderNotAccepted)/, 'mail'],
  [/SmtpClient\.(?:(?:Process)?RcptTo|OnRecipientNotAccepted)/, 'rcpt'],
  [/SmtpClient\.(?:Process)?(?:Data|Bdat|MessageData)(?:Response|Async)?\b/, 'dot'],
  [/SmtpClient\.Disconnect/, 'quit'],
  [/System\.Net\.Mail\.EHelloCommand/, 'ehlo'],
  [/System\.Net\.Mail\.HelloCommand/, 'ehlo'],
  [/System\.Net\.Mail\.StartTlsCommand/, 'starttls'],
  [/System\.Net\.Mail\.AuthCommand/, 'auth'],
  [/System\.Net\.Mail\.(?:MailCommand|MailPriorityCommand)/, 'mail'],
  [/System\.Net\.Mail\.RecipientCommand/, 'rcpt'],
  [/System\.Net\.Mail\.DataCommand/, 'data'],
  [/System\.Net\.Mail\.DataStopCommand/, 'dot'],
  // The greeting is the only reply that the connection itself reads.
  [
    /SmtpReplyReaderFactory\.ReadLine\([^)]{0,60}\)\s{1,12}at System\.Net\.Mail\.SmtpConnection\.GetConnection/,
    'banner',
  ],
  [ruby('(?:do_)?(?:ehlo|helo)'), 'ehlo'],
  [ruby(String.raw`(?:auth\w{0,20}|authenticate)`), 'auth'],
  [ruby('starttls'), 'starttls'],
  [ruby('tlsconnect'), 'tls'],
  [ruby('mailfrom'), 'mail'],
  [ruby(String.raw`rcptto\w{0,10}`), 'rcpt'],
  // Of what `data` does, only the command is sent through `get_response`; the message is written between that and the last reply.
  [new RegExp(String.raw`in [\x60'](?:Net::SMTP#)?get_response'\s{1,12}[^\n]{0,300}(?:block in |#)data'`), 'data'],
  [/in [\x60'](?:Net::SMTP#)?check_continue'[\s\S]{0,400}?(?:block in |#)data'/, 'data'],
  [/protocol\.rb[^\n]{0,60}write_message/, 'body'],
  [ruby('data'), 'dot'],
  [ruby('quit'), 'quit'],
  [ruby('do_start'), 'banner'],
  // LuaSocket's, whose greeting is read before it says who it is.
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?greet'/, 'banner'],
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?(?:auth|login|plain)'/, 'auth'],
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?mail'/, 'mail'],
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?rcpt'/, 'rcpt'],
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?data'/, 'dot'],
  [/\bsmtp\.lua:\d{1,5}: in (?:function|method|upvalue) '(?:socket\.smtp\.)?quit'/, 'quit'],
  [/\bNet::SMTP::(?:hello|_EHLO|_HELO)\b/, 'ehlo'],
  [/\bNet::SMTP::auth\b/, 'auth'],
  [/\bNet::SMTP::(?:mail|_MAIL)\b/, 'mail'],
  [/\bNet::SMTP::(?:to|cc|bcc|recipient|_RCPT)\b/, 'rcpt'],
  [/\bNet::SMTP::(?:data|_DATA)\b/, 'data'],
  [/\bNet::(?:SMTP|Cmd)::dataend\b/, 'dot'],
  [/doEhloCommand|doHeloCommand/, 'ehlo'],
  [/doMailFromCommand/, 'mail'],
  [/doRcptToCommand/, 'rcpt'],
  [/\w{1,80}->doDataCommand|doDataCommand/, 'data'],
  // Swift starts over where no recipient was taken.
  [/->reset\(\)\s{1,4}#\d{1,3} [^\n]{0,300}->doMailTransaction\(/, 'rcpt'],
  [/Auth(?:enticator|_\w{1,20}Authenticator)->authenticate|->handleAuth\(/, 'auth'],
  [/readGreeting|assertGreeting|_actionGreeting/, 'banner'],
  [/getFullResponse\([^)]{0,60}\)\s{1,4}#\d{1,3} [^\n]{0,300}SmtpTransport->start\(/, 'banner'],
  // Symfony's EHLO has a method of its own there; what else the hello sends is STARTTLS.
  [/executeCommand\([^)]{0,60}\)\s{1,4}#\d{1,3} [^\n]{0,300}EsmtpTransport->doHeloCommand\(/, 'starttls'],
  [/->write\([^)]{0,60}\)\s{1,4}#\d{1,3} [^\n]{0,300}SmtpTransport->doSend\(/, 'body'],
  // Swift writes the message, and sends its end as a command.
  [/executeCommand\([^)]{0,60}\)\s{1,4}#\d{1,3} [^\n]{0,300}->streamMessage\(/, 'dot'],
  [/->streamMessage\(/, 'body'],
  [/AuthHandler->afterEhlo\(/, 'auth'],
  [/\bHorde_Smtp->_hello\(/, 'ehlo'],
  [/\bHorde_Smtp->_startTls\(/, 'starttls'],
  [/\bHorde_Smtp->_auth\(/, 'auth'],
  // Its login is the whole of it, from the greeting on, which it reads itself.
  [/\bHorde_Smtp->_getResponse\(\)\s{1,4}#\d{1,3} [^\n]{0,300}Horde_Smtp->login\(/, 'banner'],
  [/callHeloCommand/, 'ehlo'],
  [/assertResponseCode\([^)]{0,60}\)\s{1,4}#\d{1,3} [^\n]{0,300}SmtpTransport->start\(/, 'banner'],
  [/executeCommand\(["'](?:\\?[rn]|\s){0,6}\.(?:\\?[rn]|\s){0,6}["']/, 'dot'],
  [/_action(?:EHLO|HELO)\b/, 'ehlo'],
  [/_actionSTARTTLS\b/, 'starttls'],
  [/_actionAUTH/, 'auth'],
  [/_actionMAIL\b/, 'mail'],
  [/_actionRCPT\b/, 'rcpt'],
  [/_actionDATA\b/, 'data'],
  [/_action(?:SMTPStream|LMTPStream)\b/, 'dot'],
  [/SmtpClient\.NoOp(?:Async)?\b/i, 'idle'],
  // MailKit sends MAIL and RCPT together and reads the answers here: the first that is outstanding is that to MAIL.
  [/SmtpClient\.FlushCommandQueue(?:Async)?\b/i, 'mail'],
  [/gen_smtp_client[:.]try_[EH]+LO\b/, 'ehlo'],
  [/gen_smtp_client[:.](?:try|do)_STARTTLS\b/, 'starttls'],
  [/gen_smtp_client[:.](?:try|do)_AUTH/, 'auth'],
  [/gen_smtp_client[:.]try_MAIL_FROM\b/, 'mail'],
  [/gen_smtp_client[:.]try_RCPT_TO\b/, 'rcpt'],
  [/gen_smtp_client[:.]try_DATA\b/, 'dot'],
  [/\b(?:read|get|receive|await)_?(?:greeting|banner)(?:async)?\(/i, 'banner'],
  [named('[eh][eh]lo'), 'ehlo'],
  [named('starttls'), 'starttls'],
  [named('(?:auth|login)[a-z]{0,12}'), 'auth'],
  [/SMTP\w{0,20}\.Authenticate\b/, 'auth'],
  [named('mail_?from'), 'mail'],
  // `sendMail` is the whole of it.
  [/smtp\w{0,30}(?:->|\.|::|#)mail ?\(/i, 'mail'],
  [named('rcpt(?:_?to)?'), 'rcpt'],
  [named('data'), 'dot'],
  [named('(?:rset|noop)'), 'idle'],
  [named('quit'), 'quit'],
]

/** Methods that are on the stack for as long as a handshake lasts: JSSE's, .NET's, Mono's, Ruby's Net::Protocol. */
export const HANDSHAKE =
  /\bSSLSocketImpl\.(?:startHandshake|readHandshakeRecord|performInitialHandshake)\b|\bSslSt(?:ream|ate)\.(?:AuthenticateAs|ForceAuthentication|ProcessAuthentication|<?FillHandshakeBuffer)|\bMobileAuthenticatedStream\.(?:ProcessHandshake|ProcessAuthentication|AuthenticateAsClient)\b|\bssl_socket_connect\b/

/** The command that a library was writing, as the trace shows its arguments. */
export const WRITTEN =
  /(?:_commit|write|send|command)[a-z]{0,12}\((?:Resource id #\d{1,9}, )?["'](ehlo|helo|mail from|rcpt to|data|starttls|auth|rset|quit)/i

/** Methods of Python's smtplib and aiosmtplib. */
export const PYTHON_METHODS: Readonly<Record<string, Stage>> = {
  ehlo: 'ehlo',
  helo: 'ehlo',
  ehlo_or_helo_if_needed: 'ehlo',
  _ehlo_or_helo_if_needed: 'ehlo',
  starttls: 'starttls',
  login: 'auth',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'dot',
  quit: 'quit',
  rset: 'idle',
  noop: 'idle',
}

/** The source lines below the frames, which say more than the method, and stand for it where older Pythons print no name. */
export const PYTHON_LINES: readonly (readonly [RegExp, Stage])[] = [
  [/self\.(?:ehlo|helo)\(|docmd\("(?:ehlo|helo)/i, 'ehlo'],
  [/docmd\("STARTTLS"\)/, 'starttls'],
  [/wrap_socket\(|do_handshake\(|start_tls\(|raise handshake_exc/, 'tls'],
  // Both of Python's libraries read the answer to the command into a name of its own.
  [/\bstart_response = |\(code, repl\) = self\.getreply\(/, 'data'],
  [/encode_plain\(|docmd\("AUTH"|encode_cram_md5|self\.auth\(/, 'auth'],
  [/self\.mail\(/, 'mail'],
  [/self\.rcpt\(/, 'rcpt'],
  [/docmd\("data"\)/, 'data'],
  [/self\.send\(q\)/, 'body'],
  [/self\.data\(msg\)/, 'dot'],
  [/self\.rset\(\)|self\._rset\(\)|docmd\("rset"\)/, 'idle'],
  [/docmd\("quit"\)/, 'quit'],
  [/self\._get_socket\(|(?<!_)create_connection\(/, 'connect'],
  [/\bself\.connect\(host, port\)|smtplib\.SMTP(?:_SSL)?\(/, 'banner'],
]
