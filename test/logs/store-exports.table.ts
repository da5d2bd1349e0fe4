import type { LoggedLine, Wrapper } from './wrappers.table.ts'
import { eachLine, oldStyle } from './wrappers.table.ts'

const iso = (line: LoggedLine): string => new Date(line.atMs).toISOString()
const tagged = (line: LoggedLine): string => `${line.program}[${line.pid}]: ${line.text}`
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const spaced = (line: LoggedLine): string => iso(line).replace('T', ' ').replace('Z', '')

/** What log stores and their pages make of a log when it is exported. */
export const STORE_EXPORTS: readonly Wrapper[] = [
  [
    'a table with names of its own, the program before the text',
    (lines) =>
      `Date,Host,Service,Content\n${eachLine((line) => `${cell(iso(line))},mail,syslog,${cell(tagged(line))}`)(lines)}`,
  ],
  [
    'a table of a time and a line',
    (lines) => `@timestamp,@message\n${eachLine((line) => `${spaced(line)},${cell(oldStyle(line))}`)(lines)}`,
  ],
  [
    'a table of records',
    (lines) =>
      `_id,_source\n${eachLine((line, index) => `a${index},${cell(JSON.stringify({ '@timestamp': iso(line), message: oldStyle(line) }))}`)(lines)}`,
  ],
  [
    'a table with the tag in a column of its own',
    (lines) =>
      `ID,ReceivedAt,FromHost,Message,SysLogTag\n${eachLine((line, index) => `${index},${spaced(line)},mail,${cell(` ${line.text}`)},${line.program}[${line.pid}]:`)(lines)}`,
  ],
  [
    'streams of times and lines in one document',
    (lines) =>
      JSON.stringify({
        status: 'success',
        data: {
          result: [{ stream: { job: 'mail' }, values: lines.map((line) => [`${line.atMs}000000`, oldStyle(line)]) }],
        },
      }),
  ],
  [
    'events in one indented document',
    (lines) =>
      JSON.stringify({ events: lines.map((line) => ({ timestamp: line.atMs, message: oldStyle(line) })) }, null, 4),
  ],
  [
    'records under a name that is nowhere known',
    eachLine((line) => JSON.stringify({ when: 'today', date: line.atMs / 1000, payload: { body: oldStyle(line) } })),
  ],
  [
    "an answer with the records of Elastic's schema, indented",
    (lines) =>
      JSON.stringify(
        {
          hits: {
            hits: lines.map((line) => ({
              _source: {
                '@timestamp': iso(line),
                message: line.text,
                process: { name: line.program, pid: line.pid },
                host: { hostname: 'mail' },
              },
            })),
          },
        },
        null,
        1,
      ),
  ],
  [
    'records of syslog-ng (format-json)',
    eachLine((line) =>
      JSON.stringify({
        PROGRAM: line.program,
        PRIORITY: 'info',
        PID: String(line.pid),
        MESSAGE: line.text,
        LEGACY_MSGHDR: `${line.program}[${line.pid}]: `,
        HOST: 'mail',
        DATE: oldStyle(line).slice(0, 15),
      }),
    ),
  ],
  [
    "batches of OpenTelemetry's collector, one a line",
    (lines) => {
      const bodies = lines.map((line) => ({
        timeUnixNano: `${line.atMs}000000`,
        body: { stringValue: oldStyle(line) },
      }))
      const batches = [
        bodies.slice(0, 1),
        ...bodies.flatMap((_, at) => (at % 5 === 1 ? [bodies.slice(at, at + 5)] : [])),
      ]
      return batches
        .map((logRecords) => `${JSON.stringify({ resourceLogs: [{ scopeLogs: [{ scope: {}, logRecords }] }] })}\n`)
        .join('')
    },
  ],
  ['a list of strings', (lines) => `lines:\n${eachLine((line) => `  - ${JSON.stringify(oldStyle(line))}`)(lines)}`],
  ['diff', eachLine((line) => `< ${oldStyle(line)}`)],
  ['a process before the line', eachLine((line) => `${iso(line)} app[mail.1]: ${oldStyle(line)}`)],
]
