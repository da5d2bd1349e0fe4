import { spawn } from 'node:child_process'

/** What one run of a program cost. */
export interface Usage {
  readonly userSeconds: number
  readonly wallSeconds: number
  readonly peakMegabytes: number
  readonly exitCode: number
  readonly stdout: string
}

/** Python tells the resource use of a child, which Node does not. */
const WRAPPER = `
import json,resource,subprocess,sys,time
begun=time.time()
try: r=subprocess.run(sys.argv[2:],stdout=subprocess.PIPE,stderr=subprocess.DEVNULL,stdin=subprocess.DEVNULL,timeout=float(sys.argv[1]))
except FileNotFoundError: sys.exit(9)
except subprocess.TimeoutExpired as e: r=subprocess.CompletedProcess([],124,e.stdout or b'')
u=resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'exitCode':r.returncode,'userSeconds':u.ru_utime,'wallSeconds':time.time()-begun,'peakMegabytes':u.ru_maxrss/1024,'stdout':r.stdout.decode('latin1')}))`

/** Runs a program to its end (or so many seconds) while this process goes on. undefined: it is not installed. */
export function usageOf(argv: readonly string[], limitSeconds = 300): Promise<Usage | undefined> {
  const child = spawn('python3', ['-c', WRAPPER, String(limitSeconds), ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('close', (code) =>
      resolve(code === 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Usage) : undefined),
    )
  })
}
