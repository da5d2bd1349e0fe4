import { stageOfFrames, withoutFrames } from '../call-frames.ts'
import { anyIn, anyLiteral, gramsOf } from '../phrase.ts'
import { endAtStage, exact, inHandshake } from '../refine.ts'
import { stageFromWords } from '../stage-words.ts'
import type { SpeakerReading, TextHints } from '../text-reading.ts'
import type { Words } from '../words.ts'
import { SPEAKERS } from './speakers.ts'

// Signs are sought in the lower-case text, because punctuation (`<<<`, `[internal]`) tells programs apart.
const GRAMMARS = SPEAKERS.map((grammar) => ({ grammar, signs: anyLiteral(grammar.signs) }))

/** What the first program whose grammar fits says; undefined: none of those that are known wrote it. */
export function ownWords(words: Words, hints: TextHints): SpeakerReading | undefined {
  const grams = gramsOf(words.lower)
  // A bounce's own mark of the system that speaks (`X-Postfix;`) goes before every sign.
  const marked = hints.origin === 'bounce' ? GRAMMARS.filter(({ grammar }) => grammar.name === hints.software) : []
  for (const { grammar, signs } of [...marked, ...GRAMMARS]) {
    if (!anyIn(words.lower, grams, signs)) continue
    const reading = grammar.read(words, hints)
    if (reading !== undefined) return staged(inHandshake(exact(reading, words), words), words)
  }
  return undefined
}

/** A line that ended, of which the program's own grammar knows no stage: the words around its sentence may name one. */
function staged(reading: SpeakerReading, words: Words): SpeakerReading {
  if (reading.stage !== undefined || reading.speaker !== 'us' || reading.symptom?.startsWith('drop.') !== true)
    return reading
  const stage = stageOfFrames(words.raw) ?? stageFromWords(withoutFrames(words))
  return stage === undefined ? reading : endAtStage({ ...reading, stage })
}
