import { stageFromWords } from '../../stage-words.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** A service of our own host that Postfix itself talks to: a milter, a policy or SASL daemon, one of its own daemons. */
const SERVICE =
  /\b(?:milter service |milter (?:unix|inet6?|local):\S{1,200}: |milter-(?:reject|discard|hold|quarantine): .{1,400}service unavailable|sasl: connect to |connect(?: #\d{1,3})? to (?:subsystem |unix:|inet6?:|private\/|\/)|talking to (?:server|service) (?:private\/|unix:|inet6?:|127\.|\/)|connection to service private\/)/

export function service(words: Words): SpeakerReading | undefined {
  const { lower } = words
  if (
    !SERVICE.test(lower) ||
    !/refused|timed? ?out|no such file|reset|closed|lost|failed|permission|unavailable|error|can't|cannot|unreasonable|unreachable/.test(
      lower,
    )
  )
    return undefined
  const filter = /milter|policy|filter|spam|virus|amavis|rspamd|clam/.test(lower)
  const stage = stageFromWords(words)
  return {
    ...OURS,
    rule: 'postfix/service',
    symptom: filter ? 'local.filter' : 'local.config',
    ...(stage !== undefined && { stage }),
  }
}
