import type { RemedyStep } from '../../domain/lever.ts'
import { sh } from '../lever-writer.ts'

export type TableLine = readonly [key: string, value: string]

/**
 * Lines of a lookup table. Of two lines with one key the first counts, so an older one goes (texthash, postmap(1)). `why` stands at the first.
 * GNU sed's `$a\` ends a last line that has no end, and leaves others as they are.
 */
export function put(file: string, lines: readonly TableLine[], why?: string, mode?: '600'): readonly RemedyStep[] {
  const closed = mode === undefined ? '' : `chmod ${mode} ${file}; `
  const older = lines.map(([key]) => `-e '/^${keyed(key)}/d'`).join(' ')
  return [
    sh(String.raw`touch ${file}; ${closed}sed -i ${older} -e '$a\' ${file}`, 'removes an older line with the same key'),
    ...lines.map(([key, value], index) => sh(`echo '${key}  ${value}' >>${file}`, index === 0 ? why : undefined)),
  ]
}

/**
 * Takes out what `put` wrote, and no line that another fix has put in its place. After a transport without a next hop the administrator may
 * have named one, so what follows its colon is not asked; in front of the terms of a TLS policy, a stronger level than ours.
 */
export function lineGone(file: string, [key, value]: TableLine): RemedyStep {
  const terms = /^(?:may|encrypt)( .+)$/.exec(value)?.[1]
  const words = terms === undefined ? literal(value) : `[a-z-]*${literal(terms)}`
  return sh(without(file, `${literal(key)}  ${words}${value.endsWith(':') ? '' : '$'}`))
}

/** For a line whose value only the administrator knows, in a file that goes with its last line. */
export function keyGone(file: string, key: string): RemedyStep {
  return sh(`${without(file, keyed(key))}; [ -s ${file} ] || rm -f ${file}`)
}

function without(file: string, pattern: string): string {
  return `sed -i '/^${pattern}/d' ${file}`
}

function keyed(key: string): string {
  return `${literal(key)}[[:space:]]`
}

/** The words as a basic regular expression. */
function literal(words: string): string {
  return words.replaceAll(/[.[\]*/\\^$]/g, String.raw`\$&`)
}
