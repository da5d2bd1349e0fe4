import { spawn, type ChildProcess } from 'node:child_process'

export interface TcpdumpOptions {
  /** tcpdump's filter (pcap-filter(7)). */
  readonly filter: string
  readonly device?: string
  /** Bytes of the capture as they come. */
  readonly take: (chunk: Uint8Array) => void
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
  /** Ends tcpdump after so long; what it still says about lost packets comes back. */
  stop(lingerMs: number): Promise<{ readonly note?: string }>
}

/** tcpdump writes its file header at once; longer means that it does not come up. */
const START_MS = 5_000
const HEADER_BYTES = 24
const BUFFER_KIBIBYTES = '16384'
const MOST_STDERR = 4_000

/** Runs tcpdump with a pipe until `stop`. Resolves when the header of the capture has come, or when it cannot. */
export function startTcpdump(options: TcpdumpOptions): Promise<RunningCapture | CaptureRefused> {
  const { promise, resolve } = Promise.withResolvers<RunningCapture | CaptureRefused>()
  const program = options.program ?? 'tcpdump'
  // Not --immediate-mode: it reserves the snap length for every packet, and the kernel's buffer is full after a dozen.
  const args = ['-i', options.device ?? 'any', '-n', '-U', '-s', '0', '-B', BUFFER_KIBIBYTES, '-w', '-', options.filter]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const state = { bytes: 0, stderr: '' }
  const refuse = (why: CaptureRefused['why'], advice: string): void => {
    clearTimeout(timer)
    child.kill('SIGTERM')
    resolve({ kind: 'refused', why, advice })
  }
  const timer = setTimeout(
    () => refuse('failed', `${program} wrote nothing within ${START_MS / 1000} s: ${lastLine(state.stderr)}`),
    START_MS,
  )
  child.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') refuse('missing', `${program} is not installed: install the package tcpdump`)
    else if (error.code === 'EACCES') refuse('permission', howToGrant(program))
    else refuse('failed', String(error))
  })
  child.stderr.on('data', (chunk: Buffer) => {
    state.stderr = (state.stderr + chunk.toString('latin1')).slice(-MOST_STDERR)
  })
  child.stdout.on('data', (chunk: Buffer) => {
    options.take(chunk)
    const before = state.bytes
    state.bytes += chunk.length
    if (before < HEADER_BYTES && state.bytes >= HEADER_BYTES) {
      clearTimeout(timer)
      resolve({ kind: 'running', stop: (lingerMs) => stop(child, lingerMs, state) })
    }
  })
  child.once('close', () => {
    if (state.bytes >= HEADER_BYTES) return
    const denied = /permission|not permitted|CAP_NET_RAW/i.test(state.stderr)
    if (denied) refuse('permission', howToGrant(program))
    else refuse('failed', `${program} ended before it captured anything: ${lastLine(state.stderr)}`)
  })
  return promise
}

async function stop(child: ChildProcess, lingerMs: number, state: { stderr: string }): Promise<{ note?: string }> {
  await new Promise((resolve) => setTimeout(resolve, lingerMs))
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGINT')
    const forced = setTimeout(() => child.kill('SIGKILL'), 2_000)
    await ended
    clearTimeout(forced)
  }
  const dropped = /([1-9]\d*) packets? dropped by kernel/.exec(state.stderr)
  return dropped === null ? {} : { note: `the kernel dropped ${dropped[1]} packets before they were captured` }
}

function howToGrant(program: string): string {
  return `capturing needs a permission; grant it once with: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${program})"`
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
