import { headLength } from './log-head.ts'

/** A request that a web server answered, in the common and the combined format, and as frameworks write it. */
const METHOD = String.raw`(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS|CONNECT)`
const REQUEST = new RegExp(
  [
    String.raw`"${METHOD} \S{1,2000}(?: HTTP\/[\d.]{1,3})?" \d{3} `,
    String.raw`\b${METHOD} \/\S{0,2000} (?:(?:HTTP\/[\d.]{1,3} )?[1-5]\d\d (?:\d|-)|(?:\([\w.:-]{1,60}\) )?=> [1-5]\d\d )`,
  ].join('|'),
)
/** What runs on every machine, and starts, ends and logs in whatever it is told to. */
const OF_MACHINE =
  /\b(?:CRON|CROND|crond|anacron|run-parts|logrotate|sudo|su|systemd-\w{1,20}|dbus-daemon|chronyd|ntpd|dhclient)(?:\[\d{1,8}\])?: |\bpam_unix\(/
/** Of a unit systemd says what became of its process, whatever it was that the process had met. */
const OF_UNIT =
  /\bsystemd\[\d{1,8}\]: (?=[^\n]{0,300}\b(?:main process exited|failed with result|start(?:ed|ing)|stopp(?:ed|ing)|deactivated|scheduled restart|consumed|succeeded|reload(?:ed|ing)|finished)\b)(?![^\n]{0,300}\b(?:oom|killed)\b)/i
/** Redis’ lines, but for its warnings. */
const OF_REDIS = /(?:^|\| )\d{1,8}:[MCSX] \d\d [A-Z][a-z]{2} \d{4} [\d:.]{8,12} [*.-] /

/** What started a program says of its end, and what a report is filed under. */
const END_OF_PROGRAM =
  /^(?:process finished with exit code -?\d{1,10}|exit status \d{1,3}|make(?:\[\d{1,2}\])?: \*\*\* |npm (?:err!|error) (?:code elifecycle|errno \d|exit status|[\w@/.-]{1,60} \w{1,20}: `|failed at the|this is probably not|a complete log|path |command |lifecycle)|error: process completed with exit code \d{1,3}|(?:reference|(?:request|trace|correlation|event|incident|error)[ -]?id): [\w-]{8,60}$)/i
/** What a program is going to do next: not what a server asks for, which has a code. */
const PLAN =
  /^\W{0,4}(?:(?:we |i )?(?:will|shall|going to) (?:be )?(?:re-?tr(?:y|ied)|re-?connect|try again|re-?queued?)|re-?trying|re-?try (?:in|at|after|scheduled|#?\d)|next (?:attempt|re-?try|try|run)|backing off|attempting again|message (?:will be |has been |was )?(?:re-?queued|put back))(?![^\n]{0,200}(?:\berr|fail|refus|reset|time[d-]? ?out|lost|clos|unreach|denied|reject|[245]\d\d ))[^\n]{0,120}$/i

/** What Erlang and .NET set above each message on a line of its own. */
const HEADING =
  /^=(?:ERROR|INFO|WARNING|CRASH|SUPERVISOR|PROGRESS|NOTICE) REPORT={4} [\w:. -]{10,40}={2,4}$|^(?:fail|crit|warn|info|dbug|trce): [\w.]{1,120}\[\d{1,6}\]$/

/** Who wrote what a mail quotes, and when. */
const ATTRIBUTION =
  /^\W{0,4}(?:am|on|le|el|il|op|em|den|w dniu)\b[^\n]{0,120}\d[^\n]{0,120}(?:schrieb|wrote|a écrit|escribió|ha scritto|schreef|escreveu|skrev|pisze|napisał\w?)\b[^\n]{0,80}:$/i

const OTHERS = [HEADING, ATTRIBUTION, REQUEST, OF_MACHINE, OF_UNIT, OF_REDIS, END_OF_PROGRAM, PLAN]

/**
 * A text without the lines of other programs that stand between those of the one in question, and without what was planned next; a text of such lines
 * alone stays.
 */
export function withoutBystanders(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  const rest = lines.filter((line) => !isBystander(line))
  return rest.length === lines.length || rest.every((line) => line.trim() === '') ? text : rest.join('\n').trim()
}

function isBystander(line: string): boolean {
  if (line.length > 4_000) return false
  const said = line.slice(headLength(line))
  return OTHERS.some((one) => one.test(line) || one.test(said))
}
