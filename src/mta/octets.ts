/** Does the word stand there? */
export function standsAt(octets: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (octets[at + index] !== word.charCodeAt(index)) return false
  return true
}

/** Where the octet stands first; `to` where it does not. */
export function indexIn(octets: Uint8Array, octet: number, from: number, to: number): number {
  for (let index = from; index < to; index++) if (octets[index] === octet) return index
  return to
}

const AT = 64

/** Where the domain of an address begins, behind its last `@`; `to` where there is none. */
export function domainFrom(octets: Uint8Array, from: number, to: number): number {
  for (let index = to - 1; index >= from; index--) if (octets[index] === AT) return index + 1
  return to
}
