const DATE_OF_SYSLOG = String.raw`[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d`
const DATE_OF_ISO = String.raw`\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d)`
const DATE = `(?:${DATE_OF_SYSLOG}|${DATE_OF_ISO})`

/**
 * What is set before every line that a program puts out, however many of them are one error. The first group says whose lines they are.
 */
const HEADS: readonly RegExp[] = [
  // Haraka, below syslog too.
  String.raw`(?:${DATE} )?(?:[\w.-]{1,80} [\w./-]{1,60}(?:\[\d{1,8}\])?: )?(\[[A-Z]{4,9}\] \[[\w.-]{1,60}\] \[[\w./-]{1,60}\]) `,
  String.raw`${DATE} [\w.-]{1,80} ([\w./-]{1,60}\[\d{1,8}\]): ?`,
  // Heroku.
  String.raw`${DATE_OF_ISO} (\w{1,20}\[[\w.]{1,40}\]): ?`,
  // Android.
  String.raw`\d\d-\d\d [\d:.]{12} {1,4}(\d{1,6} {0,5}[- ] {0,5}\d{1,6}[/ ][\w.?]{0,80} ?[VDIWEF][/ ][\w.-]{1,40}) ?(?:\( ?\d+\))?: ?`,
  // pm2, and Docker's swarm.
  String.raw`(\d{1,3}\|[\w.-]{1,40}) {0,20}\| ?`,
  String.raw`([\w.-]{1,60}\.\d{1,4}\.\w{1,40}@[\w.-]{1,60}) {1,30}\| ?`,
].map((head) => new RegExp(`^${head}`))
/** A line that goes on with the one above it: deeper, the brace that ends an object, the cause of an exception. */
const GOES_ON = /^(?:\s|[{}\]]|$|Caused by: |nested exception |at \S[^\n]{0,300}:\d{1,7}\)?$)/
/** What a trace comes to stands below its frames, at the margin. */
const RAISED = /^(?:[a-z_]\w{0,40}\.){0,5}[A-Z]\w{0,60}(?:Error|Exception|Disconnected|Refused|Timeout)\b/

/**
 * The lines of one process whose error was written in several; undefined when no line goes on with the one above it. The first of each error keeps
 * the head of the log.
 */
export function withoutRepeatedHeads(text: string): string | undefined {
  const lines = text.split('\n')
  const pattern = HEADS.find((head) => lines.slice(0, 3).some((line) => head.test(line)))
  if (pattern === undefined) return undefined
  let above: string | undefined
  let isInside = false
  let hasGoneOn = false
  const kept = lines.map((line, at) => {
    const head = pattern.exec(line)
    const said = line.slice(head?.[0].length ?? 0)
    // Of an error whose beginning was cut off the first line may have no head.
    const isOne = head !== null && (head[1] === above || (at === 1 && above === undefined))
    const goesOn = isOne && (GOES_ON.test(said) || (isInside && RAISED.test(said)))
    isInside = goesOn && /^\s/.test(said)
    hasGoneOn ||= goesOn
    above = head?.[1]
    return goesOn ? said : line
  })
  return hasGoneOn ? kept.join('\n') : undefined
}
