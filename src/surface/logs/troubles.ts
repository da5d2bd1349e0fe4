import type { LogIncident, LogsDocument, ReasonRow } from '../../app/logs/document.ts'
import { counted } from '../../base/counted.ts'
import { clockMeaning, minute, patternMeaning, what, whom } from './sentences.ts'

/** One thing that goes wrong: what, where, since when and why in a sentence, and what many lines show of it. */
export interface Trouble {
  readonly fact: string
  readonly shows: readonly string[]
}

/** Fewer failures, in no stretch of time of their own, are an anecdote. */
const ENOUGH = 5

/** Stretches of time in which something stood out, what lasts first; then what fails now and then; then what failed on the way to an outcome. */
export function troubles(document: LogsDocument): readonly Trouble[] {
  const { incidents, reasons } = document
  const told = new Set<string>()
  const inTime = incidents
    .toSorted((a, b) => Number(b.open) - Number(a.open))
    .map((incident): Trouble => {
      const isFirst = !told.has(what(incident))
      told.add(what(incident))
      return { fact: incidentFact(incident, document), shows: isFirst ? shows(incident, document) : [] }
    })
  const always = reasons
    .filter((reason) => reason.count >= ENOUGH && !told.has(what(reason)))
    .map((reason): Trouble => ({ fact: reasonFact(reason, document), shows: shows(reason, document) }))
  const failed = new Set([...told, ...reasons.map((reason) => what(reason))])
  const onTheWay = document.patterns
    .filter((pattern) => !failed.has(what(pattern)))
    .map((pattern): Trouble => ({
      fact: `the mail went through all the same: ${what(pattern)}, ${counted(pattern.count, 'time')}`,
      shows: [patternMeaning(pattern)],
    }))
  return [...inTime, ...always, ...onTheWay]
}

function incidentFact(one: LogIncident, document: LogsDocument): string {
  const until = one.open ? 'to the end of the log' : `to ${minute(one.end)}`
  return `${whom(one)}: ${what(one)}, ${counted(one.failures, 'time')} from ${minute(one.start)} ${until}${why(one.cause, document)}`
}

function reasonFact(reason: ReasonRow, document: LogsDocument): string {
  const passes = reason.symptom === 'greylist' ? '. It passes at a later retry' : ''
  return `now and then: ${what(reason)}, ${reason.count} times${passes}${why(reason.cause, document)}`
}

function why(cause: string | null, { causes }: LogsDocument): string {
  if (cause === null) return ''
  const row = causes[cause]
  if (row === undefined) return `. ${cause}`
  const { title, standing } = row
  return `. ${title}: ${cause}${standing === 'proven' ? '' : ` (${standing})`}`
}

function shows(of: Pick<ReasonRow, 'symptom' | 'stage'>, { patterns, clock }: LogsDocument): readonly string[] {
  const same = (one: { readonly symptom: string; readonly stage?: string | null }): boolean => what(one) === what(of)
  return [
    // Since when stands in the sentence itself.
    ...patterns.filter((one) => same(one) && one.pattern !== 'since').map((one) => patternMeaning(one)),
    ...clock.filter(same).map((one) => clockMeaning(one)),
  ]
}
