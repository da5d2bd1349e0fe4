/** What a command may touch: streams, the environment, the exit code. */
export interface CliIo {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean | undefined }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined }
  /** All of standard input, as octets: a mail may be in any charset. */
  readonly stdin: () => Promise<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Waits for something that may never come, such as the other end of a pipe, until the user has had enough. */
export function untilInterrupted<T>(work: Promise<T>, { signal }: CliIo): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new UsageProblem('interrupted'))
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/** 0: nothing wrong found; 1: something is wrong, the report says what; 2: Hangup itself could not do the job. */
export type ExitCode = 0 | 1 | 2

/** Something the user must change before Hangup can do the job: what was attempted, what came back, what to do. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem'
}
