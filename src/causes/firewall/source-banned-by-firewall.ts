import { shellWord } from '../../base/shell-word.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { comparedClue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { otherSourceExperiment, poolByAddress, servedFromOtherSource } from '../shared/other-source.ts'
import { isProhibited, isRejected, isSilence } from '../shared/outcomes.ts'
import { surroundingsOf, takenSinceClue } from '../shared/port25.ts'
import { peerPort, postmasterByAnotherWay, recipientDomain } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { connected, deaths, died, trialsWith } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { times } from '../shared/weights.ts'

const isBarred = (outcome: Outcome): boolean => isSilence(outcome) || isRejected(outcome)

/** A ban that drops every packet of an address ends the session that tripped it as well. */
const MIDWAY = ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const

export default defineCause({
  id: 'firewall/source-banned-by-firewall',
  title: "The receiver's firewall bans our address",
  locus: 'receiver',
  stages: ['connect', ...MIDWAY],
  persistence: 'unknown',
  prior: -1,
  decidedBy: 'the same connection from another address: only ours is barred',
  look: 'again.from-other-address',
  explanation: `fail2ban, CSF, CrowdSec, a country filter or a hand-made rule at the receiver drops or refuses packets from our address. It begins
at a definite minute, often after our own errors (bad recipients, failed logins), and bans by counters end after minutes or hours. A session
that is open at that moment falls silent.

**Look-alikes.** A host that is down, and a filter on our own side, look the same from one address. Another source address of ours
that is served at the same time shows that it is our address that is minded; an unrelated destination that answers rules out a filter of ours.
A balancer, or a pair of equal routes, that chooses by the client's address sends ours to the same dead end each time: from our side nothing
tells that from a ban.`,
  references: ['https://github.com/fail2ban/fail2ban', 'RFC 2992'],
  needs: ['smtp.session', 'symptom', 'log.pattern', 'mail.route'],
  alternatives: [
    {
      cause: 'path/syn-not-answered',
      decidedBy: 'the same connection from another own address, or from anywhere else: a dead host answers nobody',
      look: 'again.from-elsewhere',
      ended: 'silent',
    },
    {
      cause: 'firewall/port25-egress-blocked',
      decidedBy: 'port 25 of an unrelated destination (--compare)',
      look: 'again.beside-another',
      ended: 'silent',
    },
    poolByAddress,
  ],
  confirmedIs: 'possible',
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isBarred)
    const silent = dead.filter(({ fact }) => isSilence(fact.death.outcome))
    const prohibited = dead.filter(({ fact }) => isProhibited(fact.death.outcome))
    const { alike, reached, elsewhereReached, elsewhereAlike } = surroundingsOf(sessions, dead, isBarred)
    const clues: Clue[] = [
      ...deathClue(silent, times(2.5), 'our SYN stayed unanswered'),
      ...deathClue(prohibited, times(2.5), 'the connection was prohibited, which only a filter says'),
      ...deathClue(
        dead.filter((one) => !silent.includes(one) && !prohibited.includes(one)),
        times(1.3),
        'our SYN was refused',
      ),
      ...takenSinceClue(sessions, dead),
    ]
    clues.push(...comparedClue(dead, reached, times(2), 'other servers take our connections'))
    clues.push(...comparedClue(dead, alike, -times(15), 'unrelated servers do not answer us either'))
    if (elsewhereReached.length > 0)
      clues.push(
        ...deathClue(dead, times(reached.length > 0 ? 10 : 2), 'the same address answers another vantage point', {
          with: elsewhereReached,
        }),
      )
    else if (elsewhereAlike.length > 0)
      clues.push(
        ...deathClue(dead, -times(12), 'another vantage point gets no answer either', { with: elsewhereAlike }),
      )
    if (dead.length === 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['connect.timeout', 'connect.refused']),
          times(1.3),
          'the MTA reports a connection that was not taken',
        ),
      )
    const [cut] = deaths(sessions, MIDWAY, isSilence)
    const later = cut === undefined ? [] : trialsWith(sessions, cut.fact.endpoint)
    const barred = later.filter(({ fact }) => died(fact, ['connect'], isBarred))
    if (cut !== undefined && barred.length > 0 && !later.some(({ fact }) => connected(fact)))
      clues.push(
        ...deathClue([cut], times(3), 'the session fell silent, and since then new connections are not taken', {
          with: barred,
        }),
      )
    const onlyThem = evidence['log.pattern'].seen.filter(
      ({ fact }) =>
        fact.pattern === 'only-one-destination' &&
        (fact.symptom === 'connect.timeout' || fact.symptom === 'connect.refused'),
    )
    clues.push(
      ...patternClue(onlyThem, times(2), 'this destination fails, and others take mail', {
        stage: 'connect',
      }),
    )
    return clues
  },
  experiments(evidence, { otherSources }) {
    const [first] = deaths(evidence['smtp.session'], ['connect'], isBarred)
    if (first === undefined || first.fact.plan.bind !== undefined) return []
    const family = familyOf(first.fact.endpoint.address)
    const other = otherSources.find((address) => familyOf(address) === family && address !== first.fact.localAddress)
    return other === undefined ? [] : [otherSourceExperiment(first.fact.plan, other, 'connect')]
  },
  remedies(evidence) {
    const sessions = evidence['smtp.session']
    const [dead] = deaths(sessions, ['connect', ...MIDWAY])
    const served = dead === undefined ? undefined : servedFromOtherSource(sessions, dead)[0]?.fact.plan.bind
    const other = served === undefined ? '' : `, while connections from another address of ours (${served}) are taken`
    return [
      askFor(
        'Ask the receiver to lift the ban',
        postmasterByAnotherWay(evidence),
        `Connections from our mail server to yours on port ${peerPort(evidence)} fail${other}. Please look whether your firewall, a country filter or a list of banned addresses (fail2ban-client unban, csf -dr, cscli decisions delete) holds ours, lift the ban, and tell us what tripped it.`,
      ),
      {
        title: 'Mend what tripped it, or the next address is banned too',
        applies: 'needs-values',
        on: 'our-server',
        steps: [
          {
            kind: 'note',
            text: `Counters ban after mail to unknown recipients, failed logins, or commands out of turn. What failed with this receiver before the ban began tells which: \`hangup logs --journal --destination ${shellWord(recipientDomain(evidence))}\`, or the paths of the mail log in place of --journal.`,
          },
        ],
      },
    ]
  },
})
