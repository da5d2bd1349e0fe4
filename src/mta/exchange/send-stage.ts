/** What a session waits for: the answer to a command, or the end of a handshake. */
export type SendStage =
  | 'banner'
  | 'ehlo'
  | 'starttls'
  | 'tls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'bdat'
  | 'dot'
  | 'quit'
  | 'rset'
  | 'other'
  | 'idle'

/** Beginnings of commands, Exchange's own among them (X-ANONYMOUSTLS, X-EXPS, XPROXY, XSHADOW, XQDISCARD). */
const COMMANDS: readonly (readonly [string, SendStage])[] = [
  ['QUIT', 'quit'],
  ['EHLO', 'ehlo'],
  ['HELO', 'ehlo'],
  ['STARTTLS', 'starttls'],
  ['X-ANONYM', 'starttls'],
  ['AUTH', 'auth'],
  ['X-EXPS', 'auth'],
  ['MAIL', 'mail'],
  ['RCPT', 'rcpt'],
  ['DATA', 'data'],
  ['BDAT', 'bdat'],
  ['RSET', 'rset'],
  ['XPROXY', 'other'],
  ['XSHADOW', 'other'],
  ['XQDISC', 'other'],
]

/** Undefined: no command. The last chunk of a message (RFC 3030 §2) is answered like its dot. */
export function stageOfCommand(text: string): SendStage | undefined {
  const verb = text.slice(0, 8).toUpperCase()
  const stage = COMMANDS.find(([beginning]) => verb.startsWith(beginning))?.[1]
  return stage === 'bdat' && / LAST\b/i.test(text) ? 'dot' : stage
}

/** The stage in the words that all readers of text know. */
export const STAGE_WORDS: Readonly<Record<SendStage, string>> = {
  banner: 'receiving the initial server greeting',
  ehlo: 'performing the EHLO handshake',
  starttls: 'receiving the STARTTLS response',
  tls: 'performing the TLS handshake',
  auth: 'performing the AUTH exchange',
  mail: 'sending MAIL FROM',
  rcpt: 'sending RCPT TO',
  data: 'sending DATA command',
  bdat: 'sending message body',
  dot: 'sending end of data -- message may be sent more than once',
  quit: 'sending QUIT',
  rset: 'sending RSET probe',
  other: 'sending MAIL FROM',
  idle: 'sending RCPT TO',
}

/** The address between angle brackets, or the words behind `RCPT TO:`. */
export function addressIn(text: string): string {
  const open = text.indexOf('<')
  const close = text.indexOf('>', open)
  return open < 0 || close < 0 ? text.slice(8).trim() : text.slice(open + 1, close)
}
