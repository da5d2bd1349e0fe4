import type { Frame } from '../../wire/syslog/frame.ts'
import { standsAt } from '../octets.ts'

/**
 * Most lines of a busy server say nothing that is counted: `connect from`, `QID: client=`, `QID: message-id=`. They are told by a few
 * octets and never become strings. All functions want the message's octets in place (`frame.from` ≥ 0).
 */

/** Index of the colon after a queue id at the start of the message, or −1: five or more letters and digits, then `: `. */
export function idEndInPlace(frame: Frame): number {
  const { octets, from } = frame
  const limit = Math.min(frame.to, from + 32)
  let index = from
  let digits = false
  for (; index < limit; index++) {
    const code = octets[index] ?? 0
    if (code >= 48 && code <= 57) digits = true
    else if (!((code >= 65 && code <= 90) || (code >= 97 && code <= 122))) break
  }
  return digits && index - from >= 5 && octets[index] === 58 && octets[index + 1] === 32 ? index : -1
}

/** `connect from …`, `disconnect from …`, `QID: client=…`: known, and nothing to count. */
export function isIdleServerLine(frame: Frame): boolean {
  const { octets, from } = frame
  const first = octets[from]
  if (first === 99) return standsAt(octets, from, 'connect from ')
  if (first === 100) return standsAt(octets, from, 'disconnect from ')
  const idEnd = idEndInPlace(frame)
  return idEnd > 0 && octets[idEnd + 2] === 99 && standsAt(octets, idEnd + 2, 'client=')
}

/** `QID: message-id=<…>` of cleanup. */
export function isMessageId(frame: Frame): boolean {
  const idEnd = idEndInPlace(frame)
  return idEnd > 0 && frame.octets[idEnd + 2] === 109 && standsAt(frame.octets, idEnd + 2, 'message-id=')
}

/** `…, size=1234, nrcpt=1 (queue active)` at the end of the message: the size; −1 where the line ends otherwise. */
export function activeSize(frame: Frame): number {
  const { octets, to } = frame
  if (octets[to - 1] !== 41 || !standsAt(octets, to - 14, '(queue active)')) return -1
  let index = to - 16
  while (isDigit(octets[index])) index--
  if (!standsAt(octets, index - 7, ', nrcpt=')) return -1
  index -= 8
  let size = 0
  let scale = 1
  for (; isDigit(octets[index]); index--) {
    size += ((octets[index] ?? 48) - 48) * scale
    scale *= 10
  }
  return scale > 1 && standsAt(octets, index - 4, 'size=') ? size : -1
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57
}
