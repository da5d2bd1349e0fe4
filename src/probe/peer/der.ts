/** Distinguished Encoding Rules (X.690), as much as a certificate needs. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  return Buffer.concat([Uint8Array.of(tag, ...lengthOctets(length)), ...contents])
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}

export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
  return der(0x30, ...contents)
}

export function set(...contents: readonly Uint8Array[]): Uint8Array {
  return der(0x31, ...contents)
}

/** A non-negative INTEGER from its big-endian octets. */
export function integer(octets: Uint8Array): Uint8Array {
  let from = 0
  while (from < octets.length - 1 && octets[from] === 0) from += 1
  const value = octets.subarray(from)
  return ((value[0] ?? 0) & 0x80) !== 0 ? der(0x02, Uint8Array.of(0), value) : der(0x02, value)
}

/** An OBJECT IDENTIFIER from dotted decimals. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Uint8Array.of(first * 40 + second, ...rest.flatMap(base128)))
}

function base128(value: number): readonly number[] {
  const octets = [value & 0x7f]
  for (let left = value >>> 7; left > 0; left >>>= 7) octets.unshift((left & 0x7f) | 0x80)
  return octets
}

export function utf8String(text: string): Uint8Array {
  return der(0x0c, Buffer.from(text))
}

export function octetString(content: Uint8Array): Uint8Array {
  return der(0x04, content)
}

export function bitString(content: Uint8Array, unusedBits = 0): Uint8Array {
  return der(0x03, Uint8Array.of(unusedBits), content)
}

export function boolean(value: boolean): Uint8Array {
  return der(0x01, Uint8Array.of(value ? 0xff : 0))
}

export function nullValue(): Uint8Array {
  return der(0x05)
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}
