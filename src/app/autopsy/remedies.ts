import { CAUSES } from '../../causes/index.ts'
import type { CauseId } from '../../domain/cause-id.ts'
import type { AnyCause } from '../../domain/cause.ts'
import type { WrittenRemedy } from '../../domain/diagnosis.ts'
import { splitEndpoint } from '../../domain/endpoint.ts'
import { view, type Evidence } from '../../domain/evidence.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { observationId, type Observation, type Source } from '../../domain/observation.ts'
import { writeLever } from '../../mta/remedies.ts'
import { destinationOf } from '../../reason/destination.ts'
import { writeRemedy } from '../../reason/write-remedy.ts'

/** What to do about one cause that the capture shows. */
export interface CauseRemedies {
  readonly cause: CauseId
  readonly sessions: number
  readonly remedies: readonly WrittenRemedy[]
}

/** The remedies of each cause found, most frequent cause first; the captured sessions are their evidence. */
export function remediesOf(ends: readonly FlowEnd[], path: string): readonly CauseRemedies[] {
  const byCause = Map.groupBy(
    ends.filter(({ verdict }) => verdict?.cause != null),
    ({ verdict }) => verdict?.cause,
  )
  return [...byCause]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([id, mine]) => {
      const cause: AnyCause | undefined = CAUSES.find((one) => one.id === id)
      if (cause === undefined) return []
      const evidence = evidenceOf(mine, path)
      const remedies = cause
        .remedies(view(evidence, cause.needs))
        .map((remedy) => writeRemedy(remedy, destinationOf(evidence, undefined), writeLever))
      return [{ cause: cause.id, sessions: mine.length, remedies }]
    })
}

/** The ends, and what a log would say of the first: remedies name the host that the symptom names. */
function evidenceOf(ends: readonly FlowEnd[], path: string): Evidence {
  const source = (fact: FlowEnd): Source => ({ kind: 'capture', path, frame: fact.marks[0]?.frames[0] ?? 0 })
  const flows = ends.map((fact, index): Observation => ({
    id: observationId(index + 1),
    kind: 'flow.end',
    fact,
    at: fact.startedAt ?? 0,
    source: source(fact),
  }))
  const [first] = ends
  if (first?.verdict === undefined) return { observations: flows, blind: {} }
  const { server, stage, verdict, startedAt } = first
  const told: Observation = {
    id: observationId(flows.length + 1),
    kind: 'symptom',
    fact: {
      symptom: verdict.symptom,
      stage,
      speaker: 'us',
      rule: `capture/${first.signature}`,
      host: splitEndpoint(server).address,
      words: verdict.note,
      origin: 'log',
    },
    at: startedAt ?? 0,
    source: source(first),
  }
  return { observations: [...flows, told], blind: {} }
}
