import type { RemedyStep } from '../../domain/lever.ts'
import { sh } from '../lever-writer.ts'

export type TableLine = readonly [key: string, value: string]

/** Stands before a line that another took the place of: a comment, which the undo makes a line again. */
const KEPT = '#before '

/**
 * Lines of a lookup table. A key may stand in one line alone (dict_thash.c), so an older one goes into a comment. `why` stands at the first.
 * GNU sed's `$a\` ends a last line that has no end, and leaves others as they are.
 */
export function put(file: string, lines: readonly TableLine[], why?: string, mode?: '600'): readonly RemedyStep[] {
  const closed = mode === undefined ? '' : `chmod ${mode} ${file}; `
  const older = lines.map((line) => `-e '/^${ours(line)}/d' -e 's/^${keyed(line[0])}/${KEPT}&/'`).join(' ')
  return [
    sh(
      String.raw`touch ${file}; ${closed}sed -i ${older} -e '$a\' ${file}`,
      'an older line with the same key stays as a comment, for the undo',
    ),
    ...lines.map(([key, value], index) => sh(`echo '${key}  ${value}' >>${file}`, index === 0 ? why : undefined)),
  ]
}

/**
 * Takes out what `put` wrote, and no line that another fix has put in its place; where no line with the key is left, the last one before comes
 * back.
 */
export function lineGone(file: string, line: TableLine): RemedyStep {
  const key = keyed(line[0])
  return sh(
    String.raw`sed -i '/^\(${KEPT}\)\?${ours(line)}/d' ${file}; grep -q '^${key}' ${file} || ${olderBack(file, key)}`,
  )
}

/** For a line whose value only the administrator knows, in a file that goes with its last line. */
export function keyGone(file: string, name: string): RemedyStep {
  const key = keyed(name)
  return sh(`sed -i '/^${key}/d' ${file}; ${olderBack(file, key)}; [ -s ${file} ] || rm -f ${file}`)
}

/** `sed -z` takes the file for one line, and `.*` as much as it can: the last one. */
function olderBack(file: string, key: string): string {
  return String.raw`sed -zi 's/\(^\|.*\n\)${KEPT}\(${key}\)/\1\2/' ${file}`
}

/**
 * Our line. After a transport without a next hop the administrator may have named one, so what follows its colon is not asked; in front of the
 * terms of a TLS policy, a stronger level than ours.
 */
function ours([key, value]: TableLine): string {
  const terms = /^(?:may|encrypt)( .+)$/.exec(value)?.[1]
  const words = terms === undefined ? literal(value) : `[a-z-]*${literal(terms)}`
  return `${literal(key)}  ${words}${value.endsWith(':') ? '' : '$'}`
}

function keyed(key: string): string {
  return `${literal(key)}[[:space:]]`
}

/** The words as a basic regular expression. */
function literal(words: string): string {
  return words.replaceAll(/[.[\]*/\\^$]/g, String.raw`\$&`)
}
