import type { Stage } from '../domain/stage.ts'
import { stageOfFrames, withoutFrames } from './call-frames.ts'
import { namedPeer } from './endpoints.ts'
import { withoutSettings, withoutUnreal } from './report/unreal.ts'
import { mentionedStage } from './stage-mentions.ts'
import { stageFromWords } from './stage-words.ts'
import type { SpeakerReading, TextHints } from './text-reading.ts'
import type { Words } from './words.ts'

/** Words without a grammar of their own, and what every reader of them needs to know. */
export interface AboutWords {
  readonly words: Words
  readonly hints: TextHints
  /** The words without time limits that are only set. */
  readonly plain: Words
  /** The words without what did not happen, either. */
  readonly real: Words
  /** The stage that the words tie the event to. */
  readonly stage?: Stage
  /** The stage that is at least mentioned. */
  readonly mentioned?: Stage
  /** Peer and stage, for the reading. */
  readonly at: Partial<SpeakerReading>
}

/** What stands in the words of a session, whatever is said of it. */
export function aboutWords(words: Words, hints: TextHints): AboutWords {
  const stage = stageOfFrames(words.raw) ?? stageFromWords(withoutFrames(words))
  const mentioned = stage ?? mentionedStage(words, false)
  const plain = withoutSettings(words)
  return {
    words,
    hints,
    plain,
    real: withoutUnreal(plain),
    ...(stage !== undefined && { stage }),
    ...(mentioned !== undefined && { mentioned }),
    at: { ...namedPeer(words.raw), ...(stage !== undefined && { stage }) },
  }
}
