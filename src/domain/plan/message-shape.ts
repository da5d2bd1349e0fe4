import type { MessagePlan } from './session-plan.ts'

/** What of a message as it stands may matter to a server, without its content: this is what a saved case keeps. */
export interface MessageShape {
  /** A line feed without a carriage return before it. */
  readonly bareLf: boolean
  readonly nul: boolean
  /** Without its line end. */
  readonly longestLineBytes: number
}

/** undefined: the message is generated, and ordinary. */
export function shapeOf(message: MessagePlan | undefined): MessageShape | undefined {
  if (message?.raw === undefined) return message?.shape
  const { raw } = message
  let longestLineBytes = 0
  let bareLf = false
  for (let start = 0; start <= raw.length;) {
    const end = raw.indexOf('\n', start)
    const stop = end < 0 ? raw.length : end
    const ended = raw.charCodeAt(stop - 1) === 13 && stop > start
    if (end >= 0 && !ended) bareLf = true
    longestLineBytes = Math.max(longestLineBytes, stop - start - (ended ? 1 : 0))
    start = stop + 1
  }
  return { bareLf, nul: raw.includes('\0'), longestLineBytes }
}
