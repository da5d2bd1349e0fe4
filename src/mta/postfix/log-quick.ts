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

/** `connect from …`, `disconnect from …`, `QID: client=…`, `Anonymous TLS connection established from …`: known, and nothing to count. */
export function isIdleServerLine(frame: Frame): boolean {
  const { octets, from } = frame
  const first = octets[from]
  if (first === 99) return standsAt(octets, from, 'connect from ')
  if (first === 100) return standsAt(octets, from, 'disconnect from ')
  const idEnd = idEndInPlace(frame)
  if (idEnd > 0) return octets[idEnd + 2] === 99 && standsAt(octets, idEnd + 2, 'client=')
  let index = from
  while (index < from + 12 && octets[index] !== 32) index++
  return standsAt(octets, index, ' TLS connection established from ')
}

/** `QID: message-id=<…>` of cleanup. */
export function isMessageId(frame: Frame): boolean {
  const idEnd = idEndInPlace(frame)
  return idEnd > 0 && frame.octets[idEnd + 2] === 109 && standsAt(frame.octets, idEnd + 2, 'message-id=')
}

/** Length of the queue id of a delivery line, `QID: to=<`; −1: another line. */
export function deliveryIdEnd(frame: Frame): number {
  const idEnd = idEndInPlace(frame)
  return idEnd > 0 && frame.octets[idEnd + 2] === 116 && standsAt(frame.octets, idEnd + 2, 'to=<')
    ? idEnd - frame.from
    : -1
}

/** `Untrusted TLS connection established to host[address]:25: TLSv1.3 with …`: where the version stands; −1: another line. */
export function establishedVersion(frame: Frame): number {
  const { octets, from, to } = frame
  let index = from
  while (index < from + 12 && octets[index] !== 32) index++
  if (!standsAt(octets, index, ' TLS connection established to ')) return -1
  for (index += 31; index < to; index++) if (octets[index] === 58 && standsAt(octets, index, ': TLS')) return index + 2
  return -1
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
