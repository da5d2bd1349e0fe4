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

/** Where marks end that begin at `from`: NULs, which a crash leaves before a line, separators of records (RFC 7464) and byte order marks. */
export function marksEnd(line: string, from: number): number {
  let index = from
  for (;;) {
    const code = line.charCodeAt(index)
    if (code === 0 || code === 30) index++
    else if (code === 0xef && line.startsWith('\xef\xbb\xbf', index)) index += 3
    else return index
  }
}
