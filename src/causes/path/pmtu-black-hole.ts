import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { clue, patternClue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isSilence } from '../shared/outcomes.ts'
import { firstLooks, type SessionSeen } from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { SLICE_BYTES } from '../shared/variants.ts'
import { NEAR_SURE, times } from '../shared/weights.ts'
import { clampRemedy } from './shared/clamp-mss.ts'
import { smallLossClues } from './shared/loss-on-path.ts'
import { sliceExperiment, withEnough } from './shared/slice-experiment.ts'

/** A write that fills more than one full segment on every ordinary path. */
const BULK_BYTES = 4000

/** What fits into one segment on every ordinary path. */
const ONE_SEGMENT_BYTES = 1_000

/** All that a session says before its message, a large ClientHello among it. */
const SMALL_TALK_BYTES = 3_000
/** Acknowledged beyond the small talk, two segments of the negotiated size were full. */
const FULL_SEGMENTS = 2

/** More than one full segment on every ordinary path. */
const LARGE_HELLO_BYTES = 1_460

/** Did this session fall silent after it had written more than one full-size segment in one go? */
function diedOnBulk(session: SmtpSession): boolean {
  const { death, plan } = session
  if (death === undefined || !isSilence(death.outcome) || plan.sliceBytes !== undefined) return false
  if (death.stage === 'body' || death.stage === 'dot') return messageBytes(plan) > ONE_SEGMENT_BYTES
  return death.stage === 'idle' && (plan.bulkBytes ?? 0) > ONE_SEGMENT_BYTES
}

/** A ClientHello with a post-quantum key share (about 1600 octets), as OpenSSL 3.5 sends it by default, fills more than one segment. */
function diedOnLargeHello(session: SmtpSession): boolean {
  const { death, plan } = session
  if (death?.stage !== 'tls' || !isSilence(death.outcome) || plan.sliceBytes !== undefined) return false
  return plan.tlsPlan?.maxVersion === undefined && plan.tlsPlan?.groups === undefined
}

/** What passes up to this size has had full-size packets under way, and more than one. Logs tell sizes in powers of two, and little mail passes. */
const SMALL_ENOUGH_BYTES = 65_536

export default defineCause({
  id: 'path/pmtu-black-hole',
  title: 'The path to the receiver swallows full-size packets without an ICMP error',
  locus: 'path',
  stages: ['body', 'dot', 'tls', 'idle'],
  persistence: 'until-fixed',
  prior: -1,
  explanation: `Small commands pass, so the session looks healthy up to DATA. The first full-size segment is larger than the
smallest link on the way; the router there drops it, and its ICMP "fragmentation needed" (or ICMPv6 "packet too big") is filtered,
so that the sending kernel never learns the smaller size and repeats the same segment until somebody's timer ends it. A ClientHello
with a post-quantum key share is large enough to die in the same way.

**Look-alikes.** An anti-virus proxy or a size limit also kills big messages, yet small segments do not cure them, and their threshold lies at
kilobytes to megabytes, not between one and two segments. A box that dislikes large ClientHellos rejects the sliced hello too. A slow filter
at the receiver has acknowledged every octet, and a NAT that forgot the connection minds the pause, not the size.`,
  references: ['RFC 2923', 'RFC 1191', 'RFC 8201', 'RFC 4821'],
  needs: ['smtp.session', 'smtp.step', 'tls.hello', 'socket.state', 'symptom', 'log.pattern', 'route.local'],
  alternatives: [
    {
      cause: 'firewall/smtp-av-proxy-stall',
      decidedBy: `the same octets in ${SLICE_BYTES}-octet slices: a path-MTU black hole lets them pass, a proxy does not`,
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const one of firstLooks(evidence['smtp.session'])) {
      const bulk = diedOnBulk(one.fact)
      if (!bulk && !diedOnLargeHello(one.fact)) continue
      const where = { stage: one.fact.death?.stage ?? 'body', endpoint: endpointText(one.fact.endpoint) }
      clues.push(
        ...clue(
          [one],
          times(bulk ? 8 : 2.5),
          bulk
            ? 'the session fell silent as soon as full-size segments were on their way, after every small command had been answered'
            : 'the session fell silent at a ClientHello that fills more than one segment, after every small command had been answered',
          where,
        ),
        ...socketClues(evidence['socket.state'], one.fact.session, where),
      )
      clues.push(...slicedHelloClues(evidence['tls.hello'], one, where), ...smallLossClues(evidence, one, where))
      const learnt = evidence['route.local'].seen.filter(
        ({ fact }) => fact.to === one.fact.endpoint.address && fact.cachedPathMtu !== undefined,
      )
      if (learnt.length > 0)
        clues.push(
          ...clue(
            [one, ...learnt],
            -times(6),
            'the kernel has learnt a smaller path MTU, so ICMP errors do arrive',
            where,
          ),
        )
    }
    for (const told of reportedBySender(evidence.symptom, ['drop.timeout'], ['body', 'dot'])) {
      if (told.fact.bytes !== undefined && told.fact.bytes > 0 && told.fact.bytes < ONE_SEGMENT_BYTES) continue
      clues.push(...toldClue([told], times(2.7), 'the MTA timed out while the message was on its way'))
      break
    }
    const onlyLarge = evidence['log.pattern'].seen.filter(
      ({ fact: { pattern, symptom, fromBytes = 0 } }) =>
        pattern === 'only-large' && symptom === 'drop.timeout' && fromBytes <= SMALL_ENOUGH_BYTES,
    )
    clues.push(...patternClue(onlyLarge, times(4), 'large messages time out, and small ones pass'))
    return clues
  },
  experiments(evidence, { maySend }) {
    const own = firstLooks(evidence['smtp.session'])
    const failing = own.find(({ fact }) => diedOnBulk(fact))
    if (failing !== undefined) {
      const sends = failing.fact.death?.stage !== 'idle'
      return sends && !maySend ? [] : [sliceExperiment(withEnough(failing.fact.plan))]
    }
    const hello = own.find(({ fact }) => diedOnLargeHello(fact))
    if (hello !== undefined) return [sliceExperiment(hello.fact.plan)]
    // The message cannot be sent without --send: NOOPs with long arguments make the same full-size segments.
    const told = reportedBySender(evidence.symptom, ['drop.timeout'], ['body', 'dot']).length > 0
    const living = own.find(({ fact }) => fact.lived)
    if (!told || living === undefined) return []
    const { message: _message, ...plan } = living.fact.plan
    return [sliceExperiment({ ...plan, upTo: 'idle', bulkBytes: BULK_BYTES })]
  },
  remedies: () => [
    clampRemedy,
    {
      title: 'Let the sending kernel probe for the path MTU',
      applies: 'after-review',
      costs: 'each connection over the bad path still loses a few seconds before it shrinks its segments',
      steps: [
        {
          kind: 'command',
          shell: 'sh',
          run: 'sysctl -w net.ipv4.tcp_mtu_probing=1',
          why: 'it governs IPv6 too; put it in /etc/sysctl.d/ to keep it',
        },
      ],
      undo: [{ kind: 'command', shell: 'sh', run: 'sysctl -w net.ipv4.tcp_mtu_probing=0' }],
    },
    {
      title: 'Lower the segment size for this destination only',
      applies: 'needs-values',
      steps: [
        {
          kind: 'command',
          shell: 'sh',
          run: 'ip route add NETWORK via GATEWAY mtu lock 1400',
          why: 'NETWORK is that of the receiver, GATEWAY as `ip route get SERVER-ADDRESS` shows it',
        },
      ],
      undo: [{ kind: 'command', shell: 'sh', run: 'ip route del NETWORK via GATEWAY' }],
    },
    {
      title: 'Send a small ClientHello, where only the TLS handshake dies',
      applies: 'after-review',
      on: 'our-server',
      levers: [{ lever: 'tls.small-hello' }],
      costs: 'no post-quantum key exchange; large messages still die on this path',
    },
  ],
})

