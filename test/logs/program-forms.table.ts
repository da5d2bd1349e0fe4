import type { LoggedLine, Wrapper } from './wrappers.table.ts'
import { eachLine, oldStyle } from './wrappers.table.ts'

const iso = (line: LoggedLine): string => new Date(line.atMs).toISOString()
const spaced = (line: LoggedLine): string => iso(line).slice(0, 23).replace('T', ' ')
const tag = (line: LoggedLine): string => `${line.program}[${line.pid}]:`
const daemon = (line: LoggedLine): string => line.program.replace(/^.*\//, '')
const python = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
const ruby = (text: string): string => JSON.stringify(text)

/** TAI64N: 2^62 and ten seconds more than Unix time. */
const tai64n = (line: LoggedLine): string =>
  `@4${(Math.floor(line.atMs / 1000) + 10).toString(16).padStart(15, '0')}${((line.atMs % 1000) * 1_000_000).toString(16).padStart(8, '0')}`

/** What a screen of so many columns shows of a text; blanks at the ends of its rows are lost. */
const rows = (text: string, width: number): string =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, row) =>
    text.slice(row * width, (row + 1) * width).trimEnd(),
  ).join('\n')

/** YAML folds a text at blanks. */
function folded(text: string): string {
  const words = `'${text.replaceAll("'", "''")}'`.split(' ')
  let line = ''
  const lines: string[] = []
  for (const word of words) {
    if (line.length + word.length > 60) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].filter((part) => part !== '').join('\n    ')
}

const MAIL = 'From: a@example.org\nTo: b@example.net\nSubject: log\nMIME-Version: 1.0\n'

