import { expect, test } from 'vitest'
import { death, evidence, RST, session, symptom } from '../../test/kit/evidence.ts'
import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import { placeText } from './place-text.ts'

const placed = (seen: Parameters<typeof evidence>[0], standing: DiagnosisVerdict['standing'] = 'possible'): string =>
  placeText({ evidence: evidence(seen) } as Diagnosis, { stage: 'banner', standing } as DiagnosisVerdict)

test('a stage that nobody told is not made up', () => {
  const bare = symptom({ symptom: 'drop.lost' })
  expect(placed([bare, session()])).toBe('stage not told')
  expect(placed([bare, session()], 'proven')).toBe('dies at banner')
  expect(placed([symptom({ symptom: 'drop.lost', stage: 'banner' }), session()])).toBe('dies at banner')
  expect(placed([session({ death: death('banner', RST) })])).toBe('dies at banner')
  expect(placed([bare, session({ death: death('banner', RST) })])).toBe('dies at banner')
})

test('where our session went on nothing died', () => {
  expect(placed([session()], 'proven')).toBe('met at banner')
  expect(placed([session({ lived: false })], 'supported')).toBe('dies at banner')
  expect(placed([], 'proven')).toBe('dies at banner')
})
