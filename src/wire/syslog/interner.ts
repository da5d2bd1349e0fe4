import { latin1Of, ownString } from './latin1.ts'

/** Gives the same string object for the same text, without cutting a new one out: names come again and again. */
export interface Interner {
  text(text: string, start: number, end: number): string
  octets(octets: Uint8Array, start: number, end: number): string
  /** As `octets`, for a caller that took the hash (×31, as Java does) on its way over them. */
  hashed(octets: Uint8Array, start: number, end: number, hash: number): string
}

/** What a name takes in the table: its length, and its octets. Together, so that one fetch from memory brings both. */
const ROOM = 64
/** A longer name is cut out each time. */
const LONGEST = ROOM - 1

/**
 * A direct-mapped cache: a name that meets another in its slot replaces it, so it takes constant memory. The strings given out keep
 * nothing else alive, and remember their hash, which makes every map that they key cheap. `form` is applied once to each.
 * The names' octets are kept beside them, since comparing octets costs a fraction of comparing a string's characters.
 */
export function createInterner(slots = 4_096, form: (name: string) => string = (name) => name): Interner {
  const mask = slots - 1
  const formed = Array<string>(slots).fill('')
  const known = new Uint8Array(slots * ROOM)

  function hashed(octets: Uint8Array, start: number, end: number, hash: number): string {
    const length = end - start
    if (length <= 0) return ''
    const slot = (hash ^ (hash >>> 15)) & mask
    const at = slot * ROOM + 1
    if (known[at - 1] === length) {
      let index = 0
      while (index < length && known[at + index] === octets[start + index]) index++
      if (index === length) return formed[slot] ?? ''
    }
    const name = form(latin1Of(octets, start, Math.min(end, start + 1_024)))
    if (length > LONGEST) return name
    for (let index = 0; index < length; index++) known[at + index] = octets[start + index] ?? 0
    known[at - 1] = length
    formed[slot] = name
    return name
  }

  return {
    text(text, start, end) {
      const length = end - start
      if (length <= 0) return ''
      const hash = length > LONGEST ? undefined : toScratch(text, start, end)
      if (hash === undefined) return form(ownString(text.slice(start, end)))
      const slot = (hash ^ (hash >>> 15)) & mask
      const at = slot * ROOM + 1
      if (known[at - 1] === length) {
        let index = 0
        while (index < length && known[at + index] === scratch[index]) index++
        if (index === length) return formed[slot] ?? ''
      }
      const name = form(ownString(text.slice(start, end)))
      for (let index = 0; index < length; index++) known[at + index] = scratch[index] ?? 0
      known[at - 1] = length
      formed[slot] = name
      return name
    },
    octets(octets, start, end) {
      let hash = 0
      for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + (octets[index] ?? 0)) | 0
      return hashed(octets, start, end, hash)
    },
    hashed,
  }
}

/**
 * Remembers what `find` found for a name. An interned name is the same object when it comes again, which is seen in a fraction of the time that
 * a Map takes to look it up. `find` is asked anew when another name has taken the place.
 */
export function rememberByName<Found>(find: (name: string) => Found): (name: string) => Found {
  const names = Array<string | undefined>(64).fill(undefined)
  const found = Array<Found | undefined>(64).fill(undefined)
  return (name) => {
    // Daemons of one MTA differ in length and near their end.
    const slot = (name.length + name.charCodeAt(name.length - 1) + 7 * name.charCodeAt(name.length - 4)) & 63
    if (names[slot] !== name) {
      names[slot] = name
      found[slot] = find(name)
    }
    return found[slot] as Found
  }
}

const scratch = new Uint8Array(ROOM)

/**
 * Copies a name's octets and gives their hash. What a string holds is asked for once, since each asking is much code: a string may be kept in
 * many forms. undefined: a character beyond U+00FF, which would be taken for the octet that it ends with.
 */
function toScratch(text: string, start: number, end: number): number | undefined {
  let hash = 0
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code > 0xff) return undefined
    scratch[index - start] = code
    hash = (Math.imul(hash, 31) + code) | 0
  }
  return hash
}
