import { reportOnly } from './report-end.ts'

/** A mailbox that a report names without its domain, and the words beside it. */
export interface LocalName {
  readonly name: string
  readonly reason: string
}

/** A line that announces a list of mailboxes. */
const HEADING =
  /(?:deliver|recipient|address|reach|receive|accept|zugestellt|empfänger|destinat|remis|entreg|consegn).{0,200}:\s{0,4}$/i
/** `   jdoe    no such entry`: set in, one word, and wide of it perhaps its reason. */
const LINE = /^\s{1,8}(?=\S{0,63}[a-z])(\w[\w.-]{1,63})(?:\s{2,12}(\S.{0,400}))?$/i
const MOST = 100

/** The mailboxes below the first such heading, for reports of a system about its own people. */
export function localNames(body: string): readonly LocalName[] {
  const lines = reportOnly(body).split('\n')
  const found: LocalName[] = []
  for (const [at, line] of lines.entries()) {
    if (!HEADING.test(line.slice(-400))) continue
    for (const below of lines.slice(at + 1, at + 1 + MOST)) {
      const match = LINE.exec(below.slice(0, 500))
      if (match?.[1] !== undefined) found.push({ name: match[1], reason: match[2] ?? '' })
      else if (below.trim() !== '' || found.length > 0) break
    }
    if (found.length > 0) return found
  }
  return found
}
