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
  const codes: number[] = []
  for (let index = 0; index < slice.length; index++) codes.push(slice.charCodeAt(index))
  return String.fromCharCode(...codes)
}

/** Lower case for A to Z only: an octet above 127 is part of a character, and no letter of its own. */
export function lowerAscii(octets: string): string {
  return /[A-Z]/.test(octets) ? octets.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : octets
}
