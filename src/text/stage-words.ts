import type { Stage } from '../domain/stage.ts'

/** The stage that a command belongs to: `RCPT TO:<a@b>` is `rcpt`. Commands as MTAs write them, pipelined or not. */
export function stageOfCommand(command: string): Stage | undefined {
  const word = command.trim().toLowerCase()
  if (word.startsWith('end of data') || word.startsWith('end-of-data') || word === '.' || word.startsWith('dot'))
    return 'dot'
  if (word.startsWith('pipelined ')) return stageOfCommand(word.slice(10))
  for (const [start, stage] of COMMANDS) if (word.startsWith(start)) return stage
  return undefined
}

const COMMANDS: readonly (readonly [string, Stage])[] = [
  ['connect', 'banner'],
  ['conn', 'banner'],
  ['initial', 'banner'],
  ['greeting', 'banner'],
  ['banner', 'banner'],
  ['opening', 'banner'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['lhlo', 'ehlo'],
  ['starttls', 'starttls'],
  ['tls', 'tls'],
  ['ssl', 'tls'],
  ['auth', 'auth'],
  ['mail', 'mail'],
  ['sender', 'mail'],
  ['envelope from', 'mail'],
  ['xforward', 'mail'],
  ['rcpt', 'rcpt'],
  ['recipient', 'rcpt'],
  ['envelope to', 'rcpt'],
  ['vrfy', 'rcpt'],
  ['end_of_data', 'dot'],
  ['end of message', 'dot'],
  ['final dot', 'dot'],
  ['data block', 'body'],
  ['data-block', 'body'],
  ['sending data', 'body'],
  ['message body', 'body'],
  ['body', 'body'],
  ['bdat', 'dot'],
  ['data', 'data'],
  ['message', 'dot'],
  ['rset', 'idle'],
  ['noop', 'idle'],
  ['quit', 'quit'],
]

/** Phrases that name a stage wherever they stand; the first that is found decides. All are written as in `Words.flat`. */
const PHRASES: readonly (readonly [string, Stage])[] = [
  ['initial server greeting', 'banner'],
  ['refused to talk to me', 'banner'],
  ['ehlo handshake', 'ehlo'],
  ['helo handshake', 'ehlo'],
  ['lhlo handshake', 'ehlo'],
  ['the starttls response', 'starttls'],
  ['sending end of data', 'dot'],
  ['sending message body', 'body'],
  ['sending data command', 'data'],
  ['sending mail from', 'mail'],
  ['sending rcpt to', 'rcpt'],
  ['sending final rset', 'idle'],
  ['sending rset', 'idle'],
  ['sending quit', 'quit'],
  ['sending xforward', 'mail'],
  ['to end of data', 'dot'],
  ['after end of data', 'dot'],
  ['after end of message', 'dot'],
  ['after initial connection', 'banner'],
  ['response to initial connection', 'banner'],
  ['after sending data block', 'body'],
  ['to sending data block', 'body'],
  ['after tls-on-connect', 'tls'],
  ['to tls-on-connect', 'tls'],
  ['to the end of data', 'dot'],
  ['after the final dot', 'dot'],
  ['waiting for greeting', 'banner'],
  ['before greeting', 'banner'],
  ['before the greeting', 'banner'],
  ['before banner', 'banner'],
  ['waiting for banner', 'banner'],
  ['waiting for the greeting', 'banner'],
  ['waiting for initial', 'banner'],
  ['reading greeting', 'banner'],
  ['read greeting', 'banner'],
  ['smtp banner', 'banner'],
  ['initial greeting', 'banner'],
  ['incorrect greeting', 'banner'],
  ['bad greeting', 'banner'],
  ['invalid greeting', 'banner'],
  ['before its banner', 'banner'],
  ['before its greeting', 'banner'],
  ['its banner', 'banner'],
  ['begrüßung', 'banner'],
  ['begrüssung', 'banner'],
  ['willkommensmeldung', 'banner'],
  ['message de bienvenue', 'banner'],
  ['bannière', 'banner'],
  ['mensaje de bienvenida', 'banner'],
  ['saludo inicial', 'banner'],
  ['messaggio di benvenuto', 'banner'],
  ['приветстви', 'banner'],
  ['the end of the message', 'dot'],
  ['ende der nachricht', 'dot'],
  ['fin du message', 'dot'],
  ['fin del mensaje', 'dot'],
  ['fine del messaggio', 'dot'],
  ['envelope from address', 'mail'],
  ['server greeting', 'banner'],
  ['smtp greeting', 'banner'],
  ['no greeting', 'banner'],
  ['welcome message', 'banner'],
  ['for the banner', 'banner'],
  ['reading banner', 'banner'],
  ['read banner', 'banner'],
  ['client greeting', 'ehlo'],
  ['during the tls handshake', 'tls'],
  ['during tls handshake', 'tls'],
  ['tls handshake', 'tls'],
  ['ssl handshake', 'tls'],
  ['tls negotiation', 'tls'],
  ['before secure tls connection', 'tls'],
]

const VERB =
  /(?:in (?:reply|response) to|response to|reply to|after sending|after|during|while (?:sending|processing|performing|waiting for(?: (?:a|the))?(?: (?:response|reply) to)?)|at|on|in|to|for|sending|sent|command:?|cmd|stage|phase|failed (?:at|during|on)) (?:the |your |my |a |smtp |pipelined )?((?:end of data|ehlo|helo|lhlo|starttls|auth|mail from|mail command|mail\b|rcpt to|rcpt|recipient to|data|bdat|rset|quit|greeting|banner|dot\b))(?= |$)/

/**
 * The stage that the words name: `(in reply to RCPT TO command)`, `while sending end of data`, `after MAIL FROM`,
 * `>>> RCPT To:<a@b>`, `command: 'DATA'`. Nothing when no words name one.
 */
export function stageFromWords(flat: string): Stage | undefined {
  for (const [phrase, stage] of PHRASES) if (flat.includes(phrase)) return stage
  const at = flat.search(VERB_HINT)
  if (at === -1) return undefined
  const foreign = FOREIGN_VERB.exec(flat) ?? NAMED_COMMAND.exec(flat)
  if (foreign?.[1] !== undefined) return stageOfCommand(foreign[1])
  const match = VERB.exec(flat)
  if (match?.[1] === undefined) return commandFailed(flat)
  const word = match[1]
  // `to mail` and `for data` are ordinary English unless a command is meant.
  if (
    (word === 'mail' || word === 'data' || word === 'banner') &&
    !/(?:reply|response) to |after |command|during |sending |cmd |stage |phase /.test(match[0])
  )
    return commandFailed(flat)
  return stageOfCommand(word)
}

/** `nach dem Befehl RCPT TO`, `après EHLO`, `durante el comando DATA`, `auf MAIL FROM`, `после команды DATA`. */
const FOREIGN_VERB =
  / (?:nach|bei|beim|auf|während|après|apres|durant|pendant|lors de|durante|tras|después de|despues de|dopo|após|apos|depois de|после|при|na|po|tijdens) (?:(?:der|dem|den|das|des|la|le|l|el|al|il|lo|o|a|het|de) )?(?:(?:smtp )?(?:befehls?|kommandos?|commande|comando|comandos|команды|команде|polecenia|polecenie|opdracht) )?(ehlo|helo|lhlo|starttls|auth|mail from|rcpt to|rcpt|data|bdat|rset|quit)(?= |$)/

/** `did not answer the RCPT command`, `comando DATA`: the word beside it says that it is one. */
const NAMED_COMMAND =
  / (?:the|befehl|kommando|commande|comando|команда|команды|命令) (ehlo|helo|lhlo|starttls|auth|mail from|mail|rcpt to|rcpt|data|bdat|rset|quit)(?= command| befehl| kommando|$| [^a-z])/

const VERB_HINT =
  / (?:ehlo|helo|lhlo|starttls|auth|mail|rcpt|data|bdat|rset|quit|greeting|banner|dot|recipient|end of data)(?= |:|$)/

const FAILED =
  / (ehlo|helo|starttls|auth|mail from|mail|rcpt to|rcpt|data|bdat|end of data)(?: command| request)? (?:failed|rejected|refused|not accepted|timed out|error|unsuccessful)/

/** `Failed to send EHLO command`, `rejected EHLO from`, `reject RCPT from`: only words that no ordinary English sentence has. */
const SENT =
  / (?:send|rejected|reject|refused) (?:the )?(ehlo|helo|lhlo|starttls|rcpt to|rcpt|mail from command|data command|end of data)(?= |$)/

function commandFailed(flat: string): Stage | undefined {
  const match = FAILED.exec(flat)
  if (match?.[1] === undefined) {
    const sent = SENT.exec(flat)?.[1]
    return sent === undefined ? undefined : stageOfCommand(sent)
  }
  if (match[1] === 'mail' && !/command/.test(match[0])) return undefined
  return stageOfCommand(match[1])
}
