import { headLength } from '../unwrap/log-head.ts'
/** What a program wrote at one moment: a line that begins as log lines do, and the lines below it that go on with it. */
export interface LogRecord {
  readonly text: string
  /** Seconds of the day, when a clock stands in front. */
  readonly clock?: number
  /** Marks that records of one delivery share: queue ids, session ids, process ids, names of containers. */
  readonly marks: ReadonlySet<string>
}

const CLOCK = String.raw`(?:\d{1,2}:\d\d:\d\d|\d{6}:\d\d)`
/** What log lines begin with: a clock with or without a date, a level, a container, a program with its process id, a field. */
const BEGINNING = new RegExp(
  [
    String.raw`^\s{0,3}[[("<*]{0,3}(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d?[-/.](?:\d\d?|[A-Z][a-z]{2})[-/.]\d{2,4}|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?(?:[A-Z][a-z]{2} [ \d]?\d|\d{1,2} [A-Z][a-z]{2}|\d{4}-\d\d-\d\d)(?: \d{4})?)(?:[T ,:]{0,3}| (?:at|um|alle|kl\.|\u00e0) )${CLOCK}`,
    // A clock and something after it: the octets of a key stand in threes too.
    String.raw`^\s{0,3}[[(]?${CLOCK}(?![:\da-f])[^\n]{0,40}?[^\d\s:]`,
    // A web server's line.
    String.raw`^\S{3,60} \S{1,40} \S{1,60} \[\d{2}\/[A-Z][a-z]{2}\/\d{4}:`,
    String.raw`^[\w.-]{1,40} {0,20}\| `,
    // The fields of one error are no records: `Error Code: ETIMEDOUT`.
    String.raw`^\s{0,3}\[?(?!error (?:id|code|no|number|type|name|message|details?|help|context)\b)(?:trace|debug|info|notice|warn(?:ing)?|error|err|fatal|crit(?:ical)?|protocol)\b\]?[: |[]`,
    String.raw`^[\w./-]{2,60}\[\d{1,8}\]: `,
    String.raw`^(?:t|time|ts|level|lvl|logger|msg)=`,
    String.raw`^\s{0,6}\d{1,8}:\d{8}:\d{6}\.\d{3} `,
    String.raw`^@4[0-9a-f]{7,24} `,
    String.raw`^\{"`,
  ].join('|'),
  'i',
)
/** True when the line begins as log lines do. */
export function beginsRecord(line: string): boolean {
  return BEGINNING.test(line) || headLength(line) > 0
}

