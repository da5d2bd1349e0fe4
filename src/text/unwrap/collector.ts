/** What collects the output of programs sets before each line: containerd a stamp and the stream, Docker a stamp alone. */
const FRAMES: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z(?: |$)/,
]

/** A syslog daemon sets its head before every line that a program puts out, however many of them are one error. */
const SYSLOG =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d)) [\w.-]{1,80} ([\w./-]{1,60}\[\d{1,8}\]): ?/
/** A line that goes on with the one above it: deeper, or the brace that ends an object. */
const GOES_ON = /^(?:\s|[{}]|\]|$)/

/** docker compose sets the name of the container there. */
const CONTAINER = /^[\w.-]{1,60} {1,30}\| ?/

/** The lines of a program without what collectors set before every one of them. */
export function withoutCollector(text: string): string {
  const program = withoutContainer(text)
  const dump = withoutSyslog(program)
  if (dump !== undefined) return dump
  const frame = FRAMES.find((one) => one.test(program))
  return frame === undefined ? program : (withoutFrame(program, (line) => frame.exec(line)?.[0]) ?? program)
}

/**
 * The lines of one process whose error was written in several; undefined when no line goes on with the one above it. The first of each error keeps
 * the head of the log.
 */
function withoutSyslog(text: string): string | undefined {
  if (!SYSLOG.test(text)) return undefined
  const lines = text.split('\n').map((line) => ({ line, head: SYSLOG.exec(line) }))
  const goesOn = lines.map(({ line, head }, at) => {
    const above = lines[at - 1]?.head
    const isOne = head !== null && above !== null && above !== undefined && head[1] === above[1]
    return isOne && GOES_ON.test(line.slice(head[0].length))
  })
  if (!goesOn.includes(true)) return undefined
  return lines.map(({ line, head }, at) => (goesOn[at] === true ? line.slice(head?.[0].length) : line)).join('\n')
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
