import type { Alternative, AnyCause } from '../domain/cause.ts'
import type { DiagnosisVerdict } from '../domain/diagnosis.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { Failure } from './failure.ts'
import { alternative, type Reading } from './finding.ts'
import { persistenceOf } from './sayings.table.ts'
import type { Weighed } from './weigh.ts'
import { answeredTitle, note, replyCodeOf, unknownTitle } from './words.ts'

/** More alternatives than this means that we do not know. */
const MOST_ALTERNATIVES = 3

/** The strongest finding that can explain the failure; no cause where none does, or where too many do. */
export function verdictOf(
  failure: Failure,
  weighed: readonly Weighed[],
  findings: readonly Reading[],
  evidence: Evidence,
): DiagnosisVerdict {
  // What the evidence as a whole speaks against is no explanation, though no other be known.
  const favoured = weighed.filter(({ standing, support }) => standing !== 'refuted' && support > 0)
  const causes = new Map(favoured.map(({ cause }) => [cause.id, cause]))
  const best = findings.find(({ cause, stage, endpoint }) => {
    const possible = causes.get(cause)?.stages
    if (possible === undefined) return false
    // What befell another address at another stage is a matter of its own.
    if (isElsewhere(failure, endpoint) && stage !== failure.stage) return false
    return failure.stage === null || possible.includes(failure.stage) || stage === failure.stage
  })
  if (best === undefined) return unexplained(failure)
  if (best.standing !== 'proven' && best.alternatives.length > MOST_ALTERNATIVES)
    return undecided(failure, [...listed(causes.get(best.cause)), ...best.alternatives], evidence)
  return {
    // A reported failure has no stage of ours: the finding may know better than the text.
    stage: failure.seen === 'by-us' && failure.stage !== null ? failure.stage : best.stage,
    symptom: failure.symptom,
    cause: best.cause,
    class: best.class,
    locus: best.locus,
    ...(best.locusOr === undefined ? {} : { locusOr: best.locusOr }),
    standing: best.standing,
    persistence: best.persistence,
    alternatives: best.alternatives,
    title: best.title,
    note: note(best, failure),
    endpoint: failure.endpoint ?? best.endpoint ?? null,
  }
}

function listed(cause: AnyCause | undefined): readonly Alternative[] {
  return cause === undefined ? [] : [alternative(cause.id, cause)]
}

function isElsewhere({ seen, endpoint }: Failure, other: string | undefined): boolean {
  return seen === 'by-us' && endpoint !== null && other !== undefined && other !== endpoint
}

/** No cause in the catalogue says anything of it: what the answer itself means is all there is. */
function unexplained(failure: Failure): DiagnosisVerdict {
  return {
    ...withoutCause(failure),
    // Trouble that the peer calls its own is on its side, whatever the cause.
    locus: failure.symptom.startsWith('system.') ? 'receiver' : null,
    persistence: persistenceOf(failure.symptom, replyCodeOf(failure)),
    alternatives: [],
    title: answeredTitle(failure),
    note: 'Nothing in the evidence speaks for a cause in the catalogue.',
  }
}

/** More alternatives than this are no longer read. */
const MOST_LISTED = 8

function undecided(failure: Failure, alternatives: readonly Alternative[], evidence: Evidence): DiagnosisVerdict {
  const isBlind = Object.keys(evidence.blind).length > 0
  return {
    ...withoutCause(failure),
    locus: null,
    persistence: 'unknown',
    alternatives: alternatives.slice(0, MOST_LISTED),
    title: unknownTitle(failure),
    note: `${alternatives.length} causes fit equally well; each names what would decide.${isBlind ? ' Some facts could not be looked at.' : ''}`,
  }
}

function withoutCause({ stage, symptom, endpoint }: Failure) {
  return { cause: null, class: null, stage: stage ?? 'connect', symptom, standing: 'possible', endpoint } as const
}
