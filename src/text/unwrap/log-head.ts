const DAY = String.raw`(?:[A-Z][a-z]{2},? )?`
const PART = String.raw`(?:[.,:]\d{1,9})?`
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT|[CEMPJ][ES]?[SD]?T|[+-]\d\d:?\d\d))?`
/** When it was: ISO 8601 and its kin, syslog's, a web server's, Erlang's, a clock alone, Android's. */
const STAMPS = [
  String.raw`${DAY}\d{4}[-/.]\d\d[-/.]\d\d(?:[T ]|, | - )\d{1,2}:\d\d(?::\d\d)?${PART}${ZONE}`,
  String.raw`${DAY}[A-Z][a-z]{2} [ \d]?\d,?(?: \d{4})? \d{1,2}:\d\d:\d\d${PART}(?: [AP]M)?(?: \d{4})?`,
  String.raw`${DAY}\d{1,2}[ /.-](?:[A-Z][a-z]{2}|\d\d?)(?:[ /.-]\d{2,4})?(?:,? |:{1,2})\d{1,2}:\d\d:\d\d${PART}(?: [AP]M)?${ZONE}`,
  String.raw`\d{1,2}:\d\d:\d\d${PART}(?: ?[AP]M)?`,
  String.raw`\d{1,2}:\d\d ?[AP]M`,
  String.raw`\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}`,
].join('|')
/** In brackets more may stand beside the time. Ruby and klog set the letter of the level in front; a kernel counts seconds. */
const STAMP = [
  String.raw`(?:[DIWEFA], )?\[ ?(?:${STAMPS})(?:[: ][^\]\n]{1,60})?\]`,
  String.raw`\[ {0,6}\d{1,8}\.\d{6}\]`,
  String.raw`(?:${STAMPS})`,
  String.raw`[DIWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}`,
].join('|')
/** Heads without a time that are no words: Python's `ERROR:root:`, logrus' seconds, ESP-IDF's ticks. */
const TIMELESS = [
  String.raw`(?:TRACE|DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]{1,60}:`,
  String.raw`(?:TRAC|DEBU|INFO|WARN|ERRO|FATA)\[\d{4,8}\]`,
  String.raw`[VDIWE] \(\d{1,10}\) [\w-]{1,40}:`,
].join('|')
const BEGINNING = new RegExp(
  String.raw`^\s{0,8}(?:(?:<\d{1,3}>)?(?:1 )?(?:\[Nest\] \d{1,8} {1,4}- )?(?:${STAMP})(?=[ \t|\]-]|: )|${TIMELESS})`,
)

const LEVEL_WORDS =
  'trace|debug|debg|info|information|notice|warn|warning|error|err|fatal|ftl|crit|critical|severe|alert|emerg|emergency|panic|fail'
/** What stands between the time and the words, in any order. */
const PARTS = [
  String.raw`[ \t]{1,40}`,
  // A level: `[ERR]`, `app.ERROR:`, `[php:error]`, `<warn>`, `| ERROR    |`; one letter with a tag is Android's.
  String.raw`(?:\[ ?(?:[\w-]{1,20}[.:])?(?:${LEVEL_WORDS}) {0,6}\]|\[[DIWEF]\]|<(?:${LEVEL_WORDS})>|(?:[\w-]{1,20}\.)?(?:${LEVEL_WORDS})(?=[ :|\t-])):?`,
  String.raw`[VDIWEF] [\w./-]{1,40} {0,30}: `,
  // A thread, a process, a request: no address, which is a peer's, and no error.
  String.raw`(?:\[(?!\d{1,3}\.\d{1,3}\.|[\da-f]{0,4}:[\da-f:]{2,40}\]|Errno|Error|SSL)[\w .:/#@,-]{1,80}\]|\((?:[A-Z]\w{1,40}|default task-\d{1,4}|\d{2,8})\)):?`,
  // Its number, which never looks like a reply's code.
  String.raw`(?:#?\d{4,8}(?:#\d{1,8}:)?|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|pid[=:]\d{1,8}|tid[=:]\w{1,20}|\*\d{1,8}|---?|class=\w{1,40}|jid=\w{1,40})(?=[ \t\]])`,
  // A class, a module or a place in the source, with the mark that loggers set behind it; no host has these.
  String.raw`[A-Za-z][\w$]{0,60}(?:\.[\w$]{1,60}){1,8}(?:\[\d{1,4}\])?(?: {0,40}(?: - | : |\|)|:[\w<>]{1,60}:\d{1,6} - )`,
  String.raw`\w{1,40}(?:::\w{1,40}){1,6}:`,
  String.raw`[\w./-]{1,80}\.(?:go|py|js|ts|rb|php|java|cs|rs|c|cc|cpp):\d{1,6}(?::\w{0,40}\(\)|\]|:)?`,
  String.raw`[\w.-]{1,40}\/\d{1,8} on [\w.-]{1,80}: `,
  String.raw`AH\d{5}: `,
  // NLog parts time, level and logger by bars.
  String.raw`[A-Z]\w{1,60}\|(?=\S)`,
  String.raw`[-|:] |[-|:]$|\||-- :`,
].join('|')
const PART_OF_HEAD = new RegExp(String.raw`^(?:${PARTS})`, 'i')
const MOST_PARTS = 24

/** A mail program's name tells whose words these are, and stays. */
const PROGRAM = String.raw`(?![\w./-]{0,40}(?:mail|smtp|lmtp|imap|mta|milter|dkim|dmarc|spam|clam|post|exim|haraka|zone|kumo|dovecot|amavis|dma|courier|maddy|mox|stalwart|chasquid|halon|sm-))[A-Za-z][\w./-]{0,60}`
/** The host and the program in front of a line that came by syslog or a journal; without a process only where the time is syslog's. */
const WITH_PROCESS = new RegExp(String.raw`^ (?:[\w.-]{1,255} )?${PROGRAM}\[[\w.]{1,12}\]: `, 'i')
const WITHOUT_PROCESS = new RegExp(String.raw`^ [\w.-]{1,255} (?![^:\n]*\.)${PROGRAM}: `, 'i')
const OF_SYSLOG = /[A-Z][a-z]{2} [ \d]\d \d|\dT\d/
/** RFC 5424: host, program, process, kind of message, structured data. */
const OF_RFC_5424 =
  /^ [\w.-]{1,255} [\w./-]{1,48} [\w-]{1,48} [\w-]{1,32} (?:-|(?:\[[\w@.-]{1,40}(?: [\w.-]{1,40}="[^"\n]{0,200}"){0,20}\]){1,4}) /

/**
 * How many characters a logger set in front of what it was told: 0 where the line begins with no time. A level by itself is no head: programs begin
 * their messages with one, too.
 */
export function headLength(line: string): number {
  const beginning = BEGINNING.exec(line)?.[0]
  if (beginning === undefined) return 0
  const rest = line.slice(beginning.length, beginning.length + 2_000)
  const syslog =
    OF_RFC_5424.exec(rest) ?? WITH_PROCESS.exec(rest) ?? (OF_SYSLOG.test(beginning) ? WITHOUT_PROCESS.exec(rest) : null)
  if (syslog !== null) return beginning.length + syslog[0].length
  let at = 0
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const found = PART_OF_HEAD.exec(rest.slice(at, at + 400))
    if (found === null || found[0] === '') break
    at += found[0].length
  }
  return beginning.length + at
}

/** What stands in a head behind the time: the host, the program, the logger; undefined where the line has no head. */
export function writerOf(line: string): string | undefined {
  const beginning = BEGINNING.exec(line)?.[0]
  return beginning === undefined ? undefined : line.slice(beginning.length, headLength(line))
}

/** The lines of a text without what loggers set in front of them. */
export function withoutLogHeads(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutHead(line))
    .join('\n')
}

function withoutHead(line: string): string {
  const length = headLength(line)
  const rest = line.slice(length)
  return length === 0 || rest.trim() === '' ? line : rest
}
