/** One word of a POSIX shell, in quotes whatever it holds: tables and settings look alike in every fix. base/shell-word.ts leaves plain words bare. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
