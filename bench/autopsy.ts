import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCapture } from './autopsy-capture.ts'
import { publish } from './publish.ts'
import { bestOf } from './usage.ts'

/** One tool on one file: best of several runs, so that the machine's other work counts least. */
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
      ['hangup autopsy, as published', [process.execPath, await publish('bench/autopsy-run.ts', dir), file]],
      ['hangup autopsy, from source', [process.execPath, join(import.meta.dirname, 'autopsy-run.ts'), file]],
      ['tshark summary', ['tshark', '-n', '-r', file]],
      [
        `tshark -T fields, ${FIELDS.length} fields`,
        ['tshark', '-n', '-r', file, '-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])],
      ],
      ['tcptrace -l (no SMTP)', ['tcptrace', '-n', '-l', file]],
    ]
    for (const [tool, argv] of tools) {
      const result = await bestOf(RUNS, argv, { limitSeconds: 120 })
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

if (import.meta.main) await benchAutopsy()
