import { expect, test } from 'vitest'
import { diagnosis } from '../../test/kit/diagnosis.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  plan,
  reply,
  session,
  symptom,
  type Seen,
} from '../../test/kit/evidence.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { healthyTitle } from './healthy-title.ts'

const healthy = (seen: readonly Seen[], stopped?: string): Diagnosis =>
  diagnosis({ ...(stopped === undefined ? {} : { stopped }), evidence: evidence(seen) })

test('a session that lived is health', () => {
  expect(healthyTitle(healthy([session()]))).toMatch(/^example\.org: healthy\./)
})

test.each([
  ['mail', /as far as MAIL FROM; --rcpt/],
  ['rcpt', /as far as RCPT TO; --send/],
  ['dot', /of a message on this path\.$/],
] as const)('a session that was to end at %s is no health beyond it', (upTo, says) => {
  expect(healthyTitle(healthy([session({ plan: plan({ upTo }) })]))).toMatch(says)
})

test('greylisting is named', () => {
  const deferred = session({ death: death('rcpt', reply(450)) })
  const said = symptom({ symptom: 'greylist', origin: 'live', speaker: 'peer', endpoint: AN_ENDPOINT })
  expect(healthyTitle(healthy([deferred, said]))).toMatch(/healthy\. The receiver greylists/)
})

test('a run that was interrupted before its first session has examined nothing', () => {
  expect(healthyTitle({ ...healthy([], 'interrupted'), healthy: false })).toBe(
    'example.org: not examined: interrupted.',
  )
})

test('a session that we ended ourselves tells how far it came, and calls nothing healthy', () => {
  const stopped = session({ lived: false, reached: 'ehlo', stopped: 'no password was given' })
  expect(healthyTitle({ ...healthy([stopped]), healthy: false })).toBe(
    'example.org: nothing failed as far as we went, which is ehlo: no password was given.',
  )
})

test.each([
  ['dot', /^example\.org: the relay relay\.example is healthy\. .* of a message on this path\.$/],
  ['tls', /as far as the login; --user/],
] as const)('health of a relay is not that of the target, as far as %s', (upTo, says) => {
  const route = fact('mail.handover', {
    mailFor: 'example.org',
    relay: 'relay.example',
    software: 'exim',
    setting: 'router smart',
    examined: 'relay',
  })
  expect(healthyTitle(healthy([route, session({ plan: plan({ upTo }) })]))).toMatch(says)
})
