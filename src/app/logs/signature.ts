const HAS_REPLY = /(?:^|[\s"'(>=:])[245]\d\d[- ]/

/** Is this the name of a host whose receiver has words of its own (a table in `src/text/providers`)? */
export type IsReceiver = (host: string) => boolean

/** What of a word goes into the signature. */
type Kept = 'all' | 'nothing' | 'last-labels'

/**
 * A number for the shape of a reason: what varies from line to line without changing its meaning is left out, so that a reason is
 * understood once and not a million times. Kept: reply codes, enhanced codes, alert and socket error numbers (short numbers), words, and
 * of the names of receivers with words of their own the last two labels, since rules look at who says it. Left out: addresses, ids, long numbers.
 * 53 bits; two shapes that share a number are not to be expected below a hundred million of them.
 */
export function signatureOf(text: string, isReceiver: IsReceiver): number {
  const limit = Math.min(text.length, 1_000)
  // A sender's own words mean the same for every host.
  const hasReply = HAS_REPLY.test(limit < text.length ? text.slice(0, limit) : text)
  let a = 0x811c9dc5
  let b = limit > 999 ? 1 : 0
  const add = (code: number): void => {
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13)
  }
  let index = 0
  while (index < limit) {
    const start = index
    let digits = 0
    let dots = 0
    let colons = 0
    let hexLetters = 0
    let letters = 0
    let at = 0
    let code = text.charCodeAt(index)
    for (; index < limit; code = text.charCodeAt(++index)) {
      if (code >= 48 && code <= 57) digits++
      else if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
        letters++
        if ((code | 32) <= 102) hexLetters++
      } else if (code === 46) dots++
      else if (code === 58) colons++
      else if (code === 64) at++
      else if (code !== 45 && code !== 95) break
    }
    if (index > start) {
      const kept = keptOf(text, start, index, {
        digits,
        dots,
        colons,
        hexLetters,
        letters,
        at,
        isReceiver: hasReply ? isReceiver : NOBODY,
      })
      if (kept === 'nothing') add(1)
      else
        for (let from = kept === 'all' ? start : lastLabels(text, start, index); from < index; from++)
          add(text.charCodeAt(from))
    }
    if (index < limit) {
      add(code)
      index++
    }
  }
  return (a >>> 0) * 0x20_0000 + ((b ^ (b >>> 11)) & 0x1f_ffff)
}

const NOBODY: IsReceiver = () => false

interface Word {
  readonly digits: number
  readonly dots: number
  readonly colons: number
  readonly letters: number
  readonly hexLetters: number
  readonly at: number
  readonly isReceiver: IsReceiver
}

function keptOf(text: string, start: number, end: number, word: Word): Kept {
  const { digits, letters, colons } = word
  if (word.at > 0) return 'nothing'
  if (digits === 0 && word.dots === 0) return 'all'
  const last = text.charCodeAt(end - 1)
  const tail = last === 58 || last === 46 ? 1 : 0
  const length = end - start - tail
  const dots = word.dots - (last === 46 ? 1 : 0)
  if (isReplyStart(text, start)) return 'all'
  // IPv6, with or without a port.
  if (colons > 1 && digits > 0 && letters === word.hexLetters) return 'nothing'
  if (letters === 0) {
    if (dots === 3) return 'nothing'
    if (dots === 2) return length <= 8 ? 'all' : 'nothing'
    if (dots === 1) return length <= 6 ? 'all' : 'nothing'
    // Reply codes and alert numbers are short; Winsock's and Windows' errors have five digits and a meaning.
    return length <= 3 || (length === 5 && text.charCodeAt(start) === 49) ? 'all' : 'nothing'
  }
  if (dots > 0) {
    if (length <= 8) return 'all'
    if (!endsWithLetters(text, end - tail)) return 'nothing'
    return word.isReceiver !== NOBODY && word.isReceiver(text.slice(start, end - tail)) ? 'last-labels' : 'nothing'
  }
  // Queue ids and tokens; "error:0A000102:SSL" and "SEC_E_80090308" say what happened.
  return digits > 2 && length >= 8 && colons === tail && !text.slice(start, end).includes('_') ? 'nothing' : 'all'
}

/** `421-`: the first line of a reply. */
function isReplyStart(text: string, start: number): boolean {
  const first = text.charCodeAt(start)
  return (first === 50 || first === 52 || first === 53) && text.charCodeAt(start + 3) === 45
}

/** The last label is letters only, as a top-level domain is. */
function endsWithLetters(text: string, end: number): boolean {
  let index = end - 1
  let code = text.charCodeAt(index)
  while ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) code = text.charCodeAt(--index)
  return code === 46 && end - index > 2
}

function lastLabels(text: string, start: number, end: number): number {
  const last = text.lastIndexOf('.', end - 2)
  const before = text.lastIndexOf('.', last - 1)
  return Math.max(start, before)
}
