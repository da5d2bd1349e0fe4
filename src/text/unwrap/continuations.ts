/**
 * What a logger sets before each line of what a program printed at once: syslog's stamp, host and process, Haraka's level, connection and plugin.
 * The stamp is told apart: of one dump the lines may have several.
 */
const FRAME =
  /^((?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:?\d\d)?)? ?)((?:\S{1,255} [\w./-]{1,60}(?:\[\d{1,8}\])?: )?\[[A-Z]{4,9}\] \[[\w.-]{1,60}\] \[[\w./-]{1,60}\] |(?:\S{1,255} )?[\w./-]{1,60}\[\d{1,8}\]: )/

/** What goes on with the line above it: a frame of a stack, a field of an object, the brace that ends it. */
const GOES_ON = /^(?:\s{2,60}\S|\t|at \S[^\n]{0,300}:\d{1,7}\)?$|[}\]]{1,3}[,;]?\s{0,3}$)/

/** Makes one record of the lines that a program printed at once, where a logger set the same frame before each of them. */
export function withoutRepeatedFrames(text: string): string {
  if (!text.includes(']: ') && !text.includes('] [')) return text
  let whose = ''
  return text
    .split('\n')
    .map((line) => {
      const frame = FRAME.exec(line)
      if (frame === null) return line
      const [whole, , name = ''] = frame
      const rest = line.slice(whole.length)
      if (name === whose && GOES_ON.test(rest)) return rest
      whose = name
      return line
    })
    .join('\n')
}
