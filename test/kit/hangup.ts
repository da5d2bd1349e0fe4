import { run } from '../../src/surface/cli/run.ts'

/** What a command line has said and how it ended. */
export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** Both in the order in which they came, as a terminal shows them. */
  readonly shown: string
}

export interface Running {
  readonly done: Promise<Ran>
  /** What it has printed by now. */
  readonly stdout: () => string
  /** As Ctrl-C does. */
  readonly stop: () => void
}

/** Starts a command line in this process. */
export function startHangup(argv: readonly string[], stdin: string | Uint8Array = ''): Running {
  let stdout = ''
  let stderr = ''
  let shown = ''
  const stopped = new AbortController()
  const done = run(argv, {
    stdout: {
      write: (text) => {
        stdout += text
        shown += text
      },
    },
    stderr: {
      write: (text) => {
        stderr += text
        shown += text
      },
    },
    stdin: () => Promise.resolve(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    env: {},
    signal: stopped.signal,
  }).then((exitCode) => ({ exitCode, stdout, stderr, shown }))
  return { done, stdout: () => stdout, stop: () => stopped.abort() }
}

/** Runs a command line in this process to its end. */
export function hangup(argv: readonly string[], stdin: string | Uint8Array = ''): Promise<Ran> {
  return startHangup(argv, stdin).done
}
