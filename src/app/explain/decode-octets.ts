/** Octets of a text file as text: UTF-8 (with or without a mark), UTF-16 and UTF-32 either way round, else windows-1252, which never fails. */
export function textOfOctets(octets: Uint8Array): string {
  const quads = thirtyTwoBit(octets)
  if (quads !== undefined) return textOfQuads(octets, quads)
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets.subarray(2))
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets.subarray(2))
  const wide = sixteenBit(octets)
  if (wide !== undefined) return new TextDecoder(wide).decode(octets)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    // ISO-2022-JP is plain ASCII with escapes and never comes here; single-octet charsets do.
    return new TextDecoder('windows-1252').decode(octets)
  }
}

/** UTF-32 has no letter above U+10FFFF: of four octets the first of the big end is always NUL, and in most scripts the next one is, too. */
function thirtyTwoBit(octets: Uint8Array): 'little' | 'big' | undefined {
  const head = octets.subarray(0, Math.min(400, octets.length - (octets.length % 4)))
  if (head.length < 16) return undefined
  const isNul = (place: number): boolean => head.every((octet, at) => at % 4 !== place || octet === 0)
  if (isNul(3) && !isNul(0) && nulsAt(head, 2) > head.length / 8) return 'little'
  return isNul(0) && !isNul(3) && nulsAt(head, 1) > head.length / 8 ? 'big' : undefined
}

function nulsAt(head: Uint8Array, place: number): number {
  return head.filter((octet, at) => at % 4 === place && octet === 0).length
}

/** What is cut off within a letter, and what is no letter, is left out. */
function textOfQuads(octets: Uint8Array, end: 'little' | 'big'): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  let text = ''
  for (let at = 0; at + 4 <= octets.length; at += 4) {
    const letter = view.getUint32(at, end === 'little')
    if (letter <= 0x10_ff_ff && letter !== 0xfe_ff) text += String.fromCodePoint(letter)
  }
  return text
}

/** UTF-16 without a mark shows as a NUL at every second place of its ASCII part. */
function sixteenBit(octets: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = octets.subarray(0, 400)
  if (head.length < 8) return undefined
  let even = 0
  let odd = 0
  for (const [index, octet] of head.entries()) {
    if (octet !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const half = head.length / 2
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.7 && odd < half * 0.1 ? 'utf-16be' : undefined
}

/** True for octets of which many are control characters that no text has. UTF-16 has a NUL at every second place, UTF-32 three of four, and is text. */
export function isBinary(octets: Uint8Array): boolean {
  const head = octets.subarray(0, 4_096)
  if (head.length < 64 || sixteenBit(octets) !== undefined || thirtyTwoBit(octets) !== undefined) return false
  if ((octets[0] === 0xff && octets[1] === 0xfe) || (octets[0] === 0xfe && octets[1] === 0xff)) return false
  let controls = 0
  for (const octet of head)
    if (octet < 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d && octet !== 0x1b && octet !== 0x0c)
      controls += 1
  return controls > head.length * 0.05
}
