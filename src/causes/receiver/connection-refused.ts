import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isRefused } from '../shared/outcomes.ts'
import { surroundingsOf } from '../shared/port25.ts'
import { peerPort, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { nearRefusal } from '../shared/round-trip.ts'
import { connected, deaths, firstLooks, trialsWith } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { BARE_ERROR, FAINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'

export default defineCause({
  id: 'receiver/connection-refused',
  title: 'Nothing listens on the mail port of the receiver',
  locus: 'receiver',
  stages: ['connect'],
  persistence: 'unknown',
  prior: -1,
  decidedBy: '`ss -ltn` at the receiver: nothing listens on the port',
  explanation: `The receiver's host answers our SYN with a RST: it is up, and no mail server listens on the port. The daemon is stopped, is being
restarted, listens on another address only, or the DNS points to a host that is no mail server.

**Look-alikes.** A firewall in between can forge the same RST. One on our side refuses all destinations alike and faster than their
round trip; a ban at the receiver refuses our address only.`,
  references: ['RFC 9293 §3.5.2', 'RFC 5321 §4.5.4.1'],
  needs: ['smtp.session', 'symptom', 'route.trace'],
  alternatives: [
    {
      cause: 'firewall/source-banned-by-firewall',
      decidedBy: 'the same connection from another network: a ban may hold for all addresses of ours',
      look: 'again.from-elsewhere',
    },
    {
      cause: 'firewall/port25-egress-rejected',
      decidedBy: 'port 25 of an unrelated destination (--compare)',
      look: 'again.beside-another',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isRefused)
    const { alike, reached, elsewhereReached, elsewhereAlike } = surroundingsOf(sessions, dead, isRefused)
    const clues: Clue[] = [...deathClue(dead, STRONG, 'the host answered our SYN with a reset')]
    clues.push(...comparedClue(dead, alike, -NEAR_SURE, 'unrelated destinations refuse alike'))
    clues.push(...comparedClue(dead, reached, FAINT, 'other servers take our connections'))
    clues.push(...comparedClue(dead, elsewhereReached, -NEAR_SURE, 'the same port takes connections from elsewhere'))
    clues.push(...comparedClue(dead, elsewhereAlike, times(10), 'the port refuses connections from elsewhere too'))
    for (const one of dead.slice(0, 1)) {
      const taken = trialsWith(sessions, one.fact.endpoint).filter(
        ({ fact }) => connected(fact) && fact.endpoint.port === one.fact.endpoint.port,
      )
      clues.push(...comparedClue([one], taken, -times(6), 'the same port took other connections of ours'))
      const near = nearRefusal(one, sessions, evidence['route.trace'])
      if (near === undefined) continue
      const says = `the refusal came after ${near.afterMs} ms, and the way to the server and back takes ${near.rttMs} ms`
      clues.push(...comparedClue([one], near.seenIn, -NEAR_SURE, says))
    }
    const taken = firstLooks(sessions).filter(({ fact }) => connected(fact))
    const told = reportedBySender(evidence.symptom, ['connect.refused'])
    if (taken.length > 0 && told.length > 0)
      clues.push(...clue([...told, ...taken], -times(15), 'the port takes our connection'))
    if (dead.length === 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['connect.refused']),
          BARE_ERROR,
          'the MTA reports a refused connection',
        ),
      )
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Leave the message in the queue, and tell the receiver if it lasts',
      postmasterByAnotherWay(evidence),
      `Your server refuses connections to port ${peerPort(evidence)} (RST). Please check that the mail server runs and listens on the address that the DNS publishes: \`ss -ltn "sport = :${peerPort(evidence)}"\`.`,
    ),
  ],
})
