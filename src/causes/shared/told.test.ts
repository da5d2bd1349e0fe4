import { expect, test } from 'vitest'
import { evidence, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { enhancedOf, isAboutItself, reported } from './told.ts'

const said = (words: string) => reported(view(evidence([symptom({ symptom: 'unknown', words })]), ['symptom']).symptom)

test.each<[string, string | undefined, boolean]>([
  ['4.3.2 System not accepting network messages', '4.3.2', true],
  ['said: 451 4.4.1 no reply (in reply to RCPT TO command)', '4.4.1', true],
  ['status=deferred, dsn=4.7.0.', '4.7.0', false],
  ['#5.1.1 unknown', '5.1.1', false],
  ['host mx.example.net[4.3.198.44] refused to talk to me', undefined, false],
  ['from 5.9.10.20 port 25', undefined, false],
  ['OpenSMTPD 6.4.3.1', undefined, false],
  ['Postfix v4.3.2b, 421 busy', undefined, false],
  ['lost connection', undefined, false],
])('%s: the enhanced code is %s', (words, enhanced, aboutItself) => {
  const [told] = said(words)
  expect(told === undefined ? undefined : enhancedOf(told)).toBe(enhanced)
  expect(told !== undefined && isAboutItself(told)).toBe(aboutItself)
})
