import { namedPeer } from '../../endpoints.ts'
import { readResolverError } from '../../resolver-errors.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { readTls } from '../../tls/read-tls.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** Exim's own error numbers (exim.h ERRNO_*), else the system's. */
export function deferred(number: number, words: Words): SpeakerReading | undefined {
  const peerOf = namedPeer(words.raw)
  if (number === -18) return { ...OURS, rule: 'exim/defer-18', symptom: 'drop.lost', ...peerOf }
  if (number === -36 || number === -1) {
    const found = readResolverError(words)
    if (found !== undefined) return { ...OURS, rule: 'exim/defer-dns', symptom: found.symptom, stage: 'dns' }
    if (number === -36) return { ...OURS, rule: 'exim/defer-dns', symptom: 'dns.tempfail', stage: 'dns' }
  }
  if (number === -37)
    return {
      ...OURS,
      rule: 'exim/defer-tls',
      symptom: readTls(words)?.symptom ?? 'tls.handshake.alert',
      stage: 'tls',
      ...peerOf,
    }
  if (number === -38)
    return { ...OURS, rule: 'exim/defer-tls-required', symptom: 'tls.required', stage: 'ehlo', ...peerOf }
  if (number === -42) return { ...OURS, rule: 'exim/defer-auth', symptom: 'auth.failed', stage: 'auth', ...peerOf }
  if (number <= -52 && number >= -54) return { ...OURS, rule: 'exim/retry-not-yet', symptom: 'retry.notyet' }
  if (number === -57) return { ...OURS, rule: 'exim/own-limit', symptom: 'limit.local_concurrency' }
  // Sending needs a line that stands.
  const error = readSystemError(words, !words.lower.includes('smtp send to '))
  if (error !== undefined) return { ...OURS, ...error, rule: `exim/defer-${number}`, ...peerOf }
  return undefined
}
