/** A header is short; what is longer is no header, and is left as it is. */
const MOST_OCTETS = 256 * 1024
const FIELD = /^[!-9;-~]{1,80}[ \t]{0,4}:/
const PARAMETER = /^(?:boundary|charset|report-type|type|format|name|differences|filename)\s{0,4}=/i

/**
 * Mails copied out of a web page ("view message source") have lost the blanks before continued header lines, so that their boundary is a line of
 * its own and no MIME reader finds their parts. Those lines get their blank back: in the mail's own header every line that is no field, in the
 * headers of parts only known parameters. Octets that need nothing come back as they are.
 */
export function withFoldedHeaders(octets: Uint8Array): Uint8Array {
  // One character for each octet, whatever the charset.
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text.slice(0, MOST_OCTETS))?.index
  if (end === undefined) return octets
  const head = text.slice(0, end)
  const body = text.slice(end)
  const lines = head.split('\n')
  const folded = lines.map((line, at) => (at > 0 && needsBlank(line, lines[0] ?? '') ? ` ${line}` : line)).join('\n')
  const parts = /ontent-/i.test(body)
    ? body.replaceAll(PART_PARAMETER, '$1\n $2').replaceAll(LOST_SEMICOLON, '$1; $2')
    : body
  if (folded === head && parts === body) return octets
  return new Uint8Array(Buffer.from(folded + parts, 'latin1'))
}

// `Content-Type: multipart/alternative;` and a parameter at the beginning of the next line.
const PART_PARAMETER =
  /(\ncontent-[a-z-]{4,30}:[^\n]{0,300};[ \t]{0,4}\r?)\n((?:boundary|charset|report-type|type|format|name|differences|filename)[ \t]{0,4}=)/gi

// `Content-Type: text/plain` and its charset on the next line, without the semicolon between them.
const LOST_SEMICOLON =
  /(\ncontent-type: ?[a-z]{4,12}\/[a-z0-9.+-]{2,40})[ \t]{0,4}\r?\n[ \t]{1,8}((?:charset|boundary|name|format)[ \t]{0,4}=)/gi

function needsBlank(line: string, first: string): boolean {
  if (line.trim() === '' || /^[ \t]/.test(line)) return false
  if (PARAMETER.test(line)) return true
  // A text that does not begin with a field is no header at all.
  return FIELD.test(first) && !FIELD.test(line) && !line.startsWith('From ') && !line.startsWith('>From ')
}
