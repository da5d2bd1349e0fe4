import type { MessagePlan } from './session-plan.ts'

/** Octets of a generated message whose size nobody asked for. */
export const ORDINARY_MESSAGE_BYTES = 1_000

/** What of a message as it stands may matter to a server, without its content: this is what a saved case keeps. */
export interface MessageShape {
  /** A line feed without a carriage return before it. */
  readonly bareLf: boolean
  readonly nul: boolean
  /** Without its line end. */
  readonly longestLineBytes: number
  /** The same of the header and of the body alone; cases of older versions lack them. */
  readonly longestHeaderLineBytes?: number
  readonly longestBodyLineBytes?: number
}

/** undefined: the message is generated, and ordinary. */
export function shapeOf(message: MessagePlan | undefined): MessageShape | undefined {
  if (message?.raw === undefined) return message?.shape
  const { raw } = message
  let longestHeaderLineBytes = 0
  let longestBodyLineBytes = 0
  let inHeader = true
  let bareLf = false
  for (let start = 0; start <= raw.length;) {
    const end = raw.indexOf('\n', start)
    const stop = end < 0 ? raw.length : end
    const ended = raw.charCodeAt(stop - 1) === 13 && stop > start
    if (end >= 0 && !ended) bareLf = true
    const lineBytes = stop - start - (ended ? 1 : 0)
    if (lineBytes === 0 && end >= 0) inHeader = false
    if (inHeader) longestHeaderLineBytes = Math.max(longestHeaderLineBytes, lineBytes)
    else longestBodyLineBytes = Math.max(longestBodyLineBytes, lineBytes)
    start = stop + 1
  }
  return {
    bareLf,
    nul: raw.includes('\0'),
    longestLineBytes: Math.max(longestHeaderLineBytes, longestBodyLineBytes),
    longestHeaderLineBytes,
    longestBodyLineBytes,
  }
}
