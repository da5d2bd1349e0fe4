import type { Stage } from '../../domain/stage.ts'
import { stageOfCommand } from '../stage-words.ts'

/** One line of a session as a program shows it. */
export type DialogueLine =
  | { readonly who: 'server'; readonly code: number; readonly last: boolean; readonly text: string }
  | { readonly who: 'client'; readonly stage: Stage; readonly dot: boolean }
  /** Where an answer is shown nothing stands: the program read the end of the line, or gave up waiting. */
  | { readonly who: 'nobody'; readonly text: string }
  /** Marked as the client's and no command: a line of the message, or of an exchange of credentials. */
  | { readonly who: 'message'; readonly text: string }
  | { readonly who: 'program'; readonly text: string }

// Net::SMTP names itself before the mark: `Net::SMTP=GLOB(0x5581)<<< 250`.
// `<-- 250`, `<- 250`, `< 250`, `<** 550`, `<~ 250`, `S: 250`, `SERVER -> CLIENT: 250`, `,<,250`, `reply: b'250`, `recv: 250`, `<= 250`, `[<-] 250`.
// Mutt sets the number of the socket before its mark: `4< 250`. Ruby's Net::SMTP points the other way: `-> "250`.
const SERVER_MARK =
  /(?:^|[\s\],)[])(?:\d{0,3}<{1,3}|<-{1,2}|<=|<~|<\*\*|s:|srv:|server:|server -> client:|server->client:|smtp -> from server:|recv:|received(?:\[\d{1,9}\])?:|response:|reply: b?['"]?|smtp<{1,2}|smtp << ?|in:|read:|<,|->(?= "))[\s,"'\]]{0,3}([2345]\d\d)([- ]|$|\\r)(.*)$/i
// `--> EHLO`, `-> EHLO`, `> EHLO`, ` ~> EHLO`, `C: EHLO`, `CLIENT -> SERVER: EHLO`, `,>,EHLO`, `send: 'ehlo`, `=> EHLO`, `[->] EHLO`, `4> EHLO`, `<- "EHLO`.
const CLIENT_MARK =
  /(?:^|[\s\],)[])(?:\d{0,3}>{1,3}|-{1,2}>|=>|~>|c:|client:|client -> server:|client->server:|send: b?['"]?|sent:|sending:|smtp>{1,2}|smtp >> ?|out:|wrote:|>,|<-(?= "))[\s,"'\]]{0,3}(ehlo|helo|lhlo|starttls|auth|mail from|rcpt to|data|bdat|rset|noop|quit|\.)(?=[\s:,"'\\<]|$)/i
/** The mark of an answer, and nothing behind it; of marks that nothing but a session has. */
const EMPTY_ANSWER = /(?:server -> client:|server->client:|\[<-\])\s{0,8}$/i
/** nodemailer and Ruby's Net::SMTP show the message by its size once they have sent the whole of it. */
const SENT_WHOLE = /<\d{1,12} bytes encoded (?:mime )?message\b|^wrote \d{1,12} bytes$/i
/** Python shows the message as one string, with the dot that ends it. */
const DOTTED = /(?:\\r\\n|^)\.\\r(?:\\n['"]?)?$/
/** JavaMail and Horde show that they log in, and not with what. */
const LOGS_IN = /\bAUTH (?:[A-Z\d-]{4,20} )?command\b[^\n]{0,40}(?:suppressed|hidden|method)/i
/** Marks that nothing but a session has. */
const MESSAGE_MARK = /(?:client -> server:|client->server:)|^\s{0,2}(?:-> |~> |c: |> )/i
// A clock may stand before it: `206662: 220 …`, `12:00:01.123 -> 220 …`.
const SERVER_BARE = /^\s{0,4}(?:[\d:.,T-]{5,30}:? (?:-> )?)?([2345]\d\d)([- ])(.*)$/
const CLIENT_BARE =
  /^\s{0,4}(?:[\d:.,T-]{5,30}:? (?:-> )?)?(ehlo \S|helo \S|starttls\s*$|auth \S|mail from:|rcpt to:|data\s*$|rset\s*$|quit\s*$|\.\s*$)/i

/** Tells who speaks in one line. `bare` sessions carry no marks: a code or a command stands at the beginning of its line. */
export function dialogueLine(line: string, bare: boolean): DialogueLine {
  if (!bare && (SENT_WHOLE.test(line) || DOTTED.test(line))) return { who: 'client', stage: 'dot', dot: true }
  const server = (bare ? SERVER_BARE : SERVER_MARK).exec(line)
  if (server !== null)
    return {
      who: 'server',
      code: Number(server[1]),
      // PHPMailer before 5.2 joins the lines of a reply.
      last: server[2] !== '-' || (server[3] ?? '').includes(`${server[1] ?? ''} `),
      text: `${server[1] ?? ''}${server[2] === '-' ? '-' : ' '}${(server[3] ?? '').replace(/(?:\\r\\n|\\r|\\n)?['"]?\s*$/, '')}`,
    }
  if (!bare && EMPTY_ANSWER.test(line)) return { who: 'nobody', text: line }
  if (LOGS_IN.test(line)) return { who: 'client', stage: 'auth', dot: false }
  const verb = (bare ? CLIENT_BARE : CLIENT_MARK).exec(line)?.[1]?.toLowerCase().trim()
  if (verb === undefined) return { who: !bare && MESSAGE_MARK.test(line) ? 'message' : 'program', text: line }
  return { who: 'client', stage: verb === '.' ? 'dot' : (stageOfCommand(verb) ?? 'idle'), dot: verb === '.' }
}
