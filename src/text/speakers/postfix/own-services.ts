import { stageFromWords } from '../../stage-words.ts'
import type { SpeakerReading, TextHints } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** A service of our own host that Postfix itself talks to: a milter, a policy or SASL daemon, one of its own daemons. */
const SERVICE =
  /\b(?:milter service |milter (?:unix|inet6?|local):\S{1,200}: |milter-(?:reject|discard|hold|quarantine): .{1,400}service unavailable|sasl: connect to |connect(?: #\d{1,3})? to (?:subsystem |unix:|inet6?:|private\/|\/)|talking to (?:server|service) (?:private\/|unix:|inet6?:|127\.|\/)|connection to service private\/|premature end-of-input on (?:private\/|unix:|inet:))/

/** Its own tables, and the servers that they are kept on, at the beginning of a record: what a peer answers stands further on. Most hosts have no NIS. */
const TABLE =
  /(?:^|\n|\]: |\bpost[\w/-]{0,40}: )(?:warning|error|fatal): (?:\S{1,200} is unavailable\. |(?:\S{1,200} ){0,2}?)(?:dict_(?!nis_init: nis domain name not set)\w{1,40}|connect to (?:mysql|pgsql|ldap) server|\w{1,40} lookup failure|table lookup problem|[a-z]{2,12}:\S{1,200} lookup error for|open database |unsupported dictionary type)/

/** cleanup(8), of a table that it could not ask. */
const MAP_PROBLEM = /\b[a-z]\w{2,40}_maps (?:map )?lookup (?:problem|error) for /

export function service(words: Words, hints: TextHints): SpeakerReading | undefined {
  const { lower } = words
  if (MAP_PROBLEM.test(lower)) return { ...OURS, rule: 'postfix/table', symptom: 'local.config' }
  // Every program has tables.
  if (hints.software === 'postfix' && TABLE.test(lower))
    return { ...OURS, rule: 'postfix/table', symptom: 'local.config' }
  if (
    !SERVICE.test(lower) ||
    !/refused|timed? ?out|no such file|reset|closed|lost|failed|permission|unavailable|error|can't|cannot|unreasonable|unreachable|premature/.test(
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
