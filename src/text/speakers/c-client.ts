import type { Grammar } from '../grammar.ts'
import { stageFromWords } from '../stage-words.ts'

/** `421 SMTP connection broken (reply)`, `SMTP connection broken (message data)`, `SMTP connection went away!`. */
const BROKEN = /\bSMTP connection (?:broken(?: \((?:reply|command|(message data))\))?|went away)/i

/** The c-client library of Pine, Alpine and PHP: where no reply comes it sets 421 itself, which nobody said. */
export const cClient: Grammar = {
  name: 'c-client',
  signs: ['smtp connection broken', 'smtp connection went away'],
  read(words) {
    const broken = BROKEN.exec(words.raw)
    if (broken === null) return undefined
    const stage = broken[1] === undefined ? stageFromWords(words) : 'body'
    return {
      speaker: 'us',
      voice: 'library',
      rule: 'c-client/broken',
      symptom: 'drop.lost',
      ended: 'fin',
      ...(stage !== undefined && { stage }),
    }
  },
}
