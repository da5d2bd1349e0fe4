import type { Decoder } from '../lines/text-decoder.ts'

const COUNT = /^(\d{1,6}) (?=<\d{1,3}>)/

/** Frames with their lengths before them and nothing between (RFC 6587, 3.4.1): the second begins where the first ends. */
export function looksOctetCounted(head: string): boolean {
  const first = COUNT.exec(head)
  if (first === null) return false
  const end = first[0].length + Number(first[1])
  return end < head.length && COUNT.test(head.slice(end, end + 20))
}

/** One frame a line. Where no count stands, the rest is passed on as it is. */
export function openOctetCounted(): Decoder {
  let held = ''
  let lost = false

  function take(text: string): string {
    if (lost) return text
    held += text
    let lines = ''
    for (;;) {
      const count = COUNT.exec(held.slice(0, 20))
      if (count === null) {
        if (held.length < 20) return lines
        lost = true
        const rest = held
        held = ''
        return lines + rest
      }
      const end = count[0].length + Number(count[1])
      if (held.length < end) return lines
      lines += `${held
        .slice(count[0].length, end)
        .trimEnd()
        .replaceAll(/[\r\n]+/g, ' ')}\n`
      held = held.slice(end).replace(/^[\r\n]+/, '')
    }
  }

  return {
    push: (chunk) => Buffer.from(take(chunk.toString('latin1')), 'latin1'),
    end: () => Buffer.from(held, 'latin1'),
  }
}
