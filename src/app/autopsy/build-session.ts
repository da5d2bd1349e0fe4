import { printable } from '../../base/printable.ts'
import { classOf } from '../../domain/cause-id.ts'
import type { DiagnosisVerdict } from '../../domain/diagnosis.ts'
import { splitEndpoint } from '../../domain/endpoint.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { AutopsySession, EvidenceFrame, LadderStep } from './document.ts'

const MOST_FRAMES = 6

/** One session of the document. Everything that a peer said is escaped here. */
export function buildSession(end: FlowEnd, ladder: readonly LadderStep[] | undefined): AutopsySession {
  const verdict = verdictOf(end)
  return {
    client: end.client,
    server: end.server,
    startedAt: stamp(end.startedAt),
    endedAt: stamp(end.endedAt),
    stage: end.stage,
    stageInferred: end.stageInferred,
    endedBy: end.endedBy,
    healthy: end.healthy,
    verdict,
    alternatives: verdict?.alternatives ?? [],
    frames: framesOf(end),
    ...(end.hiddenReply === undefined ? {} : { hiddenReply: printable(end.hiddenReply.replaceAll('\n', ' '), 500) }),
    signature: end.signature,
    limits: end.limits,
    ...(end.verdict === undefined ? {} : { next: end.verdict.next }),
    displayFilter: displayFilter(end.client, end.server),
    ...(end.rttMs === undefined ? {} : { rttMs: Math.round(end.rttMs * 100) / 100 }),
    ...(ladder === undefined || (end.healthy && ladder.length === 0) ? {} : { ladder: marked(ladder, end) }),
  }
}

/** The deciding packets, as the final verdict names them. */
function marked(ladder: readonly LadderStep[], end: FlowEnd): readonly LadderStep[] {
  const deciding = new Set(end.marks.flatMap((mark) => mark.frames))
  return ladder.map((step) => (step.decides || !deciding.has(step.frame) ? step : { ...step, decides: true }))
}

function stamp(ms: number | undefined): string | null {
  // A damaged clock may name a time that no calendar has.
  return ms === undefined || !(ms > 0 && ms < 8.64e15) ? null : new Date(ms).toISOString()
}

function verdictOf(end: FlowEnd): DiagnosisVerdict | null {
  const { verdict } = end
  if (verdict === undefined) return null
  return {
    cause: verdict.cause,
    class: verdict.cause === null ? null : classOf(verdict.cause),
    locus: verdict.locus,
    stage: end.stage,
    symptom: verdict.symptom,
    standing: verdict.standing,
    persistence: verdict.persistence,
    alternatives: verdict.alternatives,
    title: verdict.title,
    note: printable(verdict.note, 1000),
    endpoint: end.server,
  }
}

function framesOf(end: FlowEnd): readonly EvidenceFrame[] {
  return end.marks
    .flatMap((mark) => mark.frames.map((frame) => ({ frame, says: printable(mark.says, 500) })))
    .slice(0, MOST_FRAMES)
    .toSorted((a, b) => a.frame - b.frame)
}

/** Wireshark's language (dfref/t/tcp). */
export function displayFilter(client: string, server: string): string {
  const [a, b] = [splitEndpoint(client), splitEndpoint(server)]
  const field = a.address.includes(':') ? 'ipv6.addr' : 'ip.addr'
  return `${field} == ${a.address} && ${field} == ${b.address} && tcp.port == ${a.port} && tcp.port == ${b.port}`
}
