import type { Destination } from '../../domain/destination.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { edit, lineBack, sh, type WrittenSteps } from '../lever-writer.ts'

export const MACROS = '/etc/exim4/exim4.conf.localmacros'
export const TEMPLATE = '/etc/exim4/exim4.conf.template'

export function check(): ReturnType<typeof sh> {
  return sh(
    'update-exim4.conf --check',
    'says what is wrong before anything changes; where /etc/exim4/exim4.conf exists, that file is read and none of these',
  )
}

export function reload(): ReturnType<typeof sh> {
  return sh('update-exim4.conf && systemctl reload exim4')
}

/** Debian's transports: mail to the MX, and mail to a smart host. */
type TransportName = 'remote_smtp' | 'remote_smtp_smarthost'

export function nameOf({ relay }: Destination): TransportName {
  return relay === undefined ? 'remote_smtp' : 'remote_smtp_smarthost'
}

/** What Debian's macros for a transport begin with. An option that has a macro stands in the template already, switched off. */
export function macroOf(to: Destination): string {
  return nameOf(to).toUpperCase()
}

/** One check and one reload after both. */
export function both(first: WrittenSteps, second: WrittenSteps): WrittenSteps {
  const edits = first.steps.filter(({ kind }) => kind === 'edit')
  const takenBack = first.undo.filter(({ kind }) => kind === 'edit')
  return { steps: [...edits, ...second.steps], undo: [...takenBack, ...second.undo] }
}

const MACROS_SPLIT = "with dc_use_split_config='true' in conf.d/main/000_localmacros"
/** Exim takes an option once, and a macro, too. */
export const SAME_LINE = 'in place of a line that sets the same'

export function inMacros(lines: readonly string[], why?: string): readonly RemedyStep[] {
  return lines.map((line, index) =>
    edit(MACROS, line, { why: [SAME_LINE, MACROS_SPLIT, ...(index > 0 || why === undefined ? [] : [why])].join('; ') }),
  )
}

export function macros(lines: readonly string[], why?: string): WrittenSteps {
  return applied(
    inMacros(lines, why),
    lines.map((line) => lineBack(MACROS, line)),
  )
}

/** A host more in a list, whatever the list holds already. */
export function listMacro(name: string, host: string): WrittenSteps {
  const line = `${name} = ${host}`
  const step = edit(MACROS, line, { why: `${furtherIn(host)}; ${MACROS_SPLIT}` })
  return applied([step], [outOfList(MACROS, line, host)])
}

/** In front: Exim leaves a list at a name that cannot be looked up. */
function furtherIn(host: string): string {
  return `where a line sets the same, put "${host} :" before what it holds instead`
}

function outOfList(file: string, remove: string, host: string): RemedyStep {
  return { kind: 'edit', file, remove, why: `or "${host} :" out of the list` }
}

export function inTransport(name: TransportName, options: readonly string[], why?: string): WrittenSteps {
  const lines = options.map((option) => `  ${option}`)
  return applied(
    lines.map((line, index) =>
      edit(TEMPLATE, line, { why: place(name, [SAME_LINE, ...(index > 0 || why === undefined ? [] : [why])]) }),
    ),
    lines.map((line) => lineBack(TEMPLATE, line)),
  )
}

/** The same for a list of hosts that a transport may have. */
export function inList(name: TransportName, option: string, host: string, why?: string): WrittenSteps {
  const line = `  ${option} = ${host}`
  const step = edit(TEMPLATE, line, { why: place(name, [furtherIn(host), ...(why === undefined ? [] : [why])]) })
  return applied([step], [outOfList(TEMPLATE, line, host)])
}

function applied(edits: readonly RemedyStep[], takenBack: readonly RemedyStep[]): WrittenSteps {
  return { steps: [...edits, check(), reload()], undo: [...takenBack, reload()] }
}

function place(name: TransportName, words: readonly string[]): string {
  return [
    `in the ${name} transport`,
    ...words,
    `with dc_use_split_config='true' in conf.d/transport/30_exim4-config_${name}`,
  ].join('; ')
}

/** Another priority string for one host; the others keep what they have. */
export function ciphersFor(to: Destination, host: string, priority: string): WrittenSteps {
  return inTransport(
    nameOf(to),
    [`tls_require_ciphers = \${if eqi{$host}{${host}}{${priority}}{NORMAL}}`],
    'what that line held goes in place of the last NORMAL; GnuTLS build (Debian)',
  )
}
