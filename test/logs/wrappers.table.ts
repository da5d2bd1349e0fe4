/** One line of a log, before any program framed it. */
export interface LoggedLine {
  readonly atMs: number
  readonly program: string
  readonly pid: number
  readonly text: string
}

/** A whole log as some program hands it on. */
export type Wrap = (lines: readonly LoggedLine[]) => string | Buffer

export type Wrapper = readonly [string, Wrap]

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const iso = (atMs: number): string => new Date(atMs).toISOString()
const tag = (line: LoggedLine): string => `${line.program}[${line.pid}]: ${line.text}`

function oldStamp(atMs: number): string {
  const at = new Date(atMs)
  return `${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${iso(atMs).slice(11, 19)}`
}

export const oldStyle = (line: LoggedLine): string => `${oldStamp(line.atMs)} mail ${tag(line)}`
const newStyle = (line: LoggedLine): string => `${iso(line.atMs).replace('Z', '000+00:00')} mail ${tag(line)}`

export const eachLine =
  (write: (line: LoggedLine, index: number) => string, end = '\n'): ((lines: readonly LoggedLine[]) => string) =>
  (lines) =>
    lines.map((line, index) => write(line, index) + end).join('')

const journald = (line: LoggedLine): object => ({
  __CURSOR: 's=1;i=2',
  __REALTIME_TIMESTAMP: String(line.atMs * 1000),
  _HOSTNAME: 'mail',
  SYSLOG_IDENTIFIER: line.program,
  _PID: String(line.pid),
  MESSAGE: line.text,
})

/** Node takes the quotes that need no escapes. */
const shown = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", String.raw`\'`)}'`

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Breaks at spaces, as mail programs and tickets do; a word longer than the line stays whole. */
function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line === '') line = word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = indent + word
    }
  }
  return [...lines, line]
}

/** Breaks anywhere, as terminals do. */
function chopped(text: string, width: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, index) =>
    text.slice(index * width, (index + 1) * width),
  )
}

const CONTAINERS: readonly Wrapper[] = [
  ['docker logs -t', eachLine((line) => `${iso(line.atMs).replace('Z', '123456Z')} ${oldStyle(line)}`)],
  ...['postfix', 'exim', 'web'].map<Wrapper>((name) => [
    `Docker's syslog driver, a container named ${name}`,
    eachLine((line) => `${oldStamp(line.atMs)} host ${name}[812]: ${oldStyle(line)}`),
  ]),
  [
    "journalctl in its user's tongue",
    eachLine((line) =>
      oldStyle(line)
        .replace(/^May  ?/, 'Mai 0')
        .replace(/^Mai 0(\d\d) /, 'Mai $1 '),
    ),
  ],
  [
    "a process's command in the place of its tag",
    eachLine((line) => oldStyle({ ...line, program: line.program.slice(line.program.lastIndexOf('/') + 1) })),
  ],
  ['docker logs -t, ISO inside', eachLine((line) => `${iso(line.atMs).replace('Z', '123456Z')} ${newStyle(line)}`)],
  [
    'kubectl logs --prefix --timestamps',
    eachLine((line) => `[pod/mail-0/mta] ${iso(line.atMs).replace('Z', '123456Z')} ${oldStyle(line)}`),
  ],
  ['compose logs -t', eachLine((line) => `mta-1  | ${iso(line.atMs).replace('Z', '123456Z')} ${oldStyle(line)}`)],
  ['logcli', eachLine((line) => `${iso(line.atMs)} {filename="/var/log/mail.log", job="varlogs"} ${oldStyle(line)}`)],
  ['aws logs tail', eachLine((line) => `${iso(line.atMs).replace('Z', '000+00:00')} i-0ab/mail.log ${oldStyle(line)}`)],
  ['stamped with a tab', eachLine((line) => `${iso(line.atMs)}\t${oldStyle(line)}`)],
  ['a relay with the old stamp twice', eachLine((line) => `${oldStamp(line.atMs)} collector ${oldStyle(line)}`)],
  [
    'Kiwi',
    eachLine((line) => `${iso(line.atMs).slice(0, 19).replace('T', ' ')}\tMail.Info\t192.0.2.9\t${oldStyle(line)}`),
  ],
]

