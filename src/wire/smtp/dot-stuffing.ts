const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e

/**
 * The message as it goes after DATA, without the final dot (RFC 5321 §4.5.2): every line that begins with a dot gets another one.
 * A line begins after LF, so that a message with bare LFs cannot end itself early at peers that take them for line ends.
 */
export function dotStuff(message: Uint8Array): Uint8Array {
  let dots = 0
  for (let at = 0; at < message.length; at += 1) if (beginsWithDot(message, at)) dots += 1
  if (dots === 0) return message
  const stuffed = new Uint8Array(message.length + dots)
  let to = 0
  for (let at = 0; at < message.length; at += 1) {
    if (beginsWithDot(message, at)) {
      stuffed[to] = DOT
      to += 1
    }
    stuffed[to] = message[at] ?? 0
    to += 1
  }
  return stuffed
}

function beginsWithDot(message: Uint8Array, at: number): boolean {
  return message[at] === DOT && (at === 0 || message[at - 1] === LF)
}

/** True when the message ends with a line end, so that the final dot needs none of its own. */
export function endsLine(message: Uint8Array, ending: 'crlf' | 'lf'): boolean {
  if (message.at(-1) !== LF) return false
  return ending === 'lf' || message.at(-2) === CR
}
