import type { RemedyStep } from '../../domain/lever.ts'
import { edit, removal, sh, type WrittenSteps } from '../lever-writer.ts'

export const RELOAD = sh('postfix reload')
const MAIN = '/etc/postfix/main.cf'
const MASTER = '/etc/postfix/master.cf'
const KEEP = 'keep what it prints: a name that it does not print was not set before'
const SET_BACK = 'if it was not set before; else postconf -e with the old value'
/** Of two lines with one key the first counts. */
export const SAME_KEY = 'in place of a line with the same key'

/** Settings of main.cf. `before` is what they rest on; the undo takes its lines out again. */
export function set(settings: readonly string[], why?: string, before: readonly RemedyStep[] = []): WrittenSteps {
  const names = settings.map(nameOf)
  return {
    steps: [
      ...before,
      sh(`postconf -n ${names.join(' ')}`, KEEP),
      sh(`postconf -e ${settings.map(quote).join(' ')}`, why),
      sh('postfix check'),
      RELOAD,
    ],
    undo: [
      sh(`postconf -X ${names.join(' ')}`, SET_BACK),
      ...before.flatMap((step): RemedyStep[] =>
        step.kind === 'edit' && step.add !== undefined ? [removal(step.file, step.add)] : [],
      ),
      RELOAD,
    ],
  }
}

/** Takes settings out of main.cf. Kept as a copy, since a line that is set again stands elsewhere in the file. */
export function remove(names: readonly string[]): WrittenSteps {
  return {
    steps: [
      sh(`postconf -n ${names.join(' ')}`, 'what it prints is removed'),
      sh(`cp -p ${MAIN} ${MAIN}.before`),
      sh(`postconf -X ${names.join(' ')}`),
      RELOAD,
    ],
    undo: [sh(`mv ${MAIN}.before ${MAIN}`), RELOAD],
  }
}

/** A lookup table in main.cf, and what goes into it. */
interface Table {
  readonly setting: string
  readonly type: 'texthash' | 'cidr'
  readonly file: string
  readonly lines: string
  /** What the key is. */
  readonly why?: string
  /** A line of master.cf. */
  readonly service?: string
  readonly settings?: readonly string[]
  readonly after?: readonly RemedyStep[]
}

/** Tables are asked one after the other: what stands in the new one decides, and the others keep all else. */
export function table({ setting, type, file, lines, why, service, settings = [], after = [] }: Table): WrittenSteps {
  const own: RemedyStep[] =
    service === undefined
      ? []
      : [edit(MASTER, service, { why: 'a transport of its own, so that only this destination is concerned' })]
  const names = [setting, ...settings.map(nameOf)].join(' ')
  return {
    steps: [
      ...own,
      sh(`postconf -n ${names}`, KEEP),
      edit(file, lines, { why: [SAME_KEY, why].filter((one) => one !== undefined).join('; ') }),
      sh(
        [`postconf -e "${inFront(setting, `${type}:${file}`)}"`, ...settings.map(quote)].join(' '),
        'the tables that were there keep their place behind it',
      ),
      RELOAD,
      ...after,
    ],
    undo: [
      removal(file, lines),
      sh(`postconf -X ${names}`, SET_BACK),
      ...(service === undefined ? [] : [removal(MASTER, service)]),
      RELOAD,
    ],
  }
}

/** A table in front of those that a setting names, inside double quotes of a shell. */
function inFront(setting: string, table: string): string {
  return `${setting} = ${table} $(postconf -h ${setting})`
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf(' '))
}

/** One word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
