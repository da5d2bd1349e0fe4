import type { Symptom } from '../../domain/symptom.ts'
import { readLineWords } from '../line/line-words.ts'
import { readSystemError } from '../system-errors.ts'
import { readForeignLine } from '../tongues/foreign-line.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** What we close ourselves follows from the failure. */
const OUR_FAREWELL =
  /\b(?:closing|dropping|shutting down) (?:the |our |this )?(?:connection|session|socket|ssl|tls)\b[^\n,;:]{0,40}/gi

/** How a handshake ended, where no TLS stack says why it failed and the words around it speak of the line. */
export function handshakeEnd(told: Words): { readonly symptom: Symptom; readonly rule: string } | undefined {
  const words = withoutOurFarewell(told)
  const error = readSystemError(words, false) ?? readLineWords(words, true) ?? readForeignLine(words)
  if (error?.symptom === 'drop.timeout') return { symptom: 'tls.handshake.timeout', rule: error.rule }
  if (error?.symptom !== 'drop.lost') return undefined
  return { symptom: error.ended === 'rst' ? 'tls.handshake.reset' : 'tls.handshake.eof', rule: error.rule }
}

function withoutOurFarewell(words: Words): Words {
  const rest = words.raw.replace(OUR_FAREWELL, '')
  return rest === words.raw ? words : wordsOf(rest)
}
