import type { FlowEnd, FlowVerdict } from '../domain/facts/flow-facts.ts'
import type { CauseId } from '../domain/cause-id.ts'

/** What is kept of a session to compare others with. */
export interface Witness {
  readonly number: number
  readonly pair: string
  readonly server: string
  readonly startedUs: number
  /** Infinity: never. */
  readonly openedUs: number
  readonly endUs: number
  readonly syns: number
  readonly lastSynUs: number
  readonly synFrames: readonly number[]
  readonly toServerMs: number
  readonly ttl: number | undefined
  readonly resetTtl: number | undefined
  readonly resetAfterMs: number
  readonly resetFrame: number | undefined
  readonly ackedBytes: number
  /** Packets of one side only. */
  readonly oneSided: boolean
}

/** Other sessions of the same pair that must be open at the same time before a limit on connections is named. */
const LEAST_COMPANY = 2
/** A refused SYN is repeated until a place is free; the next repetition comes at most this long after. */
const MOST_RETRY_US = 4.2e6
/** Cuts of several sessions that lie so close to each other count as the same place. */
const SAME_CUT_SHARE = 0.03

/** A flow that is cut, as the client and as the server see it. */
const CUT_SIGNATURES: ReadonlySet<string> = new Set(['path-died', 'silent-until-the-end'])

/** Second look: what one session alone cannot tell, its neighbours in the same capture can. */
export function compareSessions(ends: readonly FlowEnd[], witnesses: readonly Witness[]): readonly FlowEnd[] {
  const byPair = groupBy(witnesses, (witness) => witness.pair)
  const endOf = new Map(witnesses.map((witness, index) => [witness, ends[index]]))
  const byServer = groupBy(witnesses, (witness) => witness.server)
  // In a capture of one direction nothing follows from a SYN without an answer.
  const blind =
    witnesses.some((witness) => witness.oneSided) &&
    !witnesses.some((witness) => !witness.oneSided && Number.isFinite(witness.openedUs))
  return ends.map((end, index) => {
    const witness = witnesses[index]
    if (witness === undefined) return end
    if (blind && end.signature === 'syn-unanswered') return withoutVerdict(end)
    const pair = byPair.get(witness.pair) ?? []
    return (
      connectionLimit(end, witness, pair) ??
      refusedByWhom(end, witness, byServer.get(witness.server) ?? []) ??
      sameCut(end, witness, pair, endOf) ??
      end
    )
  })
}

/** SYNs are dropped, or refused, while others of the same pair are open; they pass when one of those closes. */
function connectionLimit(end: FlowEnd, witness: Witness, pair: readonly Witness[]): FlowEnd | undefined {
  const refused =
    end.signature === 'port-closed' ||
    end.signature === 'syn-rejected-by-box' ||
    end.signature === 'icmp-port-by-box' ||
    end.signature === 'icmp-port'
  const dropped = witness.syns >= 2 && (end.healthy || end.signature === 'syn-unanswered')
  if (!refused && !dropped) return undefined
  const untilUs = Math.min(witness.openedUs, witness.lastSynUs)
  const company = pair.filter(
    (other) => other !== witness && other.openedUs <= witness.startedUs && other.endUs >= witness.startedUs,
  )
  if (company.length < LEAST_COMPANY) return undefined
  const opened = Number.isFinite(witness.openedUs)
  const freed = company.some(
    (other) => other.endUs <= witness.openedUs && witness.openedUs - other.endUs <= MOST_RETRY_US,
  )
  // A SYN that passes at last must have passed because a place became free; one that never does must meet a full house.
  if (opened ? !freed || witness.syns < 3 : company.filter((other) => other.endUs >= untilUs).length < LEAST_COMPANY)
    return undefined
  const later = pair.some(
    (other) => other !== witness && other.startedUs > witness.startedUs && Number.isFinite(other.openedUs),
  )
  return {
    ...end,
    healthy: false,
    stage: 'connect',
    endedBy: 'middlebox',
    signature: 'connection-limit',
    marks: [
      {
        says: `${company.length} other sessions between the same hosts are open when this SYN is not let in`,
        frames: witness.synFrames,
      },
      ...(opened ? [{ says: 'it passes as soon as one of them has closed', frames: [] }] : []),
    ],
    verdict: verdict('firewall/syn-rate-or-connlimit', {
      symptom: refused ? 'connect.refused' : 'connect.timeout',
      title: 'A limit on parallel connections keeps this one out',
      note: `${company.length} other sessions between the same hosts were open${opened ? '; it passed when one of them closed' : ''}`,
      standing: opened || later ? 'supported' : 'possible',
      persistence: 'passes-by-itself',
      alternatives: opened
        ? []
        : [
            {
              cause: refused ? 'receiver/connection-refused' : 'path/syn-not-answered',
              decidedBy: 'one connection at a time',
            },
          ],
      next: 'fewer connections at a time to this host',
    }),
  }
}

