import type { Counts, OutcomeRow } from '../../app/logs/document.ts'
import { printable } from '../../base/printable.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { COLUMNS } from '../../report/wrap.ts'

const NAME = 30
/** ` 12345 sent ` */
const SENT = 12
const NUMBER = 12

/** Destinations, MX hosts or addresses of ours where something failed: how often, what passed, and what most failures were. */
export function outcomes(
  title: string,
  all: readonly (readonly [string, OutcomeRow])[],
  paint: Paint,
  most: number,
): string[] {
  const failing = all
    .map(([name, row]) => ({ name, row, failed: row.deferred + row.bounced + row.expired }))
    .filter(({ failed }) => failed > 0)
    .toSorted((a, b) => b.failed - a.failed)
  if (failing.length === 0) return []
  const shown = failing.slice(0, most).map(({ name, row, failed }) => ({
    failed,
    name: printable(name, 64),
    sent: `${String(row.sent).padStart(6)} sent `,
    mostly: mostly(row.failures),
  }))
  const longest = Math.max(...shown.map((row) => row.mostly.length))
  const width = Math.min(NAME, COLUMNS - NUMBER - SENT - longest)
  return [
    '',
    paint.bold(title),
    ...shown.flatMap(({ failed, name, sent, mostly: said }) =>
      // Servers of large providers have long names, and it is the name that is looked for.
      name.length > width
        ? [`${number(failed)}${name}`, `${' '.repeat(NUMBER + width)}${sent}${said}`]
        : [`${number(failed)}${name.padEnd(width)}${sent}${said}`],
    ),
    ...more(failing.length - most),
  ]
}

/** What most of them failed of. */
function mostly(counts: Counts): string {
  const [first] = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  return first === undefined ? '' : printable(first[0].replace('@', ' at '), 38)
}

export function number(count: number): string {
  return `  ${String(count).padStart(8)}  `
}

export function more(rest: number): string[] {
  return rest > 0 ? [`            and ${rest} more (--json has them all)`] : []
}
