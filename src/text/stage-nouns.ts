import type { Stage } from '../domain/stage.ts'

/** A noun that names a stage, in `Words.flat`'s tokens. */
export interface StageNoun {
  readonly stage: Stage
  /** Tokens. */
  readonly length: number
  /** The word has an everyday meaning too (`mail`, `data`): it needs a command's capitals or a closer relation. */
  readonly everyday: boolean
}

type Row = readonly [words: string, stage: Stage, everyday?: 'everyday']

/** Longer ones first where they begin alike. */
const ROWS: readonly Row[] = [
  ['client greeting', 'ehlo'],
  ['greeting', 'banner'],
  ['smtp handshake', 'banner'],
  ['greetings', 'banner'],
  ['banner', 'banner'],
  ['smtp banner', 'banner'],
  ['welcome message', 'banner'],
  ['welcome banner', 'banner'],
  ['opening message', 'banner'],
  ['initial string', 'banner'],
  ['initial reply', 'banner'],
  ['initial response', 'banner'],
  ['initial line', 'banner'],
  ['initial ok message', 'banner'],
  ['first reply', 'banner'],
  ['first response', 'banner'],
  ['ready response', 'banner'],
  ['ready message', 'banner'],
  ['ready reply', 'banner'],
  ['prompt', 'banner', 'everyday'],
  ['authuser', 'auth'],
  ['authpass', 'auth'],
  ['recipient command', 'rcpt'],
  ['datasend', 'body'],
  ['dataend', 'dot'],
  // DragonFly's mail agent calls the end of the message so.
  ['final data', 'dot'],
  ['protocol to start', 'banner'],
  ['220', 'banner', 'everyday'],
  ['ehlo', 'ehlo'],
  ['capability exchange', 'ehlo'],
  ['capability negotiation', 'ehlo'],
  ['helo', 'ehlo'],
  ['helo/ehlo', 'ehlo'],
  ['ehlo/helo', 'ehlo'],
  ['ehlo/lhlo', 'ehlo'],
  ['lhlo', 'ehlo'],
  ['starttls negotiation', 'tls'],
  ['starttls handshake', 'tls'],
  ['starttls', 'starttls'],
  ['tls handshake', 'tls'],
  ['tls-handshake', 'tls'],
  ['ssl-handshake', 'tls'],
  ['ssl handshake', 'tls'],
  ['ssl/tls handshake', 'tls'],
  ['tls negotiation', 'tls'],
  ['ssl negotiation', 'tls'],
  ['tls setup', 'tls'],
  ['negotiating tls', 'tls'],
  ['negotiating encryption', 'tls'],
  ['negotiating the encryption', 'tls'],
  ['encryption negotiation', 'tls'],
  ['encryption handshake', 'tls'],
  ['auth', 'auth', 'everyday'],
  ['smtp auth', 'auth'],
  ['authentication', 'auth', 'everyday'],
  ['logging in', 'auth'],
  ['login handshake', 'auth'],
  ['authenticating', 'auth'],
  ['login', 'auth', 'everyday'],
  ['log-in', 'auth', 'everyday'],
  ['signing in', 'auth'],
  ['sign-in', 'auth', 'everyday'],
  ['auth plain', 'auth'],
  ['auth login', 'auth'],
  // Postfix before 2.6.
  ['protocol handshake', 'ehlo'],
  ['mail from', 'mail'],
  ['mail command', 'mail'],
  ['mailfrom', 'mail'],
  ['mail', 'mail', 'everyday'],
  ['envelope from address', 'mail'],
  ['envelope sender', 'mail', 'everyday'],
  ['xforward', 'mail'],
  ['rcpt to', 'rcpt'],
  ['rcpt', 'rcpt'],
  ['rcptto', 'rcpt'],
  ['vrfy', 'rcpt'],
  ['recipient to', 'rcpt'],
  ['data command', 'data'],
  ['mail data command', 'data'],
  ['data block', 'body'],
  ['data body', 'body'],
  ['body', 'body', 'everyday'],
  ['data terminator', 'dot'],
  ['dotterminator', 'dot'],
  ['dot reply', 'dot'],
  ['data termination', 'dot'],
  ['response to message', 'dot'],
  ['response to the message', 'dot'],
  ['reply to the message', 'dot'],
  ['answer to the message', 'dot'],
  ['data end', 'dot'],
  ['dot response', 'dot'],
  ['dot sent', 'dot'],
  ['data stream', 'dot'],
  ['data writer', 'dot'],
  ['data blocks', 'body'],
  ['data', 'data', 'everyday'],
  ['bdat', 'dot'],
  ['send body', 'body'],
  ['message body', 'body'],
  ['message data', 'body'],
  ['message payload', 'body'],
  ['data write', 'body'],
  ['welcome response', 'banner'],
  ['datadot', 'dot'],
  ['message content', 'body'],
  ['streaming message', 'body'],
  ['transmitting message', 'body'],
  ['transmitting the message', 'body'],
  ['transferring message', 'body'],
  ['transferring the message', 'body'],
  ['uploading message', 'body'],
  ['uploading the message', 'body'],
  ['streaming the message', 'body'],
  ['message contents', 'body'],
  ['message text', 'body'],
  ['mail data', 'body'],
  ['mail body', 'body'],
  ['email body', 'body'],
  ['e-mail body', 'body'],
  ['full message', 'body'],
  ['whole message', 'body'],
  ['entire message', 'body'],
  ['complete message', 'body'],
  ['message bytes', 'body'],
  ['message octets', 'body'],
  ['message was being', 'body'],
  ['message being', 'body'],
  ['mail was being', 'body'],
  ['bytes of the message', 'body'],
  ['bytes of message', 'body'],
  ['bytes of data', 'body'],
  ['bytes of the mail', 'body'],
  ['message transfer', 'body'],
  ['message transmission', 'body'],
  ['mail transfer', 'body'],
  ['data transfer', 'body'],
  ['end of data', 'dot'],
  ['message was transmitted', 'dot'],
  ['message had been transmitted', 'dot'],
  ['message has been transmitted', 'dot'],
  ['message had been sent', 'dot'],
  ['message has been sent', 'dot'],
  ['end of the data', 'dot'],
  ['end-of-data', 'dot'],
  ['end of message', 'dot'],
  ['end of the message', 'dot'],
  ['end-of-message', 'dot'],
  ['finalize message', 'dot'],
  ['finalise message', 'dot'],
  ['finalizing message', 'dot'],
  ['finalize the message', 'dot'],
  ['finalizing the message', 'dot'],
  ['final 250', 'dot'],
  ['final reply', 'dot'],
  ['final response', 'dot'],
  ['final answer', 'dot'],
  ['final ok', 'dot'],
  ['final acknowledgement', 'dot'],
  ['354', 'data', 'everyday'],
  ['final dot', 'dot'],
  ['final period', 'dot'],
  ['terminating dot', 'dot'],
  ['dot', 'dot', 'everyday'],
  ['rset', 'idle'],
  ['reset command', 'idle'],
  ['noop', 'idle'],
  ['quit', 'quit', 'everyday'],
]