/** Without a key share the server asks for one (HelloRetryRequest), before any certificate. */
const hasShortAnswer = ({ maxVersion, keyShare }: HelloSpec): boolean =>
  maxVersion >= 0x0304 && (keyShare === undefined || keyShare === 'empty')

/** The same large hello, whole and in slices: whatever becomes of the server's long answer, a HelloRetryRequest is short. */
function slicedHelloClues(
  hellos: Sight<'tls.hello'>,
  session: SessionSeen,
  where: Pick<Clue, 'stage' | 'endpoint'>,
): readonly Clue[] {
  const all = inOrder(hellos.seen).filter((one) => one.fact.endpoint.address === session.fact.endpoint.address)
  const dead = all.filter(
    (one) =>
      one.fact.answer.kind === 'silent' &&
      (one.fact.sizeBytes <= SLICE_BYTES || one.fact.sliceBytes === SLICE_BYTES) &&
      hasShortAnswer(one.fact.hello),
  )
  if (dead.length > 0)
    return clue(
      [session, ...dead],
      -NEAR_SURE,
      'a hello of small segments, whose answer is small too, stays unanswered',
      where,
    )
  const large = all.filter((one) => one.fact.sizeBytes > LARGE_HELLO_BYTES)
  const whole = large.filter((one) => one.fact.sliceBytes === undefined)
  const sliced = large.filter((one) => one.fact.sliceBytes === SLICE_BYTES && one.fact.answer.kind === 'server-hello')
  if (sliced.length === 0 || whole.length === 0 || whole.some((one) => one.fact.answer.kind !== 'silent')) return []
  return clue(
    [session, ...whole, ...sliced],
    NEAR_SURE,
    'a large ClientHello is answered in small segments, and never in full-size ones',
    where,
  )
}

/** The kernel's own view: segments sent, retransmitted and never acknowledged, or the contrary. */
function socketClues(
  sockets: Sight<'socket.state'>,
  session: string,
  where: Pick<Clue, 'stage' | 'endpoint'>,
): readonly Clue[] {
  const found = waitingOf(sockets, session)
  switch (found?.waiting) {
    case undefined:
      return []
    case 'unacknowledged':
      if (found.look.fact.ackedBytes > SMALL_TALK_BYTES + FULL_SEGMENTS * found.look.fact.mss)
        return clue(
          [found.look],
          -times(15),
          `${found.look.fact.ackedBytes} octets were acknowledged, so full-size segments have passed`,
          where,
        )
      return clue(
        [found.look],
        times(4),
        `the kernel repeated the first full-size segment ${found.look.fact.retransmits} times; ${found.look.fact.ackedBytes} octets were acknowledged, none of the bulk`,
        where,
      )
    case 'window-closed':
      return clue(
        [found.look],
        -NEAR_SURE,
        'the receiver acknowledged what it got and closed its window, so packets do arrive',
        where,
      )
    case 'stopped-here':
      return clue([found.look], -NEAR_SURE, 'the segments never left this host', where)
    case 'acknowledged':
    case 'unanswered':
      return clue([found.look], -NEAR_SURE, 'every octet was acknowledged, so nothing was swallowed on the way', where)
  }
}
