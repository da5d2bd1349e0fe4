import type { Attempt, AttemptStatus } from '../log-event.ts'

/**
 * A delivery line and the attempt that it tells. It is kept as the places of its fields in a block of the log, for a delivery that succeeded is
 * counted without the most of them: they become text when somebody asks.
 */
export class DeliveryLine implements Attempt {
  readonly software = 'postfix'
  readonly source = ''
  readonly atMs: number
  domain = ''
  mx = ''
  status: AttemptStatus = 'sent'
  suspended = false
  evidence = ''
  sizeBytes = Number.NaN
  relayFrom = 0
  relayTo = 0
  /** The same where it has no address. */
  addressFrom = 0
  addressTo = 0
  /** `sent`, `deliverable`, … */
  wordFrom = 0
  wordTo = 0
  sent = false
  recipientTo = 0
  /** −1 where no such field stands. */
  delaysFrom = -1
  dsnFrom = -1
  reasonFrom = -1
  reasonTo = -1
  readonly recipientFrom: number
  readonly #block: string
  readonly #idFrom: number
  #address: string | undefined
  #reason: string | undefined

  /** `idFrom` is where the line begins with its queue id, `recipientFrom` stands behind `: to=<`. */
  constructor(atMs: number, block: string, idFrom: number, recipientFrom: number) {
    this.atMs = atMs
    this.recipientFrom = recipientFrom
    this.#block = block
    this.#idFrom = idFrom
  }

  get queueId(): string {
    return this.#block.slice(this.#idFrom, this.recipientFrom - ': to=<'.length)
  }

  get recipient(): string {
    return this.#block.slice(this.recipientFrom, this.recipientTo)
  }

  get address(): string {
    return (this.#address ??= this.#block.slice(this.addressFrom, this.addressTo))
  }

  /** The peer that only the reason names. */
  setPeer(mx: string, address: string): void {
    this.mx = mx
    this.#address = address
  }

  get word(): string {
    return this.#block.slice(this.wordFrom, this.wordTo)
  }

  /** `none`, `local`, `HOST[IP]:PORT`, `HOST[private/lmtp]`. */
  get relay(): string {
    return this.#block.slice(this.relayFrom, this.relayTo)
  }

  get dsn(): string {
    return this.#field(this.dsnFrom)
  }

  get reason(): string {
    return (this.#reason ??= this.reasonFrom < 0 ? '' : this.#block.slice(this.reasonFrom, this.reasonTo))
  }

  /** `c` of `delays=a/b/c/d`, which versions before 2.3 do not write. */
  get connectSeconds(): number {
    return this.#delay(2)
  }

  get transmitSeconds(): number {
    return this.#delay(3)
  }

  #delay(nth: number): number {
    const delays = this.#field(this.delaysFrom)
    let from = 0
    for (let slashes = 0; slashes < nth; slashes++) {
      from = delays.indexOf('/', from) + 1
      if (from === 0) return Number.NaN
    }
    const to = delays.indexOf('/', from)
    return Number(delays.slice(from, to < 0 ? undefined : to))
  }

  #field(from: number): string {
    return from < 0 ? '' : this.#block.slice(from, this.#block.indexOf(',', from))
  }
}
