import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import { persistenceOf, sayingFor } from '../../reason/sayings.table.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import type { TextReading } from '../../text/text-reading.ts'
import type { WordsVerdict } from '../judge-words.ts'
import type { ExplanationItem, ExplanationSource } from './document.ts'
import { nextSteps } from './next-steps.ts'
import type { MailFacts } from './next-steps.ts'

/** Weighs what the words say; undefined when they report no failure. */
export type JudgeWords = (facts: readonly SymptomFact[]) => WordsVerdict | undefined

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
  const verdict = weighable ? judge(symptomFacts(reading, source === undefined ? 'user' : 'bounce')) : undefined
  return {
    text: reading.text,
    speaker: reading.speaker,
    reply: reading.reply === undefined ? null : { code: reading.reply.code, enhanced: reading.reply.enhanced ?? null },
    symptom: reading.symptom,
    stage: reading.stage ?? null,
    cause: verdict?.cause ?? null,
    standing: verdict?.standing ?? 'possible',
    alternatives: verdict?.alternatives ?? [],
    locus: verdict?.locus ?? null,
    persistence:
      verdict === undefined || verdict.persistence === 'unknown'
        ? persistenceOf(reading.symptom, reading.reply?.code)
        : verdict.persistence,
    expired: reading.expired,
    title: verdict === undefined || verdict.cause === null ? saying.title : verdict.title,
    next: nextSteps(reading, facts),
    rule: reading.rule,
    host: reading.host ?? null,
    recipient: reading.recipient ?? null,
    ...(source !== undefined && { source }),
  }
}
