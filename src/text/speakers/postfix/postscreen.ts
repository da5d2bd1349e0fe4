import type { Symptom } from '../../../domain/symptom.ts'
import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { afterCommand } from './after-command.ts'
import { OURS } from './ours.ts'

/** What a client did that postscreen(8) hangs up on, or that makes it fail a test. */
const DEEP_TEST =
  /\b(COMMAND (?:PIPELINING|TIME LIMIT|COUNT LIMIT|LENGTH LIMIT)|NON-SMTP COMMAND|BARE NEWLINE) from \[[\da-f.:]{2,45}\]:\d{1,5}(?: after ([A-Z-]{2,16}))?/i
const SYMPTOMS: Readonly<Record<string, Symptom>> = {
  'command pipelining': 'policy.pipelining',
  'command time limit': 'drop.timeout',
  'command count limit': 'policy.errors',
  'command length limit': 'protocol.syntax',
  'non-smtp command': 'protocol.syntax',
  'bare newline': 'protocol.barelf',
}

/** Turned away with a 421 that the line does not quote. */
const FULL = /\breject: connect from \S{1,60}: (?:too many connections|all (?:server|screening) ports busy)/
const LISTED = /\bdnsbl rank \d{1,5} for \[/

/** What postscreen(8) says of a client that it did not hand on. */
export function postscreen({ lower, raw }: Words): SpeakerReading | undefined {
  const test = DEEP_TEST.exec(raw)
  if (test !== null) {
    const kind = (test[1] ?? '').toLowerCase()
    const stage = afterCommand(test[2] ?? '')
    const silent = kind === 'command time limit'
    return {
      ...OURS,
      rule: `postfix/postscreen-${kind.replaceAll(' ', '-')}`,
      symptom: SYMPTOMS[kind] ?? 'policy.other',
      ...(stage !== undefined && { stage }),
      ...namedPeer(raw),
      ...(silent && { ended: 'silence' as const }),
    }
  }
  if (FULL.test(lower))
    return {
      ...OURS,
      rule: 'postfix/postscreen-full',
      symptom: 'limit.connections',
      stage: 'banner',
      ...namedPeer(raw),
    }
  if (LISTED.test(lower))
    return { ...OURS, rule: 'postfix/postscreen-listed', symptom: 'reputation.ip', stage: 'banner', ...namedPeer(raw) }
  // One list of several did not answer in time, and the client is served.
  if (lower.includes('dnsblog reply timeout')) return { ...OURS, rule: 'postfix/dnsblog', symptom: 'unknown' }
  return undefined
}
