import type { Destination } from '../../domain/destination.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { sh } from '../lever-writer.ts'
import { quote } from './quote.ts'

type MapLine = readonly [key: string, value: string]

/**
 * A lookup table of one fix for one destination: a file of its own in front of the administrator's tables, which stay as they are, whatever their
 * type and whatever they hold for the same key. The undo takes it away, and another fix for the same destination has its say again.
 */
export interface MapFile {
  readonly setting: string
  readonly type: 'texthash' | 'cidr'
  readonly file: string
  readonly lines: readonly MapLine[]
  /** What the key is. */
  readonly why?: string
}

/** Every name ends alike and begins alike, so that none is the beginning of another. */
export function mapFile(fix: string, of: string): string {
  return `/etc/postfix/hangup-${fix}-${of.replaceAll(/[^\w.:-]/g, '')}.map`
}

/** What a file for a relay, or for the domain, is named after. */
export function namedAfter({ relay, domain }: Destination, unknown: string): string {
  return relay === undefined ? (domain ?? unknown) : `${relay.host}-${relay.port}`
}

export function written({ file, lines, why }: MapFile): RemedyStep {
  const words = lines.map(([key, value]) => quote(`${key}  ${value}`))
  return sh(
    words.length === 1
      ? `echo ${words.join('')} > ${file}`
      : `printf '%s\\n' \\\n  ${words.join(' \\\n  ')} \\\n  > ${file}`,
    why,
  )
}

/** Run again, it names the table once. */
export function inFront({ setting, ...map }: Pick<MapFile, 'setting' | 'type' | 'file'>): RemedyStep {
  return sh(
    `postconf -e "${setting} = ${nameOf(map)} ${withoutIt(setting, map)}"`,
    'asked before the tables that are there',
  )
}

/** A setting that nobody had set is not left behind empty. */
export function takenOut({ setting, ...map }: Pick<MapFile, 'setting' | 'type' | 'file'>): readonly RemedyStep[] {
  return [
    sh(`postconf -e "${setting} = ${withoutIt(setting, map)}"`),
    sh(`postconf -h ${setting} | grep -q . || postconf -X ${setting}`),
    sh(`rm -f ${map.file}`),
  ]
}

function nameOf({ type, file }: Pick<MapFile, 'type' | 'file'>): string {
  return `${type}:${file}`
}

function withoutIt(setting: string, { file }: Pick<MapFile, 'file'>): string {
  return `$(postconf -h ${setting} | sed 's#[^ ,]*${file.slice(file.lastIndexOf('/'))} *##')`
}
