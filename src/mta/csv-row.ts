const LIMIT = 200

/**
 * One row of CSV (RFC 4180, read tolerantly): quotes where needed, doubled inside; a stray quote is text. undefined: a quoted field is not
 * closed, so the row goes on in the next line. Where the comma writes decimals, programs separate by semicolons.
 */
export function readCsvRow(line: string, separator = ','): readonly string[] | undefined {
  const fields: string[] = []
  let index = 0
  while (fields.length < LIMIT) {
    if (line.charCodeAt(index) === 34) {
      let value = ''
      index++
      for (;;) {
        const quote = line.indexOf('"', index)
        if (quote < 0) return undefined
        value += line.slice(index, quote)
        index = quote + 1
        if (line.charCodeAt(index) === 34) {
          value += '"'
          index++
        } else break
      }
      const comma = line.indexOf(separator, index)
      const end = comma < 0 ? line.length : comma
      fields.push(value + line.slice(index, end))
      if (comma < 0) break
      index = comma + 1
    } else {
      const comma = line.indexOf(separator, index)
      fields.push(line.slice(index, comma < 0 ? undefined : comma))
      if (comma < 0) break
      index = comma + 1
    }
  }
  return fields
}

/** Columns by name, whatever their order, case and separators (`Recipient_status`, `recipient-status`). */
export interface Columns {
  has(name: string): boolean
  of(row: readonly string[], name: string): string
}

export function columnsOf(names: readonly string[]): Columns {
  const at = new Map<string, number>()
  names.forEach((name, index) => {
    const plain = plainName(name)
    if (!at.has(plain)) at.set(plain, index)
  })
  return {
    has: (name) => at.has(name),
    of(row, name) {
      const index = at.get(name)
      return index === undefined ? '' : (row[index] ?? '')
    },
  }
}

/** Lower case letters and digits: `Recipient_status`, `recipient-status` → `recipientstatus`. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
