import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { otherPortClue, surroundingsOf, takenSinceClue, type Surroundings } from '../shared/port25.ts'
import { throughRelay } from '../shared/remedies.ts'
import { connected, deaths, firstLooks, type DeadSession, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { FAINT, RULED_OUT, times } from '../shared/weights.ts'
import { witnessExperiments } from './shared/other-port.ts'
import { ownRulesFirst } from './shared/own-rules-first.ts'

export default defineCause({
  id: 'firewall/port25-egress-blocked',
  title: 'Outgoing connections to port 25 are dropped on our side of the internet',
  locus: 'sender',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'port 25 of any other mail server from this host: all are silent',
  look: 'again.beside-another',
  explanation: `Most clouds and access providers drop outgoing TCP to port 25, so that infected hosts cannot send spam. Every SYN stays
unanswered, whichever server it is meant for, while ports 587, 465 and 443 work.

**Look-alikes.** A receiver that bans our address, or a host that is down, stays silent in the same way, yet then other destinations
answer. A rule on the host itself (a container network, ufw, SELinux) looks the same from inside: the rule list, or the same
connection from outside the container, tells.`,
  references: ['RFC 5068', 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html'],
  needs: ['smtp.session', 'symptom', 'log.pattern', 'firewall.local', 'route.local'],
  alternatives: [
    {
      cause: 'firewall/container-or-host-firewall-egress',
      decidedBy:
        'the rule list of this host (and of the host of this container), or the same connection from another network namespace',
      look: 'own.firewall',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isSilence)
    const otherPort = otherPortClue(dead)
    if (otherPort.length > 0) return otherPort
    const everywhere = evidence['log.pattern'].seen.filter(
      ({ fact }) => fact.pattern === 'all-destinations' && fact.symptom === 'connect.timeout',
    )
    return [
      ...(dead.length > 0
        ? [...surroundingClues(dead, surroundingsOf(sessions, dead, isSilence)), ...takenSinceClue(sessions, dead)]
        : reportClues(
            reportedBySender(evidence.symptom, ['connect.timeout']),
            firstLooks(sessions).filter(({ fact }) => connected(fact)),
          )),
      ...patternClue(everywhere, times(12), 'connections to all destinations time out', { stage: 'connect' }),
    ]
  },
  experiments: (evidence, { companions }) =>
    witnessExperiments(evidence, companions, { how: isSilence, refusalAnswers: true }),
  remedies: () => [
    ownRulesFirst,
    {
      title: 'Have outgoing port 25 opened',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: 'the cloud or access provider (AWS: "Request to remove email sending limitations"; Hetzner, Linode, Vultr: a ticket; Azure and Google Cloud do not open it)',
          text: 'Please allow outgoing TCP connections to port 25 from our address. We run a mail server for our own domain, and answer abuse reports.',
        },
        {
          kind: 'note',
          text: 'They ask for reverse DNS, SPF and DKIM: see to them first. Where a firewall of your own house stands before the line, ask there first.',
        },
      ],
    },
    throughRelay('Deliver through a relay on the submission port'),
  ],
})

/** How other destinations answer at the same port. */
function surroundingClues(dead: readonly DeadSession[], { reached, alike }: Surroundings): readonly Clue[] {
  if (reached.length > 0)
    return deathClue(
      dead,
      RULED_OUT,
      'port 25 of another server answered at the same time, so port 25 is not blocked as such',
      { with: reached, decides: 'refutes' },
    )
  return alike.length > 0
    ? deathClue(
        dead,
        times(2.5) + times(alike.length > 1 ? 20 : 10),
        `port 25 stayed silent at the target and at ${alike.length} other ${alike.length === 1 ? 'destination' : 'destinations'} too`,
        { with: alike },
      )
    : deathClue(dead, times(2.5), 'nothing came back for our SYN to port 25')
}

/** What the MTA met, and how our own connection fares. */
function reportClues(told: readonly Told[], taken: readonly SessionSeen[]): readonly Clue[] {
  if (told.length === 0 || taken.length === 0)
    return toldClue(told, FAINT, 'the MTA reports that connections timed out')
  return clue([...told, ...taken], RULED_OUT, 'our own connection to port 25 is taken', { decides: 'refutes' })
}
