/** Something that texts stand in when somebody pastes them, and that changes nothing of what they say. */
export interface Surrounding {
  readonly name: string
  /** undefined where nobody would set such a text so. */
  readonly around: (text: string) => string | undefined
}

export function lines(...all: readonly string[]): string {
  return all.join('\n')
}

/** Sets the same in front of every line. */
export function each(before: string): (text: string) => string {
  return (text) => text.replaceAll(/^/gm, () => before)
}

/** A logger writes its prefix once for what it is told, however many lines that has; nobody tells it the lines of another log. */
export function once(before: string, after = ''): (text: string) => string | undefined {
  return (text) => (isLog(text) ? undefined : `${before}${text}${after}`)
}

/** For what stands in one line. */
export function single(around: (text: string) => string): (text: string) => string | undefined {
  return (text) => (text.includes('\n') ? undefined : around(text))
}

const STAMPED = /^\W{0,3}(?:\w{3} )?(?:\d{1,4}[-/.]\d\d|[A-Z][a-z]{2} [ \d]\d)\b[^\n]{0,16}\d\d:\d\d/gm

/** More than one line carries a clock of its own. */
export function isLog(text: string): boolean {
  return (text.match(STAMPED)?.length ?? 0) > 1
}
