import { expect, test } from 'vitest'
import { diagnosis, finding, verdict } from '../../../test/kit/diagnosis.ts'
import type { Clue } from '../../domain/cause.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { observationId } from '../../domain/observation.ts'
import { diagnosisMarkdown } from './diagnosis.ts'

const PROOF: ExperimentFact = {
  cause: 'tls/protocol-floor',
  name: 'floor',
  question: 'Does it live at 1.2?',
  varied: 'the highest version',
  endpoint: 'mx1.example.net [192.0.2.1]:25',
  arms: [],
  judged: 'confirmed',
  because: 'it lived',
}

const CLUES: readonly Clue[] = [
  { says: 'the server answers protocol_version | to every hello', weight: Math.log(50), shownBy: [observationId(1)] },
  { says: 'it took TLS 1.0 elsewhere', weight: -Math.log(3), shownBy: [observationId(2)] },
]

test('what speaks for and against the cause stands beside the proof, with its odds', () => {
  const text = diagnosisMarkdown(
    diagnosis({
      healthy: false,
      verdict: verdict({ cause: 'tls/protocol-floor', standing: 'proven' }),
      findings: [finding({ clues: CLUES })],
      proofs: [PROOF],
    }),
  )
  expect(text).toContain('## Proof')
  expect(text).toContain(String.raw`- the server answers protocol\_version \| to every hello (for, 50 to 1)`)
  expect(text).toContain('- it took TLS 1.0 elsewhere (against, 3.0 to 1)')
})

test('why a difference could matter stands beside it', () => {
  const differs = [{ what: 'pipelining', ours: 'used', why: 'some firewalls lose all but the first command' }]
  const text = diagnosisMarkdown(diagnosis({ healthy: false, verdict: verdict(), differs }))
  expect(text).toContain('| pipelining | used | not told | some firewalls lose all but the first command |')
})
