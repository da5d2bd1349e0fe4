import type { Stage } from '../domain/stage.ts'

/** `DATA`, `QUIT`, `RSET`, `NOOP` with their CRLF. */
export const FOUR_LETTERS = 6
/** A burst larger than any group of envelope commands from an ordinary client is the message. */
const MESSAGE_BYTES = 700
/** `AUTH LOGIN` and `AUTH PLAIN` have 12 octets with their CRLF, `AUTH GSSAPI` 13; the shortest MAIL, `MAIL FROM:<>`, has 14. */
const MOST_AUTH_BYTES = 13
/** `334 ` and a prompt in base64, CRLF: `334 UGFzc3dvcmQ6`. */
const MOST_PROMPT_BYTES = 20
/** So much has been said of the recipients that what follows is the message: the 354 came with it. */
const ENVELOPE_ANSWERS = 3
const ENVELOPE_ANSWER_BYTES = 55
/** Where clients log in (RFC 8314, RFC 6409). */
const SUBMISSION_PORTS = new Set([465, 587])

/** What the records before this one have shown. */
export interface TlsTurn {
  /** RCPT commands of this transaction. */
  readonly recipients: number
  /** Octets of the client since the server last spoke, this record among them. */
  readonly burstBytes: number
  /** Records of the server since the client last spoke, and their octets. */
  readonly answersInTurn: number
  readonly answerBytesInTurn: number
  /** The last command has its answer. */
  readonly answered: boolean
  /** The server's. */
  readonly port: number
}

/** The stage of a client's record with so many octets of plain text, behind one at `stage`. An inference. */
export function stageAfter(stage: Stage, plainBytes: number, turn: TlsTurn): Stage {
  const { recipients, burstBytes, answersInTurn, answerBytesInTurn, answered } = turn
  const isFourLetters = plainBytes === FOUR_LETTERS
  switch (stage) {
    case 'tls':
    case 'banner':
      return isFourLetters ? 'quit' : 'ehlo'
    case 'ehlo':
      if (!answered) return 'ehlo'
      if (isFourLetters) return 'quit'
      return SUBMISSION_PORTS.has(turn.port) || plainBytes <= MOST_AUTH_BYTES ? 'auth' : 'mail'
    case 'auth':
      return !answered || (answerBytesInTurn <= MOST_PROMPT_BYTES && answersInTurn > 0) ? 'auth' : 'mail'
    case 'mail':
    case 'rcpt': {
      if (isFourLetters) return answersInTurn > 0 || recipients > 0 ? 'data' : stage
      const askedForMessage = answersInTurn > 0 && answerBytesInTurn >= ENVELOPE_ANSWER_BYTES
      return answersInTurn >= ENVELOPE_ANSWERS || askedForMessage || burstBytes > MESSAGE_BYTES ? 'body' : 'rcpt'
    }
    case 'data':
      if (answersInTurn === 0) return 'data'
      return isFourLetters ? 'quit' : 'body'
    case 'body':
      return 'body'
    case 'dot':
      return isFourLetters ? 'quit' : 'mail'
    case 'quit':
    case 'idle':
    case 'dns':
    case 'connect':
    case 'starttls':
      return stage
  }
}
