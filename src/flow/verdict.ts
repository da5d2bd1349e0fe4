import type { CauseId } from '../domain/cause-id.ts'
import type { FlowVerdict } from '../domain/facts/flow-facts.ts'
import type { Locus, Standing } from '../domain/locus.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { RST } from '../wire/packet/segment.ts'
import type { Reading } from './reading.ts'
import { meaningOf, meaningOfCut, type ReadReply, type ReplyMeaning } from './reply-meaning.ts'
import type { FaultSignature } from './signature.ts'
import { clientSilentSeconds } from './traits/silence.ts'
import type { Mark } from './traits/trait.ts'
import { behindTimeout, isGuess } from './unseen.ts'

/** What is known of a fault when its verdict is written. */
interface Fault {
  readonly signature: FaultSignature
  readonly marks: readonly Mark[]
  readonly stage: Stage
  readonly cause: CauseId | null
  readonly meaning: ReplyMeaning | undefined
}

/** The verdict of a signature that fits, as sure as this capture allows. */
export function verdictOf(reading: Reading, { signature, marks, stage, cause, meaning }: Fault): FlowVerdict {
  const alternatives = [
    ...(signature.alternatives ?? [])
      .filter(
        (one) => one.unless?.(reading) === undefined && (one.when === undefined || one.when(reading) !== undefined),
      )
      .map(({ cause, decidedBy }) => ({ cause, decidedBy })),
    ...behindTimeout(reading, cause),
    ...(meaning?.others ?? []).map((other) => ({ cause: other, decidedBy: 'the server’s own log' })),
  ].filter((one) => one.cause !== cause)
  const spoken = meaning !== undefined && cause !== null && reading.lastAnswer?.inferred !== true
  const proven = spoken || (signature.proves?.some((trait) => trait(reading) !== undefined) ?? false)
  const weighed: Standing =
    cause === null || isGuess(reading, cause)
      ? 'possible'
      : (signature.standing ?? (proven && alternatives.length === 0 ? 'proven' : 'supported'))
  const standing = weaken(weighed, reading)
  return {
    cause,
    locus: signature.locus ?? locusOf(cause),
    symptom: symptomOf(signature, reading, stage, meaning),
    standing,
    persistence: signature.persistence,
    title: signature.title,
    note: marks.map((mark) => mark.says).join('; '),
    alternatives,
    next: signature.next,
  }
}

function symptomOf(
  signature: FaultSignature,
  reading: Reading,
  stage: Stage,
  meaning: ReplyMeaning | undefined,
): Symptom {
  if (signature.symptom === 'by-reply') return meaning?.symptom ?? 'reply.421.other'
  if (stage === 'tls' && signature.symptom === 'drop.timeout') return 'tls.handshake.timeout'
  if (stage === 'tls' && (signature.symptom === 'drop.lost' || signature.symptom === 'tls.handshake.eof'))
    return symptomOfClose(reading, stage)
  return signature.symptom
}

export function symptomOfClose({ ends }: Reading, stage: Stage): Symptom {
  const reset = ends.first !== undefined && (ends.first.flags & RST) !== 0
  if (stage === 'tls') return reset ? 'tls.handshake.reset' : 'tls.handshake.eof'
  return 'drop.lost'
}

/** A capture with holes proves nothing; one that began in the middle supports little. */
function weaken(standing: Standing, { limits, stageInferred, clientStuck }: Reading): Standing {
  const holes = limits.holes || limits.untimed || stageInferred
  if (limits.dialogueLost || (limits.midStream && clientStuck !== undefined)) return 'possible'
  if (standing === 'proven' && (holes || limits.midStream)) return 'supported'
  return standing
}

function locusOf(cause: CauseId | null): Locus | null {
  if (cause === null) return null
  if (cause.startsWith('path/') || cause.startsWith('firewall/')) return 'path'
  return cause.startsWith('receiver/') || cause === 'content/size-reply-lost' ? 'receiver' : 'sender'
}

/** What the server's last words mean, in clear where TLS was due, or before the end. */
export function replyMeaning(reading: Reading, readReply: ReadReply | undefined): ReplyMeaning {
  const { lastAnswer, tls, stage, dialogue, limits, ends } = reading
  const text = tls !== undefined && tls.plainFromServer !== '' ? tls.plainFromServer.trim() : (lastAnswer?.text ?? '')
  // A reply that was cut by the snap length says no more than its code, unless a silence explains it.
  const cut = limits.snapped && lastAnswer?.inferred !== true
  if (text === '') return { cause: 'receiver/closes-without-reply', symptom: 'drop.lost', others: [] }
  const place = {
    stage,
    clientSilentSeconds: clientSilentSeconds(reading),
    inBody: (dialogue.inBody || stage === 'body') && (!limits.holes || ends.serverResets.length > 0),
  }
  return cut ? meaningOfCut(text, place) : meaningOf(text, place, readReply)
}
