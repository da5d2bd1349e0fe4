import { namedPeer } from '../../endpoints.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { deferred } from './deferred.ts'
import { OURS } from './ours.ts'

const DEFER = /defer \((-?\d{1,5})\)/i

/** Alone it is Exim's own word; behind a code it is the peer's. */
const UNROUTEABLE = /^(?:(?:<[^>\s]{1,320}>|[^\s:]{1,320}): )?unrouteable address$/

/** `exim -t`, of what the fields of the header give for addresses: no server was asked. */
const MALFORMED = /^(?:[^:\n]{1,330}: )?malformed address: /

/** Names that lead nowhere, and what a deferral's number or a bounce says of a host. */
export function names(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('mailing to remote domains not supported'))
    return { ...OURS, rule: 'exim/local-only', symptom: 'local.config' }
  if (lower.includes(' said: ')) return undefined
  if (lower.includes('remote host address is the local host'))
    return { ...OURS, rule: 'exim/local-host', symptom: 'route.loop', stage: 'dns' }
  if (lower.includes('all relevant mx records point to non-existent hosts'))
    return { ...OURS, rule: 'exim/mx-nonexistent', symptom: 'dns.nomx', stage: 'dns' }
  if (lower.includes('mx or srv record indicated no smtp service'))
    return { ...OURS, rule: 'exim/null-mx', symptom: 'dns.nullmx', stage: 'dns' }
  if (MALFORMED.test(lower.trim())) return { ...OURS, rule: 'exim/address-syntax', symptom: 'protocol.syntax' }
  if (UNROUTEABLE.test(lower)) return { ...OURS, rule: 'exim/unrouteable', symptom: 'dns.nxdomain', stage: 'dns' }
  if (lower.includes('unrouteable mail domain'))
    return { ...OURS, rule: 'exim/unrouteable-domain', symptom: 'dns.nxdomain', stage: 'dns' }
  if (
    lower.includes('host lookup did not complete') ||
    lower.includes('lowest numbered mx record points to local host')
  ) {
    return lower.includes('lowest')
      ? { ...OURS, rule: 'exim/mx-local', symptom: 'route.loop', stage: 'dns' }
      : { ...OURS, rule: 'exim/host-lookup', symptom: 'dns.tempfail', stage: 'dns' }
  }
  const code = DEFER.exec(raw)
  if (code !== null) return deferred(Number(code[1]), words)
  // A bounce: `host mx.example.org [192.0.2.1]: Connection timed out`
  if (/(?:^|\s)host \S{1,255} \[[0-9a-f.:]{2,45}\](?::\d{1,5})?:? /i.test(raw)) {
    const error = readSystemError(words, true)
    if (error !== undefined) return { ...OURS, ...error, rule: 'exim/host', ...namedPeer(raw) }
  }
  return undefined
}
