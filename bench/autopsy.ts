import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCapture } from './autopsy-capture.ts'

/** One tool on one file: best of several runs, so that the machine's other work counts least. */
export interface AutopsyBench {
  readonly tool: string
  readonly userSeconds: number
  readonly wallSeconds: number
  readonly peakMegabytes: number
}

const MEGABYTES = 200
const RUNS = 3
const FIELDS = [
  'frame.number',
  'frame.time_epoch',
  'ip.src',
  'ip.dst',
  'ip.ttl',
  'ip.id',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.seq',
  'tcp.ack',
  'tcp.len',
  'tcp.flags',
  'tcp.window_size',
  'tcp.stream',
  'tcp.options.sack_le',
  'tcp.options.sack_re',
  'tcp.options.timestamp.tsval',
  'tcp.analysis.retransmission',
  'smtp.response.code',
  'smtp.req.command',
  'tls.record.content_type',
  'tls.alert_message.desc',
] as const

/** Hangup beside tshark and tcptrace (where they are installed) on the same generated capture. */
export async function benchAutopsy(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'hangup-bench-'))
  try {
    const file = join(dir, 'mail.pcap')
    const made = generateCapture(file, MEGABYTES, 1)
    console.log(
      `autopsy: ${(made.bytes / 1e6).toFixed(0)} MB, ${made.packets} packets, ${made.sessions} sessions; best of ${RUNS}`,
    )
    const tools: readonly (readonly [string, readonly string[]])[] = [
      ['hangup autopsy', [process.execPath, join(import.meta.dirname, 'autopsy-run.ts'), file]],
      ['tshark summary', ['tshark', '-n', '-r', file]],
      [
        `tshark -T fields, ${FIELDS.length} fields`,
        ['tshark', '-n', '-r', file, '-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])],
      ],
      ['tcptrace -l (no SMTP)', ['tcptrace', '-n', '-l', file]],
    ]
    for (const [tool, argv] of tools) {
      const result = measure(tool, argv)
      console.log(
        result === undefined
          ? `  ${tool.padEnd(30)} not installed, or over its limit of 120 s`
          : `  ${tool.padEnd(30)} ${result.userSeconds.toFixed(2)} s user  ${(made.bytes / 1e6 / result.userSeconds).toFixed(0).padStart(5)} MB/s  ${result.peakMegabytes.toFixed(0).padStart(4)} MB`,
      )
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function measure(tool: string, argv: readonly string[]): AutopsyBench | undefined {
  let best: AutopsyBench | undefined
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    const [program = '', ...args] = argv
    // Python tells the resource use of a child, which Node does not.
    const wrapped = spawnSync(
      'sh',
      [
        '-c',
        `command -v "$0" >/dev/null || exit 9; exec /usr/bin/env python3 -c '
import resource,subprocess,sys
r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL,stdin=subprocess.DEVNULL,timeout=120)
u=resource.getrusage(resource.RUSAGE_CHILDREN)
print(r.returncode,u.ru_utime,u.ru_maxrss)' "$0" "$@"`,
        program,
        ...args,
      ],
      { encoding: 'utf8' },
    )
    if (wrapped.status !== 0) return undefined
    const [code, user, kilobytes] = wrapped.stdout.trim().split(' ').map(Number)
    if (code !== 0 || user === undefined || kilobytes === undefined) return undefined
    const result = {
      tool,
      userSeconds: user,
      wallSeconds: (performance.now() - started) / 1000,
      peakMegabytes: kilobytes / 1024,
    }
    if (best === undefined || result.userSeconds < best.userSeconds) best = result
  }
  return best
}

if (import.meta.main) await benchAutopsy()
