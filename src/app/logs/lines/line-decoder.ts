import type { Decoder } from './text-decoder.ts'

/** Of a line longer than this the pieces pass one by one. */
const LINE_LIMIT = 262_144

/** What makes lines of a line: none, one, or one that waited for its end. Text is latin1. */
export interface LineMapper {
  line(line: string): string
  /** The input has ended. */
  end(): string
}

/** A decoder that works line by line, in constant memory. */
export function decodeLines(mapper: LineMapper): Decoder {
  let rest = ''

  function take(text: string): string {
    let lines = ''
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines += mapper.line(rest + text.slice(start, end))
      rest = ''
      start = end + 1
    }
    rest += text.slice(start)
    if (rest.length > LINE_LIMIT) {
      lines += mapper.line(rest)
      rest = ''
    }
    return lines
  }

  return {
    push: (chunk) => Buffer.from(take(chunk.toString('latin1')), 'latin1'),
    end() {
      const last = rest === '' ? '' : mapper.line(rest)
      rest = ''
      return Buffer.from(last + mapper.end(), 'latin1')
    },
  }
}
