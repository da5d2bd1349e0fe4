/**
 * Quoted for a POSIX shell where it needs to be: for commands that are shown to be pasted. What a terminal obeys or a reader mistakes
 * (as in printable.ts), line ends too, becomes a blank. Brackets stay bare in no shell: zsh takes `[2001:db8::1]:25` for a pattern.
 */
export function shellWord(text: string, limit = 300): string {
  const clean = text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .slice(0, limit)
    .trim()
  return /^[\w@.:/+-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", String.raw`'\''`)}'`
}
