import type { RemedyStep } from '../../domain/lever.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'
import { lineGone, put, type TableLine } from './table-line.ts'

export const RELOAD = sh('postfix reload')
const FOLDER = '/etc/postfix'

/** What a change rests on, and the way back from that. */
export interface Ground {
  /** Settings of main.cf that its steps change. */
  readonly changes: readonly string[]
  readonly steps: readonly RemedyStep[]
  readonly undo: readonly RemedyStep[]
  /** A command without whose success the settings are not to be changed, and why. */
  readonly provided?: { readonly passes: string; readonly why: string }
}

/** Settings of main.cf, after what they rest on. */
export function set(settings: readonly string[], why?: string, ground: Ground = NOTHING): WrittenSteps {
  const names = [...settings.map(nameOf), ...ground.changes]
  const change = `postconf -e ${settings.map(quote).join(' ')}`
  return {
    steps: [
      keep(names),
      ...ground.steps,
      ground.provided === undefined
        ? sh(change, why)
        : sh(`${ground.provided.passes} && ${change}`, [why, ground.provided.why].filter(Boolean).join('; ')),
      sh('postfix check'),
      RELOAD,
    ],
    undo: [sh(putBack(names).join('\n')), ...ground.undo, RELOAD],
  }
}

const NOTHING: Ground = { changes: [], steps: [], undo: [] }

/** The ground alone. */
export function groundWork({ changes, steps, undo }: Ground): WrittenSteps {
  return { steps: [keep(changes), ...steps, RELOAD], undo: [sh(putBack(changes).join('\n')), ...undo, RELOAD] }
}

/** Takes settings out of main.cf. */
export function remove(names: readonly string[]): WrittenSteps {
  return {
    steps: [
      keep(
        names,
        'what is set now, for the undo: where nothing is printed all are as Postfix comes, and this changes nothing',
      ),
      sh(`postconf -X ${names.join(' ')}`),
      RELOAD,
    ],
    undo: [sh(putBack(names).join('\n')), RELOAD],
  }
}

/** A lookup table in main.cf, and what goes into it. */
export interface Lines {
  readonly setting: string
  readonly type: 'texthash' | 'cidr'
  readonly file: string
  readonly lines: readonly TableLine[]
  /** What the key is. */
  readonly why?: string
}

interface Table extends Lines {
  readonly service?: Service
  readonly after?: readonly RemedyStep[]
}

/** A service of master.cf like `smtp`, for the destinations of a table alone, and what main.cf sets for it. */
interface Service {
  readonly name: string
  readonly override?: string
  readonly settings: readonly string[]
}

/**
 * Tables are asked one after the other: what stands in the new one decides, and the others keep all else. The undo leaves the table, without the
 * line: other fixes put theirs into it.
 */
export function table({ service, after = [], ...entries }: Table): WrittenSteps {
  const { steps, undo } = inTable(entries)
  return {
    steps: [
      ...(service === undefined ? [] : ownService(service)),
      ...steps,
      ...(service === undefined || service.settings.length === 0
        ? []
        : [keep(service.settings.map(nameOf)), sh(`postconf -e ${service.settings.map(quote).join(' ')}`)]),
      RELOAD,
      ...after,
    ],
    undo: [...undo, ...(service === undefined ? [] : [serviceGone(service, entries.file)]), RELOAD],
  }
}

/** postconf(1): a whole entry of master.cf, and an option of it. Options of `smtp` hold for this destination, too. */
function ownService({ name, override }: Service): readonly RemedyStep[] {
  return [
    sh(
      `postconf -M "${name}/unix=$(postconf -M smtp/unix | sed 's/^smtp/${name}/')"`,
      'a transport of its own like smtp, so that only this destination is concerned',
    ),
    ...(override === undefined ? [] : [sh(`postconf -P '${name}/unix/${override}'`)]),
  ]
}

/** Mail of another line that names the service would find it gone. */
function serviceGone({ name, settings }: Service, file: string): RemedyStep {
  return sh(
    [
      `if ! grep -qs '[[:space:]]${name}:' ${file}; then`,
      ...putBack(settings.map(nameOf)).map(indented),
      `  postconf -MX ${name}/unix`,
      'fi',
    ].join('\n'),
    'the service stays as long as another line names it',
  )
}

/**
 * What is set now is shown, and kept once: a second run of the same fix, or another fix of the same setting, must not take the fix for what was
 * before.
 */
function keep(names: readonly string[], why = 'what is set now, for the undo'): RemedyStep {
  const [first = '', ...others] = names
  const once = (name: string): string => `[ -e ${keptIn(name)} ] || postconf -n ${name} | tee ${keptIn(name)}`
  const run = others.length === 0 ? once(first) : `for name in ${names.join(' ')}; do ${once('$name')}; done`
  return sh(run, why)
}

/** Nothing is taken back that was not kept. */
function putBack(names: readonly string[]): readonly string[] {
  const back = (name: string): readonly string[] => [
    `if [ -s ${keptIn(name)} ]; then postconf -e "$(cat ${keptIn(name)})"`,
    `elif [ -e ${keptIn(name)} ]; then postconf -X ${name}; fi; rm -f ${keptIn(name)}`,
  ]
  return names.length < 2
    ? names.flatMap(back)
    : [`for name in ${names.join(' ')}; do`, ...back('$name').map(indented), 'done']
}

/** The file that keeps what a setting was before. */
function keptIn(name: string): string {
  return `${FOLDER}/before.${name}`
}

function indented(text: string): string {
  return `  ${text}`
}

/** A table in front of the administrator's, until the undo. */
export function inFrontMeanwhile(setting: string, table: string): Ground {
  return { changes: [setting], steps: [sh(inFront(setting, table), BEHIND)], undo: [] }
}

const BEHIND = 'the tables that were there keep their place behind it'

/** Lines of a table that comes in front of the administrator's, and stays for the lines of other fixes. */
export function inTable({ setting, type, file, lines, why }: Lines): Ground {
  return {
    changes: [],
    steps: [...put(file, lines, why), sh(inFront(setting, `${type}:${file}`), BEHIND)],
    undo: lines.map((line) => lineGone(file, line)),
  }
}

/** A table in front of those that a setting names, unless it stands there. */
function inFront(setting: string, table: string): string {
  return `postconf -h ${setting} | grep -qF ${table} || postconf -e "${setting} = ${table} $(postconf -h ${setting})"`
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf(' '))
}

/** One word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