/** rsyslog ends a program's name at the slash, and keeps the space that stands before the text. */
const cutName = (line: LoggedLine): string => line.program.replace(/\/.*$/, '')

const SYSLOGS: readonly Wrapper[] = [
  [
    'RFC 5424 by rsyslog',
    eachLine((line) => `<22>1 ${iso(line.atMs)} mail ${cutName(line)} ${line.pid} - -  ${line.text}`),
  ],
  ['FreeBSD -vv', eachLine((line) => `${oldStamp(line.atMs)} <mail.info> mail ${tag(line)}`)],
  ['FreeBSD -v', eachLine((line) => `${oldStamp(line.atMs)} <2.6> mail ${tag(line)}`)],
  ['AIX', eachLine((line) => `${oldStamp(line.atMs)} mail mail:info ${tag(line)}`)],
  ['AIX, forwarded', eachLine((line) => `${oldStamp(line.atMs)} Message forwarded from mail: ${tag(line)}`)],
  ['a zone after the old stamp', eachLine((line) => `${oldStamp(line.atMs)} UTC mail ${tag(line)}`)],
  [
    'journalctl -o short-monotonic',
    eachLine((line) => `[${(line.atMs / 1000 - 1_714_500_000).toFixed(6).padStart(14)}] mail ${tag(line)}`),
  ],
]

const RECORDS: readonly Wrapper[] = [
  [
    'JSON by rsyslog',
    eachLine((line) =>
      JSON.stringify({
        '@timestamp': iso(line.atMs),
        host: 'mail',
        program: `${cutName(line)}[${line.pid}]:`,
        message: ` ${line.text}`,
      }),
    ),
  ],
  [
    'journalctl -o json-pretty',
    eachLine((line) => JSON.stringify(journald(line), null, '\t').replaceAll('": ', '" : ')),
  ],
  ['journalctl -o json-seq', eachLine((line) => `\u001e${JSON.stringify(journald(line))}`)],
  ['journalctl -o json-sse', eachLine((line) => `data: ${JSON.stringify(journald(line))}\n`)],
  ['a JSON array', (lines) => JSON.stringify(lines.map(journald))],
  ['a JSON array, indented', (lines) => JSON.stringify(lines.map(journald), null, 2)],
  [
    'Google textPayload',
    eachLine((line) => JSON.stringify({ textPayload: oldStyle(line), timestamp: iso(line.atMs), insertId: 'a' })),
  ],
  [
    'Google jsonPayload',
    eachLine((line) => JSON.stringify({ jsonPayload: { message: oldStyle(line) }, timestamp: iso(line.atMs) })),
  ],
  [
    'Splunk',
    eachLine((line) => JSON.stringify({ preview: false, result: { _raw: oldStyle(line), _time: iso(line.atMs) } })),
  ],
  [
    'Elastic hits',
    eachLine((line) =>
      JSON.stringify({ _index: 'm', _source: { '@timestamp': iso(line.atMs), message: oldStyle(line) } }),
    ),
  ],
  [
    'fluentd out_file',
    eachLine((line) => {
      const record = { host: 'mail', ident: line.program, pid: String(line.pid), message: line.text }
      return `${iso(line.atMs).slice(0, 19)}+00:00\tsyslog.mail.info\t${JSON.stringify(record)}`
    }),
  ],
  [
    'Graylog CSV',
    (lines) =>
      `"timestamp","source","message"\n${eachLine((line) => [iso(line.atMs), 'mail', `mail ${tag(line)}`].map(quoted).join(','))(lines)}`,
  ],
  [
    'Kibana CSV, the program apart',
    (lines) =>
      `"@timestamp","host.name","process.name","process.pid",message\n${eachLine((line) => `${quoted(iso(line.atMs))},mail,${line.program},${line.pid},${quoted(line.text)}`)(lines)}`,
  ],
  [
    'Splunk CSV',
    (lines) =>
      `"_raw","_time",host\n${eachLine((line) => `${quoted(oldStyle(line))},${quoted(iso(line.atMs))},mail`)(lines)}`,
  ],
]

