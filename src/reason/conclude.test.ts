import { expect, test } from 'vitest'
import { evidence, symptom } from '../../test/kit/evidence.ts'
import type { AnyCause } from '../domain/cause.ts'
import { conclude } from './conclude.ts'

const atTls: AnyCause = {
  id: 'tls/protocol-floor',
  title: 'T',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -1,
  explanation: '',
  references: [],
  needs: ['symptom'],
  weigh: ({ symptom: told }) =>
    told.seen.map(({ id }) => ({ says: 'the words fit', weight: 2, shownBy: [id] as const })),
  remedies: () => [],
}

const verdictOn = (seen: Parameters<typeof evidence>[0]) =>
  conclude(evidence(seen), {
    target: 't',
    at: 0,
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    causes: [atTls],
    writeLever: () => [],
  }).verdict

test('a report that names no stage rules no cause out by its stage', () => {
  expect(verdictOn([symptom({ symptom: 'drop.lost' })])).toMatchObject({ cause: 'tls/protocol-floor', stage: 'tls' })
})

test('a report that names another stage does', () => {
  expect(verdictOn([symptom({ symptom: 'drop.lost', stage: 'rcpt' })])).toMatchObject({ cause: null, stage: 'rcpt' })
})
