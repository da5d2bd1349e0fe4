import { expect, test } from 'vitest'
import { evidence, FIN, reply, RST, session, SILENCE, death, symptom } from '../../test/kit/evidence.ts'
import { CAUSES } from '../causes/index.ts'
import type { Ending } from '../domain/cause.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import { concludeVerdict } from './conclude.ts'
import { endingOf } from './ending.ts'
import { findFailure } from './failure.ts'

test.each<readonly [Outcome, Ending | undefined]>([
  [reply(451, 'later'), 'reply'],
  [SILENCE, 'silent'],
  [FIN, 'closed'],
  [RST, 'closed'],
  [{ kind: 'errno', errno: 'ETIMEDOUT' }, 'silent'],
  [{ kind: 'errno', errno: 'ECONNRESET' }, 'closed'],
  [{ kind: 'errno', errno: 'EHOSTUNREACH' }, undefined],
  [{ kind: 'garbled', head: '', why: '' }, undefined],
])('our session that ended by %j: %s', (outcome, ending) => {
  expect(endingOf(findFailure(evidence([session({ death: death('mail', outcome) })])))).toBe(ending)
})

test.each<readonly [Partial<SymptomFact> & Pick<SymptomFact, 'symptom'>, Ending | undefined]>([
  [{ symptom: 'system.remote', speaker: 'peer' }, 'reply'],
  [{ symptom: 'drop.lost', reply: { code: 421, lines: ['bye'] } }, 'reply'],
  [{ symptom: 'drop.lost' }, 'closed'],
  [{ symptom: 'drop.lost', ended: 'silence' }, 'silent'],
  [{ symptom: 'tls.handshake.reset', stage: 'tls' }, 'closed'],
  [{ symptom: 'tls.handshake.timeout', stage: 'tls' }, 'silent'],
  [{ symptom: 'drop.timeout' }, 'silent'],
  [{ symptom: 'unknown' }, undefined],
])('a report of %j: %s', (told, ending) => {
  expect(endingOf(findFailure(evidence([symptom(told)])))).toBe(ending)
})

test('a reported answer has the look-alikes of the same answer to ourselves', () => {
  const words = '451 4.7.1 Service unavailable - try again later'
  const told = symptom({
    symptom: 'system.remote',
    speaker: 'peer',
    stage: 'mail',
    reply: { code: 451, lines: [words.slice(4)] },
    words,
  })
  const verdict = concludeVerdict(evidence([told]), CAUSES)
  expect(verdict?.cause).toBe('receiver/milter-or-policy-down')
  expect(verdict?.alternatives.map(({ cause }) => cause)).toEqual([
    'policy/reputation-announced',
    'receiver/disk-full-back-pressure',
    'receiver/overload-refusal',
  ])
})
