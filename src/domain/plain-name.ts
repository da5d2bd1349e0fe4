/** Letters, digits, dashes and dots: safe in a shell and in a table. Names from DNS, certificates and texts may hold anything. */
export function isPlainName(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]+(?:\.[\w-]+)*$/.test(text)
}
