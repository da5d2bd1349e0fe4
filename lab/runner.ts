import { existsSync, mkdirSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDiagnosed, type Diagnosed } from './diagnosed.ts'
import { startDns } from './dns.ts'
import { isHealthy, type Fault, type Setting } from './fault.ts'
import { judge, type Judged } from './judge.ts'
import { CACHE } from './packages.ts'
import { LAB_ROOT } from './pki.ts'
import { prove } from './prove.ts'
import { openScene } from './scene.ts'
import { run } from './shell.ts'
import { vary } from './variation.ts'
import { buildWorld, type World } from './world.ts'
import { ordinaryNames, zonesOf } from './zones.ts'

export interface Job {
  readonly name: string
  readonly fault: Fault
  readonly seed: number
}

export interface Result extends Judged {
  readonly job: Job
  readonly seconds: number
  readonly connections?: number
  readonly dir?: string
  /** What `record` did. */
  readonly recorded?: string
}

export interface RunnerOptions {
  /** Only make and prove the faults. */
  readonly proveOnly: boolean
  readonly keep: boolean
  /** Folder of scenarios to write to. */
  readonly record?: string
}

const CLI = join(import.meta.dirname, '..', 'src', 'surface', 'cli', 'main.ts')
/** No diagnosis may take longer; its own budget is 30 s. */
const DIAGNOSIS_LIMIT_MS = 60_000

/** Builds the world of one fault, proves the fault, lets Hangup diagnose it, and compares. */
export async function runJob(job: Job, options: RunnerOptions): Promise<Result> {
  const began = Date.now()
  const variation = vary(job.seed, job.name)
  const workDir = join(CACHE, 'worlds')
  mkdirSync(workDir, { recursive: true })
  let world: World | undefined
  const broken = (says: string): Result => ({
    job,
    grade: 'broken',
    stageRight: false,
    says,
    seconds: (Date.now() - began) / 1000,
    ...(world === undefined ? {} : { dir: world.dir }),
  })
  try {
    world = await buildWorld(variation, job.fault.shape?.(variation) ?? {}, workDir)
    const ordinary = ordinaryNames(world)
    const names = { ...ordinary, ...job.fault.names?.(world, ordinary) }
    await startDns(world, { zones: zonesOf(world, names), ...(await job.fault.dns?.(world)) })
    const scene = openScene(world)
    const setting = await job.fault.set(scene)
    await prove(job.fault, setting, scene)
    if (options.proveOnly)
      return {
        job,
        grade: 'right',
        stageRight: true,
        says: 'proven to happen',
        seconds: (Date.now() - began) / 1000,
        dir: world.dir,
      }
    const outcome = await diagnose(world, setting)
    const seconds = (Date.now() - began) / 1000
    if (typeof outcome === 'string') return broken(outcome)
    const judged = judge(job.fault, outcome)
    return {
      job,
      ...judged,
      seconds,
      dir: world.dir,
      ...(options.record === undefined
        ? {}
        : { recorded: record(job, world, setting, outcome, judged, options.record) }),
      ...(outcome.cost === undefined ? {} : { connections: outcome.cost.connections }),
    }
  } catch (error) {
    return broken(error instanceof Error ? error.message.slice(0, 600) : String(error))
  } finally {
    if (!options.keep) world?.end()
  }
}

async function diagnose(world: World, setting: Setting): Promise<Diagnosed | string> {
  const caseFile = join(world.dir, 'case.json')
  // A mail program that is installed on the machine of the lab is no part of the world.
  const argv = [process.execPath, CLI, 'diagnose', '--no-local-mta', ...setting.argv, '--json', '--save', caseFile]
  const whole = world.within('sender', setting.inside?.(argv) ?? argv)
  writeFileSync(join(world.dir, 'command'), `${whole.map(shellWord).join(' ')}\n`)
  const ran = await run(whole, {
    timeoutMs: DIAGNOSIS_LIMIT_MS,
    env: { NODE_EXTRA_CA_CERTS: LAB_ROOT, ...setting.env },
  })
  writeFileSync(join(world.dir, 'diagnosis.json'), ran.stdout)
  if (ran.stderr !== '') writeFileSync(join(world.dir, 'diagnosis.err'), ran.stderr)
  const diagnosed = readDiagnosed(ran.stdout)
  return diagnosed ?? `diagnose ended with ${ran.code}: ${(ran.stderr || ran.stdout).trim().slice(0, 400)}`
}

/** Quoted for a POSIX shell where it needs to be: a symptom holds spaces and quotes. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Keeps the evidence with what it must be read as: the fault that was made. Only what came out right: the rest is work to do. */
function record(
  job: Job,
  world: World,
  setting: Setting,
  diagnosed: Diagnosed,
  judged: Judged,
  folder: string,
): string {
  const from = join(world.dir, 'case.json')
  if (!existsSync(from) || judged.grade !== 'right' || !judged.stageRight)
    return 'not recorded: only a case that is diagnosed rightly becomes a scenario'
  const target = join(
    folder,
    job.fault.realises.replace('/', '-'),
    `${job.name.slice(job.name.indexOf('-') + 1)}-seed${job.seed}`,
  )
  mkdirSync(target, { recursive: true })
  copyFileSync(from, join(target, 'case.json'))
  const healthy = isHealthy(job.fault)
  const expected = {
    from: `lab/${job.name}`,
    title: job.fault.title,
    argv: setting.argv,
    healthy,
    ...(healthy
      ? {}
      : {
          cause: job.fault.realises,
          stages: job.fault.expects.stages ?? [],
          alsoRight: job.fault.expects.alsoRight ?? [],
          standing: job.fault.expects.standing ?? diagnosed.verdict?.standing ?? 'supported',
        }),
  }
  writeFileSync(join(target, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`)
  return `recorded ${target}`
}
