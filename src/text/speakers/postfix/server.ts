import type { Stage } from '../../../domain/stage.ts'
import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { afterCommand } from './after-command.ts'
import { OURS } from './ours.ts'

/**
 * What smtpd(8), postscreen(8) and a proxy's answer told the client, and what a milter made cleanup(8) answer, without its code. Behind it stands who
 * was refused, whose words are no reason.
 */
const REFUSED =
  /\b(milter-|proxy-)?reject: ([A-Z][A-Z-]{1,20})(?: from \S{1,255})?: ((?:[45]\d\d |[45]\.\d{1,3}\.\d{1,3} )[\s\S]{1,1000}?); (?:from|proto)=/

/** What the client was answered, without the tail of the log line. */
export function refused({ lower, raw }: Words): SpeakerReading | undefined {
  const match = REFUSED.exec(raw)
  if (match === null)
    // warn_if_reject: the client was served.
    return lower.includes('reject_warning: ')
      ? { ...OURS, rule: 'postfix/reject-warning', symptom: 'unknown' }
      : undefined
  const stage = afterCommand(match[2] ?? '')
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'postfix',
    rule: `postfix/${match[1] ?? ''}reject`,
    said: match[3] ?? '',
    ...(stage !== undefined && { stage }),
  }
}

const SERVER =
  /(lost connection|timeout|too many errors|improper command pipelining|hangup|bare newline|bare lf received|ssl_accept error) after ([A-Z][A-Z-]{0,15}(?: DATA)?|[\d.]{1,10})(?: \((\d{1,12}) bytes\))? from (\S{1,255})/i

const LIMIT =
  /\b(connection concurrency|connection rate|message delivery request rate|recipient address rate|new tls session rate|auth command rate) limit exceeded: \d/
/** The step that each of anvil(8)'s limits is about. */
const LIMITED: Readonly<Record<string, Stage>> = {
  'connection concurrency': 'banner',
  'connection rate': 'banner',
  'message delivery request rate': 'mail',
  'recipient address rate': 'rcpt',
  'new tls session rate': 'starttls',
  'auth command rate': 'auth',
}

/** What smtpd(8), postscreen(8) and anvil(8) say of a client. */
export function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const match = SERVER.exec(raw)
  if (match !== null) {
    const kind = (match[1] ?? '').toLowerCase()
    const stage = kind === 'hangup' ? 'banner' : afterCommand(match[2] ?? '')
    const symptom =
      kind === 'timeout'
        ? 'drop.timeout'
        : kind === 'too many errors'
          ? 'policy.errors'
          : kind.startsWith('improper')
            ? 'policy.pipelining'
            : kind.startsWith('bare')
              ? 'protocol.barelf'
              : 'drop.lost'
    return {
      ...OURS,
      rule: `postfix/server-${kind.replaceAll(' ', '-')}`,
      symptom,
      ...(stage !== undefined && { stage }),
      ...namedPeer(match[4] ?? ''),
      ...(match[3] !== undefined && { bytes: Number(match[3]) }),
      ...(kind === 'timeout' && { ended: 'silence' as const }),
    }
  }
  if (/sasl \S{1,20} authentication failed/.test(lower)) {
    const symptom = lower.includes('lost to authentication server') ? 'local.config' : 'auth.failed'
    return { ...OURS, rule: 'postfix/server-sasl', symptom, stage: 'auth', ...namedPeer(raw) }
  }
  if (lower.includes('does not resolve to address'))
    return { ...OURS, rule: 'postfix/client-name', symptom: 'unknown', ...namedPeer(raw) }
  if (lower.includes('pregreet '))
    return { ...OURS, rule: 'postfix/pregreet', symptom: 'policy.earlytalker', stage: 'banner', ...namedPeer(raw) }
  const limit = LIMIT.exec(lower)
  if (limit !== null) {
    const stage = LIMITED[limit[1] ?? '']
    return {
      ...OURS,
      rule: 'postfix/anvil',
      symptom: limit[1] === 'connection concurrency' ? 'limit.connections' : 'limit.rate',
      ...(stage !== undefined && { stage }),
      ...namedPeer(raw),
    }
  }
  if (lower.includes('non-smtp command from '))
    return { ...OURS, rule: 'postfix/non-smtp', symptom: 'protocol.syntax', ...namedPeer(raw) }
  if (lower.includes('fatal: no sasl authentication mechanisms'))
    return { ...OURS, rule: 'postfix/no-mechanisms', symptom: 'local.config' }
  return undefined
}
