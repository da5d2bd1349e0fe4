import { defineCause } from '../../domain/cause.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor, sendSlower } from '../shared/remedies.ts'
import { isPutOff, saidByPeer, type Spoken, wordsOf } from '../shared/told.ts'
import { BARE_ERROR, DECISIVE, FAINT, NEAR_SURE, times } from '../shared/weights.ts'
import { DELISTING_PAGES } from './shared/delisting-pages.table.ts'
import { listsNamed, readingsOf, turnedAway } from './shared/turned-away.ts'

export default defineCause({
  id: 'policy/reputation-announced',
  title: "The receiver's reply turns our address or domain away, or slows it down",
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
      look: 'dns.mx',
    },
    { cause: 'refusal/auth-required', decidedBy: 'whether it is a submission server, which takes mail after a login' },
    {
      cause: 'dns/mx-stale-or-wrong',
      decidedBy: 'the same session from another network: a host that takes no mail at all turns everybody away',
      look: 'again.from-elsewhere',
      ended: 'reply',
      at: ['banner'],
    },
    {
      cause: 'identity/helo-name-unacceptable',
      decidedBy: 'the same session under another name in EHLO',
      look: 'again.under-another-name',
      ended: 'reply',
      at: ['ehlo'],
    },
  ],
  weigh(evidence) {
    const { reason, place, state, denial, unreasoned, early, slowed } = readingsOf(evidence)
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
  remedies(evidence) {
    const isAsked = isWithoutReason(evidence)
    return [
      ...(isAsked
        ? [askFor('Ask the receiver, whose log names the rule', postmasterByAnotherWay(evidence), letter(evidence))]
        : []),
      ...(isAsked ? [] : inTurn(evidence)),
      ...(isAsked && !isRefusedAtAnySpeed(evidence) ? [sendSlower(peerName(evidence))] : []),
    ]
  },
})

/** Where the words are of a rate, and of nothing else, that is what to change first. */
function inTurn(evidence: Spoken): readonly Remedy[] {
  if (isRefusedAtAnySpeed(evidence)) return [delisting(evidence)]
  const both = [delisting(evidence), sendSlower(peerName(evidence))]
  const { reason, slowed } = readingsOf(evidence)
  return slowed.length > 0 && reason.length === 0 ? both.toReversed() : both
}

function delisting(evidence: Spoken): Remedy {
  return {
    title: 'Find and stop what spoils the reputation, then ask for delisting',
    applies: 'needs-values',
    steps: [
      ...listsNamed(evidence).map((list) => ({
        kind: 'note' as const,
        text: `The reply names ${list}: its pages tell why the address stands there, and how it leaves.`,
      })),
      {
        kind: 'note',
        text: 'Look for compromised accounts, forwarded spam and old lists first.',
      },
      {
        kind: 'ask',
        who: whoLists(evidence),
        text: 'Mail of our address ends with the reply shown below. What we found and ended: WHAT, WHEN. Please take our address off your list, or tell us what else you see of it.',
      },
      { kind: 'note', text: 'Do not move to another address to escape: it spoils that one too.' },
    ],
  }
}

/** The page that the reply names or that belongs to its words, for there is the form; else who runs the list; else whoever said it. */
function whoLists(evidence: Spoken): string {
  const said = saidByPeer(evidence, {}).map(wordsOf)
  const [page] = said.flatMap((words) => PAGE.exec(words) ?? [])
  if (page !== undefined) return `whoever answers at ${page}, which the reply names`
  const known = DELISTING_PAGES.find(([words]) => said.some((text) => words.test(text)))
  if (known !== undefined) return `whoever answers at ${known[1]}, where addresses are let off this list`
  const [list] = listsNamed(evidence)
  if (list !== undefined) return `whoever runs ${list}, through the form on its pages`
  return `${postmasterByAnotherWay(evidence)}; large receivers have a form on their postmaster pages`
}

/** What closes a sentence or a bracket is no part of it. */
const PAGE = /\bhttps?:\/\/[^\s<>"'()[\]{}]{1,200}[^\s<>"'()[\]{}.,;:!?]/i

/** We are turned away, and nothing that was said speaks of a reputation or a list: there is nothing yet to be delisted from. */
function isWithoutReason(evidence: Spoken): boolean {
  const { reason, early, slowed, ...others } = readingsOf(evidence)
  if ([reason, early, slowed].some(({ length }) => length > 0)) return false
  return turnedAway(evidence).length > 0 || Object.values(others).some(({ length }) => length > 0)
}

function letter(evidence: Spoken): string {
  if (readingsOf(evidence).place.length > 0)
    return 'Your MX takes no mail from where our address stands (its reply is shown below). Please let our address in; where your map of addresses is wrong about it, tell us whose map it is.'
  return turnedAway(evidence).length > 0
    ? 'Your MX turns our address away before any mail, with the reply shown below, which gives no reason. By which rule is that, or does this host take no mail at all?'
    : 'Your MX turns us away with the reply shown below, which gives no reason. By which rule is that, and is it our address, our name or our domain that it means?'
}

/** Who is refused so is refused at any speed. */
function isRefusedAtAnySpeed(evidence: Spoken): boolean {
  const said = saidByPeer(evidence, {})
  return turnedAway(evidence).length > 0 || (said.length > 0 && !said.some(isPutOff))
}
