import type { CauseId } from '../domain/cause-id.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText, type Endpoint } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { theFinding, theProofs, theSession } from './shown.ts'

/** What minds how much is sent: the message, and not the packet. */
const BY_SIZE: readonly (CauseId | null)[] = [
  'content/size-limit-drop',
  'content/size-reply-lost',
  'firewall/flow-cut-after-bytes',
  'firewall/smtp-av-proxy-stall',
  'path/slow-link-vs-deadline',
]

/** Between which sizes the limit lies, as far as sessions have shown it, and what names the place: for what is about sizes or the path. */
export function boundsText(diagnosis: Diagnosis): string | undefined {
  const endpoint = theSession(diagnosis)?.endpoint
  if (endpoint === undefined) return undefined
  const parts = [packetBounds(diagnosis, endpoint), messageBounds(diagnosis, endpoint), whichHop(diagnosis, endpoint)]
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? undefined : said.join(' ')
}

/** The kernel tells how large a full packet is, our slices how large one was that passed. */
function packetBounds(diagnosis: Diagnosis, endpoint: Endpoint): string | undefined {
  if (diagnosis.verdict?.cause !== 'path/pmtu-black-hole') return undefined
  const socket = diagnosis.evidence.observations.find(
    (one) => one.kind === 'socket.state' && endpointText(one.fact.endpoint) === endpointText(endpoint),
  )
  const slices = sessionsWith(diagnosis, endpoint).flatMap(({ lived, plan }) => (lived ? (plan.sliceBytes ?? []) : []))
  if (socket?.kind !== 'socket.state' || slices.length === 0) return undefined
  const { mss, pathMtu } = socket.fact
  const passed = Math.max(...slices) + pathMtu - mss
  return passed < pathMtu
    ? `Packets of ${passed} octets passed, and those of ${pathMtu} died: the narrowest link takes something between.`
    : undefined
}

function messageBounds(diagnosis: Diagnosis, endpoint: Endpoint): string | undefined {
  // The arms of a proof are named for their sizes.
  if (!BY_SIZE.includes(diagnosis.verdict?.cause ?? null) || theProofs(diagnosis).length > 0) return undefined
  const sent = sessionsWith(diagnosis, endpoint).filter(({ plan }) => plan.upTo === 'dot')
  const passed = sent.flatMap(({ lived, plan }) => (lived ? (plan.message?.sizeBytes ?? []) : []))
  const died = sent.flatMap(({ death, plan }) =>
    death?.stage === 'body' || death?.stage === 'dot' ? (plan.message?.sizeBytes ?? []) : [],
  )
  const [most, least] = [Math.max(...passed), Math.min(...died)]
  return passed.length > 0 && died.length > 0 && most < least
    ? `A message of ${most} octets passed, and one of ${least} died: the limit lies between.`
    : undefined
}

function sessionsWith({ evidence }: Diagnosis, endpoint: Endpoint): readonly SmtpSession[] {
  return evidence.observations.flatMap((one) =>
    one.kind === 'smtp.session' && endpointText(one.fact.endpoint) === endpointText(endpoint) ? [one.fact] : [],
  )
}

const TRACERS = /\b(?:mtr|tracepath|traceroute)\b/

const LAST_HOP = 'the fault lies behind the last one that answers'
/** The causes that a trace finds, and how it shows them. */
const TOLD_BY_TRACE: ReadonlyMap<CauseId | null, string> = new Map<CauseId, string>([
  ['path/pmtu-black-hole', 'it sends full-size packets, and the last one that answers stands before the narrow link'],
  ['path/dies-midway', LAST_HOP],
  ['path/host-unreachable', LAST_HOP],
  ['path/ipv6-path-broken', LAST_HOP],
  ['path/syn-not-answered', LAST_HOP],
])

/** Where no trace was made, and no fix has one. */
function whichHop(diagnosis: Diagnosis, { address }: Endpoint): string | undefined {
  const { verdict, evidence } = diagnosis
  const isTraced = evidence.observations.some(({ kind }) => kind === 'route.trace')
  const steps = (theFinding(diagnosis)?.remedies ?? []).flatMap((remedy) => remedy.steps ?? [])
  const isInFix = steps.some((step) => step.kind === 'command' && TRACERS.test(step.run))
  const tells = TOLD_BY_TRACE.get(verdict?.cause ?? null)
  return tells === undefined || isTraced || isInFix
    ? undefined
    : `Which hop it is, \`tracepath -n ${address}\` tells: ${tells}.`
}
