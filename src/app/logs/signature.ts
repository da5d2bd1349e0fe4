const LIMIT = 1_000
/** Of a word, and of a reply, so many octets are looked at together. */
const LOOKAHEAD = 8
/** Octets of the reason at hand: reading them is several times cheaper than a string's characters. */
const scratch = Buffer.alloc(LIMIT + LOOKAHEAD)

/** Is this the name of a host whose receiver has words of its own (a table in `src/text/providers`)? */
export type IsReceiver = (host: string) => boolean

/**
 * A number for the shape of a reason: what varies from line to line without changing its meaning is left out, so that a reason is
 * understood once and not a million times. Kept: reply codes, enhanced codes, alert and socket error numbers (short numbers), words, and
 * of the names of receivers with words of their own the last two labels, since rules look at who says it. Left out: addresses, ids, long numbers.
 * 53 bits; two shapes that share a number are not to be expected below a hundred million of them.
 */
export function signatureOf(text: string, isReceiver: IsReceiver): number {
  const limit = Math.min(text.length, LIMIT)
  const octets = scratch
  octets.write(text, 0, limit, 'latin1')
  // No lookahead beyond the text reads what an earlier one left.
  for (let index = limit; index < limit + LOOKAHEAD; index++) octets[index] = 0
  // A sender's own words mean the same for every host.
  const receivers = hasReply(octets, limit) ? isReceiver : NOBODY
  let a = 0x811c9dc5
  let b = limit === LIMIT ? 1 : 0
  let index = 0
  while (index < limit) {
    const start = index
    let digits = 0
    let dots = 0
    let colons = 0
    let hexLetters = 0
    let letters = 0
    let at = 0
    let code = octets[index] ?? 0
    for (; index < limit; code = octets[++index] ?? 0) {
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
        letters++
        if ((code | 32) <= 102) hexLetters++
      } else if (code >= 48 && code <= 57) digits++
      else if (code === 46) dots++
      else if (code === 58) colons++
      else if (code === 64) at++
      else if (code !== 45 && code !== 95) break
    }
    let from = start
    if (at > 0) from = index
    else if (digits > 0 || dots > 0) {
      from = keptFrom(octets, start, index, { text, digits, dots, colons, hexLetters, letters, receivers })
    }
    if (from === index && index > start) {
      // Left out; yet a filter on this machine is not the network, and texts are read with an eye on that.
      const mark = digits > 0 ? 1 + nearness(text, start, index) : 1
      a = Math.imul(a ^ mark, 0x01000193)
      b = Math.imul(b + mark, 0x85ebca6b) ^ (b >>> 13)
    }
    // What stands after the word belongs to the shape too.
    const end = index < limit ? index + 1 : index
    for (; from < end; from++) {
      const kept = octets[from] ?? 0
      a = Math.imul(a ^ kept, 0x01000193)
      b = Math.imul(b + kept, 0x85ebca6b) ^ (b >>> 13)
    }
    index = end
  }
  return (a >>> 0) * 0x20_0000 + ((b ^ (b >>> 11)) & 0x1f_ffff)
}

/** 1: an address of this machine; 2: a private one; 0: anything else. */
function nearness(text: string, start: number, end: number): 0 | 1 | 2 {
  const first = text.charCodeAt(start)
  // 1, :, f, F
  if (first !== 49 && first !== 58 && (first | 32) !== 102) return 0
  if (end - start < 3 || end - start > 50) return 0
  const address = text.slice(start, end)
  if (/^127\.\d|^::1(?::|$)|^::ffff:127\./.test(address)) return 1
  return /^10\.\d|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^f[cd][0-9a-f]{2}:|^fe80:/i.test(address) ? 2 : 0
}

/** `421 `, `550-` after a start, a space, a quote, a parenthesis, `>`, `=` or `:`. */
function hasReply(octets: Uint8Array, limit: number): boolean {
  for (let index = 0; index + 3 < limit; index++) {
    const code = octets[index]
    if (code !== 52 && code !== 53 && code !== 50) continue
    const after = octets[index + 3]
    if ((after === 32 || after === 45) && isDigit(octets[index + 1]) && isDigit(octets[index + 2])) {
      if (index === 0 || BEFORE_REPLY.has(octets[index - 1] ?? 0)) return true
    }
  }
  return false
}

const BEFORE_REPLY: ReadonlySet<number> = new Set([9, 10, 32, 34, 39, 40, 58, 61, 62])

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

const NOBODY: IsReceiver = () => false

interface Word {
  /** What it is a word of, octet by octet. */
  readonly text: string
  readonly digits: number
  readonly dots: number
  readonly colons: number
  readonly letters: number
  readonly hexLetters: number
  readonly receivers: IsReceiver
}

/** From where on a word with digits or dots is kept: its start (all of it), its end (nothing), or its last labels. */
function keptFrom(octets: Uint8Array, start: number, end: number, word: Word): number {
  const { digits, letters, colons } = word
  const last = octets[end - 1]
  const tail = last === 58 || last === 46 ? 1 : 0
  const length = end - start - tail
  const dots = word.dots - (last === 46 ? 1 : 0)
  // `421-`: the first line of a reply.
  const first = octets[start]
  if ((first === 50 || first === 52 || first === 53) && octets[start + 3] === 45) return start
  // IPv6, with or without a port.
  if (colons > 1 && digits > 0 && letters === word.hexLetters) return end
  if (letters === 0) {
    if (dots === 3) return end
    if (dots === 2) return length <= 8 ? start : end
    if (dots === 1) return length <= 6 ? start : end
    // Reply codes and alert numbers are short; Winsock's and Windows' errors have five digits and a meaning.
    return length <= 3 || (length === 5 && first === 49) ? start : end
  }
  if (dots > 0) {
    if (length <= 8) return start
    if (!endsWithLetters(octets, end - tail) || word.receivers === NOBODY) return end
    return word.receivers(word.text.slice(start, end - tail)) ? lastLabels(octets, start, end - tail) : end
  }
  // Queue ids and tokens; "error:0A000102:SSL" and "SEC_E_80090308" say what happened.
  return digits > 2 && length >= 8 && colons === tail && !holds(octets, start, end, 95) ? end : start
}

/** The last label is letters only, as a top-level domain is. */
function endsWithLetters(octets: Uint8Array, end: number): boolean {
  let index = end - 1
  while (index >= 0 && isLetter(octets[index] ?? 0)) index--
  return octets[index] === 46 && end - index > 2
}

function lastLabels(octets: Uint8Array, start: number, end: number): number {
  let dots = 0
  let index = end - 1
  for (; index > start; index--) if (octets[index] === 46 && ++dots === 2) break
  return index
}

function holds(octets: Uint8Array, start: number, end: number, code: number): boolean {
  for (let index = start; index < end; index++) if (octets[index] === code) return true
  return false
}
