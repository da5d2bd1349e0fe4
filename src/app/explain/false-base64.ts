const DECLARED = /^content-transfer-encoding:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?"?(base64)\b/gim
/** How much of a part is looked at. */
const SAMPLE = 4_000
/** Headers end within this many characters of the declaration, or the part has no body. */
const MOST_OF_A_HEADER = 20_000
/** What decodes wrongly to letter salad: gateways that rewrite a report and leave its old header standing. */
const PLAIN = new TextEncoder().encode('8bit  ')

/**
 * Declares the parts of a mail that are called base64 and are plain text as what they are, so that their words are read. Base64 has
 * no blanks within a line and none of the marks that sentences and addresses have (RFC 2045 §6.8).
 */
export function withTrueEncodings(octets: Uint8Array): Uint8Array {
  // One character for each octet, so that places in the text are places in the octets.
  const text = new TextDecoder('windows-1252').decode(octets)
  let mended: Uint8Array | undefined
  DECLARED.lastIndex = 0
  for (let match = DECLARED.exec(text); match !== null; match = DECLARED.exec(text)) {
    if (!isPlain(bodyBehind(text, match.index))) continue
    mended ??= octets.slice()
    mended.set(PLAIN, match.index + match[0].lastIndexOf(match[1] ?? ''))
  }
  return mended ?? octets
}

/** The beginning of the part's body: from the next empty line to the next boundary. */
function bodyBehind(text: string, at: number): string {
  const head = text.slice(at, at + MOST_OF_A_HEADER)
  const empty = /\r?\n\r?\n/.exec(head)
  if (empty === null) return ''
  const start = at + empty.index + empty[0].length
  const body = text.slice(start, start + SAMPLE)
  const boundary = body.search(/(?:^|\n)--/)
  return boundary === -1 ? body : body.slice(0, boundary)
}

function isPlain(body: string): boolean {
  const inside = body.trim()
  const foreign = inside.match(/[^A-Za-z0-9+/=\s]|[^\s] (?=\S)/g)?.length ?? 0
  return foreign >= 3 && foreign * 50 > inside.length
}
