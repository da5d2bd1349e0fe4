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
  if (changed.length === 0) return written
  const last = written.steps.findLastIndex((step) => isSet(step))
  return {
    steps: written.steps.toSpliced(
      last + 1,
      0,
      ...changed.map(({ service, name, to }) =>
        sh(`postconf -P '${service}/${name}=${to}'`, 'master.cf has the say before main.cf'),
      ),
    ),
    undo: [
      ...changed.map(({ service, name, value }) => sh(`postconf -P '${service}/${name}=${value}'`)),
      ...written.undo,
    ],
  }
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
    const [, set, table] = /postconf -e "(\w+) = (\S+) \$\(postconf -h \w+\)"/.exec(step.run) ?? []
    if (set === name && table !== undefined && !value.includes(table)) return value === '' ? table : `${table},${value}`
  }
  return undefined
}
