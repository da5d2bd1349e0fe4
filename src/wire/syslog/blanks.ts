/** Where blanks and tabs end that begin at `from`. */
export function blanksEnd(line: string, from: number): number {
  let index = from
  while (line.charCodeAt(index) === 32 || line.charCodeAt(index) === 9) index++
  return index
}

/** Where the word ends that begins at `from`: at a blank, a tab, or with the line. */
export function wordEnd(line: string, from: number): number {
  let index = from
  while (index < line.length && line.charCodeAt(index) !== 32 && line.charCodeAt(index) !== 9) index++
  return index
}

/** Where NULs and record separators end that begin at `from`. */
export function marksEnd(line: string, from: number): number {
  let index = from
  while (line.charCodeAt(index) === 0 || line.charCodeAt(index) === 30) index++
  return index
}
