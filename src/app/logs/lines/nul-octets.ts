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
    let at = octets.indexOf(NUL)
    const lines = at < 0 ? octets : Buffer.from(octets)
    while (at >= 0) {
      const last = at === 0 ? before : lines[at - 1]
      if (last !== NUL && last !== LINE_FEED && last !== MARK_END) lines[at] = LINE_FEED
      // The rest of them stands before the next line, where it is passed over.
      let end = at + 1
      while (octets[end] === NUL) end++
      at = lines.indexOf(NUL, end)
    }
    before = octets.at(-1) ?? before
    return lines
  }
}
