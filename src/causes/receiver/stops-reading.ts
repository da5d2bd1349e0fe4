import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { crawlOf, waitingOf } from '../shared/socket.ts'
import { times } from '../shared/weights.ts'

export default defineCause({
  id: 'receiver/stops-reading',
  title: 'The receiver stopped reading the message and closed its TCP window',
  locus: 'receiver',
  stages: ['body', 'dot', 'idle'],
  persistence: 'unknown',
  prior: -3,
  decidedBy: 'the window in a capture, or Recv-Q of the connection at the receiver',
  look: 'again.captured',
  explanation: `The receiver's kernel acknowledges our octets and advertises a window of zero: its program does not read any more, because it waits for a
disk, a filter or a lock, or is stopped. Our kernel asks again and again (window probes) and gets the same answer, until somebody's timer ends it.

**Look-alikes.** On a dead path the probes stay unanswered. A proxy on the path that stalls has a window of its own, and looks the same from here.`,
  references: ['RFC 9293 §3.8.6.1'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [
    {
      cause: 'firewall/smtp-av-proxy-stall',
      decidedBy: "the receiver's own view of the session, or the same message in TLS",
      look: 'again.over-tls',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const one of deaths(evidence['smtp.session'], ['body', 'dot', 'idle'], isSilence)) {
      const found = waitingOf(evidence['socket.state'], one.fact.session)
      if (found?.waiting !== 'window-closed') continue
      // What trickles on in crumbs is no closed window.
      if (crawlOf(evidence['socket.state'], one.fact.session) !== undefined) continue
      clues.push(
        ...deathClue(
          [one],
          times(60),
          `the receiver acknowledged ${found.look.fact.ackedBytes} octets and keeps its window closed; ${found.look.fact.notSentBytes} octets wait`,
          { with: [found.look] },
        ),
      )
      break
    }
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Tell the receiver where its server stops reading',
      postmasterByAnotherWay(evidence),
      'In the middle of the message your server stops reading: its TCP window stays at zero. Please look at what the process waits for (queue disk, content filter, lock), and at `ss -tn` on your side: Recv-Q of the connection is full.',
    ),
  ],
})
