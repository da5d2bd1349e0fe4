const HAS_REPLY = /(?:^|[\s"'(>=:])[245]\d\d[- ]/
const REPLY_START = /^[245]\d\d-/

/**
 * The shape of a reason: what varies from line to line without changing its meaning is replaced, so that a reason is understood once and
 * not a million times. Kept: reply codes, enhanced codes, alert and socket error numbers (short numbers), words, and the last two
 * labels of host names, since rules look at them. Replaced: addresses, ids, long numbers, URLs' paths.
 */
export function signatureOf(text: string): string {
  const limit = Math.min(text.length, 1_000)
  // A sender's own words mean the same for every host; a reply is read with an eye on who says it.
  const keepHosts = HAS_REPLY.test(text)
  let shape = ''
  let index = 0
  while (index < limit) {
    const start = index
    let digits = 0
    let dots = 0
    let colons = 0
    let at = false
    let letters = 0
    while (index < limit && isWord(text.charCodeAt(index))) {
      const code = text.charCodeAt(index)
      if (code >= 48 && code <= 57) digits++
      else if (code === 46) dots++
      else if (code === 58) colons++
      else if (code === 64) at = true
      else letters++
      index++
    }
    if (index === start) {
      shape += text[index]
      index++
      continue
    }
    shape += shapeOf(text.slice(start, index), digits, dots, colons, letters, at, keepHosts)
  }
  return shape
}

/** Letters, digits and what holds host names, addresses and ids together. */
function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 46 ||
    code === 58 ||
    code === 64 ||
    code === 95
  )
}

function shapeOf(
  word: string,
  digits: number,
  dots: number,
  colons: number,
  letters: number,
  at: boolean,
  keepHosts: boolean,
): string {
  const tail = word.endsWith(':') || word.endsWith('.') ? word.slice(-1) : ''
  const bare = tail === '' ? word : word.slice(0, -1)
  if (at) return `@${tail}`
  if (digits === 0 && dots === 0) return word
  if (colons > 1 && digits > 0 && letters <= bare.length) return /^[0-9a-fA-F:.]+$/.test(bare) ? `:${tail}` : word
  if (letters === 0 && dots === 3 && colons <= 1 && digits <= 12 && digits >= 4) return `.${tail}`
  if (letters === 0 && dots === 0 && digits <= 3) return word
  if (letters === 0 && dots === 2 && digits <= 5) return word
  if (letters === 0 && dots > 0) return word.length > 12 ? `0${tail}` : word
  // Winsock and errno numbers have five digits and a meaning.
  if (letters === 0) return digits === 5 && bare.startsWith('1') ? word : `0${tail}`
  if (REPLY_START.test(bare)) return word
  if (dots > (tail === '.' ? 1 : 0)) return `${hostShape(bare, keepHosts)}${tail}`
  if (digits > 2 && bare.length >= 8 && !bare.startsWith('error:') && !bare.includes('_')) return `#${tail}`
  return word
}

function hostShape(name: string, keepHosts: boolean): string {
  if (name.length <= 8) return name
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (last.length < 2 || !/^[a-zA-Z]+$/.test(last)) return '#'
  return keepHosts ? lastLabels(name) : '*'
}

function lastLabels(name: string): string {
  const last = name.lastIndexOf('.')
  const before = name.lastIndexOf('.', last - 1)
  return before < 0 ? `*.${name}` : `*${name.slice(before)}`
}
