import { defineCause } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { isUnknownCommand, type Outcome } from '../../domain/outcome.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { REPUTATION_WORDS } from '../rate/shared/wording.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor, sendSlower } from '../shared/remedies.ts'
import { type DeadSession, deaths } from '../shared/sessions.ts'
import { BEFORE_CONTENT, isAboutItself, isPutOff, saidByPeer, type Spoken, type Told, wordsOf } from '../shared/told.ts'
import { BARE_ERROR, DECISIVE, FAINT, NEAR_SURE, times } from '../shared/weights.ts'
import { ALLOWLIST_WORDS, NOT_ALLOWLIST_WORDS, PLACE_WORDS } from './shared/wording.ts'

/** Words that leave no doubt, whatever code stands beside them. */
const NAMED = /list(ed)?\b|\bd?nsbl\b|\brbl\b|reputation|spam|abus|unsolicited|blocked using/i

/** Whom a refusal is about: us. */
const NAMES_US =
  /\b(ip|addresse?s?|host(name)?|client|network|server|senders?|sending|domain|mta|you|your)\b|\d\.\d{1,3}\.\d{1,3}\.\d|[\da-f]{1,4}:[\da-f]{0,4}:/i

/** What is thought of us, or done to us for it; a denial alone is what a server says as well that takes mail from a few, or after a login. */
const JUDGED =
  /\b(bann?ed|bad|poor|low|block\w{0,4}|suspicious|suspend\w{0,3}|untrusted|malicious|attack\w{0,3}|complain\w{0,3}|infected|junk|rubbish|score|deferred|throttled)\b|sperrt|заблок|bloqu|bloccat|geblokkeerd|zablok|封|屏蔽/i

export default defineCause({
  id: 'policy/reputation-announced',
  title: "The receiver's reply turns our address or domain away",
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'unknown',
  prior: -1,
  decidedBy: "the receiver's own words, and a look-up of our address in the lists that it names",
  explanation: `The receiver's own words name a block list, unsolicited mail or a bad reputation. No probe adds to that; each further attempt may worsen it.

**Look-alikes.** A missing PTR record and failed SPF or DKIM are named differently and are mended at once.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'policy/allowlist-only-receiver',
      decidedBy: 'whether the host in use is an MX of the domain, and whether anybody without an entry there is let in',
    },
    { cause: 'refusal/auth-required', decidedBy: 'whether it is a submission server, which takes mail after a login' },
    {
      cause: 'dns/mx-stale-or-wrong',
      decidedBy: 'the same session from another network: a host that takes no mail at all turns everybody away',
      ended: 'reply',
      at: ['banner'],
    },
    {
      cause: 'identity/helo-name-unacceptable',
      decidedBy: 'the same session under another name in EHLO',
      ended: 'reply',
      at: ['ehlo'],
    },
  ],
  weigh(evidence) {
    const said = saidByPeer(evidence, {
      symptoms: ['reputation.ip', 'reputation.domain', 'reputation.sender', 'reply.421.reputation'],
    }).filter((told) => !ALLOWLIST_WORDS.test(wordsOf(told)) || NOT_ALLOWLIST_WORDS.test(wordsOf(told)))
    const slowed = saidByPeer(evidence, {
      symptoms: ['limit.rate', 'reply.421.ratelimit', 'reply.421.toomanyconn'],
      words: REPUTATION_WORDS,
    })
    const { reason = [], place = [], state = [], denial = [], unreasoned = [] } = Object.groupBy(said, meaningOf)
    // Before there was a message, spam is what we are known for.
    const early = saidByPeer(evidence, { symptoms: ['content.spam'], stages: BEFORE_CONTENT }).filter(
      ({ fact }) => fact.stage !== undefined,
    )
    return [
      ...deathClue(turnedAway(evidence), times(2), 'the receiver turns us away before any mail, and does not say why'),
      ...toldClue(
        state,
        FAINT,
        'the receiver refuses our address, under a code for the state of its own system (RFC 3463 §3.4)',
      ),
      ...toldClue(denial, FAINT, 'the receiver turns us away, and says neither whom nor why'),
      ...toldClue(unreasoned, BARE_ERROR, 'the receiver turns our address away, and does not say why'),
      ...toldClue(reason, DECISIVE, 'the receiver says that the reputation of our address or domain is the reason', {
        decides: 'proves',
      }),
      ...toldClue(
        place,
        DECISIVE,
        'the receiver says that it takes no mail from where our address stands, whatever its reputation',
      ),
      ...toldClue(early, NEAR_SURE, 'the receiver speaks of spam before it has seen a message'),
      ...toldClue(slowed, DECISIVE, 'the receiver slows us down because of what it thinks of our mail', {
        decides: 'proves',
      }),
    ]
  },
  remedies: (evidence) => [
    ...(turnedAway(evidence).length === 0
      ? []
      : [
          askFor(
            'Ask the receiver, whose log names the rule',
            postmasterByAnotherWay(evidence),
            'Your MX turns our address away before any mail, with the reply shown below, which gives no reason. By which rule is that, or does this host take no mail at all?',
          ),
        ]),
    {
      title: 'Find and stop what spoils the reputation, then ask for delisting',
      applies: 'needs-values',
      steps: [
        ...listsNamed(evidence).map((list) => ({
          kind: 'note' as const,
          text: `The reply names ${list}: its pages tell why the address stands there, and how it leaves.`,
        })),
        {
          kind: 'note',
          text: 'Look for compromised accounts, forwarded spam and old lists first; the reply usually holds the address of the form.',
        },
        { kind: 'note', text: 'Do not move to another address to escape: it spoils that one too.' },
      ],
    },
    ...(isRefusedForGood(evidence) ? [] : [sendSlower(peerName(evidence))]),
  ],
})

/** Who is refused so is refused at any speed. */
function isRefusedForGood(evidence: Spoken): boolean {
  const said = saidByPeer(evidence, {})
  return said.length > 0 && !said.some(isPutOff)
}

const LIST_NAME =
  /\b(?:using|listed (?:at|in|on|by)|blocked (?:at|by|using)) (?:https?:\/\/)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})\b/gi

/** Block lists by their names, as most servers quote them. */
function listsNamed(evidence: Spoken): readonly string[] {
  const words = saidByPeer(evidence, { words: NAMED }).map(wordsOf)
  return [...new Set(words.flatMap((text) => [...text.matchAll(LIST_NAME)].map(([, name]) => name ?? '')))]
}

/** Readings of words that give no reason. */
const NO_REASON: ReadonlySet<Symptom> = new Set<Symptom>(['policy.other', 'system.remote', 'unknown'])

/** Refused for good as soon as we came or said who we are: it is for who we are, or the host takes no mail at all (RFC 5321 §3.1, RFC 7504). */
function turnedAway({ 'smtp.session': sessions, symptom }: Spoken): readonly DeadSession[] {
  return deaths(sessions, ['banner', 'ehlo'], isRefusalForGood).filter(({ fact: { endpoint, death } }) =>
    symptom.seen
      .filter(({ fact }) => fact.origin === 'live' && fact.stage === death.stage)
      .filter(({ fact }) => fact.endpoint !== undefined && endpointText(fact.endpoint) === endpointText(endpoint))
      .every(({ fact }) => NO_REASON.has(fact.symptom) || fact.instead !== undefined),
  )
}

function isRefusalForGood(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && outcome.reply.code >= 500 && !isUnknownCommand(outcome)
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
