import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, plan, reply, session, step } from '../../../test/kit/evidence.ts'
import type { Lever } from '../../domain/lever.ts'
import { checkLines } from './lines.ts'

const TO = ['a@example.net', 'b@example.net', 'c@example.net', 'd@example.net']
const met = plan({ upTo: 'rcpt', envelope: { from: 'me@example.org', to: TO } })
const dead = session({ plan: met, death: death('rcpt', reply(421)) })
const refused = (to: string) => step({ stage: 'rcpt', said: `RCPT TO:<${to}>`, outcome: reply(550, '5.1.1 unknown') })

test('after a fix that sends fewer recipients at a time, the check names as many', () => {
  const limit: Lever = { lever: 'recipients.limit', host: AN_ENDPOINT.host, recipients: 2 }
  const cause = 'policy/rcpt-per-session-limit'
  const sick = diagnosis({
    target: 'example.net',
    healthy: false,
    verdict: verdict({ cause, locus: 'sender' }),
    findings: [finding({ cause, remedies: [{ ...remedy('Fewer'), levers: [limit] }] })],
    evidence: evidence([dead]),
  })
  const [why, command, ...more] = checkLines(sick)
  expect(why).toMatch(/^# must pass/)
  expect(command).toContain('--rcpt a@example.net --rcpt b@example.net')
  expect(command).not.toContain('c@example.net')
  expect(more).toEqual([])
})

test('dead addresses that end a session are left out of its check, and those that were not judged stay in it', () => {
  const cause = 'policy/error-limit-close'
  const closed = (gone: readonly string[]) =>
    diagnosis({
      target: 'example.net',
      healthy: false,
      verdict: verdict({ cause, locus: 'sender' }),
      findings: [finding({ cause })],
      evidence: evidence([dead, ...gone.map(refused)]),
    })
  const [why, command] = checkLines(closed(['a@example.net', 'c@example.net']))
  expect(why).toMatch(/^# without those refused; repeat it[^]*until none is$/)
  expect(command).toContain('--rcpt b@example.net --rcpt d@example.net')
  expect(command).not.toMatch(/[ac]@example\.net/)
  // None is left to ask about.
  expect(checkLines(closed(TO)).join('\n')).toContain('--rcpt a@example.net')
})
