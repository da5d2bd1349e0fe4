import type { Counts, LogsDocument, Timeline } from '../../app/logs/document.ts'
import { counted } from '../../base/counted.ts'
import { printable } from '../../base/printable.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { hang } from '../../report/wrap.ts'
import { more, number, outcomes } from './outcome-table.ts'
import { minute, serverSentences, what } from './sentences.ts'
import { troubles } from './troubles.ts'

const ROWS = 8
const TROUBLES = 5
const MXS = 4

/** What fails, where, since when, why; then what to run next. */
export function logsText(document: LogsDocument, paint: Paint): string {
  const { lines, attempts } = document
  const failed = attempts.deferred + attempts.bounced + attempts.expired
  return [
    (failed === 0 ? paint.green : paint.bold)(
      `${counted(lines.read, 'line')}, ${attempts.sent} sent, ${attempts.deferred} deferred, ${attempts.bounced} bounced, ${attempts.expired} expired.`,
    ),
    ...(document.suspended === 0
      ? []
      : [`${counted(document.suspended, 'repeat')} of an older reason, without an attempt, not counted.`]),
    ...span(document),
    ...document.inputs
      .filter(({ note }) => note !== null)
      .map(({ name, note }) => hang(`${printable(name)}: ${printable(note ?? '')}`, '  note: ', '        ')),
    ...folded(document.folded),
    ...plot(document.timeline),
    ...failing(document, paint),
    ...next(document, paint),
    ...countTable('Why', document.byCause, paint, (cause) => standing(document, cause)),
    ...reasons(document, paint),
    ...countTable('Stage', document.byStage, paint),
    ...outcomes(
      'Where',
      document.byDestination.map((row) => [row.domain, row]),
      paint,
      ROWS,
    ),
    ...outcomes(
      'Through which MX',
      document.byMx.map((row) => [row.mx, row]),
      paint,
      MXS,
    ),
    ...(document.bySource.length < 2
      ? []
      : outcomes(
          'From which of our addresses',
          document.bySource.map((row) => [row.source, row]),
          paint,
          MXS,
        )),
    ...countTable('An earlier MX failed, a later one took the mail', document.softFailures, paint),
    ...detours(document),
    ...countTable('TLS failures that went on in clear text', document.tls.plaintextFallbacks, paint),
    ...countTable('As a server', Object.fromEntries(serverSentences(document)), paint),
  ].join('\n')
}

/** The time that the log covers, and how much of it is not understood. */
function span({ period, lines }: LogsDocument): readonly string[] {
  const parts = [
    ...(period.start === null ? [] : [`${minute(period.start)} to ${minute(period.end)} UTC`]),
    ...(lines.unknown === 0 ? [] : [`${counted(lines.unknown, 'line')} not understood (--unknown shows them)`]),
  ]
  return parts.length === 0 ? [] : [hang(parts.join('; '), '', '')]
}

/** Sums stay exact; whoever looks for a row that is not there must know why. */
function folded(counts: Counts): readonly string[] {
  const parts = Object.entries(counts).map(([what, count]) => `${count} ${printable(what)}`)
  return parts.length === 0
    ? []
    : [hang(`${parts.join(', ')} did not fit into memory and were folded; totals are exact`, '  note: ', '        ')]
}

function standing(document: LogsDocument, cause: string): string {
  const row = document.causes[cause]
  return row === undefined || row.standing === 'proven' ? '' : ` (${row.standing})`
}

function countTable(
  title: string,
  counts: Counts,
  paint: Paint,
  remark: (name: string) => string = () => '',
): string[] {
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
  if (rows.length === 0) return []
  return [
    '',
    paint.bold(title),
    ...rows
      .slice(0, ROWS)
      .map(([name, count]) => `${number(count)}${printable(name.replace('@', ' at '), 66)}${remark(name)}`),
    ...more(rows.length - ROWS),
  ]
}

/** Which MX hosts they were that another made good. */
function detours({ byMx }: LogsDocument): string[] {
  const rows = byMx.filter(({ softFailures }) => softFailures > 0).toSorted((a, b) => b.softFailures - a.softFailures)
  if (rows.length === 0) return []
  const names = rows.slice(0, MXS).map(({ mx, softFailures }) => `${printable(mx, 66)} (${softFailures})`)
  const rest = rows.length > MXS ? ` and ${rows.length - MXS} more` : ''
  return [hang(`at ${names.join(', ')}${rest}`, '            ', '            ')]
}

/** The failures themselves, each with one text as the log has it. */
function reasons(document: LogsDocument, paint: Paint): string[] {
  if (document.reasons.length === 0) return []
  return [
    '',
    paint.bold('What, with an example of each'),
    ...document.reasons
      .slice(0, 6)
      .map((row) => hang(`${what(row)}: ${printable(row.text, 200)}`, number(row.count), '            ')),
    ...more(document.reasons.length - 6),
  ]
}

/** The first screen: each trouble in one paragraph. */
function failing(document: LogsDocument, paint: Paint): string[] {
  const all = troubles(document)
  if (all.length === 0) return []
  return [
    '',
    paint.bold('What fails, where, since when, why'),
    ...all
      .slice(0, TROUBLES)
      .flatMap(({ fact, shows }, index) => [
        hang(printable(fact, 400), `  ${index + 1}. `, '     '),
        ...shows.map((one) => hang(printable(one, 300), '     - ', '       ')),
      ]),
    ...(all.length > TROUBLES ? [`     and ${all.length - TROUBLES} more kinds of failure, below`] : []),
  ]
}

function next(document: LogsDocument, paint: Paint): string[] {
  if (document.next.length === 0) return []
  return ['', paint.bold('Next'), ...document.next.map((command) => `  ${printable(command)}`)]
}

const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const COLUMNS = 70

/** Failures over time as one line of blocks. */
function plot({ failures, start, bucketSeconds }: Timeline): readonly string[] {
  const most = failures.reduce((max, count) => Math.max(max, count), 0)
  if (most === 0 || start === null) return []
  const step = Math.max(1, Math.ceil(failures.length / COLUMNS))
  const summed = Array.from({ length: Math.ceil(failures.length / step) }, (_none, index) =>
    failures.slice(index * step, (index + 1) * step).reduce((sum, count) => sum + count, 0),
  )
  const top = summed.reduce((max, count) => Math.max(max, count), 1)
  const bars = summed.map((count) => BLOCKS[Math.ceil((count / top) * 8)] ?? '█')
  return ['', `Failures, one column = ${duration(bucketSeconds * step)}, highest ${top}`, `  ${bars.join('')}`]
}

export function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
