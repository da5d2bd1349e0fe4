import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, fact, FIN, plan, session, symptom } from '../../test/kit/evidence.ts'
import type { Seen } from '../../test/kit/evidence.ts'
import type { Locus } from '../domain/locus.ts'
import { sessionNotes } from './session-notes.ts'

const BLIND = { 'mta.setting': 'no mail server whose configuration can be read runs here' }
const SETTING = fact('mta.setting', {
  software: 'exim',
  name: 'primary_hostname',
  value: 'mail.example.org',
  from: 'exim -bP',
  isDefault: false,
})

function notes(locus: Locus | null, seen: readonly Seen[], blind = {}): string {
  const met = evidence([session({ death: death('tls', FIN) }), ...seen], blind)
  return sessionNotes(diagnosis({ healthy: false, verdict: verdict({ locus }), evidence: met })).join('\n')
}

test('where the fault may be the sender’s, the reader learns whose habits our session had', () => {
  expect(notes('sender', [SETTING])).toContain('as the exim of this host is configured')
  expect(notes('sender', [], BLIND)).toContain('as an ordinary sender')
  expect(notes(null, [], BLIND)).toContain('as an ordinary sender')
})

test('the habits are of no matter where the fault lies elsewhere, and unknown where nobody looked', () => {
  expect(notes('path', [SETTING])).toBe('')
  expect(notes('receiver', [], BLIND)).toBe('')
  expect(notes('sender', [])).toBe('')
})

test('a report of another software is not told of as this host’s habits', () => {
  const told = symptom({ symptom: 'drop.lost', stage: 'tls', software: 'postfix' })
  expect(notes('sender', [told, SETTING])).not.toContain('exim')
})

test.each<readonly [string, readonly Seen[], string]>([
  ['the user alone', [], 'as asked.'],
  ['the server here', [SETTING], 'as asked, or as exim is set on this host.'],
  [
    'who wrote the report',
    [symptom({ symptom: 'drop.lost', software: 'postfix' })],
    'as asked, or as postfix does it.',
  ],
])('who wanted an odd session: %s', (_who, seen, by) => {
  const odd = session({ plan: plan({ tls: 'verify' }), death: death('tls', FIN) })
  const told = sessionNotes(diagnosis({ healthy: false, verdict: verdict({}), evidence: evidence([odd, ...seen]) }))
  expect(told.join(' ')).toContain(`Our session was made with --tls verify, ${by}`)
})

test('how the other addresses of the target fared stands beside the session', () => {
  const at = (address: string) => plan({ endpoint: { host: 'mx2.example.net', address, port: 25 } })
  const lived = session({ session: 's2', plan: at('192.0.2.2') })
  const died = session({ session: 's3', plan: at('192.0.2.3'), death: death('banner', FIN) })
  expect(notes('receiver', [lived, died])).toBe(
    'Of the other addresses: mx2.example.net [192.0.2.2]:25 passes, mx2.example.net [192.0.2.3]:25 ends at banner.',
  )
})
