import { enhancedIn } from '../attempt-line.ts'
import type { Attempt, AttemptStatus } from '../log-event.ts'
import type { DeliveryLine } from './delivery-line.ts'

export interface Message {
  readonly id: string
  /** NaN where no line told. */
  readonly sizeBytes: number
}

/** What one delivery line tells. */
export class EximAttempt implements Attempt {
  readonly software = 'exim'
  readonly connectSeconds = Number.NaN
  readonly transmitSeconds = Number.NaN
  readonly atMs: number
  readonly queueId: string
  readonly sizeBytes: number
  readonly recipient: string
  readonly domain: string
  readonly mx: string
  readonly address: string
  readonly source: string
  readonly reason: string
  status: AttemptStatus = 'sent'
  suspended = false
  evidence = ''

  constructor(atMs: number, message: Message, line: DeliveryLine) {
    this.atMs = atMs
    this.queueId = message.id
    this.sizeBytes = message.sizeBytes
    this.recipient = line.recipient
    this.domain = line.domain
    this.mx = line.mx
    this.address = line.address
    this.source = line.source
    this.reason = line.words
  }

  /** Looked for when somebody asks: few do. */
  get dsn(): string {
    return enhancedIn(this.reason)
  }
}
