import type { TongueGrammar } from '../grammar.ts'
import { NONE_KNOWN } from '../patterns.ts'

/** A tongue of which nothing is known: grammars of few words begin with it. */
export const NO_WORDS: TongueGrammar = {
  self: NONE_KNOWN,
  past: NONE_KNOWN,
  time: NONE_KNOWN,
  help: NONE_KNOWN,
  unable: NONE_KNOWN,
  thatOne: NONE_KNOWN,
  condition: NONE_KNOWN,
  imagine: NONE_KNOWN,
  modal: NONE_KNOWN,
  habit: NONE_KNOWN,
  you: NONE_KNOWN,
  advice: NONE_KNOWN,
  definition: NONE_KNOWN,
  anyOne: NONE_KNOWN,
  setting: NONE_KNOWN,
  topic: NONE_KNOWN,
  howTo: NONE_KNOWN,
  purpose: NONE_KNOWN,
  wish: NONE_KNOWN,
  chosen: NONE_KNOWN,
  well: NONE_KNOWN,
  reacts: NONE_KNOWN,
  alternative: NONE_KNOWN,
  contract: NONE_KNOWN,
  unasserted: NONE_KNOWN,
  handled: NONE_KNOWN,
}
