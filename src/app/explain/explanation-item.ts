import type { Alternative } from '../../domain/cause.ts'
import type { PatternFact, SymptomFact } from '../../domain/facts/text-facts.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { persistenceOf, sayingFor } from '../../reason/sayings.table.ts'
import { patternFacts } from '../../text/report/circumstances.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import type { TextReading } from '../../text/text-reading.ts'
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

/** One text as it was read, with the verdict on its words and the steps that follow. */
export function itemOf(
  reading: TextReading,
  judge: JudgeWords,
  facts: MailFacts,
  source: ExplanationSource | undefined,
): ExplanationItem {
  const saying = sayingFor(reading.symptom)
  const weighable = reading.symptom !== 'unknown' && !isOfTheQueue(reading.symptom)
  const origin = source === undefined ? 'user' : 'bounce'
  const verdict = weighable ? judge(symptomFacts(reading, origin), patternFacts(reading)) : undefined
  return {
    text: reading.text,
    speaker: reading.speaker,
    reply: reading.reply === undefined ? null : { code: reading.reply.code, enhanced: reading.reply.enhanced ?? null },
    symptom: reading.symptom,
    stage: reading.stage ?? null,
    cause: verdict?.cause ?? null,
    standing: reading.instead === undefined ? (verdict?.standing ?? 'possible') : 'possible',
    alternatives: [...otherReading(reading, origin, verdict, judge), ...(verdict?.alternatives ?? [])],
    locus: verdict?.locus ?? null,
    persistence:
      verdict === undefined || verdict.persistence === 'unknown'
        ? persistenceOf(reading.symptom, reading.speaker === 'unknown' ? undefined : reading.reply?.code)
        : verdict.persistence,
    expired: reading.expired,
    title: `${verdict === undefined || verdict.cause === null ? saying.title : verdict.title}${orElse(reading, origin, judge)}`,
    next: nextSteps(reading, facts),
    rule: reading.rule,
    host: reading.host ?? null,
    recipient: reading.recipient ?? null,
    ...(source !== undefined && { source }),
  }
}

/** A second reading that no cause stands for is told in the title: greylisting is no fault. */
function orElse({ instead, ...reading }: TextReading, origin: 'user' | 'bounce', judge: JudgeWords): string {
  if (instead === undefined) return ''
  const other = judge(symptomFacts({ ...reading, ...spokenBy(reading, instead), symptom: instead }, origin))
  const { title } = sayingFor(instead)
  return (other?.cause ?? null) !== null || title === sayingFor(reading.symptom).title ? '' : `; or: ${title}`
}

/** Where it is open who speaks, a reply is the peer's, and a line that went dead is told by us. */
function spokenBy({ speaker }: TextReading, symptom: Symptom): { readonly speaker?: 'us' | 'peer' } {
  if (speaker !== 'unknown') return {}
  return { speaker: symptom.startsWith('reply.') ? 'peer' : 'us' }
}

/** The cause that the same words speak for where they are read the other way. */
function otherReading(
  { instead, ...reading }: TextReading,
  origin: 'user' | 'bounce',
  verdict: WordsVerdict | undefined,
  judge: JudgeWords,
): readonly Alternative[] {
  const other =
    instead === undefined
      ? undefined
      : judge(symptomFacts({ ...reading, ...spokenBy(reading, instead), symptom: instead }, origin))
  if (other === undefined || other.cause === null || other.cause === verdict?.cause) return []
  const decidedBy =
    reading.speaker === 'unknown'
      ? `who wrote the line: ${instead?.startsWith('reply.') === true ? 'the receiver, in a reply that a log of the session shows' : 'our own server, in a notification or its queue'}`
      : 'the receiver, asked whom or what it refused'
  return verdict?.alternatives.some(({ cause }) => cause === other.cause) === true
    ? []
    : [{ cause: other.cause, decidedBy }]
}
