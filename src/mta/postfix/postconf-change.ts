import type { RemedyStep } from '../../domain/lever.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'
import { inFront, type MapFile, takenOut, written } from './map-file.ts'
import { type OwnService, ownService, serviceGone } from './own-service.ts'
import { quote } from './quote.ts'

export const RELOAD = sh('postfix reload')
const FOLDER = '/etc/postfix'

/** What a change rests on, and the way back from that. */
export interface Ground {
  readonly steps: readonly RemedyStep[]
  readonly undo: readonly RemedyStep[]
  /** A command without whose success the settings are not to be changed, and why. */
  readonly provided?: { readonly passes: string; readonly why: string }
}

/** Settings of main.cf, after what they rest on. */
export function set(settings: readonly string[], why?: string, ground: Ground = NOTHING): WrittenSteps {
  const names = settings.map(nameOf)
  const change = `postconf -e ${settings.map(quote).join(' ')}`
  return {
    steps: [
      keep(names),
      ...ground.steps,
      ground.provided === undefined
        ? sh(change, why)
        : sh(`${ground.provided.passes} &&\n${change}`, [why, ground.provided.why].filter(Boolean).join('; ')),
      sh('postfix check'),
      RELOAD,
    ],
    undo: [putBack(names), ...ground.undo, RELOAD],
  }
}

const NOTHING: Ground = { steps: [], undo: [] }

/** The ground alone. */
export function groundWork({ steps, undo }: Ground): WrittenSteps {
  return { steps: [...steps, RELOAD], undo: [...undo, RELOAD] }
}

/** Takes settings out of main.cf. */
export function remove(names: readonly string[]): WrittenSteps {
  return {
    steps: [
      keep(names, 'what is set now, for the undo; where nothing is printed all are as Postfix comes'),
      sh(`postconf -X ${names.join(' ')}`),
      RELOAD,
    ],
    undo: [putBack(names), RELOAD],
  }
}

/** A table in front of those that are there, for a service of its own where there is one. */
export function table(
  map: MapFile,
  { service, after = [] }: { readonly service?: OwnService; readonly after?: readonly RemedyStep[] } = {},
): WrittenSteps {
  const { steps, undo } = inTable(map)
  return {
    steps: [...(service === undefined ? [] : ownService(service)), ...steps, RELOAD, ...after],
    undo: [...undo, ...(service === undefined ? [] : [serviceGone(service)]), RELOAD],
  }
}

export function inTable(map: MapFile): Ground {
  return { steps: [written(map), inFront(map)], undo: takenOut(map) }
}

/**
 * What is set now is shown, and kept once: a second run of the same fix, or another fix of the same setting, must not take the fix for what was
 * before.
 */
function keep(names: readonly string[], why = 'what is set now, for the undo'): RemedyStep {
  const once = (name: string): string => `[ -e ${keptIn(name)} ] || postconf -n ${name} | tee ${keptIn(name)}`
  return sh(
    forEach(names, (name) => [once(name)]),
    why,
  )
}

/** Nothing is taken back that was not kept. */
function putBack(names: readonly string[]): RemedyStep {
  const back = (name: string): readonly string[] => [
    `if [ -s ${keptIn(name)} ]; then postconf -e "$(cat ${keptIn(name)})"`,
    `elif [ -e ${keptIn(name)} ]; then postconf -X ${name}; fi`,
    `rm -f ${keptIn(name)}`,
  ]
  return sh(forEach(names, back), 'what was set is set again, and what was not set goes')
}

function forEach(names: readonly string[], lines: (name: string) => readonly string[]): string {
  const [first = '', ...others] = names
  return others.length === 0
    ? lines(first).join('\n')
    : [`for name in ${names.join(' ')}; do`, ...lines('$name').map((line) => `  ${line}`), 'done'].join('\n')
}

/** The file that keeps what a setting was before. */
function keptIn(name: string): string {
  return `${FOLDER}/before.${name}`
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf(' '))
}
