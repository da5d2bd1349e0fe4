import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { isSilence } from '../shared/outcomes.ts'
import { askFor } from '../shared/remedies.ts'
import { type DeadSession, deaths, passed, trialsWith } from '../shared/sessions.ts'
import { crawlOf, isSmallPiece, looksAt, waitingOf } from '../shared/socket.ts'
import { times } from '../shared/weights.ts'

/** Far less than a segment in each segment: no receiver offers such a window of its own accord (RFC 1122 §4.2.3.3), and no slow line makes it. */
const CRUMB_SHARE = 1 / 3

function sendsCrumbs(look: SocketState): boolean {
  const { unackedSegments, sentBytes, ackedBytes, mss, notSentBytes, retransmits, timer } = look
  return (
    timer !== 'persist' &&
    retransmits === 0 &&
    unackedSegments > 0 &&
    notSentBytes > 4 * mss &&
    (sentBytes - ackedBytes) / unackedSegments < mss * CRUMB_SHARE
  )
}

/** Commands written together are repeated in vain on each connection, and pass one at a time, each within the smallest window. */
function beyondWindowClue(evidence: View<'smtp.session' | 'socket.state'>, dead: DeadSession): readonly Clue[] {
  const found = waitingOf(evidence['socket.state'], dead.fact.session)
  if (found?.waiting !== 'unacknowledged' || !isSmallPiece(found.look.fact)) return []
  const apart = trialsWith(evidence['smtp.session'], dead.fact.endpoint).filter(
    ({ fact }) => fact.plan.pipelining === false && passed(fact, 'data'),
  )
  return comparedClue(
    [dead],
    apart.length === 0 ? [] : [found.look, ...apart],
    times(12),
    `${found.look.fact.sendQueueBytes} octets written at once are repeated and never acknowledged, and commands pass one at a time: so it is where a box drops what lies beyond a window that it takes for too small`,
    // A server or a box that minds several commands in one segment does the same.
  ).map((each) => ({ ...each, ranksOnly: true }))
}

export default defineCause({
  id: 'path/tcp-window-scale-mangled',
  title: 'A box on the path removes the TCP window scale option in one direction, so the body crawls',
  locus: 'path',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'a capture at both ends: the window scale option of the SYN is gone at one of them',
  look: 'again.captured',
  explanation: `A firewall strips the window scale option from the receiver's SYN-ACK. Our kernel then reads its window as a hundred times smaller than
it is: octets move from the first one on, a few hundred per round trip, and large messages meet a deadline. A firewall that itself takes the window
for so small drops what lies beyond it: short commands pass, and what is written at once is repeated in vain.

**Look-alikes.** A slow line is slow for everything, also for downloads; a path-MTU black hole lets no full-size segment pass at all.
The proof needs root: with \`net.ipv4.tcp_window_scaling=0\` on this host the same message passes at once.`,
  references: ['RFC 7323 §2', 'https://lwn.net/Articles/92727/'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [
    {
      cause: 'path/slow-link-vs-deadline',
      decidedBy:
        'the same message with net.ipv4.tcp_window_scaling=0: where it passes at once it is window scaling, where it crawls as before the line is slow',
      look: 'again.without-window-scaling',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const one of deaths(evidence['smtp.session'], ['body', 'dot'], isSilence)) {
      const looks = looksAt(evidence['socket.state'], one.fact.session)
      const tiny = looks.find(({ fact }) => sendsCrumbs(fact))
      if (tiny !== undefined) {
        const { sentBytes, ackedBytes, unackedSegments, mss, notSentBytes } = tiny.fact
        clues.push(
          ...deathClue(
            [one],
            times(40),
            `the body goes in crumbs: ${Math.round((sentBytes - ackedBytes) / unackedSegments)} octets in a segment that could hold ${mss}, none of them repeated, while ${notSentBytes} octets wait to be sent`,
            { with: [tiny] },
          ),
        )
        continue
      }
      clues.push(...beyondWindowClue(evidence, one))
      const crawl = crawlOf(evidence['socket.state'], one.fact.session)
      if (crawl === undefined) continue
      clues.push(
        ...deathClue(
          [one],
          times(40),
          `the body crawls: ${crawl.movedBytes} octets were acknowledged in ${crawl.seconds.toFixed(1)} s, without one retransmission, while ${crawl.looks.at(-1)?.fact.notSentBytes ?? 0} octets wait to be sent`,
          { with: crawl.looks },
        ),
      )
    }
    return clues
  },
  remedies: () => [
    askFor(
      'Let the window scale option pass the firewall',
      'whoever runs our own firewall, where large mail to other domains crawls as well; else our access provider, and the receiver',
      'Please let the TCP option "window scale" pass unchanged in both directions (Cisco ASA: tcp-map, `window-variation allow-connection`, `tcp-options window-scale allow`).',
    ),
    {
      title: 'Do without window scaling on this host',
      applies: 'after-review',
      costs:
        'all TCP transfers over long fast paths of this host become slower, and while it is set the check passes whether the firewall is mended or not',
      ...kernelSettings({ 'net.ipv4.tcp_window_scaling': 0 }),
    },
  ],
})
