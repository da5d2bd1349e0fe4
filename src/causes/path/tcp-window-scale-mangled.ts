import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { deaths } from '../shared/sessions.ts'
import { looksAt } from '../shared/socket.ts'
import { NEAR_SURE } from '../shared/weights.ts'

/** A window of 64 kB without its scale factor (2^7 is usual) lets 512 octets pass per round trip: far below this at any sane RTT. */
const CRAWL_BYTES_PER_SECOND = 20_000

export default defineCause({
  id: 'path/tcp-window-scale-mangled',
  title: 'A box on the path removes the TCP window scale option in one direction, so the body crawls',
  locus: 'path',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `A firewall strips the window scale option from the receiver's SYN-ACK. Our kernel then reads its window as a hundred times smaller than
it is: octets move from the first one on, a few hundred per round trip, and large messages meet a deadline.

**Look-alikes.** A slow line is slow for everything, also for downloads; a path-MTU black hole lets no full-size segment pass at all.
The proof needs root: with \`net.ipv4.tcp_window_scaling=0\` on this host the same message passes at once.`,
  references: ['RFC 7323 §2', 'https://lwn.net/Articles/92727/'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [
    {
      cause: 'path/slow-link-vs-deadline',
      decidedBy:
        'the speed of other transfers over the same line, or the same message with net.ipv4.tcp_window_scaling=0',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const one of deaths(evidence['smtp.session'], ['body', 'dot'], isSilence)) {
      const looks = looksAt(evidence['socket.state'], one.fact.session)
      const first = looks[0]
      const last = looks.at(-1)
      if (first === undefined || last === undefined || first === last) continue
      const seconds = (last.fact.afterSilenceMs - first.fact.afterSilenceMs) / 1000
      const moved = last.fact.ackedBytes - first.fact.ackedBytes
      if (seconds < 1 || moved <= 0 || last.fact.notSentBytes === 0) continue
      if (moved / seconds > CRAWL_BYTES_PER_SECOND || last.fact.retransmits > 0) continue
      clues.push(
        ...deathClue(
          [one],
          NEAR_SURE,
          `the body crawls: ${moved} octets were acknowledged in ${seconds.toFixed(1)} s, without one retransmission, while ${last.fact.notSentBytes} octets wait to be sent`,
          { with: looks },
        ),
      )
    }
    return clues
  },
  remedies: () => [
    {
      title: 'Let the window scale option pass the firewall',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: 'whoever runs the firewall between us and the receiver',
          text: 'Please let the TCP option "window scale" pass unchanged in both directions (Cisco ASA: tcp-map, `window-variation allow-connection`, `tcp-options window-scale allow`).',
        },
      ],
    },
    {
      title: 'Do without window scaling on this host',
      applies: 'after-review',
      costs: 'all TCP transfers over long fast paths of this host become slower',
      steps: [{ kind: 'command', shell: 'sh', run: 'sysctl -w net.ipv4.tcp_window_scaling=0' }],
      undo: [{ kind: 'command', shell: 'sh', run: 'sysctl -w net.ipv4.tcp_window_scaling=1' }],
    },
  ],
})
