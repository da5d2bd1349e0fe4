import type { Symptom } from '../../domain/symptom.ts'
import { readForeignLine } from '../tongues/foreign-line.ts'
import { readLineWords } from '../line/line-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { Words } from '../words.ts'

/** How a handshake ended, where no TLS stack says why it failed and the words around it speak of the line. */
export function handshakeEnd(words: Words): { readonly symptom: Symptom; readonly rule: string } | undefined {
  const error = readSystemError(words, false) ?? readLineWords(words, true) ?? readForeignLine(words)
  if (error?.symptom === 'drop.timeout') return { symptom: 'tls.handshake.timeout', rule: error.rule }
  if (error?.symptom !== 'drop.lost') return undefined
  return { symptom: error.ended === 'rst' ? 'tls.handshake.reset' : 'tls.handshake.eof', rule: error.rule }
}
