/** End of a message id at `start`: 16 characters `1s1xOC-0Dw1m6-32`, since 4.97 23 `1rABCD-000000005vi-0000`. −1: none. */
export function messageIdEnd(text: string, start: number): number {
  if (text.charCodeAt(start + 6) !== 45) return -1
  const long = text.charCodeAt(start + 13) !== 45
  const middle = start + (long ? 18 : 13)
  const end = start + (long ? 23 : 16)
  if (text.charCodeAt(middle) !== 45 || text.charCodeAt(end) !== 32) return -1
  for (let index = start; index < end; index++)
    if (index !== start + 6 && index !== middle && !isBase62(text.charCodeAt(index))) return -1
  return end
}

/** `messageIdEnd` of a message in place. */
export function idEndInPlace(octets: Uint8Array, start: number, to: number): number {
  if (octets[start + 6] !== 45) return -1
  const long = octets[start + 13] !== 45
  const middle = start + (long ? 18 : 13)
  const end = start + (long ? 23 : 16)
  if (octets[middle] !== 45 || octets[end] !== 32 || end >= to) return -1
  for (let index = start; index < end; index++)
    if (index !== start + 6 && index !== middle && !isBase62(octets[index] ?? 0)) return -1
  return end
}

/** ` S=1234`: the size; −1 where no such field stands. */
export function sizeInPlace(octets: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    if (octets[index] !== 32 || octets[index + 1] !== 83 || octets[index + 2] !== 61) continue
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

/** `ADDRESS <original> R=… T=… H=… …`: the address, and where the rest begins. */
export function readAddress(text: string, start: number): { readonly address: string; readonly rest: number } {
  let end = start
  const first = text.charCodeAt(start)
  // A command has arguments: "|/usr/bin/list post x <list@here.example>".
  if (first === 124 || first === 47) {
    const parent = text.indexOf(' <', start)
    const close = text.indexOf('> ', parent)
    if (parent > 0 && close > 0 && parent - start < 1_000)
      return { address: text.slice(parent + 2, close), rest: close + 1 }
  }
  if (first === 34) {
    for (end++; end < text.length && text.charCodeAt(end) !== 34; end++) if (text.charCodeAt(end) === 92) end++
  }
  const space = text.indexOf(' ', end)
  const stop = space < 0 ? text.length : space
  const colon = text.charCodeAt(stop - 1) === 58 ? stop - 1 : stop
  // "local-part <whole@address>": the last parent is what the sender wrote.
  if (text.charCodeAt(stop + 1) === 60) {
    const close = text.indexOf('>', stop)
    const inside = text.slice(stop + 2, close < 0 ? stop + 2 : close)
    const own = text.slice(start, colon)
    if (close > 0 && !own.includes('@')) return { address: inside, rest: close + 1 }
    if (close > 0) return { address: own, rest: close + 1 }
  }
  return { address: text.slice(start, colon), rest: colon }
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
