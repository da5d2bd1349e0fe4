import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** What Exim says of a client. */
export function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
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
