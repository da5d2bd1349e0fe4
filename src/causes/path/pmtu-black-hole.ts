import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, patternClue, toldClue } from '../shared/clue.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerAddress, peerName } from '../shared/receiver-name.ts'
import { firstLooks, passed, trialsWith, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender, saidByPeer, type Told } from '../shared/told.ts'
import { SLICE_BYTES, withoutTls } from '../shared/variants.ts'
import { RULED_OUT, times } from '../shared/weights.ts'
import { clampRemedy } from './shared/clamp-mss.ts'
import { wholePassed } from './shared/damage.ts'
import { slicedHelloClues, socketClues } from './shared/full-segments.ts'
import { smallLossClues } from './shared/loss-on-path.ts'
import { BULK_BYTES, commandsExperiment, messageExperiment, sliceExperiment } from './shared/slice-experiment.ts'

/** What fits into one segment on every ordinary path. */
const ONE_SEGMENT_BYTES = 1_000

/** Did this session fall silent after it had written more than one full-size segment in one go? */
function diedOnBulk(session: SmtpSession): boolean {
  const { death, plan } = session
  if (death === undefined || !isSilence(death.outcome) || plan.sliceBytes !== undefined) return false
  if (death.stage === 'body' || death.stage === 'dot') return messageBytes(plan) > ONE_SEGMENT_BYTES
  return death.stage === 'idle' && (plan.bulkBytes ?? 0) > ONE_SEGMENT_BYTES
}

/** Other large segments than those of a hello were lost as well. */
function hasLargeSegmentsLost(sessions: Sight<'smtp.session'>, endpoint: Endpoint): boolean {
  return [...firstLooks(sessions), ...trialsWith(sessions, endpoint)].some(
    ({ fact }) => fact.endpoint.address === endpoint.address && diedOnBulk(fact),
  )
}

const isBulkDeath = (session: SmtpSession): boolean => diedOnBulk(session) || diedOnLargeHello(session)

/** The same in another session, which came to its end: full-size segments were under way, and arrived. */
function livedOnBulk({ lived, plan }: SmtpSession): boolean {
  return lived && plan.upTo === 'dot' && plan.sliceBytes === undefined && messageBytes(plan) >= BULK_BYTES
}

/** A ClientHello with a post-quantum key share (about 1600 octets), as OpenSSL 3.5 sends it by default, fills more than one segment. */
function diedOnLargeHello(session: SmtpSession): boolean {
  const { death, plan } = session
  if (death?.stage !== 'tls' || !isSilence(death.outcome) || plan.sliceBytes !== undefined) return false
  return plan.tlsPlan?.maxVersion === undefined && plan.tlsPlan?.groups === undefined
}

/** What passes up to this size has had full-size packets under way, and more than one. Logs tell sizes in powers of two, and little mail passes. */
const SMALL_ENOUGH_BYTES = 65_536
/** No packet of a path is larger. Whoever waits long enough for one that is swallowed sees the connection lost. */
const JUMBO_BYTES = 9_000

