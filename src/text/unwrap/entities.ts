const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
const ENTITY = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,5}));/gi
const LAST_CODE_POINT = 0x10_ff_ff

/** The characters that a web page's entities stand for. */
export function withoutEntities(text: string): string {
  return text.replaceAll(ENTITY, (all: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? all
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code >= 0x20 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : all
  })
}
