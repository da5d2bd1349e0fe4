import { parsedJson } from '../../../base/parsed-json.ts'
import { withoutMark } from '../../../wire/syslog/latin1.ts'
import type { Decoder } from './text-decoder.ts'

/** Of one record so much is kept; a longer one is cut. */
const RECORD_LIMIT = 262_144

/** Records that were indented (`journalctl -o json-pretty`, jq), or stand in one array. */
export function looksIndentedJson(head: string): boolean {
  const text = withoutMark(head)
  return /^\s*(?:\{\s*[\r\n]|\[\s*(?:\{\s*"|"(?:[A-Z][a-z]{2} |\d{4}-|<\d)))/.test(text)
}

/**
 * One record a line: line ends within a record are dropped, an array becomes its elements, a string its text. A record that never closes ends
 * where the next begins at the start of a line.
 */
export function openIndentedJson(): Decoder {
  let record = ''
  /** Braces and brackets that are open, those of the outermost array left out. */
  let depth = 0
  let inArray = false
  let inString = false
  let escaped = false
  let atLineStart = true

  function take(text: string): string {
    let lines = ''
    for (const char of text) {
      lines += step(char)
      atLineStart = char === '\n' || (atLineStart && inArray && (char === ' ' || char === '\t'))
    }
    return lines
  }

  function step(char: string): string {
    if (char === '\n' || char === '\r') {
      // No string of JSON goes on in another line: this one was cut.
      inString = false
      return ''
    }
    if (inString) return within(char)
    if (atLineStart && char === '{' && depth > 0 && !inArray) return flush() + open(char)
    if (char === '"') {
      inString = true
      keep(char)
      return ''
    }
    if (char === '{' || char === '[') {
      if (depth === 0 && char === '[' && !inArray && record === '') {
        inArray = true
        return ''
      }
      return open(char)
    }
    if (char === '}' || char === ']') return close(char)
    if (depth > 0) keep(char)
    return ''
  }

  function open(char: string): string {
    depth++
    keep(char)
    return ''
  }

  function close(char: string): string {
    if (depth === 0) {
      inArray = false
      return ''
    }
    keep(char)
    depth--
    return depth === 0 ? flush() : ''
  }

  function within(char: string): string {
    keep(char)
    if (escaped) escaped = false
    else if (char === '\\') escaped = true
    else if (char === '"') {
      inString = false
      if (depth === 0) return flush()
    }
    return ''
  }

  function keep(char: string): void {
    if (record.length < RECORD_LIMIT) record += char
  }

  function flush(): string {
    const whole = record
    record = ''
    depth = 0
    inString = false
    return whole.startsWith('"') ? `${textOf(whole)}\n` : `${whole}\n`
  }

  return {
    push: (chunk) => Buffer.from(take(chunk.toString('latin1')), 'latin1'),
    end: () => Buffer.from(record === '' ? '' : flush(), 'latin1'),
  }
}

/** The text of a JSON string, as octets of one line. */
function textOf(string: string): string {
  const value = parsedJson(Buffer.from(string, 'latin1').toString('utf8'))
  return value === undefined
    ? string
    : Buffer.from(String(value).replaceAll(/[\r\n]+/g, ' '), 'utf8').toString('latin1')
}
