const NUL = 0
const LINE_FEED = 10
/** The last octet of UTF-8's mark, which may stand before a line as NULs may. */
const MARK_END = 0xbf

/**
 * What a crash leaves of a line it leaves half written, with NULs up to where the file goes on with a whole one: they end a line, for no mail server
 * writes any. Pieces may be cut anywhere.
 */
export function openNulEnds(): (octets: Buffer) => Buffer {
  let before = LINE_FEED

  return (octets) => {
    const first = octets.indexOf(NUL)
    const lines = first < 0 ? octets : Buffer.from(octets)
    for (let at = first; at >= 0; at = lines.indexOf(NUL, at + 1)) {
      const last = at === 0 ? before : lines[at - 1]
      // Those that follow stand before the next line, where they are passed over.
      if (last !== NUL && last !== LINE_FEED && last !== MARK_END) lines[at] = LINE_FEED
    }
    before = octets.at(-1) ?? before
    return lines
  }
}
