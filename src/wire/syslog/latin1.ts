const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Log lines travel as latin1 strings (one character an octet), since splitting those is several times cheaper than decoding.
 * This turns the few that are shown into text: UTF-8 where the octets are valid UTF-8, latin1 as they stand otherwise.
 */
export function textOfLatin1(octets: string): string {
  if (!hasHighOctet(octets)) return octets
  const bytes = new Uint8Array(octets.length)
  for (let index = 0; index < octets.length; index++) {
    const code = octets.charCodeAt(index)
    if (code > 0xff) return octets
    bytes[index] = code
  }
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return octets
  }
}

function hasHighOctet(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return true
  return false
}

/**
 * A copy that does not keep the block alive from which it was cut (V8 makes slices of 13 characters and more by reference), and that is
 * one flat run of octets, which makes it cheap to compare.
 */
export function ownString(slice: string): string {
  if (slice.length < 13) return slice
  if (slice.length > 512) return ` ${slice}`.slice(1)
  for (let index = 0; index < slice.length; index++) scratch[index] = slice.charCodeAt(index)
  return flat(slice.length)
}

/** A part of the octets as a string of its own. */
export function latin1Of(octets: Uint8Array, start: number, end: number): string {
  const length = Math.min(end - start, scratch.length)
  for (let index = 0; index < length; index++) scratch[index] = octets[start + index] ?? 0
  return flat(length)
}

/** Eight characters a call: spreading an array of them costs ten times as much. */
function flat(length: number): string {
  let text = ''
  let index = 0
  for (; index + 8 <= length; index += 8)
    text += String.fromCharCode(
      scratch[index] ?? 0,
      scratch[index + 1] ?? 0,
      scratch[index + 2] ?? 0,
      scratch[index + 3] ?? 0,
      scratch[index + 4] ?? 0,
      scratch[index + 5] ?? 0,
      scratch[index + 6] ?? 0,
      scratch[index + 7] ?? 0,
    )
  for (; index < length; index++) text += String.fromCharCode(scratch[index] ?? 0)
  return text
}

const scratch = new Uint16Array(1_024)

/** Lower case for A to Z only: an octet above 127 is part of a character, and no letter of its own. */
export function lowerAscii(octets: string): string {
  return /[A-Z]/.test(octets) ? octets.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : octets
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf'

/** Octets of a file without the mark of UTF-8 in front of them. */
export function withoutMark(octets: string): string {
  return octets.startsWith(BYTE_ORDER_MARK) ? octets.slice(BYTE_ORDER_MARK.length) : octets
}
