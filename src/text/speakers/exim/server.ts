import type { Stage } from '../../../domain/stage.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { namedPeer } from '../../endpoints.ts'
import { stageOfCommand } from '../../stage-words.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { BEGINS_WITH_CODE } from '../postfix/ours.ts'
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

/** What an ACL made it answer a client: the command, and the reason. */
const REJECTED =
  /\bF=<[^>\n]{0,320}> (?:A=\S{1,100} )?(temporarily )?rejected (RCPT|MAIL|after DATA|DATA|during MIME ACL checks)\b[^:\n]{0,400}: ([^\n]{3,1000})|(?:H=|from )[^\n]{1,300}? rejected (AUTH)\b[^:\n]{0,60}: ([^\n]{3,1000})/

function rejected({ raw }: Words): SpeakerReading | undefined {
  const match = REJECTED.exec(raw)
  if (match === null) return undefined
  const command = match[2] ?? match[4] ?? ''
  const stage = command === 'RCPT' || command === 'MAIL' || command === 'AUTH' ? stageOfCommand(command) : 'dot'
  const code = match[1] === undefined ? '550' : '451'
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'exim',
    rule: 'exim/rejected',
    said: `${code} ${match[3] ?? match[5] ?? ''}`,
    ...(stage !== undefined && { stage }),
    ...namedPeer(raw),
  }
}

function ended({ lower, raw }: Words): SpeakerReading | undefined {
  // Exim tells a client the same.
  if (BEGINS_WITH_CODE.test(raw)) return undefined
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
  const end = ended(words) ?? rejected(words)
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