interface Known extends StageNoun {
  readonly words: readonly string[]
}

const BY_FIRST: ReadonlyMap<string, readonly Known[]> = (() => {
  const map = new Map<string, Known[]>()
  for (const [text, stage, everyday] of ROWS) {
    const words = text.split(' ')
    const first = words[0] ?? ''
    const list = map.get(first) ?? []
    list.push({ words, stage, length: words.length, everyday: everyday === 'everyday' })
    map.set(
      first,
      list.toSorted((a, b) => b.length - a.length),
    )
  }
  return map
})()

/** The longest noun that begins at this token. `rcpt to: …` and `mail from:<…>` keep their colon. */
export function stageNounAt(tokens: readonly string[], at: number): StageNoun | undefined {
  const first = tokens[at]
  const known = first === undefined ? undefined : BY_FIRST.get(bare(first))
  return known?.find(({ words }) =>
    words.every((word, index) => {
      const token = tokens[at + index]
      return token !== undefined && bare(token) === word
    }),
  )
}

/** A command's colon, and what stands behind it without a blank, are no part of the word. */
export function bare(token: string): string {
  const colon = token.indexOf(':')
  let end = colon > 0 ? colon : token.length
  // Full stops and dashes at the end of the word.
  while (end > 1 && (token.charCodeAt(end - 1) === 46 || token.charCodeAt(end - 1) === 45)) end -= 1
  return end === token.length ? token : token.slice(0, end)
}

/** No text without one of these names a stage, so the tokens need not be looked at. */
export const STAGE_HINT =
  /[ehl]hlo|helo|capabilit|starttls|auth|log(?:ging in|-?in)|sign(?:ing in|-in)|mail[ :-]|mailfrom|rcpt|vrfy|data|bdat|rset|quit|greeting|banner|dot|end[ -]of|handshake|negotiation|welcome|xforward|message|period|body|terminator|transfer|transmission|envelope| tls setup|initial|final|first re|prompt|protocol to|reset command|noop|recipient command|ready re| set sender|add recipient| 220 | 354 /
