import type { Counts, LogsDocument, OutcomeRow } from '../../app/logs/document.ts'
import { html, type Markup } from '../../report/html/escape.ts'
import { maybe, section } from '../../report/html/section.ts'
import { STYLE } from '../../report/html/style.ts'
import { minute, serverSentences, what } from './sentences.ts'
import { timelineDrawing } from './timeline-drawing.ts'
import { troubles } from './troubles.ts'

const ROWS = 40

/** One self-contained file: no script, nothing fetched, every octet of the log escaped. */
export function logsHtml(document: LogsDocument): string {
  const { attempts, lines, period } = document
  const failed = attempts.deferred + attempts.bounced + attempts.expired
  const tried = failed + attempts.sent
  const title = tried === 0 ? 'No delivery attempt in these lines' : `${failed} of ${tried} delivery attempts failed`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <h1 class="${failed === 0 ? 'good' : 'bad'}">${title}</h1>
        <p class="facts">
          ${minute(period.start)} to ${minute(period.end)} UTC; ${lines.read} lines, ${lines.unknown} of them not
          understood; ${attempts.sent} sent, ${attempts.deferred} deferred, ${attempts.bounced} bounced,
          ${attempts.expired} expired, ${document.suspended} repeats of an old reason
        </p>
        ${section('Over time', maybe(timelineDrawing(document.timeline, document.incidents)))}
        ${section('What fails, where, since when, why', failing(document))}
        ${section('Next', document.next.length === 0 ? [] : [html`<pre>${document.next.join('\n')}</pre>`])}
        ${section(
          'Why',
          bars(document.byCause, (cause) => document.causes[cause]?.standing),
        )}
        ${section('What, with an example of each', reasons(document))} ${section('Stage', bars(document.byStage))}
        ${section(
          'Where',
          outcomes(
            'destination',
            document.byDestination.map((row) => [row.domain, row]),
          ),
        )}
        ${section(
          'Through which MX',
          outcomes(
            'MX',
            document.byMx.map((row) => [row.mx, row]),
          ),
        )}
        ${section(
          'From which of our addresses',
          outcomes(
            'address',
            document.bySource.map((row) => [row.source, row]),
          ),
        )}
        ${section('An earlier MX failed, a later one took the mail', bars(document.softFailures))}
        ${section('TLS versions', bars(document.tls.byVersion))} ${section('TLS failures', bars(document.tls.failures))}
        ${section('TLS failures that went on in clear text', bars(document.tls.plaintextFallbacks))}
        ${section('As a server', bars(Object.fromEntries(serverSentences(document))))}
        ${section(
          'Files',
          list(
            document.inputs.map(
              ({ name, lines: read, note }) => `${name}: ${read} lines${note === null ? '' : `; ${note}`}`,
            ),
          ),
        )}
      </body>
    </html>`
  return page.markup
}

function failing(document: LogsDocument): readonly Markup[] {
  const all = troubles(document)
  if (all.length === 0) return []
  return [
    html`<ol>
      ${all.slice(0, ROWS).map(({ fact, shows }) => html`<li>${fact}${list(shows)}</li>`)}
    </ol>`,
    ...rest(all.length),
  ]
}

function list(sentences: readonly string[]): readonly Markup[] {
  return sentences.length === 0
    ? []
    : [
        html`<ul>
          ${sentences.map((one) => html`<li>${one}</li>`)}
        </ul>`,
      ]
}

/** Counts as bars, the longest full. */
function bars(counts: Counts, remark: (name: string) => string | undefined = () => undefined): readonly Markup[] {
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
  const most = rows[0]?.[1] ?? 1
  if (rows.length === 0) return []
  return [
    html`<table>
      <tbody>
        ${rows.slice(0, ROWS).map(
          ([name, count]) =>
            html`<tr>
              <td>${name} <span class="facts">${remark(name)}</span></td>
              <td class="num">${count}</td>
              <td style="width: 45%">
                <div class="bar" style="width: ${Math.max(1, Math.round((count / most) * 100))}%"></div>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    ...rest(rows.length),
  ]
}

function reasons(document: LogsDocument): readonly Markup[] {
  if (document.reasons.length === 0) return []
  return [
    html`<table>
      <tbody>
        ${document.reasons.slice(0, ROWS).map(
          (row) =>
            html`<tr>
              <td class="num">${row.count}</td>
              <td>${what(row)}<br /><span class="facts">${row.cause ?? 'undecided'}</span></td>
              <td class="mono">${row.text}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    ...rest(document.reasons.length),
  ]
}

function outcomes(name: string, rows: readonly (readonly [string, OutcomeRow])[]): readonly Markup[] {
  const failing = rows
    .map(([key, row]) => ({ key, row, failed: row.deferred + row.bounced + row.expired }))
    .filter(({ failed }) => failed > 0)
    .toSorted((a, b) => b.failed - a.failed)
  if (failing.length === 0) return []
  return [
    html`<table>
      <thead>
        <tr>
          <th>${name}</th>
          <th>failed</th>
          <th>sent</th>
          <th>mostly</th>
          <th>first</th>
          <th>last</th>
        </tr>
      </thead>
      <tbody>
        ${failing.slice(0, ROWS).map(
          ({ key, row, failed }) =>
            html`<tr>
              <td>${key}</td>
              <td class="num">${failed}</td>
              <td class="num">${row.sent}</td>
              <td>${top(row.failures)}</td>
              <td class="num">${minute(row.firstFailureAt)}</td>
              <td class="num">${minute(row.lastFailureAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    ...rest(failing.length),
  ]
}

function top(counts: Counts): string {
  const [first] = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  return first === undefined ? '' : `${first[0].replace('@', ' at ')} (${first[1]})`
}

function rest(rows: number): readonly Markup[] {
  return rows > ROWS ? [html`<p class="facts">and ${rows - ROWS} more; --json has them all</p>`] : []
}
