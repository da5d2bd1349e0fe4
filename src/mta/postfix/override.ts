import type { Destination } from '../../domain/destination.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'

type Override = NonNullable<NonNullable<Destination['ours']>['overrides']>[number]

/** What `-o` in master.cf sets has the say before main.cf: it is changed there, too, and the undo sets it back. */
export function inMaster(written: WrittenSteps, overrides: readonly Override[]): WrittenSteps {
  const changed = overrides.flatMap((override) => {
    const value = valueOf(written.steps, override.name) ?? withTable(written.steps, override)
    return value === undefined ? [] : [{ ...override, to: value }]
  })
  const last = written.steps.findLastIndex((step) => namesIn(step).length > 0)
  const step = written.steps[last]
  if (step === undefined) return written
  // What main.cf is not to get without a file, master.cf is not to get either.
  const provided = step.kind === 'command' ? (/^([^]* &&\n)postconf -e /.exec(step.run)?.[1] ?? '') : ''
  const unknown = [...new Set(written.steps.flatMap(namesIn))].filter(
    (name) => !overrides.some((override) => override.name === name),
  )
  return {
    steps: written.steps.toSpliced(
      last + 1,
      0,
      ...changed.map(({ service, name, to }) =>
        sh(`${provided}postconf -P '${service}/${name}=${to}'`, 'master.cf has the say before main.cf'),
      ),
      ...look(unknown),
    ),
    undo: [
      ...changed.map(({ service, name, value }) => sh(`postconf -P '${service}/${name}=${value}'`)),
      ...written.undo,
    ],
  }
}

/** For what the evidence does not tell of master.cf. */
function look(names: readonly string[]): readonly RemedyStep[] {
  return names.length === 0
    ? []
    : [
        sh(
          `postconf -P | grep ${names.length === 1 ? `'/${names.join('')} ='` : `-E '/(${names.join('|')}) ='`} || echo none`,
          'a line of master.cf goes before main.cf: change it too (postconf -P)',
        ),
      ]
}

/** The parameters of main.cf that a step sets or takes away. Those that Postfix makes of the name of a service of ours stand nowhere else. */
function namesIn(step: RemedyStep): readonly string[] {
  if (step.kind !== 'command') return []
  const removed = /^postconf -X ([\w ]+)$/.exec(step.run)?.[1]?.split(' ') ?? []
  return isSet(step) ? [...step.run.matchAll(/['"](\w+) = /g)].map(([, name = '']) => name) : removed
}

function isSet(step: RemedyStep): step is Extract<RemedyStep, { kind: 'command' }> {
  return step.kind === 'command' && step.run.includes('postconf -e ')
}

/** The value that the steps give to a parameter of main.cf. */
function valueOf(steps: readonly RemedyStep[], name: string): string | undefined {
  for (const step of steps.filter(isSet))
    for (const [, set, value] of step.run.matchAll(/'(\w+) = ([^']*)'/g)) if (set === name) return value
  return undefined
}

/** A table that comes in front of those in main.cf comes in front of these. Commas part them: a blank would end the value. */
function withTable(steps: readonly RemedyStep[], { name, value }: Override): string | undefined {
  for (const step of steps.filter(isSet)) {
    const [, set, table] = /postconf -e "(\w+) = (\S+) \$\(postconf -h \w+ \|/.exec(step.run) ?? []
    if (set === name && table !== undefined && !value.includes(table)) return value === '' ? table : `${table},${value}`
  }
  return undefined
}
