import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './lb-without-backend.ts'

causeCases(cause, {
  convicts: [
    [
      'closed now, greeted then',
      [session({ death: death('banner', FIN) }), session({ session: 's2', role: 'experiment' })],
    ],
    [
      'silent now, greeted then',
      [session({ death: death('banner', SILENCE) }), session({ session: 's2', role: 'experiment' })],
    ],
  ],
  acquits: [
    ['half a banner and silence', [session({ death: death('banner', { kind: 'silent', bytesSeen: 38 }) })]],
    ['a server greeted and closed later', [session({ death: death('ehlo', FIN) })]],
  ],
  abstains: [
    ['a refusal in words', [session({ death: death('banner', reply(554)) })]],
    ['a healthy session', [session()]],
  ],
})

test('where some sessions are greeted, a later try meets a server that lives', () => {
  const dead = session({ death: death('banner', FIN) })
  const persistence = (...seen: Parameters<typeof evidence>[0]) =>
    cause.persistenceFor?.(view(evidence(seen), cause.needs))
  expect(persistence(dead, session({ session: 's2', role: 'experiment' }))).toBe('passes-by-itself')
  expect(persistence(dead, session({ session: 's2', role: 'compare' }))).toBe('unknown')
  expect(persistence(dead)).toBe('unknown')
})

const OTHER = { host: 'mx2.example.net', address: '192.0.2.2', port: 25 }

test.each([
  ['the same address', { role: 'experiment' }, true],
  ['another address', { role: 'experiment', plan: plan({ endpoint: OTHER }) }, false],
  ['the same address, from another source', { role: 'experiment', plan: plan({ bind: '192.0.2.98' }) }, false],
  ['the same address, where we spoke first', { role: 'experiment', plan: plan({ speaksEarly: true }) }, false],
  ['the same address, seen from elsewhere', { role: 'elsewhere' }, false],
  ['the same address, which greets nobody', { role: 'experiment', death: death('banner', FIN) }, false],
] as const)('a session with %s tells of the servers behind it: %s', (_name, changes, tells) => {
  const seen = evidence([session({ death: death('banner', FIN) }), session({ session: 's2', ...changes })])
  const says = cause.weigh(view(seen, cause.needs)).map((clue) => clue.says)
  expect(says.some((text) => text.includes('with the same address'))).toBe(tells)
})
