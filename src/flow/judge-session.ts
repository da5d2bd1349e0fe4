import type { FlowEnd } from '../domain/facts/flow-facts.ts'
import { isBefore, type Stage } from '../domain/stage.ts'
import { RST } from '../wire/packet/segment.ts'
import { findEarlyStop } from './early-stop.ts'
import { findSignature } from './find-signature.ts'
import { identityOf } from './flow-identity.ts'
import { STILL_OPEN } from './limits.ts'
import type { Reading } from './reading.ts'
import type { ReadReply } from './reply-meaning.ts'
import type { EndedBy, Signature } from './signature.ts'
import type { Mark } from './traits/trait.ts'
import { isUnreadableTimeout } from './unseen.ts'
import { replyMeaning, symptomOfClose, verdictOf } from './verdict.ts'

/** At most so many frames prove a verdict. */
const MOST_FRAMES = 6

/** One session's end as the packets show it. Never more certain than the capture allows. */
export function judgeSession(reading: Reading, readReply?: ReadReply): FlowEnd {
  const found = reading.limits.oneSided === undefined ? findSignature(reading) : undefined
  if (found === undefined) return unmatched(reading)
  const { signature, marks } = found
  const endedBy = endedByOf(signature, reading)
  const stage = stageOf(signature, reading)
  const base = factBase(reading, stage, endedBy, signature.name, marks)
  if (signature.healthy === true) return { ...base, stage: reading.dialogue.quit ? 'quit' : stage, healthy: true }
  const meaning = signature.cause === 'by-reply' ? replyMeaning(reading, readReply) : undefined
  const cause = signature.cause === 'by-reply' ? (meaning?.cause ?? null) : signature.cause
  if (isUnreadableTimeout(reading, cause, endedBy)) return unmatched(reading)
  const hiddenReply = hiddenReplyOf(reading)
  const stop = findEarlyStop(signature, reading)
  const verdict = verdictOf(reading, { signature, marks, stage, cause, meaning })
  return {
    ...base,
    healthy: false,
    ...(stop === undefined
      ? { verdict }
      : {
          // It says more than that the session is open.
          limits: [...base.limits.filter((says) => says !== STILL_OPEN), stop.says],
          verdict: { ...verdict, standing: 'possible', next: `${stop.decidedBy} Or: ${verdict.next}` },
        }),
    ...(hiddenReply === undefined ? {} : { hiddenReply }),
  }
}

/** No signature fits: the capture stopped, lacks a side, or shows an end that the packets do not explain. */
function unmatched(reading: Reading): FlowEnd {
  const { ends, limits } = reading
  const degraded = limits.oneSided !== undefined || limits.holes || limits.untimed
  if (ends.first === undefined || degraded) {
    const reset = ends.first !== undefined && (ends.first.flags & RST) !== 0
    const endedBy = limits.oneSided !== undefined || reset ? 'unknown' : (ends.firstBy ?? 'nobody')
    return {
      ...factBase(reading, reading.stage, endedBy, ends.first === undefined ? 'open' : 'not-readable', []),
      healthy: true,
    }
  }
  const base = factBase(reading, reading.stage, ends.firstBy ?? 'unknown', 'unexplained', [])
  const by = ends.firstBy === 'client' ? 'the client' : 'the server'
  const frames = [ends.first.frame]
  return {
    ...base,
    healthy: false,
    marks: [{ says: `${by} closed first`, frames }],
    verdict: {
      cause: null,
      locus: null,
      symptom: symptomOfClose(reading, reading.stage),
      standing: 'possible',
      persistence: 'unknown',
      title: `The session ended at ${reading.stage}; the packets do not say why`,
      note: `${by} closed first, and no signature fits what came before.`,
      alternatives: [],
      next: `the log of ${by} at that moment`,
    },
  }
}

function factBase(
  reading: Reading,
  stage: Stage,
  endedBy: EndedBy,
  signature: string,
  marks: readonly Mark[],
): FlowEnd {
  return {
    ...identityOf(reading),
    stage,
    stageInferred: reading.stageInferred,
    endedBy,
    signature,
    marks: fewFrames(marks),
    limits: reading.limits.says,
    healthy: true,
  }
}

function fewFrames(marks: readonly Mark[]): readonly Mark[] {
  let left = MOST_FRAMES
  const seen = new Set<number>()
  return marks.map((mark) => {
    const frames = mark.frames.filter((frame) => !seen.has(frame)).slice(0, left)
    frames.forEach((frame) => seen.add(frame))
    left -= frames.length
    return { says: mark.says, frames }
  })
}

function endedByOf(signature: Signature, { ends, dialogue }: Reading): EndedBy {
  if (signature.endedBy !== 'closer') return signature.endedBy
  if (dialogue.quit) return 'client'
  return ends.firstBy ?? 'nobody'
}

function stageOf(signature: Signature, reading: Reading): Stage {
  if (signature.stage !== undefined) return signature.stage
  const { lastAnswer, stage, waiting, dialogue } = reading
  // A goodbye in answer to a command belongs to that command's stage.
  if (
    signature.healthy !== true &&
    signature.cause === 'by-reply' &&
    lastAnswer?.to !== undefined &&
    (stage === 'idle' || isAfter(waiting?.stage, lastAnswer.to.stage))
  ) {
    return lastAnswer.to.stage
  }
  return stage === 'idle' && dialogue.inBody ? 'body' : stage
}

function isAfter(a: Stage | undefined, b: Stage): boolean {
  return a !== undefined && isBefore(b, a)
}

/** A reply that reached the client's host and never its application, or never the host. */
function hiddenReplyOf(reading: Reading): string | undefined {
  const { lastAnswer, lateAnswer, ends, dialogue, stage, clientIndex, packets } = reading
  if (lateAnswer !== undefined && lateAnswer.text !== '' && ends.firstBy === 'client') return lateAnswer.text
  if (lastAnswer === undefined || lastAnswer.code < 400 || lastAnswer.text === '') return undefined
  const reset = ends.serverResets.find((one) => one.frame > lastAnswer.frame)
  const writing =
    dialogue.inBody ||
    stage === 'body' ||
    packets.some((packet) => packet.side === clientIndex && packet.length > 0 && packet.frame > lastAnswer.frame)
  return reset !== undefined && writing ? lastAnswer.text : undefined
}
