import type { SpeakerReading, TextHints } from './text-reading.ts'
import type { Words } from './words.ts'

/** One MTA's, library's or stack's own words. It answers only for texts that it is sure of. */
export interface Grammar {
  readonly name: string
  /** Signs in lower case, one of which the text must hold before the grammar is asked; saves most of the work. */
  readonly signs: readonly string[]
  read(words: Words, hints: TextHints): SpeakerReading | undefined
}
