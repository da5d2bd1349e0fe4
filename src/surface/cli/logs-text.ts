import type { Counts, LogsDocument, Timeline } from '../../app/logs/document.ts'
import { printable } from '../../base/printable.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { hang } from '../../report/wrap.ts'

/** What fails, where, since when, why; then what to run next. */
export function logsText(document: LogsDocument, paint: Paint): string {
  const { lines, attempts, period } = document
  const failed = attempts.deferred + attempts.bounced + attempts.expired
  return [
    (failed === 0 ? paint.green : paint.bold)(
      `${lines.read} lines, ${attempts.sent} sent, ${attempts.deferred} deferred, ${attempts.bounced} bounced, ${attempts.expired} expired.`,
    ),
    ...(period.start === null
      ? []
      : [
          `${period.start} to ${period.end ?? '?'}${lines.unknown > 0 ? `; ${lines.unknown} lines not understood (--unknown shows them)` : ''}`,
        ]),
    ...document.inputs
      .filter(({ note }) => note !== null)
      .map(({ name, note }) => hang(`${printable(name)}: ${printable(note ?? '')}`, '  note: ', '        ')),
    ...plot(document.timeline),
    ...section('Why', document.byCause),
    ...section('What', document.bySymptom),
    ...section('Stage', document.byStage),
    ...destinations(document),
    ...section('An earlier MX failed, a later one took the mail', document.softFailures),
    ...section('TLS failures that went on in clear text', document.tls.plaintextFallbacks),
    ...incidents(document),
    ...(document.patterns.length === 0
      ? []
      : [
          '',
          'Patterns',
          ...document.patterns.slice(0, 6).map(({ detail }) => hang(printable(detail, 300), '  - ', '    ')),
        ]),
    ...(document.next.length === 0 ? [] : ['', 'Next', ...document.next.map((command) => `  ${printable(command)}`)]),
  ].join('\n')
}

function section(title: string, counts: Counts): readonly string[] {
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 8)
  return rows.length === 0
    ? []
    : ['', title, ...rows.map(([name, count]) => `  ${String(count).padStart(8)}  ${printable(name, 66)}`)]
}

function destinations(document: LogsDocument): readonly string[] {
  const rows = document.byDestination
    .filter(({ deferred, bounced, expired }) => deferred + bounced + expired > 0)
    .slice(0, 8)
  return rows.length === 0
    ? []
    : [
        '',
        'Where',
        ...rows.map(
          (row) =>
            `  ${String(row.deferred + row.bounced + row.expired).padStart(8)}  ${printable(row.domain, 40).padEnd(34)} ${row.sent} sent, first ${row.firstFailureAt ?? '?'}`,
        ),
      ]
}

function incidents(document: LogsDocument): readonly string[] {
  if (document.incidents.length === 0) return []
  return [
    '',
    'Incidents',
    ...document.incidents.slice(0, 5).map((one) =>
      hang(
        `${one.start} to ${one.open ? 'the end of the log' : one.end}: ${one.failures} failures, ${one.symptom}${one.stage === null ? '' : `@${one.stage}`}${one.cause === null ? '' : ` (${one.cause})`}, ${one.scope}${
          one.destinations.length === 0
            ? ''
            : `: ${one.destinations
                .slice(0, 3)
                .map((name) => printable(name, 60))
                .join(', ')}`
        }`,
        '  - ',
        '    ',
      ),
    ),
  ]
}

const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const COLUMNS = 70

/** Failures over time as one line of blocks. */
function plot({ failures, start, bucketSeconds }: Timeline): readonly string[] {
  const most = failures.reduce((max, count) => Math.max(max, count), 0)
  if (most === 0 || start === null) return []
  const step = Math.max(1, Math.ceil(failures.length / COLUMNS))
  const bars: string[] = []
  const summed = Array.from({ length: Math.ceil(failures.length / step) }, (_none, index) =>
    failures.slice(index * step, (index + 1) * step).reduce((sum, count) => sum + count, 0),
  )
  const top = summed.reduce((max, count) => Math.max(max, count), 1)
  for (const count of summed) bars.push(BLOCKS[Math.ceil((count / top) * 8)] ?? '█')
  return ['', `Failures, one column = ${bucketSeconds * step} s, highest ${top}`, `  ${bars.join('')}`]
}
