import { endpointText } from '../../../domain/endpoint.ts'
import { isUnknownCommand, type Outcome } from '../../../domain/outcome.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { REPUTATION_WORDS } from '../../rate/shared/wording.ts'
import { NO_MAIL_HERE } from '../../shared/no-mail-here.ts'
import { type DeadSession, deaths } from '../../shared/sessions.ts'
import { BEFORE_CONTENT, isAboutItself, saidByPeer, type Spoken, type Told, wordsOf } from '../../shared/told.ts'
import { ALLOWLIST_WORDS, NOT_ALLOWLIST_WORDS, PLACE_WORDS } from './wording.ts'

/** Words that leave no doubt, whatever code stands beside them. */
const NAMED =
  /list(ed)?\b|\bd?nsbl\b|\brbl\b|r[eé]puta[ctz]|репутац|信誉|評判|평판|newly (?:observed|registered|created|seen)|spam|abus|unsolicited|blocked using/i

/** Whom a refusal is about: us. */
const NAMES_US =
  /\b(ip|addresse?s?|host(name)?|client|network|server|senders?|sending|domain|mta|you|your)\b|\d\.\d{1,3}\.\d{1,3}\.\d|[\da-f]{1,4}:[\da-f]{0,4}:/i

/** What is thought of us, or done to us for it; a denial alone is what a server says as well that takes mail from a few, or after a login. */
const JUDGED =
  /\b(bann?ed|bad|poor|low|block\w{0,4}|suspicious|suspend\w{0,3}|untrusted|malicious|attack\w{0,3}|complain\w{0,3}|infected|junk|rubbish|score|deferred|throttled)\b|sperrt|заблок|bloqu|bloccat|geblokkeerd|zablok|封|屏蔽|ブロック|차단/i

const LIST_NAME =
  /\b(?:using|listed (?:at|in|on|by)|blocked (?:at|by|using)) (?:https?:\/\/)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})\b/gi

/** Block lists by their names, as most servers quote them. */
export function listsNamed(evidence: Spoken): readonly string[] {
  const words = saidByPeer(evidence, { words: NAMED }).map(wordsOf)
  return [...new Set(words.flatMap((text) => [...text.matchAll(LIST_NAME)].map(([, name]) => name ?? '')))]
}

/** Readings of words that give no reason. */
const NO_REASON: ReadonlySet<Symptom> = new Set<Symptom>(['policy.other', 'system.remote', 'unknown'])

/** Refused for good as soon as we came or said who we are: it is for who we are, unless the host says that it takes no mail at all. */
export function turnedAway({ 'smtp.session': sessions, symptom }: Spoken): readonly DeadSession[] {
  return deaths(sessions, ['banner', 'ehlo'], isRefusalForGood).filter(({ fact: { endpoint, death } }) =>
    symptom.seen
      .filter(({ fact }) => fact.origin === 'live' && fact.stage === death.stage)
      .filter(({ fact }) => fact.endpoint !== undefined && endpointText(fact.endpoint) === endpointText(endpoint))
      .every(({ fact }) => NO_REASON.has(fact.symptom) || fact.instead !== undefined),
  )
}

/** The host says that it takes no mail, and nothing of us: some word it so for those alone whom they do not like. */
export function takesNoMail(words: string): boolean {
  return NO_MAIL_HERE.test(words) && !NAMED.test(words) && !JUDGED.test(words) && !PLACE_WORDS.test(words)
}

function isRefusalForGood(outcome: Outcome): boolean {
  if (outcome.kind !== 'reply' || outcome.reply.code < 500 || isUnknownCommand(outcome)) return false
  return !takesNoMail(outcome.reply.lines.join(' '))
}

type Reading = ReturnType<typeof meaningOf> | 'early' | 'slowed'

/** All that the receiver said of us, by what it speaks of. */
export function readingsOf(evidence: Spoken): Readonly<Record<Reading, readonly Told[]>> {
  const said = saidByPeer(evidence, {
    symptoms: ['reputation.ip', 'reputation.domain', 'reputation.sender', 'reply.421.reputation'],
  })
    .filter((told) => !takesNoMail(wordsOf(told)))
    .filter((told) => !ALLOWLIST_WORDS.test(wordsOf(told)) || NOT_ALLOWLIST_WORDS.test(wordsOf(told)))
  const { reason = [], place = [], state = [], denial = [], unreasoned = [] } = Object.groupBy(said, meaningOf)
  const slowed = saidByPeer(evidence, {
    symptoms: ['limit.rate', 'reply.421.ratelimit', 'reply.421.toomanyconn'],
    words: REPUTATION_WORDS,
  })
  // Before there was a message, spam is what we are known for.
  const early = saidByPeer(evidence, { symptoms: ['content.spam'], stages: BEFORE_CONTENT }).filter(
    ({ fact }) => fact.stage !== undefined,
  )
  return { reason, place, state, denial, unreasoned, early, slowed }
}

/** What a refusal that was read as one of our address speaks of. */
function meaningOf(told: Told): 'reason' | 'place' | 'state' | 'denial' | 'unreasoned' {
  const words = wordsOf(told)
  if (NAMED.test(words)) return 'reason'
  if (isAboutItself(told)) return 'state'
  if (PLACE_WORDS.test(words)) return 'place'
  if (JUDGED.test(words)) return 'reason'
  return NAMES_US.test(words) ? 'unreasoned' : 'denial'
}
