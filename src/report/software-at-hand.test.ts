import { expect, test } from 'vitest'
import { diagnosis, finding, verdict } from '../../test/kit/diagnosis.ts'
import { evidence, fact, symptom } from '../../test/kit/evidence.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import type { Software } from '../domain/software.ts'
import { translationFor } from './software-at-hand.ts'

const written = (software: Software) => ({ software, steps: [], undo: [] })
const remedy = (
  on: 'our-server' | 'their-server',
  software: readonly Software[] = ['postfix', 'exim', 'sendmail'],
): WrittenRemedy => ({ title: '', applies: 'safely', on, written: software.map(written) })
const localExim = evidence([
  fact('mta.setting', { software: 'exim', name: 'x', value: '', isDefault: false, from: 'exim -bP' }),
])
const seenBy = (seen: Diagnosis['evidence'], remedies: readonly WrittenRemedy[] = []): Diagnosis =>
  diagnosis({
    evidence: seen,
    verdict: verdict({ cause: 'tls/protocol-floor' }),
    findings: [finding({ remedies })],
  })

test.each<readonly [string, Diagnosis['evidence'], Software | undefined, Software]>([
  ['nothing is known: the commonest', evidence([]), undefined, 'postfix'],
  ['the server that runs here', localExim, undefined, 'exim'],
  ['the user names another', localExim, 'sendmail', 'sendmail'],
  ['the user names one that is not written', localExim, 'kumomta', 'postfix'],
])('the fix of our server, %s', (_what, seen, like, software) => {
  const translation = translationFor(remedy('our-server'), seenBy(seen), like)
  expect(translation?.software).toBe(software)
  expect(translation?.isGuess === true).toBe(like === undefined && seen !== localExim)
})

test('a server that has words for another fix and none for this one is told so, and not another’s words', () => {
  const seen = seenBy(evidence([]), [remedy('our-server', ['exchange'])])
  const translation = translationFor(remedy('our-server', ['postfix']), seen, 'exchange')
  expect(translation).toMatchObject({ software: 'exchange', isNone: true, steps: [{ kind: 'note' }] })
})

test("what the user says of the sender says nothing of the receiver's server", () => {
  expect(translationFor(remedy('their-server'), seenBy(localExim), 'exim')).toBeUndefined()
})

test('where nothing is known, all of a report speaks of the server that its first fix is written for', () => {
  const first = remedy('our-server', ['exim', 'sendmail'])
  const unknown = seenBy(evidence([]), [remedy('their-server'), first])
  expect(translationFor(remedy('our-server'), unknown)?.software).toBe('exim')
  expect(translationFor(remedy('our-server'), seenBy(localExim, [first]), 'sendmail')?.software).toBe('sendmail')
})

test('a program that sent gets no server’s settings, unless the user names that server', () => {
  const seen = seenBy(evidence([symptom({ symptom: 'policy.pipelining', speaker: 'peer', library: 'smtplib' })]))
  expect(translationFor(remedy('our-server'), seen)).toMatchObject({ software: 'smtplib', isNone: true })
  expect(translationFor(remedy('our-server'), seen, 'exim')?.software).toBe('exim')
})
