import type { ConfigText } from './mta-config.ts'

interface Assignment {
  readonly name: string
  /** Empty where the line names a switch alone. */
  readonly value: string
  readonly from: string
}

/**
 * The lines of a file that `line` knows, by its two groups, name and value, in their order; blanks behind a value are none of it. A comment
 * is no such line.
 */
export function readAssignments({ from, text }: ConfigText, line: RegExp): readonly Assignment[] {
  return text.split(/\r?\n/).flatMap((one) => {
    const [, name, value = ''] = line.exec(one) ?? []
    return name === undefined ? [] : [{ name, value: value.trimEnd(), from }]
  })
}
