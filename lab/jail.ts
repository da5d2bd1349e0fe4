import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rootUpper, type RootName } from './packages.ts'
import { must } from './shell.ts'
import type { Place, World } from './world.ts'

/** A private copy of one mail server's root. What runs in it sees its own files, mounts and processes. */
export interface Jail {
  /** Where the changes lie on the host, readable while it runs. */
  readonly upper: string
  /** Argv that runs `argv` inside, with a process table that dies as one. */
  inside(argv: readonly string[]): string[]
  start(argv: readonly string[]): ChildProcess
  /** Argv that runs `argv` beside what was started, in the same mounts and process table. */
  beside(first: ChildProcess, argv: readonly string[]): string[]
}

export interface JailFile {
  readonly path: string
  readonly text: string
  readonly mode?: number
}

let count = 0

export async function openJail(
  world: World,
  place: Place,
  root: RootName,
  hostname: string,
  files: readonly JailFile[],
): Promise<Jail> {
  const name = `${root}-${++count}`
  const base = join(world.dir, name)
  mkdirSync(base, { recursive: true })
  await must(['cp', '-a', rootUpper(root), join(base, 'upper')])
  mkdirSync(join(base, 'work'))
  mkdirSync(join(base, 'root'))
  const upper = join(base, 'upper')
  const all: JailFile[] = [
    { path: '/etc/resolv.conf', text: `nameserver ${world.resolver}\n` },
    { path: '/etc/hosts', text: `127.0.0.1 localhost\n127.0.1.1 ${hostname} ${hostname.split('.')[0]}\n` },
    ...files,
  ]
  for (const file of all) {
    const target = join(upper, file.path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, file.text)
    chmodSync(target, file.mode ?? 0o644)
  }
  const mounts = [
    `mount -t overlay overlay -o lowerdir=/,upperdir=${base}/upper,workdir=${base}/work ${base}/root`,
    `cd ${base}/root`,
    `hostname ${hostname}`,
    'mount -t proc proc proc',
    'mount --rbind /dev dev',
    'mount -t tmpfs -o mode=755 tmpfs run',
    // The host's /tmp holds the checkout and the cache of the lab on some machines, so it stays visible.
    'exec chroot . "$@"',
  ].join(' && ')
  const inside = (argv: readonly string[]): string[] => [
    'unshare',
    '--mount',
    '--uts',
    '--pid',
    '--fork',
    '--kill-child',
    '--propagation',
    'private',
    'sh',
    '-c',
    mounts,
    'jail',
    ...argv,
  ]
  return {
    upper,
    inside,
    start: (argv) => world.start(place, name, inside(argv)),
    beside: (first, argv) => {
      // `unshare --fork` stays outside; its only child is the first process inside.
      const pid = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8').trim()
      return ['nsenter', '-t', pid, '-m', '-u', '-n', '-p', `--root=/proc/${pid}/root`, ...argv]
    },
  }
}
