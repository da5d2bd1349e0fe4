import type { Destination } from '../domain/destination.ts'
import { note, sh, type Lever, type RemedyStep, type Written } from '../domain/lever.ts'
import type { Software } from '../domain/software.ts'

export { note, sh }

/** A lever in the words of one server: what to do, and how to take it back. */
export interface WrittenSteps {
  readonly steps: readonly RemedyStep[]
  readonly undo: readonly RemedyStep[]
}

/** Writes a lever in one server's words; undefined when that server has no such setting, or the lever is not its to pull. */
export type LeverWriter = (lever: Lever, to: Destination) => WrittenSteps | undefined

export function powershell(run: string, why?: string): RemedyStep {
  return { kind: 'command', run, shell: 'powershell', ...(why === undefined ? {} : { why }) }
}

/** What came of a message that was tried again; where the log lies elsewhere, the command says how to name it. */
export function readTrace(id: string): RemedyStep {
  return sh(`hangup logs --journal --trace ${id}`, 'what came of it')
}

export function edit(
  file: string,
  add: string,
  options: { readonly remove?: string; readonly why?: string } = {},
): RemedyStep {
  return { kind: 'edit', file, add, ...options }
}

/** Takes lines out again. */
export function removal(file: string, remove: string): RemedyStep {
  return { kind: 'edit', file, remove }
}

/** Takes a line out again that may have stood in place of another. */
export function lineBack(file: string, remove: string): RemedyStep {
  return { kind: 'edit', file, remove, why: 'a line whose place it took comes back' }
}

/** The key of a table of recipient domains; a word to fill in where the evidence does not tell. */
export function domainKey({ domain }: Destination): string {
  return domain ?? 'RECIPIENT-DOMAIN'
}

/** What certbot does after each renewal. */
interface Hook {
  readonly run: string
  readonly why: string
}

/** The server reads its certificate when it is told to. */
export function telling(run: string): Hook {
  return { run, why: 'certbot keeps the hook, so that the server hears of later renewals, too' }
}

/** A certificate with these names from the same authority; a renewal alone keeps the names it has. */
export function certbot(names: readonly string[], { run, why }: Hook): RemedyStep {
  return sh(
    ['certbot certonly --expand', ...names.map((name) => `-d '${name}'`), `--deploy-hook '${run}'`].join(' '),
    `with certbot; a renewal alone adds no name, and a name with * wants a DNS challenge; ${why}`,
  )
}

export function renewal({ run, why }: Hook): RemedyStep {
  return sh(`certbot renew --deploy-hook '${run}'`, why)
}

/** The key of a table of server addresses. */
export function addressKey(host: string, { address }: Destination): string {
  return address ?? (/^[\d.]+$|:/.test(host) ? host : 'SERVER-ADDRESS')
}

/** All the servers' words for a lever, in the order given. */
export function writeWith(
  writers: readonly (readonly [Software, LeverWriter])[],
  lever: Lever,
  to: Destination,
): readonly Written[] {
  return writers.flatMap(([software, write]) => {
    const written = write(lever, to)
    return written === undefined ? [] : [{ software, ...written }]
  })
}
