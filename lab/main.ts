import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fault } from './fault.ts'
import { installAll } from './packages.ts'
import { preparePki } from './pki.ts'
import { runJob, type Job, type Result } from './runner.ts'
import { scoreTable } from './score.ts'
import { endAllWorlds, sweepWorlds } from './world.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    jobs: { type: 'string', default: '6' },
    score: { type: 'boolean', default: false },
    bars: { type: 'boolean', default: false },
    prove: { type: 'boolean', default: false },
    record: { type: 'string' },
    list: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    sweep: { type: 'boolean', default: false },
  },
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function loadFaults(patterns: readonly string[]): Promise<{ name: string; fault: Fault }[]> {
  const folder = join(import.meta.dirname, 'faults')
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((name) => patterns.length === 0 || patterns.some((pattern) => name.includes(pattern)))
    .toSorted()
  return Promise.all(
    names.map(async (name) => {
      const module = (await import(join(folder, `${name}.ts`))) as { default: Fault }
      return { name, fault: module.default }
    }),
  )
}

/** At most `width` jobs at a time, in order of start. */
async function runAll(jobs: readonly Job[], width: number): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...jobs]
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const result = await runJob(job, {
        proveOnly: values.prove,
        keep: values.keep,
        ...(values.record === undefined ? {} : { record: values.record }),
      })
      results.push(result)
      if (!values.keep && result.dir !== undefined && result.grade === 'right' && result.stageRight) {
        rmSync(result.dir, { recursive: true, force: true })
      }
      say(line(result))
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

function line(result: Result): string {
  const { job, grade, stageRight, says, seconds } = result
  const mark = grade === 'right' && stageRight ? 'ok  ' : grade === 'right' || grade === 'possible' ? 'ok ~' : 'FAIL'
  const where = mark === 'ok  ' || result.dir === undefined ? '' : `\n         ${result.dir}`
  return `${mark} ${job.name} (seed ${job.seed}, ${seconds.toFixed(1)} s) ${grade}${stageRight ? '' : ', stage wrong'}: ${says}${where}`
}

/**
 * What every landing must hold, however slow the machine: no healthy server is blamed, few verdicts are wrong and sure, most
 * causes are right. A world that could not be built (a server that did not come up in time) counts against nobody.
 */
function withinBars(results: readonly Result[]): number {
  const built = results.filter(({ grade }) => grade !== 'broken')
  const share = (grades: readonly string[]): number =>
    built.filter(({ grade }) => grades.includes(grade)).length / Math.max(1, built.length)
  const alarms = built.filter(({ grade }) => grade === 'false-alarm').length
  const held =
    alarms === 0 &&
    share(['wrong-and-sure']) <= 0.02 &&
    share(['right']) >= 0.9 &&
    built.length >= results.length * 0.85
  say(
    `bars: right ${Math.round(share(['right']) * 100)} % (at least 90), wrong and sure ${Math.round(share(['wrong-and-sure']) * 100)} % (at most 2), false alarms ${alarms} (none), built ${built.length} of ${results.length}`,
  )
  return held ? 0 : 1
}

async function main(): Promise<number> {
  const faults = await loadFaults(values.only ?? [])
  if (values.list) {
    for (const { name, fault } of faults) say(`${name.padEnd(44)} ${fault.title}`)
    return 0
  }
  if (process.getuid?.() !== 0) {
    process.stderr.write('The lab needs root: it makes network namespaces. Run it as root on Linux.\n')
    return 2
  }
  if (values.sweep) {
    sweepWorlds()
    return 0
  }
  await installAll(say)
  await preparePki()
  if (values.install) return 0
  const first = Number(values.seed)
  const seeds = Array.from({ length: Number(values.seeds ?? '1') }, (_, index) => first + index)
  const jobs = seeds.flatMap((seed) => faults.map(({ name, fault }) => ({ name, fault, seed })))
  const results = await runAll(jobs, Number(values.jobs))
  if (values.score) for (const row of scoreTable(results)) say(row)
  const failed = results.filter((result) => !['right', 'possible'].includes(result.grade)).length
  say(`${results.length - failed} passed, ${failed} failed`)
  return values.bars ? withinBars(results) : failed === 0 ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
process.on('exit', () => {
  if (!values.keep) endAllWorlds()
})
const exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 2
})
// Children of a kept world would hold the process.
process.exit(exitCode)
