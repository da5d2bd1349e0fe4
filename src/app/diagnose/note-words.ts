import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { endsSession, isPositive, replyText } from '../../domain/reply.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import type { DiagnoseDeps, DiagnoseRun } from './diagnose-run.ts'
import type { Notebook } from './notebook.ts'

/** What the user said that the MTA wrote. */
export function noteSymptoms({ options, deps, notebook }: DiagnoseRun): readonly SymptomFact[] {
  const told = (options.symptoms ?? []).map((text) => deps.readText(text, 'user'))
  const facts = told.flatMap(({ symptoms }) => symptoms).filter(({ symptom }) => !isOfTheQueue(symptom))
  for (const fact of facts) notebook.note('symptom', fact, { kind: 'user' })
  for (const fact of told.flatMap(({ patterns }) => patterns)) notebook.note('log.pattern', fact, { kind: 'user' })
  return facts
}

/** A peer that refused or ended the session in words: the words become a fact of their own. A yes out of place has none. */
export function noteWords(session: SmtpSession, notebook: Notebook, deps: Pick<DiagnoseDeps, 'readText'>): void {
  const { death } = session
  if (death?.outcome.kind !== 'reply') return
  const { reply } = death.outcome
  if (isPositive(reply) && !endsSession(reply)) return
  const [read] = deps.readText(replyText(reply), 'live').symptoms
  if (read === undefined) return
  notebook.note('symptom', {
    ...read,
    stage: death.stage,
    speaker: 'peer',
    reply,
    endpoint: session.endpoint,
    origin: 'live',
  })
}
