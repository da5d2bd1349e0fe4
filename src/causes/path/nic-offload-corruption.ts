import { type Clue, defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { deathClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerAddress } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { type DeadSession, deaths, firstLooks, trialsWith } from '../shared/sessions.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { damagedArrivals, wholePassed } from './shared/damage.ts'
import { messageExperiment } from './shared/slice-experiment.ts'

/** bad_record_mac (RFC 8446 §6.2): the record is another than the one that was sealed. */
const BAD_RECORD_MAC = 20

function isAltered(outcome: Outcome): boolean {
  return outcome.kind === 'closed' && outcome.alert?.description === BAD_RECORD_MAC
}

/** The peer found our octets altered; otherwise we found those of the peer so. */
function isOursAltered({ fact }: DeadSession): boolean {
  const { outcome } = fact.death
  return outcome.kind === 'closed' && outcome.alert?.from === 'peer'
}

export default defineCause({
  id: 'path/nic-offload-corruption',
  title: 'Packets arrive damaged: octets change between the two servers',
  locus: 'path',
  stages: ['ehlo', 'tls', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy:
    'captures at both ends: do octets or checksums differ? With `ethtool -K DEVICE tx off rx off tso off gso off gro off` at each end in turn the damage ends where it is made',
  explanation: `A network card, its driver, a hypervisor or a box on the way changes octets of packets. Where the checksum no longer fits, the other kernel drops
the segment without a word and counts it (\`nstat -az TcpInCsumErrors\`), so that it looks like a loss that never ends. Where the checksum was made anew over the damage,
TLS finds it: bad record MAC. Mostly the large packets suffer, which the card cuts and sums up itself.

**Look-alikes.** A path-MTU black hole swallows large packets too, whatever protocol they are of: a trace with packets that fill the link (\`tracepath\`) does not come through.
A server with a broken TLS library may say bad record MAC as well; it does so in small segments, too.`,
  references: ['RFC 9293 §3.1', 'RFC 8446 §6.2', 'RFC 1071'],
  needs: ['smtp.session', 'socket.state', 'net.counter', 'route.trace', 'route.local'],
  alternatives: [
    {
      cause: 'path/pmtu-black-hole',
      decidedBy:
        'a capture at the receiver: a black hole lets no large packet through, damage brings them with wrong checksums',
      ended: 'silent',
      at: ['tls', 'body', 'dot', 'idle'],
    },
  ],
  weigh(evidence) {
    const altered = deaths(evidence['smtp.session'], undefined, isAltered)
    const clues: Clue[] = [
      ...deathClue(
        altered,
        times(40),
        altered.every(isOursAltered)
          ? 'the receiver found a TLS record that is not as we sealed it'
          : 'a TLS record came that is not as the receiver sealed it',
      ),
    ]
    const silent = deaths(evidence['smtp.session'], ['ehlo', 'tls', 'mail', 'rcpt', 'data', 'body', 'dot'], isSilence)
    const damaged = damagedArrivals(evidence['net.counter'])
    if (damaged !== undefined)
      clues.push(
        ...deathClue(
          silent.slice(0, 1),
          DECISIVE + 1,
          `${damaged.fact.delta} segments came to this host with wrong checksums meanwhile`,
          { with: [damaged] },
        ),
      )
    for (const one of silent.slice(0, 1)) {
      const whole = wholePassed(evidence, one)
      const sliced = trialsWith(evidence['smtp.session'], one.fact.endpoint).filter(
        ({ fact }) => fact.lived && fact.plan.sliceBytes !== undefined && fact.plan.upTo === one.fact.plan.upTo,
      )
      if (whole !== undefined && sliced.length > 0)
        clues.push(
          ...deathClue(
            [one],
            times(20),
            `small segments pass and full-size ones do not, yet packets of ${whole.fact.wholeBytes} octets of another protocol reach the address`,
            { with: [whole, ...sliced] },
          ).map((each) => ({ ...each, ranksOnly: true as const })),
        )
    }
    return clues
  },
  experiments(evidence, { maySend }) {
    const [dead] = deaths(evidence['smtp.session'], undefined, isAltered).filter(isOursAltered)
    if (dead === undefined || firstLooks(evidence['smtp.session']).length === 0) return []
    const sends = dead.fact.death.stage !== 'tls' && dead.fact.plan.message !== undefined
    return sends && !maySend ? [] : [messageExperiment(dead.fact.plan)]
  },
  remedies: (evidence) => [
    withoutOffloading(evidence),
    askFor(
      'Otherwise ask for the same at the other end, and at boxes between',
      'whoever runs our network, then the receiver’s postmaster',
      'Packets between our mail servers arrive damaged (wrong TCP checksums, or TLS records with a bad MAC). Please look at TcpInCsumErrors and at the counters of cards and boxes there, and try without offloading.',
    ),
  ],
})

/** What was off before stays off: the undo names all, and the first step shows which of them it is for. */
function withoutOffloading(evidence: View<'smtp.session' | 'route.local'>): Remedy {
  const address = peerAddress(evidence)
  const known = evidence['route.local'].seen.find(({ fact }) => fact.to === address)?.fact.device
  const device = isPlainName(known) ? known : 'DEVICE'
  return {
    title: 'See whether this host makes the damage: let the kernel cut and sum up packets, not the network card',
    applies: 'needs-values',
    costs: 'more work for the processor',
    steps: [
      sh(
        `ethtool -k ${device} | grep -E "checksumming|segmentation-offload|receive-offload"`,
        `what is on now, for the undo; \`ip route get ${address}\` names the device`,
      ),
      sh(
        `ethtool -K ${device} tx off rx off tso off gso off gro off`,
        'on a virtual machine its host too; mail that passes now shows where the damage is made',
      ),
    ],
    undo: [sh(`ethtool -K ${device} tx on rx on tso on gso on gro on`, 'only those that were on')],
  }
}
