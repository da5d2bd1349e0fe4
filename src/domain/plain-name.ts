/** Letters, digits, dashes and dots, with no dash in front, as of an option: safe in a shell and in a table. Names from DNS, certificates and texts may hold anything. */
export function isPlainName(text: string | undefined): text is string {
  return text !== undefined && /^\w[\w-]*(?:\.[\w-]+)*$/.test(text)
}

/** The longest name that DNS can hold, as it is written (RFC 1035 §2.3.4). */
const LONGEST_NAME = 253

/** A plain name below a top-level domain, which begins with a letter (RFC 3696 §2): no address, no version number, no lone word. */
export function isHostName(text: string): boolean {
  return text.length <= LONGEST_NAME && isPlainName(text) && /\.[a-z][\w-]+$/i.test(text)
}
