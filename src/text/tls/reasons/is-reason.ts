import { namesReason } from './openssl.ts'
import { statedReasons } from './stated.ts'

/** What people put into the sentence of a library when they quote it: `dh key is too small`. */
const ADDED = / (?:is|was|are|the|a|an)(?= )/gi
/** An error's heading, and where in its source the library noticed it. */
const AROUND = /^\[?(?:[\w.]{0,40}(?:error|exception)\b:? ?|ssl:? ?|tls:? ?)|[\s.!\]]{1,4}$|\s?\(_ssl\.c:\d{1,6}\)$/gi

/** True when a TLS library's reason is all that the words are. */
export function isReason(text: string): boolean {
  const words = text.trim().replaceAll(AROUND, '')
  const bare = words.replaceAll(ADDED, '')
  if (namesReason(bare)) return true
  return statedReasons(words).some(({ reason }) => reason.length > 12 && reason.length >= words.length * MOST)
}

/** So much of the words is the reason: marks part the words of a library that a table has blanks between. */
const MOST = 0.8
