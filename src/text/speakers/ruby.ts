import { stageOfFrames } from '../call-frames.ts'
import type { Grammar } from '../grammar.ts'

/** What `check_response` and its kin raise holds the reply; `could not get 3xx (421: 421 …)`. */
const RAISED =
  /in [`'](?:Net::SMTP#)?check_\w{2,20}'[^\n]{0,4}(?:could not get 3xx \(\d{3}: )?([245]\d\d[ -][^\n]{1,2000}?)\)?(?: \(Net::SMTP\w{4,30}\))?$/m

/**
 * Ruby's Net::SMTP, where it shows the stack below a reply. Of a session that was refused, its `quit` may find the line closed: the refusal is what
 * that one was raised for.
 */
export const ruby: Grammar = {
  name: 'ruby',
  signs: ['check_'],
  read({ raw }) {
    const found = RAISED.exec(raw)
    if (found?.[1] === undefined) return undefined
    const stage = stageOfFrames(raw.slice(found.index))
    return {
      speaker: 'peer',
      voice: 'peer',
      rule: 'ruby/raised',
      said: found[1],
      ...(stage !== undefined && { stage }),
    }
  },
}
