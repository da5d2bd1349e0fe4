import type { CauseId } from '../../domain/cause-id.ts'
import type { Alternative } from '../../domain/cause.ts'
import type { PatternFact, SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Persistence, Standing } from '../../domain/locus.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { persistenceOf, sayingFor } from '../../reason/sayings.table.ts'
import { tellsOfClient } from '../../text/of-client.ts'
import { patternFacts } from '../../text/report/circumstances.ts'
import { saysKept, saysReturned } from '../../text/returned.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import type { TextReading } from '../../text/text-reading.ts'
import { sideOfHandshake } from '../../text/tls/side-of-handshake.ts'
import type { WordsVerdict } from '../judge-words.ts'
import type { ExplanationItem, ExplanationSource } from './document.ts'
import { nextSteps } from './next-steps.ts'
import type { MailFacts } from './next-steps.ts'

/** Weighs what the words say; undefined when they report no failure. */
export type JudgeWords = (facts: readonly SymptomFact[], patterns?: readonly PatternFact[]) => WordsVerdict | undefined

/** What one input says, and what of it was not read. */
export interface Found {
  readonly items: readonly ExplanationItem[]
  readonly notes: readonly string[]
}

/** A warning that a message waits has the code of one that waited for too long (RFC 3463 x.4.7). */
const STILL_TRIED = 'The sender goes on trying; the cause is not in this text'

/** One text as it was read, with the verdict on its words and the steps that follow. */
export function itemOf(
  reading: TextReading,
  judge: JudgeWords,
  facts: MailFacts,
  source: ExplanationSource | undefined,
): ExplanationItem {
  const saying = sayingFor(reading.symptom)
  const ofClient = tellsOfClient(reading.text)
  const isClientGone = ofClient && reading.symptom.startsWith('drop.')
  // Causes know why our sessions die, and not why a client's did.
  const weighable = reading.symptom !== 'unknown' && !isOfTheQueue(reading.symptom) && !isClientGone
  const origin = source === undefined ? 'user' : 'bounce'
  const verdict = weighable ? judge(symptomFacts(reading, origin), patternFacts(reading)) : undefined
  const kept = source?.action === undefined ? saysKept(reading.text) : source.action === 'delayed'
  const other = otherReading(reading, origin, judge)
  return {
    text: reading.text,
    // Of a client's handshake the receiving server tells in its log, which is as little the sending side's as a reply of it.
    speaker: isOfClient(reading) ? 'peer' : reading.speaker,
    reply: reading.reply === undefined ? null : { code: reading.reply.code, enhanced: reading.reply.enhanced ?? null },
    symptom: reading.symptom,
    stage: reading.stage ?? null,
    cause: verdict?.cause ?? null,
    standing: isAssured(reading) ? (verdict?.standing ?? 'possible') : 'possible',
    alternatives: [...otherAlternative(other, reading, verdict), ...(verdict?.alternatives ?? [])],
    locus: verdict?.locus ?? null,
    persistence: persistenceIn(reading, verdict),
    expired: reading.expired,
    returned: source?.action === 'failed' || (source?.action === undefined && saysReturned(reading.text)),
    kept,
    title: `${kept && reading.symptom === 'expired' ? STILL_TRIED : titleOf(reading, verdict, isClientGone)}${orElse(other, saying.title)}`,
    next: nextSteps(reading, facts, ofClient),
    remedies: verdict?.remedies ?? [],
    ofClient: reading.symptom !== 'unknown' && ofClient,
    rule: reading.rule,
    host: reading.host ?? null,
    recipient: reading.recipient ?? null,
    ...(source !== undefined && { source }),
  }
}

/** A line that ended, nobody knows where: what may have ended it is told below, and the title says what was seen. */
export function isBareEnd(symptom: Symptom, isStaged: boolean, standing: Standing): boolean {
  return symptom === 'drop.lost' && !isStaged && standing === 'possible'
}

function titleOf(reading: TextReading, verdict: WordsVerdict | undefined, isClientGone: boolean): string {
  const { symptom, stage } = reading
  if (verdict !== undefined && verdict.cause !== null && !isBareEnd(symptom, stage !== undefined, verdict.standing))
    return verdict.title
  if (isClientGone)
    return symptom === 'drop.timeout'
      ? 'A client stopped talking to the server'
      : 'A client left the server without a word'
  return sayingFor(symptom).title
}

/**
 * A cause that was named knows best, where it knows at all. Else it is what the symptom means: refused for good by whomever, or put off by somebody
 * who is known to say so.
 */
function persistenceIn({ symptom, speaker, reply }: TextReading, verdict: WordsVerdict | undefined): Persistence {
  if (verdict !== undefined && verdict.cause !== null && verdict.persistence !== 'unknown') return verdict.persistence
  const isHeard = speaker !== 'unknown' || (reply !== undefined && reply.code >= 500)
  return persistenceOf(symptom, isHeard ? reply?.code : undefined)
}

/** A server's own log of the handshake of a client that came. */
function isOfClient({ speaker, symptom, text }: TextReading): boolean {
  return speaker === 'us' && symptom.startsWith('tls.') && sideOfHandshake(text) === 'server'
}

/** The words have one meaning, and a program or a server said them: of what nobody in particular says, it may be in general, or of another day. */
function isAssured({ instead, speaker }: TextReading): boolean {
  return instead === undefined && speaker !== 'unknown'
}

/** What else the words admit, and the cause that they speak for when they are read so; null: none. */
interface OtherReading {
  readonly symptom: Symptom
  readonly cause: CauseId | null
}

function otherReading(
  { instead: symptom, ...reading }: TextReading,
  origin: 'user' | 'bounce',
  judge: JudgeWords,
): OtherReading | undefined {
  if (symptom === undefined) return undefined
  const verdict = judge(symptomFacts({ ...reading, ...spokenBy(reading, symptom), symptom }, origin))
  return { symptom, cause: verdict?.cause ?? null }
}

/** Where it is open who speaks, a reply is the peer's, and a line that went dead is told by us. */
function spokenBy({ speaker }: Pick<TextReading, 'speaker'>, symptom: Symptom): { readonly speaker?: 'us' | 'peer' } {
  if (speaker !== 'unknown') return {}
  return { speaker: isReply(symptom) ? 'peer' : 'us' }
}

function isReply(symptom: Symptom): boolean {
  return symptom.startsWith('reply.')
}

/** A second reading that no cause stands for is told in the title: greylisting is no fault. */
function orElse(other: OtherReading | undefined, first: string): string {
  if (other === undefined || other.cause !== null) return ''
  const { title } = sayingFor(other.symptom)
  return title === first ? '' : `; or: ${title}`
}

/** The cause of the second reading, where it is none that is told already. */
function otherAlternative(
  other: OtherReading | undefined,
  { speaker }: TextReading,
  verdict: WordsVerdict | undefined,
): readonly Alternative[] {
  const cause = other?.cause ?? null
  if (other === undefined || cause === null || cause === verdict?.cause) return []
  if (verdict?.alternatives.some((known) => known.cause === cause) === true) return []
  const writer = isReply(other.symptom)
    ? 'the receiver, in a reply that a log of the session shows'
    : 'our own server, in a notification or its queue'
  const decidedBy =
    speaker === 'unknown' ? `who wrote the line: ${writer}` : 'the receiver, asked whom or what it refused'
  return [{ cause, decidedBy }]
}