export default defineCause({
  id: 'path/pmtu-black-hole',
  title: 'The path to the receiver swallows full-size packets without an ICMP error',
  locus: 'path',
  stages: ['body', 'dot', 'tls', 'idle'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same message in small segments, or `tracepath` to the receiver',
  look: 'path.mtu',
  explanation: `Small commands pass, so the session looks healthy up to DATA. The first full-size segment is larger than the
smallest link on the way; the router there drops it, and its ICMP "fragmentation needed" (or ICMPv6 "packet too big") is filtered,
so that the sending kernel never learns the smaller size and repeats the same segment until somebody's timer ends it. A ClientHello
with a post-quantum key share is large enough to die in the same way.

**Look-alikes.** An anti-virus proxy or a size limit also kills big messages, yet small segments do not cure them, and their threshold lies at
kilobytes to megabytes, not between one and two segments. A box that dislikes large ClientHellos rejects the sliced hello too. A slow filter
at the receiver has acknowledged every octet, and a NAT that forgot the connection minds the pause, not the size.`,
  references: ['RFC 2923', 'RFC 1191', 'RFC 8201', 'RFC 4821'],
  needs: [
    'smtp.session',
    'smtp.step',
    'tls.hello',
    'socket.state',
    'symptom',
    'log.pattern',
    'route.local',
    'route.trace',
  ],
  alternatives: [
    {
      cause: 'firewall/smtp-av-proxy-stall',
      decidedBy: `the same octets in ${SLICE_BYTES}-octet slices: a path-MTU black hole lets them pass, a proxy does not`,
    },
    {
      cause: 'path/nic-offload-corruption',
      decidedBy:
        'a capture at the receiver: a black hole lets no large packet through, damage brings them with wrong checksums',
    },
  ],
  weigh: (evidence) => [
    ...firstLooks(evidence['smtp.session']).flatMap((one) => deathClues(evidence, one)),
    ...toldClue(
      reportedBySender(evidence.symptom, ['drop.timeout'], ['body', 'dot'])
        .filter(({ fact: { bytes = 0 } }) => bytes <= 0 || bytes >= ONE_SEGMENT_BYTES)
        .slice(0, 1),
      times(2.7),
      'the MTA timed out while the message was on its way',
    ),
    ...toldClue(
      starvedReceiver(evidence).slice(0, 1),
      times(4),
      'the receiver waited in vain for the message, after small commands had reached it',
    ),
    ...patternClue(
      evidence['log.pattern'].seen.filter(
        ({ fact: { pattern, symptom, fromBytes = 0 } }) =>
          pattern === 'only-large' && symptom === 'drop.timeout' && fromBytes <= SMALL_ENOUGH_BYTES,
      ),
      times(4),
      'large messages time out, and small ones pass',
    ),
    ...patternClue(
      evidence['log.pattern'].seen.filter(
        ({ fact: { pattern, symptom, stage = 'body', fromBytes } }) =>
          pattern === 'only-large' &&
          symptom === 'drop.lost' &&
          (stage === 'body' || stage === 'dot') &&
          fromBytes !== undefined &&
          fromBytes <= JUMBO_BYTES,
      ),
      times(4),
      'what is larger than a packet is lost, and smaller mail passes',
    ),
  ],
  // Large packets of TCP alone are lost on a way that only its flows take, to a filter, and where a card damages what it sums up.
  confirmedIsFor: (evidence) => {
    const doubted = firstLooks(evidence['smtp.session']).filter(
      (one) => isBulkDeath(one.fact) && wholePassed(evidence, one) !== undefined,
    )
    if (doubted.length === 0) return undefined
    // Of hellos alone it may be a box that minds them.
    return doubted.every(({ fact: { endpoint } }) => hasLargeSegmentsLost(evidence['smtp.session'], endpoint))
      ? 'supported'
      : 'possible'
  },
  experiments(evidence, { maySend }) {
    const own = firstLooks(evidence['smtp.session'])
    const failing = own.find(({ fact }) => diedOnBulk(fact))
    if (failing !== undefined) {
      const sends = failing.fact.death?.stage !== 'idle'
      return sends && !maySend ? [] : [messageExperiment(failing.fact.plan)]
    }
    const hello = own.find(({ fact }) => diedOnLargeHello(fact))
    if (hello !== undefined) {
      const asHello = sliceExperiment(hello.fact.plan)
      // A box that reads hellos packet by packet minds the hello, and no other segment of its size.
      return wholePassed(evidence, hello) === undefined
        ? [asHello]
        : [commandsExperiment(withoutTls(hello.fact.plan), 'slices in clear'), asHello]
    }
    // The message cannot be sent without --send.
    const told =
      reportedBySender(evidence.symptom, ['drop.timeout'], ['body', 'dot']).length > 0 ||
      starvedReceiver(evidence).length > 0
    const living = own.find(({ fact }) => fact.lived)
    if (!told || living === undefined) return []
    return [commandsExperiment(living.fact.plan)]
  },
  remedies: (evidence) => [
    {
      title: 'On this host, where several destinations are affected: let the kernel probe for the path MTU',
      applies: 'after-review',
      costs: 'each connection over the bad path still loses a few seconds before it shrinks its segments',
      ...kernelSettings({ 'net.ipv4.tcp_mtu_probing': 1 }, 'it governs IPv6 too'),
    },
    smallerSegments(evidence['route.local'], peerAddress(evidence)),
    clampRemedy(peerAddress(evidence)),
    ...(firstLooks(evidence['smtp.session']).some(
      (one) => diedOnLargeHello(one.fact) && !isOfAllLargeSegments(evidence, one),
    )
      ? [smallHello(peerName(evidence))]
      : []),
  ],
})

/** Whose timer ends first is chance: where the receiver's does, it says that nothing came. Our own sessions are judged by their sockets. */
function starvedReceiver(evidence: View<'symptom' | 'smtp.session'>): readonly Told[] {
  return saidByPeer(evidence, { symptoms: ['reply.421.idletimeout'], stages: ['body', 'dot'] }).filter(
    ({ fact: { origin, stage } }) => origin !== 'live' && stage !== undefined,
  )
}

/** The same hello passed in small segments, so it is the size of segments that is minded, and those of a message are as large. */
function isOfAllLargeSegments(
  evidence: View<'smtp.session' | 'route.trace' | 'socket.state'>,
  dead: SessionSeen,
): boolean {
  return (
    wholePassed(evidence, dead) === undefined &&
    trialsWith(evidence['smtp.session'], dead.fact.endpoint).some(
      ({ fact }) => fact.plan.sliceBytes !== undefined && passed(fact, 'tls'),
    )
  )
}

/** It lets the handshake pass, and nothing that is large after it. */
const smallHello = (host: string): Remedy => ({
  title: 'Send a small ClientHello, where only the TLS handshake dies',
  applies: 'after-review',
  on: 'our-server',
  levers: [{ lever: 'tls.small-hello', host }],
  costs: 'no post-quantum key exchange; large messages still die on this path',
})

/** A route to this one host, by the gateway that is in use now: without it the host would be looked for on our own link. */
function smallerSegments({ seen }: Sight<'route.local'>, address: string): Remedy {
  const known = seen.find(({ fact }) => fact.to === address && fact.device !== undefined)?.fact
  const { gateway, device } = known ?? { gateway: 'GATEWAY', device: 'DEVICE' }
  const route = `${address} ${gateway === undefined ? '' : `via ${gateway} `}dev ${device}`
  const look: RemedyStep = sh(
    `ip route get ${address}`,
    'names GATEWAY after “via” and DEVICE after “dev”; where it shows no “via”, leave it out below, too',
  )
  return {
    title: 'Or, where it is this destination alone: lower the segment size for it',
    applies: known === undefined ? 'needs-values' : 'after-review',
    steps: [
      ...(known === undefined ? [look] : []),
      sh(
        `ip route add ${route} mtu lock ${SAFE_MTU}`,
        `${address.includes(':') ? 'no IPv6 path is narrower (RFC 8200)' : 'hardly any path is narrower'}; once it holds, a larger number may do. Once for each address of its MX hosts; it holds until the next boot, or until the network is set up anew: for good it stands where the other routes do`,
      ),
    ],
    undo: [sh(`ip route del ${route}`)],
  }
}

/** What every IPv6 path carries, and near enough any IPv4 path too. */
const SAFE_MTU = 1280

/** What a session that died on large packets shows, with the sockets, hellos and routes that tell more of it. */
function deathClues(
  evidence: View<'smtp.session' | 'smtp.step' | 'tls.hello' | 'socket.state' | 'route.local' | 'route.trace'>,
  one: SessionSeen,
): readonly Clue[] {
  const bulk = diedOnBulk(one.fact)
  if (!bulk && !diedOnLargeHello(one.fact)) return []
  const where = { stage: one.fact.death?.stage ?? 'body', endpoint: endpointText(one.fact.endpoint) }
  const learnt = evidence['route.local'].seen.filter(
    ({ fact }) => fact.to === one.fact.endpoint.address && fact.cachedPathMtu !== undefined,
  )
  const roomy = wholePassed(evidence, one)
  const whole = bulk
    ? trialsWith(evidence['smtp.session'], one.fact.endpoint).filter(({ fact }) => livedOnBulk(fact))
    : []
  return [
    ...clue(
      [one],
      times(bulk ? 8 : 2.5),
      `the session fell silent ${bulk ? 'as soon as full-size segments were on their way' : 'at a ClientHello that fills more than one segment'}, after every small command had been answered`,
      where,
    ),
    ...socketClues(evidence, one.fact.session, where),
    ...slicedHelloClues(evidence['tls.hello'], one, where).map((each) => ({
      ...each,
      // A box that reads hellos packet by packet brings the same.
      ...(roomy !== undefined && each.weight > 0 ? { ranksOnly: true as const } : {}),
    })),
    ...clue(
      whole.length === 0 ? [] : [one, ...whole],
      RULED_OUT,
      'a message of several full-size segments passed another time',
      where,
    ),
    ...smallLossClues(evidence, one, where),
    ...clue(
      roomy === undefined ? [] : [one, roomy],
      -times(4),
      'packets that fill the link and may not be split reach the address by another protocol',
      where,
    ),
    ...clue(
      learnt.length === 0 ? [] : [one, ...learnt],
      -times(6),
      'the kernel has learnt a smaller path MTU, so ICMP errors do arrive',
      where,
    ),
  ]
}
