/** What collects the output of programs sets before each line: containerd a stamp and the stream, Docker and GitHub a stamp alone. */
const FRAMES: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /,
  // GitHub's runners write seven digits.
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}(?:\d\d)?Z(?: |$)/,
]

/**
 * What is set before every line that a program puts out, however many of them are one error: by syslog daemons and Heroku, by Android's log, by
 * pm2 and by Docker's swarm. The first group says whose lines they are.
 */
const HEADS: readonly RegExp[] = [
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d)) [\w.-]{1,80} ([\w./-]{1,60}\[\d{1,8}\]): ?/,
  /^\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d) (\w{1,20}\[[\w.]{1,40}\]): ?/,
  /^\d\d-\d\d [\d:.]{12} {1,4}(\d{1,6} {0,5}[- ] {0,5}\d{1,6}[/ ][\w.?]{0,80} ?[VDIWEF][/ ][\w.-]{1,40}) ?(?:\( ?\d+\))?: ?/,
  /^(\d{1,3}\|[\w.-]{1,40}) {0,20}\| ?/,
  /^([\w.-]{1,60}\.\d{1,4}\.\w{1,40}@[\w.-]{1,60}) {1,30}\| ?/,
]
/** A line that goes on with the one above it: deeper, the brace that ends an object, the cause of an exception. */
const GOES_ON = /^(?:\s|[{}\]]|$|Caused by: |nested exception )/
/** What a trace comes to stands below its frames, at the margin. */
const RAISED = /^(?:[a-z_]\w{0,40}\.){0,5}[A-Z]\w{0,60}(?:Error|Exception|Disconnected|Refused|Timeout)\b/

/** docker compose sets the name of the container there. */
const CONTAINER = /^[\w.-]{1,60} {1,30}\| ?/

/** Programs that show a session mark its lines so, too. */
const OF_SESSION =
  /^> {0,3}(?:(?:ehlo|helo|lhlo|auth|bdat) \S|mail from|rcpt to|(?:starttls|data|rset|noop|quit)\s{0,3}$|\d{3}[ -])/im

/** Mail programs and forums set a mark before every line that they quote. */
function withoutQuoteMarks(text: string): string {
  if (!text.startsWith('>') || OF_SESSION.test(text)) return text
  return withoutFrame(text, (line) => /^>(?: |$)/.exec(line)?.[0]) ?? text
}

/** The lines of a program without what collectors set before every one of them. */
export function withoutCollector(quoted: string): string {
  const text = withoutQuoteMarks(quoted)
  const program = withoutContainer(text)
  const dump = withoutHeads(program)
  if (dump !== undefined) return dump
  const frame = FRAMES.find((one) => one.test(program))
  return frame === undefined ? program : (withoutFrame(program, (line) => frame.exec(line)?.[0]) ?? program)
}

/**
 * The lines of one process whose error was written in several; undefined when no line goes on with the one above it. The first of each error keeps
 * the head of the log.
 */
function withoutHeads(text: string): string | undefined {
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

/** Lines of several containers are told apart by their names. */
function withoutContainer(text: string): string {
  const name = CONTAINER.exec(text)?.[0].trimEnd()
  if (name === undefined) return text
  return withoutFrame(text, (line) => (line.startsWith(name) ? CONTAINER.exec(line)?.[0] : undefined)) ?? text
}

/** undefined when one of the lines has no such frame. */
function withoutFrame(text: string, frameOf: (line: string) => string | undefined): string | undefined {
  const lines = text.split('\n').map((line) => {
    const frame = line === '' ? '' : frameOf(line)
    return frame === undefined ? undefined : line.slice(frame.length)
  })
  return lines.every((line) => line !== undefined) ? lines.join('\n') : undefined
}
