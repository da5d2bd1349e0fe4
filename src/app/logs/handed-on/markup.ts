import { isLoggedLine, isOwnStamped } from './logged-line.ts'
import type { RecordForm, RecordReader } from './record-form.ts'
import type { Fields } from './roles.ts'

/** Elements that only dress text. */
const INLINE = new Set([
  'span',
  'b',
  'i',
  'em',
  'strong',
  'a',
  'font',
  'mark',
  'code',
  'samp',
  'tt',
  'u',
  's',
  'small',
  'wbr',
  'img',
  'meta',
  'link',
  'input',
  'col',
  'hr',
])
const TOKEN = /<!(\[CDATA\[|--)|<([!?/]?)([A-Za-z][\w:.-]{0,80})((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g
const ATTRIBUTE = /([\w:.-]{1,80})\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
/** No element of a log is longer, and no tag. */
const TEXT_LIMIT = 16_384
const TAG_LIMIT = 4_096
const DEEPEST = 64
const FIELDS_LIMIT = 200

export const MARKUP_FORM: RecordForm = (sample) =>
  /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|!doctype|[a-zA-Z][\w:.-]*[\s>/])/i.test(sample.join('\n').slice(0, 400))
    ? openMarkup
    : undefined

interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  text: string
  readonly fields: Map<string, string>
  /** It held records or lines, so it is none itself. */
  holds: boolean
}

/** XML and HTML: an element with several texts in it is a record, and so is a text that is a logged line, with what stands beside it. */
function openMarkup(): RecordReader {
  let held = ''
  /** What ends the section that is open: nothing in it is a tag. */
  let section: ']]>' | '-->' | undefined
  const stack: Element[] = [element('', '')]

  const nextTag = (): RegExpExecArray | null => (section === undefined ? TOKEN.exec(held) : null)
  const top = (): Element => stack.at(-1) ?? element('', '')

  /** Lines of a text that are whole: a `pre` holds many of them. */
  function logged(open: Element): readonly Fields[] {
    if (!open.text.includes('\n')) return []
    const lines = open.text.split('\n')
    open.text = lines.pop() ?? ''
    const found = lines.filter(isLine)
    if (found.length === 0) open.text = `${lines.join(' ').slice(-TEXT_LIMIT)} ${open.text}`
    else open.holds = true
    return found.map((line) => new Map([['text', line]]))
  }

  function closed(open: Element): readonly Fields[] {
    const parent = top()
    const text = open.text.trim()
    const { fields } = open
    if (open.fields.size === 0 || (open.fields.size === 1 && text === '')) {
      const value = open.fields.size === 0 ? text : ([...open.fields.values()][0] ?? '')
      if (open.holds && !isLine(value)) {
        parent.holds = true
        return []
      }
      const lines = value.split(/[\r\n]+/).filter(isLine)
      if (lines.length > 0) {
        parent.holds = true
        return lines.map((line) => new Map([...parent.fields, ...open.attributes, ['text', line]]))
      }
      const name = open.attributes.get('k') ?? open.attributes.get('name') ?? open.attributes.get('key') ?? open.name
      if (value !== '' && parent.fields.size < FIELDS_LIMIT) parent.fields.set(free(parent.fields, name), value)
      return []
    }
    const wasHolding = open.holds
    parent.holds = true
    return wasHolding ? [] : [new Map([...open.attributes, ...fields])]
  }

  /** Where the section that is open at `from` has its end. */
  function within(from: number): number {
    if (section === undefined) return from
    const end = held.indexOf(section, from)
    const upTo = end < 0 ? Math.max(from, held.length - section.length + 1) : end
    if (section === ']]>') top().text += held.slice(from, upTo)
    if (end < 0) return upTo
    const after = end + section.length
    section = undefined
    return after
  }

  function take(last: boolean): readonly Fields[] {
    const records: Fields[] = []
    let from = within(0)
    TOKEN.lastIndex = from
    for (let token = nextTag(); token !== null; token = nextTag()) {
      const [whole, opens, mark, name = '', rest = ''] = token
      const open = top()
      open.text = (open.text + unescaped(held.slice(from, token.index))).slice(-TEXT_LIMIT)
      from = token.index + whole.length
      if (opens !== undefined) {
        section = opens === '--' ? '-->' : ']]>'
        from = within(from)
        TOKEN.lastIndex = from
        records.push(...logged(open))
        continue
      }
      const plain = name.toLowerCase()
      if (plain === 'br' || plain === 'p' || plain === 'li' || plain === 'div') {
        open.text += '\n'
        records.push(...logged(open))
        continue
      }
      if (mark === '!' || mark === '?' || INLINE.has(plain) || name === '') continue
      if (mark === '/') {
        const at = stack.findLastIndex((one) => one.name === name)
        while (at > 0 && stack.length > at) {
          const ended = stack.pop()
          if (ended !== undefined) records.push(...logged(ended), ...closed(ended))
        }
      } else if (!rest.endsWith('/') && stack.length < DEEPEST) {
        records.push(...logged(open))
        stack.push(element(name, rest))
      }
    }
    const open = top()
    if (section !== undefined) {
      held = held.slice(from)
      return [...records, ...logged(open)]
    }
    // A tag or a section that is not whole yet.
    const wait = held.indexOf('<', from)
    const upTo = wait < 0 || last || held.length - wait > TAG_LIMIT ? held.length : wait
    open.text = (open.text + unescaped(held.slice(from, upTo))).slice(-TEXT_LIMIT)
    held = held.slice(upTo)
    records.push(...logged(open))
    return records
  }

  return {
    line(line) {
      if (line.trim() === '' && held === '') return []
      held += `${line}\n`
      return take(false)
    },
    end: () => take(true),
  }
}

function element(name: string, rest: string): Element {
  const attributes = new Map<string, string>()
  for (const [, key = '', double, single] of rest.matchAll(ATTRIBUTE))
    attributes.set(key, unescaped(double ?? single ?? ''))
  return { name, attributes, text: '', fields: new Map(), holds: false }
}

/** Columns of one row have one name. */
function free(fields: ReadonlyMap<string, string>, name: string): string {
  return fields.has(name) ? `${name}${fields.size + 1}` : name
}

function isLine(text: string): boolean {
  const line = text.trimStart()
  return isLoggedLine(line) || isOwnStamped(line)
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#(\d{2,3})|#[xX]([0-9a-fA-F]{2})|(lt|gt|amp|quot|apos|nbsp));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code < 127 ? String.fromCharCode(code) : whole
    },
  )
}
