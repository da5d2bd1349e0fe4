import { parseArgs } from 'node:util'

/** What `npm run lab` was asked to do. */
export interface LabArguments {
  /** Parts of the names of the faults to run; all when empty. */
  readonly only: readonly string[]
  readonly seeds: readonly number[]
  /** Worlds at a time. */
  readonly jobs: number
  readonly score: boolean
  readonly bars: boolean
  readonly prove: boolean
  readonly keep: boolean
  /** The fixes for sending servers instead of the faults; `only` then holds parts of their names. */
  readonly remedies: boolean
  /** Folder of scenarios to write to. */
  readonly record?: string
  readonly instead?: 'help' | 'list' | 'install' | 'sweep'
}

export const HELP = `usage: npm run lab -- [options]

Makes each fault on real servers in network namespaces of its own, proves that it happens, and lets \`hangup diagnose\` loose on it.
Needs root on Linux.

  --only PART      only the faults with this in their name (repeatable)
  --seed N         draws other addresses, names, software and wordings (1)
  --seeds N        so many seeds, from --seed on (1)
  --jobs N         so many worlds at a time (6)
  --record DIR     keep each case that is diagnosed rightly as a scenario: test/scenarios
  --prove          make the faults and prove them, without a diagnosis
  --score          print a confusion table at the end
  --bars           exit code 0 as long as the bars of a landing hold (main.ts)
  --remedies       apply the printed fixes to real senders where their fault acts, and take them back
  --keep           leave the worlds standing to look around in
  --sweep          remove what --keep left
  --list           print names and titles
  --install        install what the lab needs, and build the roots of the servers
  --help           print this

Exit code: 0 every fault was diagnosed rightly, 1 some were not, 2 the lab could not run.
lab/README.md says more.
`

/** Reads the words of the command line; a text is what is wrong with them. */
export function readArguments(words: readonly string[]): LabArguments | string {
  try {
    const { values } = parseArgs({ args: [...words], options: OPTIONS })
    const [seed, seeds, jobs] = [values.seed, values.seeds, values.jobs].map(Number)
    if (!isCount(seed) || !isCount(seeds) || !isCount(jobs)) return '--seed, --seeds and --jobs take a number from 1 on'
    const instead = (['help', 'list', 'install', 'sweep'] as const).find((one) => values[one])
    return {
      only: values.only ?? [],
      seeds: Array.from({ length: seeds }, (_, index) => seed + index),
      jobs,
      score: values.score,
      bars: values.bars,
      prove: values.prove,
      keep: values.keep,
      remedies: values.remedies,
      ...(values.record === undefined ? {} : { record: values.record }),
      ...(instead === undefined ? {} : { instead }),
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const FLAG = { type: 'boolean', default: false } as const

const OPTIONS = {
  only: { type: 'string', multiple: true },
  seed: { type: 'string', default: '1' },
  seeds: { type: 'string', default: '1' },
  jobs: { type: 'string', default: '6' },
  record: { type: 'string' },
  score: FLAG,
  bars: FLAG,
  prove: FLAG,
  keep: FLAG,
  remedies: FLAG,
  sweep: FLAG,
  list: FLAG,
  install: FLAG,
  help: FLAG,
} as const

function isCount(number: number | undefined): number is number {
  return number !== undefined && Number.isInteger(number) && number > 0
}
