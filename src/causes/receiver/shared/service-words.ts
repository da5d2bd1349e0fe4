import { isPutOff, saidByPeer, type Spoken, type Told, wordsOf } from '../../shared/told.ts'

/** Postfix with an unreachable milter, or with a policy service that does not answer. */
const MILTER = /\b451 4\.7\.1 Service unavailable - try again later\b/i
/** Sendmail's MSG_TEMPFAIL, word for word: a filter of its does not answer, or asked for it itself. */
const SENDMAIL = /^451 4\.3\.2 Please try again later$/
const CONFIGURATION = /\bserver configuration (error|problem)\b/i
const FILTER =
  /\b(milter|content filter|policy (service|server)|spam filter|virus (scanner|filter)|clamd?|rspamd|amavis(d)?)\b.{0,60}\b(unavailable|not available|fail(ed|ure)|error|down|timed? ?out|unreachable|unable)\b/i

const DIRECTORY = phrase('ldap|active directory|directory|database|sql|mysql|postgres(ql)?|user lookup|lookup table')
/** Whatever the server's own program asks: Haraka's "plugin timeout". */
const PART = phrase('plug-?in|module|hook|back-?end|upstream')
/** Trouble that the receiver calls its own and says no more of. */
const TROUBLE = /(error|exception)\b|\b(problem|failure|fault|trouble|time-?out|timed out)\b/i
const LOOKUP = /\btemporary lookup (failure|error)\b/i
/** The server that takes the mail next, which a proxy asks before it answers us (dovecot's submission, nginx, Haraka). */
const BEHIND =
  /\b(failed|failure|unable|could not|cannot|can't|error)\b.{0,12}\b(connect(ing|ion)?|relay(ing)?|proxy(ing)?)\b.{0,8}\b(relay|next[- ]hop|back-?end|upstream|downstream|delivery|internal|inner|destination)\b/i
/** Another server that is asked about an address, which is a matter of its own (`timeout/callout-chain-timeout`). */
const OF_A_CHECK = /\b(verif\w*|call-?(out|back|ahead)s?|sender|recipient)\b/i
/** A milter of Sendmail's that refuses connections, or one that is gone and set to refuse without it (F=R). */
const SENDMAIL_CLOSED = /\bESMTP not accepting messages\b/i
/** Names that are looked up in the DNS, and the sender's at that. */
const OF_THE_DNS = /\b(dns|mx|domain|host ?name|name ?server|ptr|reverse|rdns|resolve[rds]?)\b/i

/** The service and its trouble, in either order. */
function phrase(service: string): RegExp {
  const trouble =
    "fail(ed|ure|s)?|error|unavailable|not available|down|timed? ?out|unreachable|can(no|')t (contact|connect)|could not"
  return new RegExp(`\\b(${service})\\b.{0,60}\\b(${trouble})\\b|\\b(${trouble})\\b.{0,40}\\b(${service})\\b`, 'i')
}

/** What the receiver said of a service that it asks, by what that service is. */
export type ServiceTrouble = Readonly<
  Record<
    | 'named'
    | 'directory'
    | 'behind'
    | 'dropped'
    | 'milter'
    | 'sendmail'
    | 'closed'
    | 'configuration'
    | 'part'
    | 'own'
    | 'filter',
    readonly Told[]
  >
>

export function serviceTrouble(evidence: Spoken): ServiceTrouble {
  const named = saidByPeer(evidence, { words: FILTER })
  const directory = [DIRECTORY, LOOKUP].flatMap((words) =>
    saidByPeer(evidence, { words, but: OF_THE_DNS, stages: ['mail', 'rcpt', 'data', 'dot'] }).filter(
      (told) => isPutOff(told) && !named.includes(told),
    ),
  )
  const own = saidByPeer(evidence, {
    symptoms: ['system.remote'],
    words: TROUBLE,
    but: OF_THE_DNS,
    stages: ['mail', 'rcpt', 'data', 'dot'],
  }).filter((told) => !named.includes(told) && !directory.includes(told) && !CONFIGURATION.test(told.fact.words))
  const parts = own.filter((told) => PART.test(wordsOf(told)))
  return {
    named,
    directory: [...new Set(directory)],
    behind: saidByPeer(evidence, { words: BEHIND, but: OF_A_CHECK }).filter(isPutOff),
    // Exchange's front end, for one, hands on what became of its connection to the server behind it. In a text it may be told of ours.
    dropped: saidByPeer(evidence, { symptoms: ['reply.421.socketerror'] }).filter(({ fact }) => fact.origin === 'live'),
    milter: saidByPeer(evidence, { words: MILTER, but: FILTER }),
    sendmail: saidByPeer(evidence, {}).filter(({ fact }) => SENDMAIL.test(fact.words)),
    closed: saidByPeer(evidence, { words: SENDMAIL_CLOSED, stages: ['banner'] }),
    configuration: saidByPeer(evidence, { words: CONFIGURATION, but: FILTER }),
    part: parts,
    own: own.filter((told) => !parts.includes(told)),
    filter: saidByPeer(evidence, { symptoms: ['system.filter'] }).filter(
      (told) => !named.includes(told) && !MILTER.test(told.fact.words) && !CONFIGURATION.test(told.fact.words),
    ),
  }
}
