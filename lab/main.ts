import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { HELP, readArguments, type LabArguments } from './arguments.ts'
import type { Fault } from './fault.ts'
import { installAll } from './packages.ts'
import { preparePki } from './pki.ts'
import { tryRemedies } from './remedies/run.ts'
import { FOLDER_WORDS, resultLine } from './result-line.ts'
import { runJob, type Job, type Result } from './runner.ts'
import { scoreTable } from './score.ts'
import { endAllWorlds, sweepWorlds } from './world.ts'

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

/** At most as many jobs at a time as were asked for, in order of start. */
async function runAll(jobs: readonly Job[], asked: LabArguments): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...jobs]
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const result = await runJob(job, {
        proveOnly: asked.prove,
        keep: asked.keep,
        ...(asked.record === undefined ? {} : { record: asked.record }),
      })
      results.push(result)
      if (!asked.keep && result.dir !== undefined && result.grade === 'right' && result.stageRight) {
        rmSync(result.dir, { recursive: true, force: true })
      }
      say(resultLine(result))
    }
  }
  await Promise.all(Array.from({ length: asked.jobs }, worker))
  return results
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

async function main(asked: LabArguments): Promise<number> {
  if (asked.instead === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const faults = asked.remedies ? [] : await loadFaults(asked.only)
  if (faults.length === 0 && !asked.remedies)
    return problem(`no fault has ${asked.only.join(' or ')} in its name; --list shows them all`)
  if (asked.instead === 'list') {
    for (const { name, fault } of faults) say(`${name.padEnd(44)} ${fault.title}`)
    return 0
  }
  if (process.getuid?.() !== 0) return problem('it needs root on Linux, for it makes network namespaces')
  if (asked.instead === 'sweep') {
    sweepWorlds()
    return 0
  }
  await installAll(say)
  await preparePki()
  if (asked.instead === 'install') return 0
  if (asked.remedies) return tryRemedies(asked, say)
  const jobs = asked.seeds.flatMap((seed) => faults.map(({ name, fault }) => ({ name, fault, seed })))
  const results = await runAll(jobs, asked)
  if (asked.score) for (const row of scoreTable(results)) say(row)
  if (results.some(({ grade, stageRight }) => grade !== 'broken' && (grade !== 'right' || !stageRight)))
    say(FOLDER_WORDS)
  const failed = results.filter((result) => !['right', 'possible'].includes(result.grade)).length
  say(`${results.length - failed} passed, ${failed} failed`)
  return asked.bars ? withinBars(results) : failed === 0 ? 0 : 1
}

function problem(says: string): number {
  process.stderr.write(`lab: ${says}\n`)
  return 2
}

const asked = readArguments(process.argv.slice(2))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
process.on('exit', () => {
  if (typeof asked === 'string' || !asked.keep) endAllWorlds()
})
const exitCode =
  typeof asked === 'string'
    ? problem(`${asked}; --help shows the options`)
    : await main(asked).catch((error: unknown) =>
        problem(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      )
// Children of a kept world would hold the process.
process.exit(exitCode)
