import type { LogInput, ReadNote } from './inputs.ts'

/** The same input, left where it is when the signal comes: what was read until then counts. */
export function interruptibleInput(input: LogInput, signal: AbortSignal): LogInput {
  return {
    ...input,
    read: (onChunk, onPacked, onFile) =>
      new Promise<ReadNote>((resolve, reject) => {
        const leave = (): void => resolve('reading was interrupted')
        if (signal.aborted) return leave()
        signal.addEventListener('abort', leave, { once: true })
        input
          .read((chunk) => (signal.aborted ? 'stop' : onChunk(chunk)), onPacked, onFile)
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', leave))
      }),
  }
}
