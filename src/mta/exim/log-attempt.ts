import { enhancedIn } from '../attempt-line.ts'
import type { Attempt, AttemptStatus } from '../log-event.ts'

/** Where a line names its message, and what is known of it. */
export interface Message {
  readonly from: number
  readonly to: number
  /** NaN where no line told. */
  readonly sizeBytes: number
}

/**
 * A delivery line (`=>`, `->`, `>>`, `==`, `**`) and the attempt that it tells, kept as the places of its fields in a block of the log: of a
 * delivery that succeeded the most of them are never asked for.
 */
export class EximAttempt implements Attempt {
  readonly software = 'exim'
  readonly connectSeconds = Number.NaN
  readonly transmitSeconds = Number.NaN
  readonly atMs: number
  readonly sizeBytes: number
  domain = ''
  mx = ''
  address = ''
  /** Our own address: `I=[…]`. */
  source = ''
  /** `TLSv1.3`; empty where it went in clear. */
  tls = ''
  /** `H=host [address]*`: a connection that stood open from the message before. */
  continued = false
  status: AttemptStatus = 'sent'
  suspended = false
  evidence = ''
  recipientFrom = 0
  recipientTo = 0
  /** Why it failed. The same where it did not. */
  wordsFrom = 0
  wordsTo = 0
  readonly #block: string
  readonly #idFrom: number
  readonly #idTo: number
  #reason: string | undefined

  constructor(atMs: number, block: string, message: Message) {
    this.atMs = atMs
    this.sizeBytes = message.sizeBytes
    this.#block = block
    this.#idFrom = message.from
    this.#idTo = message.to
  }

  get queueId(): string {
    return this.#block.slice(this.#idFrom, this.#idTo)
  }

  get recipient(): string {
    return this.#block.slice(this.recipientFrom, this.recipientTo)
  }

  get reason(): string {
    return (this.#reason ??= withoutTimes(this.#block.slice(this.wordsFrom, this.wordsTo)))
  }

  get dsn(): string {
    return enhancedIn(this.reason)
  }
}

/** log_selector's times may stand at the end of the peer's words: ` QT=3s DT=0.5s`. */
function withoutTimes(words: string): string {
  return words.charCodeAt(words.length - 1) === 115 && words.includes('T=', words.length - 40)
    ? words.replace(/(?: (?:QT|DT)=[0-9dhms.]{1,20}){1,2}$/, '')
    : words
}
