import type { Stage } from '../../../domain/stage.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** Whom Exim did not let in, or did not let go on, and that a client left in order (daemon.c, smtp_in.c). */
const ENDS: readonly (readonly [line: RegExp, symptom: Symptom, stage?: Stage])[] = [
  [/\bsmtp (?:call|connection) from .{1,300} dropped: too many /, 'policy.errors'],
  [/\bconnection from .{1,300} refused: too many connections/, 'limit.connections', 'banner'],
  [/\bconnection from .{1,300} temporarily refused: /, 'system.local', 'banner'],
  [/\brefused connection from .{1,300} \((?:host_reject_connection|tcp wrappers)/, 'policy.other', 'banner'],
  [/\brejected connection in "?connect"? acl/, 'policy.other', 'banner'],
  [/\bsmtp connection from .{1,300} closed by drop in acl/, 'policy.other'],
  [/\bsmtp connection from .{1,300} closed (?:by quit|by exim|after sig)/, 'unknown'],
]

/** Of its own accord a server answers 435 where its authenticator cannot ask. */
const UNAUTHENTICATED = /\bauthenticator failed for .{1,300}?: ([45]\d\d)\b/

function ended({ lower, raw }: Words): SpeakerReading | undefined {
  const code = UNAUTHENTICATED.exec(lower)?.[1]
  if (code !== undefined) {
    const symptom = code.startsWith('4') ? 'local.config' : 'auth.failed'
    return { ...OURS, rule: 'exim/server-auth', symptom, stage: 'auth', ...namedPeer(raw) }
  }
  const end = ENDS.find(([line]) => line.test(lower))
  if (end === undefined) return undefined
  const [, symptom, stage] = end
  return { ...OURS, rule: 'exim/server-end', symptom, ...(stage !== undefined && { stage }), ...namedPeer(raw) }
}

/** What Exim says of a client. */
export function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const end = ended(words)
  if (end !== undefined) return end
  if (/smtp command timeout on (?:tls )?connection from/.test(lower))
    return {
      ...OURS,
      rule: 'exim/server-command-timeout',
      symptom: 'drop.timeout',
      stage: 'idle',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('smtp data timeout'))
    return {
      ...OURS,
      rule: 'exim/server-data-timeout',
      symptom: 'drop.timeout',
      stage: 'body',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('unexpected disconnection while reading smtp command'))
    return { ...OURS, rule: 'exim/server-disconnect', symptom: 'drop.lost', stage: 'idle', ...namedPeer(raw) }
  if (/smtp connection from .{1,200} (?:lost|closed)/.test(lower) && lower.includes('lost'))
    return {
      ...OURS,
      rule: 'exim/server-lost',
      symptom: 'drop.lost',
      stage: lower.includes('message data') ? 'body' : 'idle',
      ...namedPeer(raw),
    }
  if (lower.includes('connection count =') && lower.includes('too many'))
    return { ...OURS, rule: 'exim/server-count', symptom: 'limit.connections', stage: 'banner', ...namedPeer(raw) }
  if (/protocol synchronization error \((?:next )?input/.test(lower))
    return {
      ...OURS,
      rule: 'exim/server-synchronization',
      symptom: lower.includes('greeting') || lower.includes('banner') ? 'policy.earlytalker' : 'policy.pipelining',
      ...namedPeer(raw),
    }
  return undefined
}
