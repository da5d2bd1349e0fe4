import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'

/**
 * What a program's own sentence about a handshake says, of which `why` is the reason in a TLS stack's words. A reason that tells nothing leaves the
 * symptom of `base`, or only that the handshake failed; and one that was begun was neither refused nor left out.
 */
export function handshakeReading(why: string, base: SpeakerReading): SpeakerReading {
  const read = readTls(wordsOf(`tls handshake ${why}`))
  const known = read?.symptom === 'tls.refused' || read?.symptom === 'tls.required' ? undefined : read
  return {
    ...base,
    symptom: known?.symptom ?? base.symptom ?? 'tls.handshake.alert',
    stage: 'tls',
    ...endOfTls(known),
  }
}
