import { defineCause, type Clue } from '../../domain/cause.ts'
import { STAGES } from '../../domain/stage.ts'
import { clue, deathClue, placeOf } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerAddress } from '../shared/receiver-name.ts'
import { companions, deaths, endedBy } from '../shared/sessions.ts'
import { HINT, STRONG, times } from '../shared/weights.ts'

/** Anywhere on the line: loss picks no stage. */
const ON_THE_LINE = STAGES.filter((stage) => stage !== 'dns' && stage !== 'quit')

export default defineCause({
  id: 'path/severe-loss-or-duplex',
  title: 'Most packets on the path are lost, so sessions die at random stages',
  locus: 'path',
  stages: [...ON_THE_LINE],
  persistence: 'unknown',
  prior: -3,
  explanation: `TCP copes with a lot: at 30 % loss a mail is merely late. Above some 40 % retransmissions outlast the timers, and sessions die at one
stage now and at another then. A duplex mismatch, a failing cable or optic, or a saturated link does this, to all traffic.

**Look-alikes.** Everything that kills at the same stage each time is something else: loss has no favourite stage, and other
destinations over the same link suffer as well.`,
  references: ['RFC 6298', 'RFC 2914'],
  needs: ['smtp.session', 'net.counter'],
  alternatives: [
    { cause: 'path/dies-midway', decidedBy: 'waiting: a dead path comes back whole, a lossy one stays lossy' },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const [first] = deaths(evidence['smtp.session'], ON_THE_LINE, isSilence)
    if (first === undefined) return clues
    const same = inOrder(evidence['smtp.session'].seen).filter(
      ({ fact }) =>
        fact.role !== 'compare' && fact.role !== 'elsewhere' && fact.endpoint.address === first.fact.endpoint.address,
    )
    const silent = same.filter(({ fact }) => endedBy(fact, isSilence))
    const stages = new Set(silent.map(({ fact }) => fact.death?.stage))
    if (stages.size < 3) return clues
    clues.push(
      ...clue(
        silent,
        STRONG,
        `sessions with the same address fell silent at ${stages.size} different stages`,
        placeOf(first),
      ),
    )
    const others = companions(evidence['smtp.session']).filter(({ fact }) => endedBy(fact, isSilence))
    if (others.length > 0)
      clues.push(...deathClue([first], HINT, 'sessions with other destinations fall silent too', { with: others }))
    const repeats = evidence['net.counter'].seen.filter(
      ({ fact }) => /RetransSegs|TCPLostRetransmit|TCPTimeouts/.test(fact.name) && fact.delta >= 20,
    )
    if (repeats.length > 0)
      clues.push(...deathClue([first], times(4), 'the kernel repeated many segments meanwhile', { with: repeats }))
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'Mend the link',
      applies: 'needs-values',
      steps: [
        {
          kind: 'command',
          shell: 'sh',
          run: `mtr -n --report --report-cycles 100 ${peerAddress(evidence['smtp.session'])}; ethtool DEVICE; ip -s link show DEVICE`,
          why: 'loss from the first hop on, "Duplex: Half", or growing error counters mean our own link',
        },
        {
          kind: 'ask',
          who: 'our access provider, when the loss begins beyond our own network',
          text: 'More than 40 % of our packets are lost from the hop shown in the attached mtr report on.',
        },
      ],
    },
  ],
})
