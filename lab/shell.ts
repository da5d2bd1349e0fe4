import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { openSync, closeSync } from 'node:fs'

/** How a command ended, with all it said. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly timeoutMs?: number
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command to its end. A command that outlives `timeoutMs` is killed and ends with code 124. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>()
  const [command = '', ...args] = argv
  const child = spawn(command, args, { env: { ...process.env, ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, options.timeoutMs ?? 60_000)
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(options.stdin ?? '')
  const end = (code: number, said = ''): void => {
    clearTimeout(timer)
    resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() + said })
  }
  child.on('error', (error) => end(127, error.message))
  child.on('close', (code) => end(late ? 124 : (code ?? 1)))
  return promise
}

/** Runs a command that must succeed; throws with its words otherwise. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const ran = await run(argv, options)
  if (ran.code !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.code}: ${(ran.stderr || ran.stdout).trim()}`)
  return ran.stdout
}

/** Starts a command that stays; what it says goes to `logFile`. */
export function start(
  argv: readonly string[],
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const log = openSync(logFile, 'a')
  const [command = '', ...args] = argv
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] })
  child.on('error', () => {})
  closeSync(log)
  return child
}

/** Best effort and synchronous, for the way out. */
export function runNow(argv: readonly string[], stdin = ''): string {
  const [command = '', ...args] = argv
  return spawnSync(command, args, { input: stdin, encoding: 'utf8', timeout: 20_000 }).stdout ?? ''
}

/** Asks `ready` until it says true, every 50 ms and then more and more rarely, to at most 1 s; throws after `timeoutMs`. */
export async function until(what: string, ready: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs
  for (let pauseMs = 50; Date.now() < end; pauseMs = Math.min(1_000, pauseMs * 1.2)) {
    if (await ready()) return
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  throw new Error(`${what} was not ready after ${timeoutMs} ms`)
}
