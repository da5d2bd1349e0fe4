import { expect, test } from 'vitest'
import { death, session, SILENCE } from '../../../test/kit/evidence.ts'
import { createResults, type Run } from './results.ts'

function run(name: string, dies: boolean): Run {
  const { fact } = session({ session: name, ...(dies ? { death: death('mail', SILENCE) } : {}) })
  return { result: { kind: 'session', session: fact }, shownBy: [] }
}

test('a plan that died once and lived another time comes and goes', () => {
  const results = createResults()
  results.keep('plan', run('s1', true))
  expect(results.comesAndGoes('plan')).toBe(false)
  results.keep('plan', run('s2', false))
  expect(results.comesAndGoes('plan')).toBe(true)
  expect(results.comesAndGoes('another plan')).toBe(false)
  expect(results.of('plan')).toEqual(run('s2', false))
})

test('an answer that came after a silence contradicts no trial that waited less', () => {
  const results = createResults()
  results.keep('plan', run('s1', true))
  results.keep('plan', run('s2', true))
  results.keepLate('plan', run('s1', false))
  expect(results.comesAndGoes('plan')).toBe(false)
  expect(results.of('plan')).toEqual(run('s1', false))
})
