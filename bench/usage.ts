import { spawn } from 'node:child_process'

/** What one run of a program cost. */
export interface Usage {
  readonly userSeconds: number
  readonly systemSeconds: number
  readonly wallSeconds: number
  readonly peakMegabytes: number
  readonly exitCode: number
  readonly stdout: string
}

/** Python tells the resource use of a child, which Node does not. */
const WRAPPER = `
import json,resource,subprocess,sys,time
# A shell that became this process leaves what its own children cost.
before=resource.getrusage(resource.RUSAGE_CHILDREN)
begun=time.time()
out=subprocess.PIPE if sys.argv[2]=='keep' else subprocess.DEVNULL
try: r=subprocess.run(sys.argv[3:],stdout=out,stderr=subprocess.DEVNULL,stdin=subprocess.DEVNULL,timeout=float(sys.argv[1]))
except FileNotFoundError: sys.exit(9)
except subprocess.TimeoutExpired as e: r=subprocess.CompletedProcess([],124,e.stdout or b'')
u=resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'exitCode':r.returncode,'userSeconds':u.ru_utime-before.ru_utime,'systemSeconds':u.ru_stime-before.ru_stime,'wallSeconds':time.time()-begun,'peakMegabytes':u.ru_maxrss/1024,'stdout':(r.stdout or b'').decode('latin1')}))`

export interface UsageOptions {
  /** Ends the program then; its exit code is 124. */
  readonly limitSeconds?: number
  readonly keepStdout?: boolean
}

/** Runs a program to its end while this process goes on. undefined: it is not installed. */
export function usageOf(argv: readonly string[], options: UsageOptions = {}): Promise<Usage | undefined> {
  const how = [String(options.limitSeconds ?? 300), options.keepStdout === true ? 'keep' : 'drop']
  const child = spawn('python3', ['-c', WRAPPER, ...how, ...argv], { stdio: ['ignore', 'pipe', 'ignore'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('close', (code) =>
      resolve(code === 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Usage) : undefined),
    )
  })
}

/** Best of several runs, so that the machine's other work counts least. undefined: not installed, or it failed. */
export async function bestOf(
  runs: number,
  argv: readonly string[],
  options: UsageOptions = {},
): Promise<Usage | undefined> {
  let best: Usage | undefined
  for (let run = 0; run < runs; run += 1) {
    const usage = await usageOf(argv, options)
    if (usage?.exitCode !== 0) return undefined
    if (best === undefined || usage.userSeconds < best.userSeconds) best = usage
  }
  return best
}

/** Processor time, the kernel's work for it included. */
export function cpuSeconds({ userSeconds, systemSeconds }: Usage): number {
  return userSeconds + systemSeconds
}
