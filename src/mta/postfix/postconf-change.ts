import type { RemedyStep } from '../../domain/lever.ts'
import { edit, sh, type LeverWriter } from '../lever-writer.ts'

/** Steps and undo; undefined where Postfix has no such lever. */
export type Change = ReturnType<LeverWriter>

export const RELOAD = sh('postfix reload')
const MAIN = '/etc/postfix/main.cf'
const MASTER = '/etc/postfix/master.cf'

/** Settings of main.cf. `before` is what they rest on; the undo takes its lines out again. */
export function set(settings: readonly string[], why?: string, before: readonly RemedyStep[] = []): Change {
  const names = settings.map(nameOf)
  return {
    steps: [
      ...before,
      sh(`postconf -n ${names.join(' ')}`, 'keep what it prints: a name that it does not print was not set before'),
      sh(`postconf -e ${settings.map(quote).join(' ')}`, why),
      sh('postfix check'),
      RELOAD,
    ],
    undo: [
      sh(`postconf -X ${names.join(' ')}`, 'if it was not set before; else postconf -e with the old value'),
      ...before.flatMap((step): RemedyStep[] =>
        step.kind === 'edit' && step.add !== undefined ? [{ kind: 'edit', file: step.file, remove: step.add }] : [],
      ),
      RELOAD,
    ],
  }
}

/** Takes settings out of main.cf. Kept as a copy, since a line that is set again stands elsewhere in the file. */
export function remove(names: readonly string[]): Change {
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

export function table({ setting, type, file, lines, why, service, settings = [], after = [] }: Table): Change {
  const changes = [`${setting} = ${type}:${file}`, ...settings]
  const own: RemedyStep[] =
    service === undefined
      ? []
      : [edit(MASTER, service, { why: 'a transport of its own, so that only this destination is concerned' })]
  return {
    steps: [
      ...own,
      sh(`postconf -n ${setting}`, 'prints a table? Then put the lines below into it, and keep the setting as it is'),
      edit(file, lines, why === undefined ? {} : { why }),
      sh(`postconf -e ${changes.map(quote).join(' ')}`),
      RELOAD,
      ...after,
    ],
    undo: [
      { kind: 'edit', file, remove: lines },
      sh(`postconf -X ${changes.map(nameOf).join(' ')}`, `leave ${setting} out of it where it was set before`),
      ...(service === undefined ? [] : [{ kind: 'edit', file: MASTER, remove: service } as const]),
      RELOAD,
    ],
  }
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf(' '))
}

/** One word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
