/** Longest name on the wire, with length octets and the root (RFC 1035 §2.3.4). */
const MAX_NAME_OCTETS = 255
const MAX_LABEL_OCTETS = 63
/** A name has at most 127 labels, so an honest one needs no more pointers. */
const MAX_POINTERS = 127

export interface NameRead {
  /** Presentation form in lower case without the trailing dot; the root is `.`. */
  readonly name: string
  /** Offset after the name where it stands, not where a pointer led. */
  readonly next: number
}

/**
 * Reads a name that may be compressed (RFC 1035 §4.1.4). Pointers must lead to earlier octets each time, so no loop is possible.
 * undefined: cut off, a forward pointer, a reserved label type or too long.
 */
export function readName(message: Uint8Array, start: number): NameRead | undefined {
  const labels: string[] = []
  let offset = start
  let floor = start
  let next: number | undefined
  let octets = 1
  let pointers = 0
  for (;;) {
    const length = message[offset]
    if (length === undefined) return undefined
    if (length === 0) {
      return { name: labels.length === 0 ? '.' : labels.join('.'), next: next ?? offset + 1 }
    }
    if ((length & 0xc0) === 0xc0) {
      const low = message[offset + 1]
      if (low === undefined) return undefined
      const target = ((length & 0x3f) << 8) | low
      pointers += 1
      if (target >= floor || pointers > MAX_POINTERS) return undefined
      next ??= offset + 2
      floor = target
      offset = target
      continue
    }
    if ((length & 0xc0) !== 0) return undefined
    octets += length + 1
    if (octets > MAX_NAME_OCTETS || offset + 1 + length > message.length) return undefined
    labels.push(labelText(message.subarray(offset + 1, offset + 1 + length)))
    offset += 1 + length
  }
}

/** A dot or backslash inside a label, and anything not printable, is escaped (RFC 1035 §5.1), so that names cannot pose as others. */
function labelText(label: Uint8Array): string {
  let text = ''
  for (const octet of label) {
    const character = String.fromCharCode(octet)
    if (character === '.' || character === '\\') text += `\\${character}`
    else if (octet <= 0x20 || octet >= 0x7f) text += `\\${String(octet).padStart(3, '0')}`
    else text += character
  }
  return text.toLowerCase()
}

/** The wire form of an ASCII name without escapes; undefined when a label is empty or over 63 octets, or the whole is over 255. */
export function writeName(name: string): Uint8Array | undefined {
  const trimmed = name.endsWith('.') ? name.slice(0, -1) : name
  const octets: number[] = []
  for (const label of trimmed === '' ? [] : trimmed.split('.')) {
    if (label.length === 0 || label.length > MAX_LABEL_OCTETS) return undefined
    octets.push(label.length)
    for (let index = 0; index < label.length; index += 1) {
      const code = label.charCodeAt(index)
      if (code > 0x7f) return undefined
      octets.push(code)
    }
  }
  octets.push(0)
  return octets.length > MAX_NAME_OCTETS ? undefined : Uint8Array.from(octets)
}

/** The form names are compared in: lower case, no trailing dot. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase()
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
}
