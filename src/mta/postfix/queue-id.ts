const COLON = 58
const SPACE = 32
const SHORTEST = 5
const LONGEST = 32

/**
 * Index of the colon behind the queue id that a message begins with, `4DCnd66Hyz1XPW: `; −1: none. A short id is upper-case hexadecimal, a long
 * one (base 52) holds a digit, which words such as `warning` and `fatal` do not.
 */
export function queueIdEnd(octets: Uint8Array, from: number, to: number): number {
  const limit = Math.min(to, from + LONGEST)
  let digits = false
  let hexadecimal = true
  let index = from
  for (; index < limit; index++) {
    const code = octets[index] ?? 0
    if (code >= 48 && code <= 57) digits = true
    else if ((code >= 71 && code <= 90) || (code >= 97 && code <= 122)) hexadecimal = false
    else if (code < 65 || code > 70) break
  }
  if (index - from < SHORTEST || octets[index] !== COLON || octets[index + 1] !== SPACE) return -1
  return digits || hexadecimal ? index : -1
}
