import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Experiment } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import type { Observation } from '../../domain/observation.ts'

/** Slices small enough for every IPv6 path (minimum MTU 1280, RFC 8200 §5) with room for headers and options. */
const SLICE_BYTES = 1000
/** A write that fills more than one full segment on every ordinary path. */
const BULK_BYTES = 4000

/** Did this session fall silent after it had written more than one full-size segment in one go? */
function diedOnBulk(session: SmtpSession): boolean {
  if (session.death?.outcome.kind !== 'silent' || session.plan.sliceBytes !== undefined) return false
  const { stage } = session.death
  if (stage === 'body' || stage === 'dot')
    return (session.plan.message?.sizeBytes ?? session.plan.message?.raw?.length ?? 0) > SLICE_BYTES
  return stage === 'idle' && (session.plan.bulkBytes ?? 0) > SLICE_BYTES
}

export default defineCause({
  id: 'path/pmtu-black-hole',
  title: 'The path to the receiver swallows full-size packets without an ICMP error',
  locus: 'path',
  stages: ['body', 'dot', 'tls', 'idle'],
  persistence: 'until-fixed',
  prior: -1,
  explanation: `Small commands pass, so the session looks healthy up to DATA. The first full-size segment is larger than the
smallest link on the way; the router there drops it, and its ICMP "fragmentation needed" (or ICMPv6 "packet too big") is filtered,
so that the sending kernel never learns the smaller size and repeats the same segment until somebody's timer ends it.

**Look-alikes.** An anti-virus proxy or a size limit also kills big messages, yet small slices do not cure them, and their threshold lies at
kilobytes to megabytes, not between one and two segments. A box that dislikes large ClientHellos rejects the sliced hello too.`,
  references: ['RFC 2923', 'RFC 1191', 'RFC 8201', 'RFC 4821'],
  needs: ['smtp.session', 'socket.state', 'symptom'],
  alternatives: [
    {
      cause: 'firewall/smtp-av-proxy-stall',
      decidedBy: 'the same octets in 1000-octet slices: a path-MTU black hole lets them pass, a proxy does not',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const one of evidence['smtp.session'].seen) {
      if (!diedOnBulk(one.fact)) continue
      clues.push({
        says: 'the session fell silent as soon as full-size segments were on their way, after every small command had been answered',
        weight: Math.log(8),
        shownBy: [one.id],
        ...(one.fact.death === undefined ? {} : { stage: one.fact.death.stage }),
        endpoint: endpointText(one.fact.endpoint),
      })
      clues.push(...socketClues(one, evidence['socket.state'].seen))
    }
    for (const told of evidence.symptom.seen) {
      const { symptom, stage, origin } = told.fact
      if (origin !== 'live' && symptom === 'drop.timeout' && (stage === 'dot' || stage === 'body')) {
        clues.push({
          says: 'the MTA timed out while the message was on its way',
          weight: Math.log(3),
          shownBy: [told.id],
          stage,
        })
      }
    }
    return clues
  },
  experiments(evidence, { maySend }) {
    const failing = evidence['smtp.session'].seen.find(({ fact }) => fact.role !== 'compare' && diedOnBulk(fact))
    if (failing !== undefined) {
      const risky = failing.fact.death?.stage !== 'idle'
      return risky && !maySend ? [] : [sliceExperiment(failing.fact.plan, risky)]
    }
    // The message cannot be sent without --send: NOOPs with long arguments make the same full-size segments.
    const told = evidence.symptom.seen.some(
      ({ fact }) => fact.symptom === 'drop.timeout' && (fact.stage === 'body' || fact.stage === 'dot'),
    )
    const living = evidence['smtp.session'].seen.find(({ fact }) => fact.role === 'baseline' && fact.lived)
    if (!told || living === undefined) return []
    return [sliceExperiment({ ...living.fact.plan, upTo: 'idle', bulkBytes: BULK_BYTES }, false)]
  },
  remedies: () => [
    {
      title: 'Clamp the MSS, or let the ICMP errors through, on the router with the small link',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'command',
          shell: 'sh',
          run: 'iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
          why: 'on the router whose link is small (PPPoE, VPN, tunnel)',
        },
        {
          kind: 'ask',
          who: 'whoever filters ICMP on the path',
          text: 'Please let ICMP type 3 code 4 (and ICMPv6 type 2) pass: path MTU discovery needs them.',
        },
      ],
      undo: [
        {
          kind: 'command',
          shell: 'sh',
          run: 'iptables -t mangle -D FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
        },
      ],
    },
    {
      title: 'Let the sending kernel probe for the path MTU',
      applies: 'after-review',
      costs: 'each connection over the bad path still loses a few seconds before it shrinks its segments',
      steps: [{ kind: 'command', shell: 'sh', run: 'sysctl -w net.ipv4.tcp_mtu_probing=1' }],
      undo: [{ kind: 'command', shell: 'sh', run: 'sysctl -w net.ipv4.tcp_mtu_probing=0' }],
    },
  ],
})

/** The kernel's own view: segments sent, retransmitted and never acknowledged. */
function socketClues(
  session: Observation<'smtp.session'>,
  sockets: readonly Observation<'socket.state'>[],
): readonly Clue[] {
  return sockets
    .filter(
      ({ fact }) =>
        fact.session === session.fact.session &&
        fact.timer === 'on' &&
        fact.retransmits > 0 &&
        fact.unackedSegments > 0,
    )
    .slice(-1)
    .map(({ id, fact }) => ({
      says: `the kernel repeated the first full-size segment ${fact.retransmits} times; ${fact.ackedBytes} octets were acknowledged, none of the bulk`,
      weight: Math.log(4),
      shownBy: [id],
    }))
}

function sliceExperiment(plan: SmtpSession['plan'], sendsMail: boolean): Experiment {
  return {
    name: 'slices',
    question: 'Do the same octets pass when every segment is small?',
    varied: `segments of ${SLICE_BYTES} octets instead of full-size ones`,
    risk: sendsMail ? 'intrusive' : 'polite',
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: 'full-size segments', plan },
      { name: 'small segments', plan: { ...plan, sliceBytes: SLICE_BYTES } },
    ],
    judge: (trials) =>
      judgeTwoArms(trials, {
        dies: 'full-size segments',
        lives: 'small segments',
        change: `in ${SLICE_BYTES}-octet segments`,
      }),
  }
}
