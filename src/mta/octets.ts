/** Does the word stand there? */
export function standsAt(octets: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (octets[at + index] !== word.charCodeAt(index)) return false
  return true
}
