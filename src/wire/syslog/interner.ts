import { latin1Of, ownString } from './latin1.ts'

/** Gives the same string object for the same text, without cutting a new one out: names come again and again. */
export interface Interner {
  text(text: string, start: number, end: number): string
  octets(octets: Uint8Array, start: number, end: number): string
  /** As `octets`, for a caller that took the hash (×31, as Java does) on its way over them. */
  hashed(octets: Uint8Array, start: number, end: number, hash: number): string
}

/**
 * A direct-mapped cache: a name that meets another in its slot replaces it, so it takes constant memory. The strings given out keep
 * nothing else alive, and remember their hash, which makes every map that they key cheap. `form` is applied once to each.
 */
export function createInterner(slots = 4_096, form: (name: string) => string = (name) => name): Interner {
  const mask = slots - 1
  const raw = Array<string>(slots).fill('')
  const formed = Array<string>(slots).fill('')

  /** `name` holds nothing else alive. */
  function keep(slot: number, name: string): string {
    const kept = form(name)
    raw[slot] = name
    formed[slot] = kept
    return kept
  }

  return {
    text(text, start, end) {
      const length = end - start
      if (length <= 0) return ''
      let hash = 0
      for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
      const slot = (hash ^ (hash >>> 15)) & mask
      const known = raw[slot] ?? ''
      if (known.length === length) {
        let index = 0
        while (index < length && known.charCodeAt(index) === text.charCodeAt(start + index)) index++
        if (index === length) return formed[slot] ?? ''
      }
      return keep(slot, ownString(text.slice(start, end)))
    },
    octets(octets, start, end) {
      let hash = 0
      for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + (octets[index] ?? 0)) | 0
      return hashed(octets, start, end, hash)
    },
    hashed,
  }

  function hashed(octets: Uint8Array, start: number, end: number, hash: number): string {
    const length = end - start
    if (length <= 0) return ''
    const slot = (hash ^ (hash >>> 15)) & mask
    const known = raw[slot] ?? ''
    if (known.length === length) {
      let index = 0
      while (index < length && known.charCodeAt(index) === octets[start + index]) index++
      if (index === length) return formed[slot] ?? ''
    }
    return keep(slot, latin1Of(octets, start, Math.min(end, start + 1_024)))
  }
}
