/** How a row of a catalogue begins: group 1 is what the row explains. So many different ones in a row explain, and tell of none. */
const FORMS: readonly { readonly row: RegExp; readonly fewest: number }[] = [
  // `"442": "The connection was dropped"`, `450 - given out when …`: a code and its meaning.
  { row: /^\s{0,8}["']([245]\d\d|[245]\.\d\.\d{1,3})["'] ?[:=]/, fewest: 2 },
  { row: /^\W{0,4}(\d{1,3}|[245]\.\d\.\d{1,3}) [-–—:|] /, fewest: 2 },
  { row: /^\s{0,8}([245]\.\d\.\d{1,3})[: ]/, fewest: 3 },
  // Constants, and what each stands for.
  { row: /^\W{0,6}([A-Z][A-Z\d]{1,30}_[A-Z\d_]{2,60})\W{0,3} ?[-–—:=] /, fewest: 2 },
  // A table; a container's name in front of its log is the same in each line.
  { row: /^\s{0,8}\|? ?([^|\n]{1,60}?) \| [^|\n]{2,300}\|?\s{0,4}$/, fewest: 3 },
]
const CLOCK = /\d:\d\d/
/** A row that begins with a host tells what befell it. Settings have dots in their names, too. */
const HOST =
  /^(?:(?:[\w-]{1,63}\.){1,8}(?:[a-z]{2,4}|example|invalid|internal|local)|\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]{2,40})$/i

/** True of a list that says what codes, results or fields mean, row by row. */
export function isCatalogue(text: string): boolean {
  const lines = text.split('\n', 1_000).filter((line) => line.trim() !== '')
  return FORMS.some(({ row, fewest }) => {
    const keys = lines.map((line) => (CLOCK.test(line) ? undefined : row.exec(line)?.[1]))
    if (lines.length < fewest || keys.includes(undefined) || new Set(keys).size !== lines.length) return false
    return !areSteps(keys) && !keys.every((key) => HOST.test(key ?? ''))
  })
}

/** What somebody did, in its order: 1, 2, 3. */
function areSteps(keys: readonly (string | undefined)[]): boolean {
  return keys.every((key, at) => key === String(at + 1))
}
