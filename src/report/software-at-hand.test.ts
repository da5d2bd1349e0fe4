import { expect, test } from 'vitest'
import { evidence, fact } from '../../test/kit/evidence.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import type { Software } from '../domain/software.ts'
import { translationFor } from './software-at-hand.ts'

const written = (software: Software) => ({ software, steps: [], undo: [] })
const remedy = (on: WrittenRemedy['on']): WrittenRemedy =>
  ({
    title: '',
    applies: 'safely',
    on,
    written: ['postfix', 'exim', 'sendmail'].map((name) => written(name as Software)),
  }) as WrittenRemedy
const localExim = evidence([
  fact('mta.setting', { software: 'exim', name: 'x', value: '', isDefault: false, from: 'exim -bP' }),
])
const diagnosis = (seen: Diagnosis['evidence']): Diagnosis => ({ evidence: seen }) as Diagnosis

test.each<readonly [string, Diagnosis['evidence'], Software | undefined, Software]>([
  ['nothing is known: the commonest', evidence([]), undefined, 'postfix'],
  ['the server that runs here', localExim, undefined, 'exim'],
  ['the user names another', localExim, 'sendmail', 'sendmail'],
  ['the user names one that is not written', localExim, 'kumomta', 'postfix'],
])('the fix of our server, %s', (_what, seen, like, software) => {
  expect(translationFor(remedy('our-server'), diagnosis(seen), like)?.software).toBe(software)
})

test("what the user says of the sender says nothing of the receiver's server", () => {
  expect(translationFor(remedy('their-server'), diagnosis(localExim), 'exim')?.software).toBe('postfix')
})
