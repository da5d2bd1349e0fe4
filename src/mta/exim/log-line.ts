import { indexIn } from '../octets.ts'

const SPACE = 32
const PLUS = 43
const HYPHEN = 45
const POINT = 46
const COLON = 58
const EQUALS = 61
const LETTER_S = 83
const OPEN = 91
const CLOSE = 93

/** End of a message id at `start`: 16 characters `1s1xOC-0Dw1m6-32`, since 4.97 23 `1rABCD-000000005vi-0000`. −1: none. */
export function messageIdEnd(octets: Uint8Array, start: number, to: number): number {
  if (octets[start + 6] !== HYPHEN) return -1
  const long = octets[start + 13] !== HYPHEN
  const middle = start + (long ? 18 : 13)
  const end = start + (long ? 23 : 16)
  if (octets[middle] !== HYPHEN || octets[end] !== SPACE || end >= to) return -1
  for (let index = start; index < end; index++)
    if (index !== start + 6 && index !== middle && !isBase62(octets[index] ?? 0)) return -1
  return end
}

/** After Exim's own stamp (in syslog it may stand twice) and `[pid]`. */
export function textStart(octets: Uint8Array, from: number, to: number): number {
  let start = from
  if (octets[from + 4] === HYPHEN && octets[from + 7] === HYPHEN && octets[from + 13] === COLON) {
    start = from + 20
    if (octets[from + 19] === POINT) start = indexIn(octets, SPACE, from + 19, to) + 1
    const zone = octets[start]
    if (zone === PLUS || zone === HYPHEN) start = indexIn(octets, SPACE, start, to) + 1
  }
  if (octets[start] === OPEN) {
    const close = indexIn(octets, CLOSE, start, Math.min(to, start + 12))
    if (octets[close] === CLOSE && octets[close + 1] === SPACE) start = close + 2
  }
  return start
}

/** ` S=1234`: the size; −1 where no such field stands. */
export function sizeIn(octets: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    if (octets[index] !== SPACE || octets[index + 1] !== LETTER_S || octets[index + 2] !== EQUALS) continue
    let size = 0
    let at = index + 3
    for (let digit = (octets[at] ?? 0) - 48; at < to && digit >= 0 && digit <= 9; digit = (octets[++at] ?? 0) - 48)
      size = size * 10 + digit
    return at === index + 3 ? -1 : size
  }
  return -1
}

function isBase62(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** `H=host [address]:port`, or `host [address]` without the `H=`. */
export function readHost(text: string, from: number): { readonly mx: string; readonly address: string } {
  const at = text.indexOf('H=', from)
  if (at < 0 || (at > 0 && text.charCodeAt(at - 1) !== 32)) return { mx: '', address: '' }
  const open = text.indexOf(' [', at)
  if (open < 0 || open - at > 300) return { mx: '', address: '' }
  const close = text.indexOf(']', open)
  return { mx: text.slice(at + 2, open).toLowerCase(), address: close < 0 ? '' : text.slice(open + 2, close) }
}
