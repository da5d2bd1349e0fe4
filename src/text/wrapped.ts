/** The margin at which prose is wrapped at the least. */
const MARGIN = 45

/** True when a line may go on in the next: a shorter one ended because its sentence did. */
export function mayBeWrapped(line: string): boolean {
  return line.length >= MARGIN
}
