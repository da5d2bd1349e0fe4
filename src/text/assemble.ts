import type { Reply } from '../domain/reply.ts'
import type { Software } from '../domain/software.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { defaultStage } from './meaning/default-stage.ts'
import { stageOfCommand } from './stage-words.ts'
import type { SpeakerReading, TextHints, TextReading } from './text-reading.ts'
import type { Framed } from './unwrap/frame.ts'

export type Around = Framed['around']

/** Joins what the words say with what stands around them. The words win; a stage that only follows from the symptom comes last. */
export function assembled(
  clean: { readonly text: string; readonly cut: number },
  core: string,
  around: Around,
  reading: SpeakerReading,
  reply: Reply | undefined,
  command: string | undefined,
  hints: TextHints,
  ruleStage?: Stage,
): TextReading {
  const expired = reading.expired === true || around.expired === true || around.status === 'expired'
  const suspended = reading.suspended === true || around.suspended === true
  const symptom = settled(
    reading,
    around,
    expired,
    suspended,
    /\[(?:private\/|\/)/.test(core.slice(0, 600)),
    FROM_CLIENT.test(core.slice(0, 2_000)),
  )
  const commandStage = command === undefined ? undefined : stageOfCommand(command)
  const worded = reading.stage ?? hints.stage ?? commandStage
  const named = worded ?? ruleStage ?? usualStage(symptom, reading.speaker, hints)
  const stage = named === 'banner' && symptom.startsWith('drop.') && GREETED.test(core) ? 'idle' : named
  const host = reading.host ?? around.host ?? hints.host
  const address = reading.address ?? around.address
  const port = reading.port ?? around.port
  const recipient = reading.recipient ?? around.recipient
  const software = reading.software ?? around.software ?? hints.software
  const elapsed = reading.elapsedSeconds ?? elapsedIn(core, around, stage)
  const unknown = symptom === 'unknown'
  const words = (reading.words ?? core).slice(0, 500)
  return {
    text: clean.text,
    cut: clean.cut,
    speaker:
      symptom === 'expired' || symptom === 'suspended'
        ? 'us'
        : unknown && reply === undefined
          ? 'unknown'
          : reading.speaker,
    voice: unknown && reply === undefined ? 'unknown' : reading.voice,
    symptom,
    ...(reading.instead !== undefined && reading.symptom === symptom && { instead: reading.instead }),
    ...(stage !== undefined && { stage, stageFrom: worded === undefined ? ('meaning' as const) : ('words' as const) }),
    ...(reply !== undefined && { reply }),
    ...(reading.ended !== undefined && { ended: reading.ended }),
    ...(reading.tlsAlert !== undefined && { tlsAlert: reading.tlsAlert }),
    ...(software !== undefined && { software }),
    rule: reading.rule,
    ...(host !== undefined && { host }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
    ...(reading.domain !== undefined && { domain: reading.domain }),
    ...(recipient !== undefined && { recipient }),
    ...(elapsed !== undefined && { elapsedSeconds: elapsed }),
    ...(reading.bytes !== undefined && { bytes: reading.bytes }),
    expired,
    suspended,
    words,
  }
}

/** Who connected to us is no filter of ours, wherever it runs. */
const FROM_CLIENT =
  /\bconnection from\b|\bsmtp (?:connected|disconnected) (?:address|reason)=|\bafter [A-Z-]{3,15}(?: DATA)?(?: \(\d{1,12} bytes\))? from \S/i

/** In their logs a greeting that refuses is marked as one: what is not marked came later. */
const MARK_GREETINGS: ReadonlySet<string> = new Set<Software>(['sendmail', 'opensmtpd'])

function usualStage(symptom: Symptom, speaker: SpeakerReading['speaker'], hints: TextHints): Stage | undefined {
  const stage = defaultStage(symptom, speaker)
  const isMarked = hints.origin === 'log' && hints.software !== undefined && MARK_GREETINGS.has(hints.software)
  return stage === 'banner' && isMarked ? undefined : stage
}

/** The greeting stands in a line of its own: it came, and nothing is awaited until the client speaks. */
const GREETED = /^[^\w\n]{0,6}220[ -]\S/m

/** The symptom after what stands around it is known: a dead local filter is no network trouble, an expiry without words is just that. */
function settled(
  reading: SpeakerReading,
  around: Around,
  expired: boolean,
  suspended: boolean,
  socket: boolean,
  fromClient: boolean,
): Symptom {
  const symptom = reading.symptom ?? 'unknown'
  if (symptom === 'unknown') return expired ? 'expired' : suspended ? 'suspended' : 'unknown'
  const local = reading.speaker === 'us' && (symptom.startsWith('drop.') || symptom.startsWith('connect.'))
  if (!local || reading.voice !== 'mta') return symptom
  // A socket of our own host: `[private/dovecot-lmtp]`, `[/run/…]`.
  if (socket) return 'local.delivery'
  return !fromClient && toLocalFilter(reading, around) ? 'local.filter' : symptom
}

/** The peer is a filter or a delivery agent on our own host: `127.0.0.1:10024`, `private/dovecot-lmtp`. */
function toLocalFilter(reading: SpeakerReading, around: Around): boolean {
  const host = reading.host ?? around.host
  const address = reading.address ?? around.address
  const port = reading.port ?? around.port
  if (port === 25 || port === 587 || port === 465) return false
  const loopback = address === '127.0.0.1' || address === '::1'
  return loopback && (host === undefined || host === 'localhost' || host === address || port !== undefined)
}

const AFTER_SECONDS =
  /(?:after|timeout of|in|\() ?(\d{1,6}(?:\.\d{1,3})?) ?(s|sec|secs|second|seconds|ms|milliseconds|m|min|minutes)\b/i

function elapsedIn(core: string, around: Around, stage: Stage | undefined): number | undefined {
  const delays = around.delays
  if (delays?.length === 4) {
    const early =
      stage === undefined ||
      stage === 'dns' ||
      stage === 'connect' ||
      stage === 'banner' ||
      stage === 'ehlo' ||
      stage === 'starttls' ||
      stage === 'tls' ||
      stage === 'auth'
    return early ? delays[2] : delays[3]
  }
  const match = /\d ?(?:s|m)/i.test(core) ? AFTER_SECONDS.exec(core) : null
  if (match === null) return undefined
  const value = Number(match[1])
  const unit = (match[2] ?? 's').toLowerCase()
  if (unit.startsWith('ms') || unit.startsWith('milli')) return value / 1000
  return unit.startsWith('m') ? value * 60 : value
}
