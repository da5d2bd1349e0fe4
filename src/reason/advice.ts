import type { Advice, Finding } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { firstLooks } from '../domain/first-looks.ts'
import { sentence } from './words.ts'

/** On a healthy target nothing is more than possible. */
export function asAdvice(finding: Finding): Finding {
  return finding.standing === 'refuted' ? finding : { ...finding, standing: 'possible' }
}

/**
 * What was seen beside the point, in facts. An address that did not take the session is told of once: its rivals are guesses that nobody
 * needs while the mail goes elsewhere. An experiment at an address whose first session lived in the end began too early, and shows nothing.
 */
export function adviceOf(findings: readonly Finding[], evidence: Evidence): readonly Advice[] {
  const first = firstLooks(evidence).map(({ fact }) => fact)
  const living = new Set(first.filter(({ lived }) => lived).map(({ endpoint }) => endpointText(endpoint)))
  const dead = new Set(first.filter(({ death }) => death !== undefined).map(({ endpoint }) => endpointText(endpoint)))
  const early = new Set(
    observationsOf(evidence, 'experiment').flatMap(({ id, fact }) => (living.has(fact.endpoint) ? [id] : [])),
  )
  const told = new Set<string>()
  return findings.flatMap(({ standing, clues, endpoint, cause, title }): readonly Advice[] => {
    const shown = clues.filter(({ shownBy }) => !shownBy.some((id) => early.has(id)))
    if (standing === 'refuted' || !shown.some(({ weight }) => weight > 0)) return []
    const place = endpoint !== undefined && dead.has(endpoint) ? endpoint : undefined
    if (place !== undefined && told.has(place)) return []
    if (place !== undefined) told.add(place)
    const says = shown.map((clue) => clue.says).join('; ')
    return [{ title, text: place === undefined ? sentence(says) : `${place}: ${says}.`, cause }]
  })
}
