/**
 * Makes text from outside safe to print: control characters (C0, C1, DEL), bidirectional overrides
 * and line separators become visible `\xNN` or `\u{NNNN}`, so that a peer cannot drive a terminal.
 */
export function printable(text: string, limit = 2_000): string {
  const head = text.length > limit ? text.slice(0, isHighSurrogate(text, limit - 1) ? limit - 1 : limit) : text
  const shown = head.replaceAll(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => {
      const code = character.codePointAt(0) ?? 0
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
    },
  )
  return head === text ? shown : `${shown}… (${text.length - head.length} more characters)`
}

/** The first half of a letter beyond U+FFFF. */
function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xdc00
}