/** What goes on with the record above, though a clock may stand before it: a frame of a stack, the cause of an exception. */
const GOES_ON =
  /^(?:\t| {4,}|\s{0,8}(?:at |from |\.\.\. \d|caused by\b|nested exception|file "|\} ?$|#\d{1,3} |\/\S{1,200}:\d{1,6}:in\b)|[a-z][\w$]{0,40}(?:\.[\w$]{1,60}){1,8}(?:exception|error)\b)/i
/** An exception or an error that begins on a line without a clock. */
const ERROR_LINE =
  /^(?:traceback \(most recent|(?:unhandled|uncaught) |[a-z][\w$.]{0,80}(?:exception|error)\b|internal server error|fatal\b|\*\* \()/i

/** Of a longer text the records at its end are read: what ended things stands there. */
const MOST_RECORDS = 400

/** The records of a log excerpt, in order; undefined when the text is none: fewer than two lines begin as log lines do. */
export function recordsOf(text: string): readonly LogRecord[] | undefined {
  const lines = text.split('\n')
  if (lines.length < 2) return undefined
  const groups: string[][] = []
  let begun = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    const beginning = BEGINNING.exec(line)
    const begins =
      beginning !== null &&
      !GOES_ON.test(
        line
          .slice(beginning[0].length)
          // Columns with tabs between them: a clock, a level, a message.
          .replace(/^\t(?=[a-z]{2,10}\t)/i, '')
          .replace(/^[^\w/]*(?:warn|error|info)?\]?:? /i, ''),
      )
    if (begins) begun += 1
    const last = groups.at(-1)
    if (last === undefined || begins || (last.length === 1 && ERROR_LINE.test(line) && !/[:;]$/.test(last[0] ?? '')))
      groups.push([line])
    else last.push(line)
  }
  if (begun < 2) return undefined
  const records = groups.slice(-MOST_RECORDS).map((group) => recordOf(group))
  return isNewestFirst(records) ? records.toReversed() : records
}

const DATE = /\d{4}-\d\d-\d\d/

/** Web pages show a log from its end: the clocks go back, or who left stands before who came. */
function isNewestFirst(records: readonly LogRecord[]): boolean {
  const [first] = records
  const last = records.at(-1)
  if (first?.clock === undefined || last?.clock === undefined || records.length < 3) return false
  const [from, until] = [DATE.exec(first.text.slice(0, 40))?.[0], DATE.exec(last.text.slice(0, 40))?.[0]]
  if (from !== undefined && until !== undefined && from < until) return false
  if (first.clock === last.clock) return LEFT.test(first.text) && CAME.test(last.text)
  const clocks = records.flatMap(({ clock }) => (clock === undefined ? [] : [clock]))
  return first.clock > last.clock && clocks.every((clock, at) => clock <= (clocks[at - 1] ?? clock))
}

const LEFT = /\bdisconnect(?:ed)? from\b/i
const CAME = /(?<!dis)\bconnect(?:ed|ion)? from\b/i

/** The clock and the name of the machine in front of a program: a machine called `mx1` runs other programs as well. */
const HOST =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d)?) \S{1,255} (?=[\w./-]{1,60}(?:\[\d{1,8}\])?: )/

function recordOf(lines: readonly string[]): LogRecord {
  const clock = clockOf(lines[0] ?? '')
  return {
    text: lines.join('\n').replace(HOST, ''),
    marks: marksOf(lines[0] ?? ''),
    ...(clock !== undefined && { clock }),
  }
}

const TIME = /(?<!\d)(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/

function clockOf(line: string): number | undefined {
  const found = TIME.exec(line.slice(0, 80))
  if (found === null) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', part = '0'] = found
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${part}`)
}

const MARKS = [
  // A process, a thread or a session: `postfix/smtp[2211]:`, `[E095E51D.1.1]`, `[4312:1]`; an address is a peer.
  /\[(?!(?:\d{1,3}\.){3}|[^\]]*::|\d\d:\d\d)([\w.:-]{2,40})\]/g,
  // Postfix' queue id, Exim's message id, and what programs call one.
  /: ((?=[A-Z]{0,14}\d)[0-9A-Z]{4,15}|(?=[B-Zb-z]{0,19}\d)[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}): /g,
  /\b([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}|[0-9a-f]{16}|[JT]ID-\w{4,30})\b/g,
  /\b(?:queueid|msg|delivery|session|msg_id|id)(?: ?[=:] ?"?|[ #])((?=[a-z_]{0,39}\d)\w{1,40})/gi,
  /^([\w.-]{1,40}) {0,20}\| /g,
  // Exchange's connector and session.
  /^[^,\s]{10,40},[^,]{1,80},([0-9A-F]{4,20}),/g,
]
/** Levels stand in brackets too. */
const NO_MARK = /^(?:trace|debug|info|notice|warn|warning|error|err|fatal|crit|critical|protocol|outbound|main|smtp)$/i

function marksOf(line: string): ReadonlySet<string> {
  const head = line.slice(0, 400)
  const found = MARKS.flatMap((mark) => [...head.matchAll(mark)].map(([, name = '']) => name))
  return new Set(found.filter((name) => !NO_MARK.test(name)))
}

/** True when two records tell of one delivery; records without any mark stand for themselves. */
export function areTogether(one: LogRecord, other: LogRecord): boolean {
  if (one.marks.size === 0 || other.marks.size === 0) return one.marks.size === other.marks.size
  for (const mark of one.marks) if (other.marks.has(mark)) return true
  return false
}
