import type { Cause } from '../../src/domain/cause.ts'
import type { FactKind } from '../../src/domain/observation.ts'
import type { Stage } from '../../src/domain/stage.ts'
import type { Symptom } from '../../src/domain/symptom.ts'
import { causeCases, type CauseCases } from './cause-cases.ts'
import { session, symptom } from './evidence.ts'

/** What the text layer reads, where it was said, and the words. */
type Saying = readonly [symptom: Symptom, stage: Stage, words: string]

interface RefusalCases extends Partial<Pick<CauseCases, 'convicts' | 'abstains'>> {
  /** The receiver's own words for the matter. */
  readonly told: Saying
  /** Words for another one that is easily taken for it. */
  readonly neighbour: Saying
}

/** The tables of a cause that the receiver's own words prove: what all such causes share, and what is told besides. */
export function refusalCases<K extends FactKind>(cause: Cause<K>, cases: RefusalCases): void {
  const [meaning, stage] = cases.told
  causeCases(cause, {
    convicts: [['the peer says so', [saidByPeer(cases.told)]], ...(cases.convicts ?? [])],
    acquits: [],
    abstains: [
      ['a neighbouring refusal', [saidByPeer(cases.neighbour)]],
      ['not the peer speaks', [symptom({ symptom: meaning, speaker: 'us', stage })]],
      ['a healthy session', [session()]],
      ...(cases.abstains ?? []),
    ],
  })
}

function saidByPeer([meaning, stage, words]: Saying) {
  return symptom({ symptom: meaning, speaker: 'peer', stage, words })
}
