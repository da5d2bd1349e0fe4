import type { Stage } from '../domain/stage.ts'

/** Something that the client said and that deserves an answer: a command, `connect` (the banner is its answer), `.`, a TLS flight. */
export interface Said {
  /** Upper case; `CONNECT`, `HELLO` (a ClientHello), `.`, `AUTH-DATA`, `?` (inside TLS). */
  readonly verb: string
  /** Inside TLS it may be corrected by what follows. */
  stage: Stage
  /** Offsets in the client's stream. */
  readonly offset: number
  readonly end: number
  readonly frame: number
  readonly atUs: number
  /** Read from the length of a TLS record. */
  readonly inferred: boolean
  /** The line as sent, latin1, at most 200 octets; secrets left out. */
  readonly text: string
  answer?: Answer
}

/** One reply of the server. */
export interface Answer {
  /** 0: inside TLS, only the length is known. */
  readonly code: number
  /** All lines with their codes, joined by LF, latin1, at most 2,000 octets. Inside TLS a guess by template, or empty. */
  readonly text: string
  readonly offset: number
  readonly end: number
  readonly frame: number
  readonly atUs: number
  readonly inferred: boolean
  /** What it answers; undefined: unasked. */
  readonly to: Said | undefined
}

/** How the octets of a side are read at the moment. */
export type Mode = 'clear' | 'tls' | 'unknown'

/**
 * The SMTP conversation as the capture shows it. Lists are bounded: the first and the latest entries stay.
 */
export interface Dialogue {
  said: Said[]
  answers: Answer[]
  /** Said and not answered, oldest first. */
  readonly outstanding: Said[]
  /** The client is in the middle of a message. */
  inBody: boolean
  bodyOffset: number
  bodyAtUs: number
  bodyFrame: number
  messagesAccepted: number
  mode: Mode
  /** Anything that only SMTP says was seen. */
  smtp: boolean
  bannerHost: string | undefined
  /** Octets where SMTP or TLS was expected and neither came. */
  garbled: string | undefined
  /** Lines of the EHLO answer. */
  keywords: readonly string[]
  /** A part of the conversation could not be read. */
  gaps: number
  quit: boolean
  /** The client began with a PROXY protocol header (haproxy.org proxy-protocol.txt), which is no word of SMTP; 0: none. */
  proxyFrame: number
  /** At least one line of a reply was read. */
  replyBegun: boolean
  /** LHLO was said: the end of a message is answered once for each recipient (RFC 2033 §4.2). */
  lmtp: boolean
  /** Recipients that were accepted for the next message. */
  recipients: number
}

const KEPT_HEAD = 24
const KEPT_TAIL = 40

export function createDialogue(): Dialogue {
  return {
    said: [],
    answers: [],
    outstanding: [],
    inBody: false,
    bodyOffset: -1,
    bodyAtUs: 0,
    bodyFrame: 0,
    messagesAccepted: 0,
    mode: 'unknown',
    smtp: false,
    bannerHost: undefined,
    garbled: undefined,
    keywords: [],
    gaps: 0,
    quit: false,
    proxyFrame: 0,
    replyBegun: false,
    lmtp: false,
    recipients: 0,
  }
}

/** Adds what the client said; it waits for an answer. */
export function say(dialogue: Dialogue, said: Said): Said {
  dialogue.said.push(said)
  trim(dialogue.said)
  dialogue.outstanding.push(said)
  if (dialogue.outstanding.length > 200) dialogue.outstanding.shift()
  return said
}

/** The connection stands: the greeting is due. */
export function sayConnect(dialogue: Dialogue, frame: number, atUs: number): void {
  say(dialogue, { verb: 'CONNECT', stage: 'banner', offset: 0, end: 1, frame, atUs, inferred: false, text: '' })
}

/** A message begins at this offset of the client's stream. */
export function beginBody(dialogue: Dialogue, offset: number, frame: number, atUs: number): void {
  dialogue.inBody = true
  dialogue.bodyOffset = offset
  dialogue.bodyAtUs = atUs
  dialogue.bodyFrame = frame
}

/** Answers what was said first and has no answer yet. */
export function answer(dialogue: Dialogue, made: Omit<Answer, 'to'>): Answer {
  const to = dialogue.outstanding.shift()
  const one: Answer = { ...made, to }
  if (to !== undefined) to.answer = one
  dialogue.answers.push(one)
  trim(dialogue.answers)
  return one
}

/** QUIT was said, and nothing else waits for an answer. */
export function saidGoodbye(dialogue: Dialogue): boolean {
  return dialogue.quit && dialogue.outstanding.every((said) => said.stage === 'quit')
}

function trim(list: unknown[]): void {
  if (list.length > KEPT_HEAD + 2 * KEPT_TAIL) list.splice(KEPT_HEAD, KEPT_TAIL)
}

/** The stage that a verb belongs to. */
export function stageOfVerb(verb: string): Stage {
  switch (verb) {
    case 'CONNECT':
      return 'banner'
    case 'EHLO':
    case 'HELO':
    case 'LHLO':
      return 'ehlo'
    case 'STARTTLS':
      return 'starttls'
    case 'HELLO':
      return 'tls'
    case 'AUTH':
    case 'AUTH-DATA':
      return 'auth'
    case 'RCPT':
      return 'rcpt'
    case 'DATA':
      return 'data'
    case 'BDAT':
      return 'body'
    case '.':
      return 'dot'
    case 'QUIT':
      return 'quit'
    default:
      // RSET, NOOP, VRFY and the like stand between transactions.
      return 'mail'
  }
}