/** The delay and the hop count of a refusal, held against other sessions with that host. */
function refusedByWhom(end: FlowEnd, witness: Witness, others: readonly Witness[]): FlowEnd | undefined {
  if (end.signature !== 'port-closed' || end.verdict === undefined) return undefined
  const known = others.filter(
    (other) => other !== witness && Number.isFinite(other.openedUs) && other.ttl !== undefined,
  )
  if (known.length === 0) return undefined
  const rttMs = Math.min(...known.map((other) => other.toServerMs).filter((ms) => !Number.isNaN(ms)))
  const early = rttMs >= 2 && witness.resetAfterMs < rttMs / 2
  const hops = witness.resetTtl !== undefined && !known.some((other) => other.ttl === witness.resetTtl)
  const frames = witness.resetFrame === undefined ? [] : [witness.resetFrame]
  if (early) {
    const says = `the refusal comes after ${witness.resetAfterMs.toFixed(1)} ms, while other sessions with that host need ${rttMs.toFixed(1)} ms`
    return {
      ...end,
      endedBy: 'middlebox',
      signature: 'syn-rejected-by-box',
      marks: [
        ...end.marks,
        { says, frames },
        ...(hops ? [{ says: 'and its hop count is not that host’s', frames: [] }] : []),
      ],
      verdict: {
        ...end.verdict,
        cause: 'firewall/port25-egress-rejected',
        locus: 'path',
        title: 'A box on the path refuses the connection in the server’s name',
        note: says,
        alternatives: [],
      },
    }
  }
  if (hops) return undefined
  const alternatives = end.verdict.alternatives.filter((one) => one.cause !== 'firewall/port25-egress-rejected')
  return {
    ...end,
    verdict: {
      ...end.verdict,
      alternatives,
      note: `${end.verdict.note}; delay and hop count are those of the host’s other sessions`,
    },
  }
}

/** Several sessions of one pair that die after the same number of octets: a rule on the path counts. */
function sameCut(
  end: FlowEnd,
  witness: Witness,
  pair: readonly Witness[],
  endOf: ReadonlyMap<Witness, FlowEnd | undefined>,
): FlowEnd | undefined {
  if (!CUT_SIGNATURES.has(end.signature) || end.stage !== 'body' || end.verdict === undefined) return undefined
  const alike = pair.filter((other) => {
    const its = endOf.get(other)
    return (
      other !== witness &&
      its !== undefined &&
      CUT_SIGNATURES.has(its.signature) &&
      its.stage === 'body' &&
      Math.abs(other.ackedBytes - witness.ackedBytes) <= SAME_CUT_SHARE * witness.ackedBytes + 3000
    )
  })
  if (alike.length === 0) return undefined
  const says = `${alike.length + 1} sessions between the same hosts end after about ${witness.ackedBytes} octets`
  return {
    ...end,
    signature: 'cut-after-bytes',
    marks: [...end.marks, { says, frames: [] }],
    verdict: {
      ...end.verdict,
      cause: 'firewall/flow-cut-after-bytes',
      // A stall that passes does not stop twice at the same octet.
      standing: 'supported',
      note: says,
      title: 'The flow is cut after a certain number of octets',
      persistence: 'until-fixed',
      alternatives: [{ cause: 'firewall/smtp-av-proxy-stall', decidedBy: 'the same size inside TLS' }],
    },
  }
}

function withoutVerdict(end: FlowEnd): FlowEnd {
  const { verdict: _, ...rest } = end
  return {
    ...rest,
    healthy: true,
    endedBy: 'unknown',
    signature: 'not-readable',
    marks: [],
    limits: [...end.limits, 'the capture holds one direction only'],
  }
}

function verdict(cause: CauseId, rest: Omit<FlowVerdict, 'cause' | 'locus'>): FlowVerdict {
  return { cause, locus: 'receiver', ...rest }
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group === undefined) groups.set(key(one), [one])
    else group.push(one)
  }
  return groups
}
