import { expect, test } from 'vitest'
import { evidence, plan, session } from '../../test/kit/evidence.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { checkCommand } from './check-command.ts'

const commandFor = (target: string, changes: Partial<SessionPlan>): string =>
  checkCommand({
    target,
    at: 0,
    healthy: false,
    verdict: null,
    findings: [],
    proofs: [],
    advice: [],
    differs: [],
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    evidence: evidence([session({ plan: plan(changes) })]),
  })

test.each<readonly [string, Partial<SessionPlan>, string]>([
  ['example.org', {}, 'hangup diagnose example.org'],
  [
    'a@example.org',
    { envelope: { from: '', to: ['a@example.org'] }, upTo: 'dot', message: { sizeBytes: 40_000 } },
    'hangup diagnose a@example.org --send --size 40000',
  ],
  [
    'example.org',
    { tls: 'require', tlsPlan: { maxVersion: 'TLSv1.1' } },
    'hangup diagnose example.org --tls require --tls-max 1.1',
  ],
  ["x'y", {}, "hangup diagnose 'x'\\''y'"],
])('%s', (target, changes, command) => {
  expect(commandFor(target, changes)).toBe(command)
})
