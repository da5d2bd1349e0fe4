import { rowOf } from '../../../base/row-of.ts'
import type { Stage } from '../../../domain/stage.ts'
import { namedPeer } from '../../endpoints.ts'
import { stageOfCommand } from '../../stage-words.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

const LOST_INPUT = /lost input channel from (\S{1,255}(?: \[[^\]]{1,60}\])?) to \S{1,60} after (\w{1,20})/i

/** What a ruleset made it answer (srvrsmtp.c, conf.c): each is named for the step that it judges. */
const RULESET =
  /\bruleset=check_(relay|mail|rcpt|data|etrn|vrfy|eoh|eom)\b[\s\S]{1,800}?\breject=([45]\d\d[ -][\s\S]{1,1000})/

const JUDGED: Readonly<Record<string, Stage>> = {
  relay: 'banner',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  eoh: 'dot',
  eom: 'dot',
}

/** What it answered a client, in its log. */
const ANSWERED = /(?:^|\w: )--- ([2-5]\d\d[ -][^\n]{1,1000})/

/** The daemon takes no client for a while (conf.c): its children or the connections of a second are too many, or the host is under load. */
const REFUSED_ALL =
  /\b(?:rejecting|deferring|delaying) connections on daemon \S{1,60}: (?:(\d{1,9} children)|(\d{1,9} per second)|load average|min free|not enough)/

/** Lines of a session that a client began, and of one in which a message was written (srvrsmtp.c, collect.c, usersmtp.c). */
export function session(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const lost = LOST_INPUT.exec(raw)
  if (lost !== null) {
    const stage = stageOfCommand(lost[2] ?? '')
    return {
      ...OURS,
      rule: 'sendmail/lost-input',
      symptom: 'drop.lost',
      ...namedPeer(lost[1] ?? ''),
      ...(stage !== undefined && { stage: stage === 'data' ? 'body' : stage }),
    }
  }
  const answer = ANSWERED.exec(raw)?.[1]
  if (answer !== undefined)
    return { speaker: 'peer', voice: 'peer', software: 'sendmail', rule: 'sendmail/answered', said: answer }
  const judged = RULESET.exec(raw)
  if (judged !== null) {
    const stage = rowOf(JUDGED, judged[1] ?? '')
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'sendmail',
      rule: 'sendmail/ruleset',
      said: judged[2] ?? '',
      ...(stage !== undefined && { stage }),
    }
  }
  const early = misbehaved(lower)
  if (early !== undefined) return { ...OURS, ...early, ...namedPeer(raw) }
  if (lower.includes('timeout waiting for input')) {
    const stage = silentStage(lower)
    return {
      ...OURS,
      rule: 'sendmail/timeout-input',
      symptom: 'drop.timeout',
      ended: 'silence',
      stage,
      ...namedPeer(raw),
    }
  }
  if (/collect: (?:premature eom|unexpected close|i\/o error)/.test(lower))
    return { ...OURS, rule: 'sendmail/collect', symptom: 'drop.lost', stage: 'body', ...namedPeer(raw) }
  if (/collect: (?:relay|(?:read )?timeout)/.test(lower))
    return {
      ...OURS,
      rule: 'sendmail/collect',
      symptom: 'drop.timeout',
      stage: 'body',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('did not issue mail/'))
    // It is written of a client that said QUIT as well as of one that vanished.
    return { ...OURS, rule: 'sendmail/did-not-issue', symptom: 'unknown', ...namedPeer(raw) }
  const refused = REFUSED_ALL.exec(lower)
  if (refused !== null) {
    const symptom =
      refused[1] === undefined ? (refused[2] === undefined ? 'system.local' : 'limit.rate') : 'limit.connections'
    return { ...OURS, rule: 'sendmail/refuses-all', symptom, stage: 'banner' }
  }
  if (lower.includes('timeout writing message to'))
    return {
      ...OURS,
      rule: 'sendmail/timeout-writing',
      symptom: lower.includes('reset by') || lower.includes('broken pipe') ? 'drop.lost' : 'drop.timeout',
      stage: 'body',
      ...namedPeer(raw),
    }
  // It could not read for whatever reason; what the mail was put off for tells which.
  if (lower.includes('reply: read error'))
    return {
      ...OURS,
      rule: 'sendmail/read-error',
      ...(/\bdeferred: connection timed out with /.test(lower)
        ? { symptom: 'drop.timeout', ended: 'silence' }
        : { symptom: 'drop.lost' }),
      ...namedPeer(raw),
    }
  return undefined
}

/** What a client did that it should not (srvrsmtp.c), or an answer that it was not there to hear. */
function misbehaved(lower: string): Pick<SpeakerReading, 'rule' | 'symptom' | 'stage'> | undefined {
  if (lower.includes('due to pre-greeting traffic'))
    return { rule: 'sendmail/pre-greeting', symptom: 'policy.earlytalker', stage: 'banner' }
  if (lower.includes('smtp rcpt flood')) return { rule: 'sendmail/flood', symptom: 'policy.errors', stage: 'rcpt' }
  if (lower.includes('probable open proxy: command=')) return { rule: 'sendmail/proxy', symptom: 'protocol.syntax' }
  if (/\bauth failure \([\w-]{1,20}\): /.test(lower))
    return { rule: 'sendmail/auth', symptom: 'auth.failed', stage: 'auth' }
  const unheard = /error on output channel sending "(\d{3})/.exec(lower)?.[1]
  if (unheard === undefined) return undefined
  return { rule: 'sendmail/unheard', symptom: 'drop.lost', ...(unheard === '220' && { stage: 'banner' }) }
}

/** `during client DATA status`: the phase of a session of our own; `during server cmd read`: one that a client began. */
function silentStage(lower: string): Stage {
  if (lower.includes('greeting')) return 'banner'
  const phase = /during client (\w{1,20}(?: \w{1,20})?)/.exec(lower)?.[1]
  if (phase === undefined) return lower.includes('message') ? 'body' : 'idle'
  // The code that is awaited: 354 answers the command, 250 the message.
  if (/status|message sent|^data 250/.test(phase)) return 'dot'
  if (/block|transfer|message/.test(phase)) return 'body'
  return stageOfCommand(phase) ?? 'idle'
}
