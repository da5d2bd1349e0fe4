import { Socket } from 'node:net'

/** How long a socket whose write failed is read on, in milliseconds. Everything that had arrived is in the kernel already. */
const LAST_WORDS_MS = 100

/**
 * A socket that reads what the peer had said before a reset. Node destroys a socket on the first failed write, and with it a reply
 * that lies in the kernel's buffer: just the `552` or `421` that explains the reset.
 */
export class PatientSocket extends Socket {
  #lastWords: NodeJS.Timeout | undefined

  override destroy(error?: Error): this {
    if (isFailedWrite(error) && !this.destroyed) {
      this.#lastWords ??= setTimeout(() => super.destroy(error), LAST_WORDS_MS)
      return this
    }
    clearTimeout(this.#lastWords)
    return super.destroy(error)
  }
}

function isFailedWrite(error: Error | undefined): boolean {
  if (error === undefined || !('syscall' in error)) return false
  return error.syscall === 'write' || error.syscall === 'writev' || error.syscall === 'shutdown'
}
