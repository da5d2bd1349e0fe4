import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { sh, type RemedyStep } from '../../domain/lever.ts'
import { clue, comparedClue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { surroundingsOf, takenSinceClue } from '../shared/port25.ts'
import { peerAddress, peerPort, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { companions, connected, deaths, died, firstLooks, nearestDeaths, trialsWith } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { STRONG, times } from '../shared/weights.ts'

export default defineCause({
  id: 'path/syn-not-answered',
  title: 'Nothing answers our connection attempt',
  locus: 'path',
  stages: ['connect'],
  persistence: 'unknown',
  prior: -1,
  decidedBy: 'other hosts on port 25, and other ports of this host, from here and from elsewhere',
  look: 'again.beside-another',
  explanation: `The SYN, or the answer to it, is lost: nothing at all comes back on the port, and the kernel gives up after its retries
(Linux: about 127 s; Postfix after 30 s).

**Look-alikes.** From one address three causes look the same: the host is down or gone, its firewall bans us, or a filter on our own
side drops port 25. An unrelated destination, another own address, or anyone else's attempt tells them apart.`,
  references: ['RFC 9293 §3.8.3', 'RFC 6298'],
  needs: ['smtp.session', 'symptom', 'log.pattern', 'socket.state'],
  alternatives: [
    {
      cause: 'firewall/port25-egress-blocked',
      decidedBy: 'port 25 of an unrelated destination (--compare): if that answers, nothing on our side blocks it',
      look: 'again.beside-another',
    },
    {
      cause: 'firewall/source-banned-by-firewall',
      decidedBy: 'the same connection from another network: a ban may hold for all addresses of ours',
      look: 'again.from-elsewhere',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isSilence)
    const { alike, elsewhereAlike } = surroundingsOf(sessions, dead, isSilence)
    const clues: Clue[] = [
      ...deathClue(dead, times(6), 'nothing came back for our SYN'),
      ...takenSinceClue(sessions, dead),
    ]
    clues.push(...comparedClue(dead, alike, -STRONG, 'unrelated servers do not answer us either'))
    clues.push(...comparedClue(dead, elsewhereAlike, times(5), 'another vantage point gets no answer either'))
    const taken = firstLooks(sessions).filter(({ fact }) => connected(fact))
    const told = reportedBySender(evidence.symptom, ['connect.timeout'])
    if (dead.length === 0 && taken.length > 0 && told.length > 0)
      clues.push(...clue([...told, ...taken], -times(4), 'our own connection is taken at once', { stage: 'connect' }))
    if (dead.length === 0) {
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['connect.timeout']),
          times(4),
          'the MTA reports a connection attempt without an answer',
        ),
      )
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.timeout']).filter(({ fact }) => fact.instead === 'connect.timeout'),
          times(2),
          'the MTA waited in vain for a first octet, of a connection that may not have been made',
        ),
      )
      const onlyThem = evidence['log.pattern'].seen.filter(
        ({ fact }) => fact.pattern === 'only-one-destination' && fact.symptom === 'connect.timeout',
      )
      clues.push(...patternClue(onlyThem, times(2), 'this destination alone does not answer', { stage: 'connect' }))
    }
    return clues
  },
  // What two vantage points cannot reach is not reached by anybody: then it is the receiver's host.
  locusFor(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isSilence)
    return surroundingsOf(sessions, dead, isSilence).elsewhereAlike.length > 0 ? 'receiver' : 'path'
  },
  remedies(evidence) {
    const port = peerPort(evidence)
    const mayBeOurs = !companions(evidence['smtp.session']).some(({ fact }) => connected(fact))
    const look = (why: string, options: string, host: string): RemedyStep => ({
      kind: 'command',
      shell: 'sh',
      run: `nc -v -w 20${options} ${host} ${port} </dev/null`,
      why,
    })
    return [
      {
        title: 'Find out which of them it is',
        applies: 'needs-values',
        steps: [
          ...(mayBeOurs
            ? [look('the MX of another domain: if that is silent, too, our own side blocks the port', '', 'ANOTHER-MX')]
            : []),
          isTriedFromOther(evidence['smtp.session'])
            ? look(
                'in another network: if that is answered, it is our addresses that are not let in',
                '',
                peerAddress(evidence),
              )
            : look(
                'from another address of ours, or from another network: if that is answered, it is our address that is not let in',
                ' -s OTHER-OWN-ADDRESS',
                peerAddress(evidence),
              ),
          sh(
            `traceroute -n -T -p ${port} ${peerAddress(evidence)}`,
            'as root: the last hop that answers is where the SYN still was',
          ),
        ],
      },
      ...(mayBeOurs
        ? [
            askFor(
              'Where other servers are silent, too: ask who filters the port on our side',
              'whoever runs our own firewall (the rules of this host too), then our access or hosting provider',
              `Our connections to port ${port} get no answer from any server. Do you filter outgoing TCP to this port? Please let it out for our address.`,
            ),
          ]
        : []),
      askFor(
        'Tell the receiver, where it is silent to everybody or to us alone',
        postmasterByAnotherWay(evidence),
        `Our connections to your server on port ${port} get no answer. Is it up, and does your firewall drop our address?`,
      ),
    ]
  },
})

/** It was as silent to another address of ours, so that the question is asked from further away. */
function isTriedFromOther(sessions: Sight<'smtp.session'>): boolean {
  const [dead] = nearestDeaths(sessions)
  if (dead === undefined) return false
  const { endpoint, plan } = dead.fact
  return trialsWith(sessions, endpoint).some(
    ({ fact }) => fact.plan.bind !== undefined && fact.plan.bind !== plan.bind && died(fact, ['connect'], isSilence),
  )
}
