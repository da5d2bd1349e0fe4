/** A value as JSON, Python, Ruby and SQL write it. What is neither text nor a collection (numbers, nil, true) is its own text. */
export type Literal = string | readonly Literal[] | ReadonlyMap<string, Literal>

export interface ReadLiteral {
  readonly value: Literal
  /** Where the text goes on. */
  readonly end: number
}

const DEEPEST = 16
/** So many elements are read of one collection. */
const MOST = 400

const CLOSE: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', e: '\u001b' }

/** Reads the list, map, tuple or string that begins at `from`; undefined where none does or it is not closed. */
export function readLiteral(text: string, from: number, depth = 0): ReadLiteral | undefined {
  const first = text.charAt(from)
  if (first === '"' || first === "'") return readStrings(text, from)
  const close = CLOSE[first]
  if (close === undefined) return readWord(text, from)
  if (depth > DEEPEST) return undefined
  if (first === '{') return readMap(text, from, close, depth)
  return readList(text, from, close, depth) ?? (first === '(' ? readMap(text, from, close, depth) : undefined)
}

function readList(text: string, from: number, close: string, depth: number): ReadLiteral | undefined {
  const items: Literal[] = []
  let index = spaceEnd(text, from + 1)
  while (text.charAt(index) !== close) {
    const item = readLiteral(text, index, depth + 1)
    if (item === undefined || items.length >= MOST) return undefined
    items.push(item.value)
    index = spaceEnd(text, item.end)
    if (text.charAt(index) === ',') index = spaceEnd(text, index + 1)
    else if (text.charAt(index) !== close) return undefined
  }
  return { value: items, end: index + 1 }
}

/** `(name=value, …)` too, as constructors are called, and `('name' => 'value', …)`, as PHP writes its arrays. */
function readMap(text: string, from: number, close: string, depth: number): ReadLiteral | undefined {
  const fields = new Map<string, Literal>()
  let index = spaceEnd(text, from + 1)
  while (text.charAt(index) !== close) {
    const name = readName(text, index)
    if (name === undefined || fields.size >= MOST) return undefined
    const arrow = spaceEnd(text, name.end)
    const width = text.startsWith('=>', arrow) ? 2 : ':='.includes(text.charAt(arrow) || ' ') ? 1 : 0
    if (width === 0) return undefined
    const field = readLiteral(text, spaceEnd(text, arrow + width), depth + 1)
    if (field === undefined) return undefined
    fields.set(name.value, field.value)
    index = spaceEnd(text, field.end)
    if (text.charAt(index) === ',') index = spaceEnd(text, index + 1)
    else if (text.charAt(index) !== close) return undefined
  }
  return { value: fields, end: index + 1 }
}

function readName(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
  const first = text.charAt(from)
  if (first === '"' || first === "'") return readString(text, from)
  const word = /^:?[\w@.-]{1,80}/.exec(text.slice(from, from + 81))?.[0]
  return word === undefined ? undefined : { value: word, end: from + word.length }
}

/** Python and C put strings together that stand beside each other, and so do lines that are broken at a width. */
function readStrings(text: string, from: number): ReadLiteral | undefined {
  const first = readString(text, from)
  if (first === undefined) return undefined
  let { value, end } = first
  for (let next = spaceEnd(text, end); next > end; next = spaceEnd(text, end)) {
    const more = text.charAt(next) === text.charAt(from) ? readString(text, next) : undefined
    if (more === undefined) break
    value += more.value
    end = more.end
  }
  return { value, end }
}

/** A quote inside is escaped, or doubled as in SQL. */
function readString(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
  const quote = text.charAt(from)
  let value = ''
  let index = from + 1
  for (;;) {
    let end = index
    while (end < text.length && text.charAt(end) !== quote && text.charAt(end) !== '\\') end++
    if (end >= text.length) return undefined
    value += text.slice(index, end)
    if (text.charAt(end) === '\\') {
      const next = text.charAt(end + 1)
      value += ESCAPED[next] ?? next
      index = end + 2
    } else if (text.charAt(end + 1) === quote) {
      value += quote
      index = end + 2
    } else return { value, end: end + 1 }
  }
}

function readWord(text: string, from: number): ReadLiteral | undefined {
  let end = from
  while (end < text.length && !' \t\r\n,[](){}"\''.includes(text.charAt(end))) end++
  return end === from ? undefined : { value: text.slice(from, end), end }
}

function spaceEnd(text: string, from: number): number {
  let index = from
  while (index < text.length && ' \t\r\n'.includes(text.charAt(index))) index++
  return index
}
