/** What collects the output of programs sets before each line: containerd a stamp and the stream, Docker a stamp alone. */
const FRAMES: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z(?: |$)/,
]

/** docker compose sets the name of the container there. */
const CONTAINER = /^[\w.-]{1,60} {1,30}\| ?/

/** The lines of a program without what collectors set before every one of them. */
export function withoutCollector(text: string): string {
  const program = withoutContainer(text)
  const frame = FRAMES.find((one) => one.test(program))
  return frame === undefined ? program : (withoutFrame(program, (line) => frame.exec(line)?.[0]) ?? program)
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
