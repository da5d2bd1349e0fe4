/**
 * Undoes rsyslog's escapes for control characters: `#011` is TAB, `#012` a line feed (three octal digits, only below 040 and 0177).
 */
export function unescapeOctal(text: string): string {
  if (!text.includes('#0') && !text.includes('#177')) return text
  return text.replaceAll(/#(0[0-3][0-7]|177)/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}