const TOOLS: readonly Wrapper[] = [
  ['grep -A', eachLine((line, index) => `mail.log${index % 2 === 0 ? ':' : '-'}${oldStyle(line)}`)],
  ['grep -n -A', eachLine((line, index) => `${index + 1}${index % 2 === 0 ? ':' : '-'}${oldStyle(line)}`)],
  [
    'grep -H -n -A',
    eachLine((line, index) => {
      const mark = index % 2 === 0 ? ':' : '-'
      return `/var/log/mail.log.1${mark}${index + 1}${mark}${newStyle(line)}`
    }),
  ],
  ['grep in a folder with an odd name', eachLine((line) => `/var/log/mail @x (1).log:${oldStyle(line)}`)],
  ['findstr', eachLine((line) => `C:\\logs\\mail.log:${oldStyle(line)}`)],
  ['pssh', eachLine((line) => `mail01: ${oldStyle(line)}`)],
  ['less -N', eachLine((line, index) => `${String(index + 1).padStart(7)} ${oldStyle(line)}`)],
  ['nl', eachLine((line, index) => `${String(index + 1).padStart(6)}  ${newStyle(line)}`)],
  [
    'grep --color',
    eachLine((line) => oldStyle(line).replace(/[a-z]+=/, (word) => `\u001b[01;31m\u001b[K${word}\u001b[m\u001b[K`)),
  ],
  ['colours to the end of the line', eachLine((line) => `\u001b[0;32m${oldStyle(line)}\u001b[0m\u001b[K`)],
  ['typed by a clock', eachLine((line) => `[10:22 AM] ${oldStyle(line)}`)],
]

const PASTED: readonly Wrapper[] = [
  ['quoted', eachLine((line) => `> ${oldStyle(line)}`)],
  ['quoted twice', eachLine((line) => `>> ${newStyle(line)}`)],
  ['a quote in a quote', eachLine((line) => `> > ${newStyle(line)}`)],
  ['indented', eachLine((line) => `    ${oldStyle(line)}`)],
  ['indented by a tab', eachLine((line) => `\t${newStyle(line)}`)],
  ['a list', eachLine((line) => `* ${oldStyle(line)}`)],
  ['escaped for HTML', eachLine((line) => escaped(oldStyle(line)))],
  ['a page', (lines) => `<pre>\n${eachLine((line) => escaped(newStyle(line)))(lines)}</pre>\n`],
  ['lines of HTML', eachLine((line) => `${escaped(oldStyle(line))}<br>`)],
  [
    'escaped by number',
    eachLine((line) => oldStyle(line).replaceAll('<', '&#60;').replaceAll('>', '&#x3e;').replaceAll('"', '&quot;')),
  ],
  ['no-break spaces', eachLine((line) => oldStyle(line).replaceAll(' ', '\u00a0'))],
  [
    'a list as Node shows it',
    (lines) => `[\n${eachLine((line) => `  ${shown(oldStyle(line))},`)(lines)}  ... 9 more items\n]\n`,
  ],
  ['JSON strings', (lines) => `[\n${lines.map((line) => `  ${JSON.stringify(oldStyle(line))}`).join(',\n')}\n]\n`],
  ['wrapped at 80', eachLine((line) => wrapped(oldStyle(line), 80).join('\n'))],
  ['wrapped at 72, indented', eachLine((line) => wrapped(oldStyle(line), 72, '    ').join('\n'))],
  ['wrapped at 120 with empty lines between', eachLine((line) => wrapped(newStyle(line), 120).join('\n'), '\n\n')],
  [
    'wrapped at 78 and quoted',
    eachLine((line) =>
      wrapped(newStyle(line), 78)
        .map((part) => `> ${part}`)
        .join('\n'),
    ),
  ],
  ['chopped at 100', eachLine((line) => chopped(oldStyle(line), 100).join('\n'))],
  ['under a greeting', (lines) => `Hello,\n\nhere is my log:\n\n\`\`\`\n${eachLine(oldStyle)(lines)}\`\`\`\nThanks\n`],
]

export const WRAPPERS: readonly Wrapper[] = [...CONTAINERS, ...SYSLOGS, ...RECORDS, ...TOOLS, ...PASTED]
