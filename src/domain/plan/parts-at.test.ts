import { expect, test } from 'vitest'
import { plan } from '../../../test/kit/evidence.ts'
import { partsAt } from './parts-at.ts'
import type { SessionPlan } from './session-plan.ts'

test.each<readonly [Partial<SessionPlan>, Partial<SessionPlan>, ReturnType<typeof partsAt>]>([
  [{}, {}, undefined],
  [{}, { bind: '192.0.2.7' }, 'connect'],
  [{}, { speaksEarly: true }, 'banner'],
  [{}, { ehloName: 'other.example' }, 'ehlo'],
  [{ tls: 'auto' }, { tls: 'none' }, 'starttls'],
  [{ tls: 'auto' }, { tls: 'wrapped' }, 'connect'],
  [{ tls: 'wrapped' }, { tls: 'wrapped', tlsPlan: { maxVersion: 'TLSv1.2' } }, 'connect'],
  [{ tls: 'wrapped' }, { tls: 'wrapped', pipelining: false }, 'mail'],
  [{}, { mailParameters: false }, 'mail'],
  [{}, { mailParameters: false, ehloName: 'other.example' }, 'ehlo'],
  [{}, { pauseMs: { dot: 500 } }, 'mail'],
  [{ upTo: 'ehlo' }, { upTo: 'dot' }, 'ehlo'],
  [{ upTo: 'rcpt' }, { upTo: 'dot' }, 'mail'],
])('%j and %j', (one, other, stage) => {
  expect(partsAt(plan(one), plan(other))).toBe(stage)
})

test('what is no session has no stages to part at', () => {
  const session = plan()
  expect(partsAt(session, { kind: 'burst', session, connections: 2, together: true })).toBeUndefined()
})
