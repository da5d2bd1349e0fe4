/** Joins pieces into one array. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0]
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** One character for each octet (ISO 8859-1), so that nothing is lost. */
export function toLatin1(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < octets.length; at += 4096) text += String.fromCharCode(...octets.subarray(at, at + 4096))
  return text
}

/** The inverse of `toLatin1`; characters beyond U+00FF become `?`. */
export function fromLatin1(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    octets[at] = code < 0x100 ? code : 0x3f
  }
  return octets
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8 = new TextEncoder()

/** UTF-8 where it is valid, ISO 8859-1 otherwise: never loses or invents an octet. */
export function toText(octets: Uint8Array): string {
  try {
    return strictUtf8.decode(octets)
  } catch {
    return toLatin1(octets)
  }
}

export function toUtf8(text: string): Uint8Array {
  return utf8.encode(text)
}

export function toHex(octets: Uint8Array): string {
  let text = ''
  for (const octet of octets) text += octet.toString(16).padStart(2, '0')
  return text
}

/** RFC 4648 §4. */
export function toBase64(octets: Uint8Array): string {
  return btoa(toLatin1(octets))
}

/** undefined when the text is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return fromLatin1(atob(text))
  } catch {
    return undefined
  }
}
