import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'

export interface LiveCaptureOptions {
  /** Where the pcap goes. */
  readonly file: string
  /** tcpdump's filter, as separate words: `['host', '192.0.2.1', 'and', 'port', '25']`. */
  readonly filter: readonly string[]
  readonly device?: string
  /** The capture stops growing there; what follows is counted and not kept. */
  readonly limitBytes?: number
  /** Octets of each packet; 0: all. Smaller drops message bodies. */
  readonly snapBytes?: number
  /** The real peer may go on talking after a forged reset. */
  readonly lingerMs?: number
  readonly program?: string
}

/** Why no capture runs, in one line that says what to do. */
export interface CaptureRefused {
  readonly kind: 'refused'
  readonly why: 'missing' | 'permission' | 'failed'
  readonly advice: string
}

export interface RunningCapture {
  readonly kind: 'running'
  /** Waits a little, ends tcpdump, and says what was kept. */
  stop(): Promise<{ readonly bytes: number; readonly droppedBytes: number; readonly note?: string }>
}

const LIMIT_BYTES = 64 * 1024 * 1024
const LINGER_MS = 2_000
/** tcpdump writes its file header at once; longer means that it does not come up. */
const START_MS = 5_000
const HEADER_BYTES = 24
const MOST_STDERR = 4_000

/** Runs tcpdump with a pipe until `stop`. Resolves when the header of the capture has come, or when it cannot. */
export function startCapture(options: LiveCaptureOptions): Promise<RunningCapture | CaptureRefused> {
  const { promise, resolve } = Promise.withResolvers<RunningCapture | CaptureRefused>()
  const program = options.program ?? 'tcpdump'
  const snap = String(options.snapBytes ?? 0)
  const args = ['-i', options.device ?? 'any', '-n', '-U', '--immediate-mode', '-s', snap, '-w', '-', ...options.filter]
  let file: number
  try {
    file = openSync(options.file, 'w', 0o600)
  } catch (error) {
    return Promise.resolve({ kind: 'refused', why: 'failed', advice: `cannot write ${options.file}: ${String(error)}` })
  }
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const limit = options.limitBytes ?? LIMIT_BYTES
  const state = { bytes: 0, droppedBytes: 0, stderr: '', open: true, full: false }
  const close = (): void => {
    if (state.open) closeSync(file)
    state.open = false
  }
  const refuse = (why: CaptureRefused['why'], advice: string): void => {
    clearTimeout(timer)
    close()
    child.kill('SIGTERM')
    resolve({ kind: 'refused', why, advice })
  }
  const timer = setTimeout(
    () => refuse('failed', `${program} wrote nothing within ${START_MS / 1000} s: ${lastLine(state.stderr)}`),
    START_MS,
  )
  child.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') refuse('missing', `${program} is not installed: install the package tcpdump`)
    else
      refuse(
        error.code === 'EACCES' ? 'permission' : 'failed',
        error.code === 'EACCES' ? howToGrant(program) : String(error),
      )
  })
  child.stderr.on('data', (chunk: Buffer) => {
    state.stderr = (state.stderr + chunk.toString('latin1')).slice(-MOST_STDERR)
  })
  child.stdout.on('data', (chunk: Buffer) => {
    // Whole records only could be cut here; the reader takes a cut last record for what it is.
    const room = state.full ? 0 : Math.max(0, limit - state.bytes)
    const part = chunk.subarray(0, room)
    if (part.length > 0 && state.open) writeSync(file, part)
    const before = state.bytes
    state.bytes += part.length
    state.droppedBytes += chunk.length - part.length
    if (part.length < chunk.length) state.full = true
    if (before < HEADER_BYTES && state.bytes >= HEADER_BYTES) {
      clearTimeout(timer)
      resolve({ kind: 'running', stop: () => stop(child, options.lingerMs ?? LINGER_MS, state, close) })
    }
  })
  child.once('close', () => {
    if (state.bytes >= HEADER_BYTES) return
    const denied = /permission|not permitted|operation not permitted|CAP_NET_RAW/i.test(state.stderr)
    if (denied) refuse('permission', howToGrant(program))
    else refuse('failed', `${program} ended before it captured anything: ${lastLine(state.stderr)}`)
  })
  return promise
}

async function stop(
  child: ChildProcess,
  lingerMs: number,
  state: { bytes: number; droppedBytes: number; stderr: string },
  close: () => void,
): Promise<{ bytes: number; droppedBytes: number; note?: string }> {
  await new Promise((resolve) => setTimeout(resolve, lingerMs))
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGINT')
    const forced = setTimeout(() => child.kill('SIGKILL'), 2_000)
    await ended
    clearTimeout(forced)
  }
  close()
  const dropped = /([1-9]\d*) packets? dropped by kernel/.exec(state.stderr)
  const { bytes, droppedBytes } = state
  if (droppedBytes > 0)
    return { bytes, droppedBytes, note: `the size limit was reached; ${droppedBytes} octets were not kept` }
  return dropped === null
    ? { bytes, droppedBytes }
    : { bytes, droppedBytes, note: `the kernel dropped ${dropped[1]} packets before they were captured` }
}

function howToGrant(program: string): string {
  return `capturing needs a permission; grant it once with: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${program})"`
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