/** Logs as real programs gave them out when they were fed with one. */
export const PROGRAM_FORMS: readonly Wrapper[] = [
  ['multilog, whole lines', eachLine((line) => `${tai64n(line)} ${oldStyle(line)}`)],
  ['seconds since the epoch', eachLine((line) => `${Math.floor(line.atMs / 1000)} mail ${tag(line)} ${line.text}`)],
  [
    'journalctl -o with-unit',
    eachLine(
      (line) =>
        `Wed ${iso(line).slice(0, 19).replace('T', ' ')} UTC mail ${line.program === 'exim' ? 'exim4' : 'postfix@-'}.service[${line.pid}]: ${line.text}`,
    ),
  ],
  [
    'log show',
    (lines) =>
      `Timestamp                       Thread     Type        Activity             PID    TTL  \n${eachLine(
        (line) =>
          `${spaced(line)}000+0000 0x1f3c     Info        0x0                  ${line.pid}   0    ${daemon(line)}: ${line.text}`,
      )(lines)}`,
  ],
  ['log show --style compact', eachLine((line) => `${spaced(line)} I  ${daemon(line)}[${line.pid}:1f3c] ${line.text}`)],
  [
    'log show --style ndjson',
    eachLine((line) =>
      JSON.stringify({
        messageType: 'Info',
        processImagePath: `/usr/libexec/${line.program}`,
        timestamp: `${spaced(line)}000+0000`,
        processID: line.pid,
        eventMessage: line.text,
      }),
    ),
  ],
  [
    'a record after a cookie (CEE)',
    eachLine(
      (line) =>
        `${oldStyle({ ...line, program: 'rsyslogd', pid: 1, text: '' }).replace('[1]', '')}@cee: ${JSON.stringify({ msg: ` ${line.text}`, syslogtag: tag(line), timereported: iso(line) })}`,
    ),
  ],
  ['docker logs --details', eachLine((line) => `com.example=1,tag=mta ${oldStyle(line)}`)],
  [
    'Fluent Bit out_file',
    eachLine((line) => `tail.0: [${line.atMs / 1000}00, ${JSON.stringify({ log: oldStyle(line) })}]`),
  ],
  ["Ruby's Logger", eachLine((line) => `I, [${iso(line).slice(0, 23)}456 #812]  INFO -- : ${tag(line)} ${line.text}`)],
  [
    "Ruby's p",
    eachLine(
      (line) =>
        `{"time"=>"${iso(line)}", "program"=>"${line.program}", "pid"=>${line.pid}, "message"=>${ruby(line.text)}}`,
    ),
  ],
  [
    "Ruby's pp of a list",
    (lines) =>
      `[${lines.map((line) => `{"time"=>"${iso(line)}",\n  "program"=>"${line.program}",\n  "pid"=>${line.pid},\n  "message"=>\n   ${ruby(line.text)}}`).join(',\n ')}]\n`,
  ],
  [
    "Python's repr of a list",
    (lines) =>
      `[${lines.map((line) => `{'time': '${iso(line)}', 'program': '${line.program}', 'pid': ${line.pid}, 'message': ${python(line.text)}}`).join(', ')}]\n`,
  ],
  [
    "Python's pprint",
    (lines) =>
      `[${lines.map((line) => `{'message': ${line.text.length < 50 ? python(line.text) : `${python(line.text.slice(0, 50))}\n             ${python(line.text.slice(50))}`},\n  'pid': ${line.pid},\n  'program': '${line.program}',\n  'time': '${iso(line)}'}`).join(',\n ')}]\n`,
  ],
  [
    "Python's named tuples",
    eachLine(
      (line) => `Row(time='${iso(line)}', program='${line.program}', pid=${line.pid}, message=${python(line.text)})`,
    ),
  ],
  ["Python's octets", eachLine((line) => `b${python(oldStyle(line))}`)],
  ['lists in a list', (lines) => JSON.stringify(lines.map((line) => [iso(line), line.program, line.pid, line.text]))],
  [
    'YAML, folded',
    eachLine(
      (line) =>
        `- time: '${iso(line)}'\n  program: ${line.program}\n  pid: ${line.pid}\n  message: ${folded(line.text)}`,
    ),
  ],
  [
    'rows as SQL quotes them, commas in few of them',
    (lines) =>
      `'time','program','pid','message'\n${eachLine((line) => `'${iso(line)}','${line.program}','${line.pid}','${line.text.replaceAll("'", "''")}'`)(lines)}`,
  ],
  ['rsyslog with a second blank', eachLine((line) => oldStyle(line).replace(']: ', ']:  '))],
  ['cat -A', eachLine((line) => `${oldStyle(line)}$`)],
  ['a screen of 100 columns', eachLine((line) => rows(oldStyle(line), 100))],
  [
    'octets counted, their line ends too',
    (lines) => eachLine((line) => `${oldStyle(line).length + 5} <22>${oldStyle(line)}`)(lines),
  ],
  [
    'one text in two forms',
    (lines) =>
      `${MAIL}Content-Type: multipart/alternative; boundary=cut\n\n--cut\nContent-Type: text/plain\n\n${eachLine(oldStyle)(lines)}\n--cut\nContent-Type: text/html\n\n<pre>\n${eachLine(oldStyle)(lines)}</pre>\n--cut--\n`,
  ],
  [
    'a mail in a mail',
    (lines) =>
      `${MAIL}Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\nfyi\n\n--cut\nContent-Type: message/rfc822\n\n${MAIL}Content-Transfer-Encoding: base64\n\n${Buffer.from(eachLine(oldStyle)(lines)).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n--cut--\n`,
  ],
  ['base64 alone', (lines) => Buffer.from(eachLine(oldStyle)(lines)).toString('base64').replaceAll(/.{76}/g, '$&\n')],
  [
    'a list of records with the text within, newest first',
    (lines) =>
      JSON.stringify(
        lines.toReversed().map((line) => ({
          timestamp: iso(line),
          jsonPayload: { ident: line.program, pid: String(line.pid), message: line.text },
        })),
        null,
        2,
      ),
  ],
]
