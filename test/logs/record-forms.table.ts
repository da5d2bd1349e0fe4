import type { LoggedLine, Wrapper } from './wrappers.table.ts'
import { eachLine, oldStyle } from './wrappers.table.ts'

const iso = (line: LoggedLine): string => new Date(line.atMs).toISOString()
const spaced = (line: LoggedLine): string => iso(line).slice(0, 19).replace('T', ' ')
const tag = (line: LoggedLine): string => `${line.program}[${line.pid}]:`
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const sql = (text: string): string => `'${text.replaceAll("'", "''")}'`
const ruby = (text: string): string => `"${text.replaceAll('"', String.raw`\"`)}"`

/** Columns as wide as their widest cell. */
function drawn(rows: readonly (readonly string[])[], between: string): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  return rows.map((row) => row.map((text, index) => text.padEnd(widths[index] ?? 0)).join(between))
}

const HEAD = ['id', 'receivedat', 'fromhost', 'syslogtag', 'message']
const row = (line: LoggedLine, index: number): readonly string[] => [
  String(index),
  spaced(line),
  'mail',
  tag(line),
  ` ${line.text}`,
]

/** RFC 2045, 6.7: no line longer than 76 characters, soft breaks within lines. */
function quotedPrintable(text: string): string {
  const soft = (line: string): string => line.replaceAll('=', '=3D').replaceAll(/.{60}(?![0-9A-F]|D)/g, '$&=\n')
  return text.split('\n').map(soft).join('\n')
}

const MAIL = 'From: a@example.org\nTo: b@example.org\nSubject: mail.log\nMIME-Version: 1.0\n'

/** Logs as records: tables, fields under each other, values of program languages, mark-up, mails. */
export const RECORD_FORMS: readonly Wrapper[] = [
  [
    'a table drawn with bars (psql)',
    (lines) => {
      const [head = '', ...rows] = drawn([HEAD, ...lines.map(row)], ' | ')
      return ` ${head}\n-${'-'.repeat(20)}-+-${'-'.repeat(20)}\n${rows.map((text) => ` ${text.trimEnd()}\n`).join('')}(${rows.length} rows)\n`
    },
  ],
  [
    'a table of Markdown',
    (lines) =>
      `| Time | Program | Message |\n|---|:--|---|\n${eachLine((line) => `| ${spaced(line)} | ${tag(line)} | ${line.text} |`)(lines)}`,
  ],
  [
    'records set out (mysql)',
    eachLine(
      (line, index) =>
        `*************************** ${index + 1}. row ***************************\nReceivedAt: ${spaced(line)}\n SysLogTag: ${tag(line)}\n   Message:  ${line.text}`,
    ),
  ],
  [
    'journalctl -o verbose',
    eachLine(
      (line) =>
        `Wed ${spaced(line)}.123456 UTC [s=7f3;i=1a;b=9c]\n    PRIORITY=6\n    SYSLOG_IDENTIFIER=${line.program}\n    SYSLOG_PID=${line.pid}\n    MESSAGE=${line.text}`,
    ),
  ],
  [
    'records of YAML',
    eachLine(
      (line) =>
        `- time: ${iso(line)}\n  program: ${line.program}\n  pid: ${line.pid}\n  message: ${JSON.stringify(line.text)}`,
    ),
  ],
  ['Fluent Bit', eachLine((line) => `[0] tail.0: [[${line.atMs / 1000}00, {}], {"log"=>${ruby(oldStyle(line))}}]`)],
  [
    'rows as SQL inserts them',
    eachLine(
      (line, index) =>
        `INSERT INTO "events"(id,at,tag,message) VALUES(${index},${sql(spaced(line))},${sql(tag(line))},${sql(line.text)});`,
    ),
  ],
  [
    'lists, one a line (jq)',
    eachLine((line) => JSON.stringify([iso(line), 'mail', `${line.program}[${line.pid}]`, line.text])),
  ],
  [
    'rows with tabs and no head, the program without its process (Papertrail)',
    eachLine(
      (line, index) =>
        `${1_700_000_000_000 + index}\t${iso(line).slice(0, 19)}\t42\tmail\tMail\tInfo\t${line.program}\t${line.text}`,
    ),
  ],
  [
    'semicolons, names and dates of another tongue',
    (lines) =>
      `Zeit;Rechner;Programm;PID;Meldung\r\n${eachLine(
        (line) =>
          `${iso(line).replace(/^(\d+)-(\d+)-(\d+)T(.{8}).*$/, '$3.$2.$1 $4')};mail;${line.program};${line.pid};${cell(line.text)}`,
        '\r\n',
      )(lines)}`,
  ],
  [
    'dates as Kibana writes them',
    (lines) =>
      `"@timestamp","process.name","process.pid",message\n${eachLine(
        (line) =>
          `"May 1, ${iso(line).slice(0, 4)} @ ${iso(line).slice(11, 23)}",${line.program},${line.pid},${cell(line.text)}`,
      )(lines)}`,
  ],
  [
    'fields with names (logfmt)',
    eachLine(
      (line) => `ts=${iso(line)} host=mail program=${line.program} pid=${line.pid} msg=${JSON.stringify(line.text)}`,
    ),
  ],
  [
    'XML',
    (lines) =>
      `<?xml version="1.0"?>\n<events>\n${eachLine(
        (line) =>
          `  <event>\n    <timestamp>${iso(line)}</timestamp>\n    <message><![CDATA[${oldStyle(line)}]]></message>\n  </event>`,
      )(lines)}</events>\n`,
  ],
  [
    'a table of HTML',
    (lines) =>
      `<html><body><table>\n<tr><th>Time</th><th>Line</th></tr>\n${eachLine(
        (line) => `<tr><td>${spaced(line)}</td><td>${escaped(oldStyle(line))}</td></tr>`,
      )(lines)}</table></body></html>\n`,
  ],
  [
    'a mail in base64, CR LF',
    (lines) =>
      `${MAIL}Content-Transfer-Encoding: base64\n\n${Buffer.from(eachLine(oldStyle, '\r\n')(lines)).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`.replaceAll(
        '\n',
        '\r\n',
      ),
  ],
  [
    'a mail in quoted-printable',
    (lines) =>
      `${MAIL}Content-Transfer-Encoding: quoted-printable\n\nHello,\n\n${quotedPrintable(eachLine(oldStyle)(lines))}`,
  ],
  [
    'an attachment',
    (lines) =>
      `${MAIL}Content-Type: multipart/mixed; boundary="=_b1"\n\n--=_b1\nContent-Type: text/plain\n\nHello.\n\n--=_b1\nContent-Type: text/plain; name="mail.log"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(eachLine(oldStyle)(lines)).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n--=_b1--\n`,
  ],
  [
    'octets counted, and no line ends',
    (lines) =>
      lines
        .map((line) => `<22>${oldStyle(line)}`)
        .map((frame) => `${Buffer.byteLength(frame)} ${frame}`)
        .join(''),
  ],
  [
    'a whole log in one string',
    (lines) => JSON.stringify({ title: 'help', body: lines.map((line) => `${oldStyle(line)}\n`).join('') }),
  ],
  [
    'pieces of a container (CRI)',
    eachLine((line) => {
      const text = oldStyle(line)
      return `${iso(line)} stdout P ${text.slice(0, 60)}\n${iso(line)} stdout F ${text.slice(60)}`
    }),
  ],
  [
    'pieces of a container (Docker)',
    eachLine((line) =>
      [oldStyle(line).slice(0, 60), `${oldStyle(line).slice(60)}\n`]
        .map((log) => JSON.stringify({ log, stream: 'stdout', time: iso(line) }))
        .join('\n'),
    ),
  ],
  [
    'pairs of a name and a value (CloudWatch Insights)',
    (lines) =>
      JSON.stringify({
        results: lines.map((line) => [
          { field: '@timestamp', value: spaced(line) },
          { field: '@message', value: oldStyle(line) },
          { field: '@ptr', value: 'CmE' },
        ]),
        status: 'Complete',
      }),
  ],
  [
    'records in one document, the program apart',
    (lines) =>
      JSON.stringify({
        events: lines.map((line) => ({ program: line.program, message: line.text, received_at: iso(line), id: 1 })),
      }),
  ],
  [
    'the newest line first',
    (lines) =>
      `"_time","_raw"\n${lines
        .toReversed()
        .map((line) => `${cell(iso(line))},${cell(oldStyle(line))}\n`)
        .join('')}`,
  ],
  ['Heroku', eachLine((line) => `<190>1 ${iso(line)} host app web.1 - ${oldStyle(line)}`)],
]
