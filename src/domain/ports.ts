import type { DnsAnswer } from './facts/dns-facts.ts'
import type { DnsPlan } from './plan/dns-plan.ts'

/** Milliseconds since the epoch, and a pause. */
export interface Clock {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Random {
  bytes(count: number): Uint8Array
}

export interface Resolver {
  resolve(plan: DnsPlan): Promise<DnsAnswer>
  /** Addresses of the configured resolvers. */
  readonly servers: readonly string[]
}

/** Runs a program and reads what it says. A program that is missing is data: `missing`. */
export interface Exec {
  run(
    command: string,
    args: readonly string[],
    options?: {
      readonly timeoutMs?: number
      readonly stdin?: string
      /** Aborted, the program is ended, with the result `timeout`. */
      readonly signal?: AbortSignal
    },
  ): Promise<ExecResult>
}

export type ExecResult =
  | { readonly kind: 'done'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'timeout' }

export interface Files {
  /** undefined: not there or not readable. At most `limitBytes` are read. */
  readText(path: string, limitBytes?: number): Promise<string | undefined>
}
