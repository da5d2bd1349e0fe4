import type { LogInput, ReadNote } from './inputs.ts'

/** The same input, left where it is when the signal comes: what was read until then counts. */
export function interruptibleInput(input: LogInput, signal: AbortSignal): LogInput {
  return {
    ...input,
    read: (onChunk, onPacked) =>
      new Promise<ReadNote>((resolve, reject) => {
        const leave = (): void => resolve('reading was interrupted')
        if (signal.aborted) return leave()
        signal.addEventListener('abort', leave, { once: true })
        input
          .read((chunk) => (signal.aborted ? 'stop' : onChunk(chunk)), onPacked)
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', leave))
      }),
  }
}
