import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateEximFile, generatePostfixFile } from './generate-logs.ts'
import { publish } from './publish.ts'
import { bestOf, type Usage } from './usage.ts'

/** Enough messages for about a million lines. */
const POSTFIX_MESSAGES = 117_000
const EXIM_MESSAGES = 220_000
const RUNS = 3
const LOGWATCH = '/usr/share/logwatch/scripts/services/postfix'

type Tool = readonly [name: string, argv: readonly string[]]

/**
 * `npm run bench -- logs`: the same generated file through Hangup and through the log tools that are installed, in the same run on the same
 * machine, with `wc -l` as the floor. Ratios count; seconds depend on the machine and its other work.
 */
export async function benchLogs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hangup-bench-'))
  try {
    const hangup = await publish('bench/logs-run.ts', folder)
    const postfix = join(folder, 'mail.log')
    const lines = generatePostfixFile(postfix, POSTFIX_MESSAGES).lines
    await compare('logs, Postfix', hangup, { file: postfix, lines }, [
      ['pflogsumm', ['pflogsumm', postfix]],
      ['postfix-logwatch', ['sh', '-c', `perl ${LOGWATCH} --detail 5 < "$0"`, postfix]],
    ])
    const exim = join(folder, 'mainlog')
    const eximLines = generateEximFile(exim, EXIM_MESSAGES).lines
    await compare('logs, Exim', hangup, { file: exim, lines: eximLines }, [['eximstats', ['eximstats', exim]]])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Log {
  readonly file: string
  readonly lines: number
}

async function compare(title: string, hangup: string, { file, lines }: Log, peers: readonly Tool[]): Promise<void> {
  console.log(`${title}: ${lines} lines, ${(statSync(file).size / 1e6).toFixed(0)} MB; best of ${RUNS}`)
  const ours = await bestOf(RUNS, [process.execPath, hangup, file])
  if (ours === undefined) throw new Error('Cannot run the bench of logs: Hangup itself did not finish')
  show('hangup logs', ours, lines, '')
  for (const [name, argv] of peers) {
    const theirs = name === 'postfix-logwatch' && !existsSync(LOGWATCH) ? undefined : await bestOf(RUNS, argv)
    if (theirs === undefined) console.log(`  ${name.padEnd(20)} not installed`)
    else
      show(
        name,
        theirs,
        lines,
        `hangup: ${(theirs.userSeconds / ours.userSeconds).toFixed(1)} × its lines per CPU second`,
      )
  }
  const floor = await bestOf(RUNS, ['wc', '-l', file])
  if (floor !== undefined) show('wc -l (the floor)', floor, lines, '')
}

function show(name: string, usage: Usage, lines: number, remark: string): void {
  const rate = (lines / Math.max(usage.userSeconds, 0.001) / 1000).toFixed(0).padStart(6)
  console.log(
    `  ${name.padEnd(20)} ${usage.userSeconds.toFixed(2)} s user ${rate} k lines/s ${usage.peakMegabytes.toFixed(0).padStart(5)} MB  ${remark}`,
  )
}

if (import.meta.main) await benchLogs()
