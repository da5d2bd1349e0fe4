import { expect, test } from 'vitest'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  session,
  SILENCE,
  type Seen,
} from '../../../../test/kit/evidence.ts'
import { view } from '../../../domain/evidence.ts'
import type { HelloAnswer } from '../../../domain/facts/smtp-facts.ts'
import type { Outcome } from '../../../domain/outcome.ts'
import type { Stage } from '../../../domain/stage.ts'
import { deaths } from '../../shared/sessions.ts'
import { helloAnswered, turnsOf } from './taking-turns.ts'

const PLAN = plan({ upTo: 'rcpt' })
const first = (stage: Stage, how: Outcome): Seen => session({ plan: PLAN, death: death(stage, how) })
const again = (name: string, more: Parameters<typeof session>[0] = {}): Seen =>
  session({ session: name, role: 'experiment', plan: PLAN, ...more })
const dies = (name: string, stage: Stage = 'mail', how: Outcome = FIN): Seen =>
  again(name, { death: death(stage, how) })

function turns(...seen: readonly Seen[]) {
  const sight = view(evidence(seen), ['smtp.session', 'tls.hello'])
  const [dead] = deaths(sight['smtp.session'])
  if (dead === undefined) throw new Error('no session died')
  const all = turnsOf(sight['smtp.session'], dead)
  const names = (list: typeof all.lived): string => list.map(({ fact: one }) => one.session).join(' ')
  return {
    lived: names(all.lived),
    diedAgain: names(all.diedAgain),
    always: names(all.always),
    hellos: helloAnswered(sight['tls.hello'], dead, all).length,
  }
}

test.each<[string, readonly Seen[], object]>([
  ['by turns', [first('mail', FIN), again('a'), dies('b')], { lived: 'a', diedAgain: 'b', always: '' }],
  ['it died before it lived', [first('mail', FIN), dies('a'), again('b')], { lived: 'b', diedAgain: '', always: '' }],
  ['each time', [first('mail', FIN), dies('a'), dies('b')], { lived: '', diedAgain: '', always: 'a b' }],
  ['elsewhere the second time', [first('mail', FIN), dies('a', 'ehlo')], { always: '' }],
  [
    'refused for good by turns',
    [first('mail', reply(550)), again('a'), dies('b', 'mail', reply(550))],
    { lived: 'a', diedAgain: 'b' },
  ],
  ['put off, and taken the next time', [first('mail', reply(450)), again('a')], { lived: '', always: '' }],
  [
    'with something varied',
    [first('mail', FIN), again('a', { plan: plan({ upTo: 'rcpt', helo: true }) })],
    { lived: '' },
  ],
])('how the same session fares: %s', (_name, seen, expected) => {
  expect(turns(...seen)).toMatchObject(expected)
})

const hello = (answer: HelloAnswer['kind'], sizeBytes = 1_600, maxVersion = 0x0304): Seen =>
  fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 'h',
    hello: { maxVersion },
    sizeBytes,
    answer:
      answer === 'server-hello'
        ? { kind: 'server-hello', version: 0x0304, suite: 0x1301, retry: false, flightBytes: 90, afterMs: 5 }
        : { kind: 'silent', bytesSeen: 0, afterMs: 5 },
  })

test.each<[string, readonly Seen[], number]>([
  ['in the handshake', [first('tls', SILENCE), hello('server-hello')], 1],
  ['after STARTTLS', [first('starttls', FIN), hello('server-hello')], 1],
  ['at another stage', [first('mail', SILENCE), hello('server-hello')], 0],
  ['in words', [first('starttls', reply(454)), hello('server-hello')], 0],
  ['in the middle of an answer', [first('tls', { kind: 'silent', bytesSeen: 40 }), hello('server-hello')], 0],
  ['a small hello is another matter', [first('tls', SILENCE), hello('server-hello', 300)], 0],
  ['so is an older one', [first('tls', SILENCE), hello('server-hello', 1_600, 0x0303)], 0],
  ['no hello was answered', [first('tls', SILENCE), hello('silent')], 0],
  [
    'sessions die and hellos live, each time',
    [first('tls', SILENCE), dies('a', 'tls', SILENCE), hello('server-hello')],
    0,
  ],
  [
    'hellos live by turns',
    [first('tls', SILENCE), dies('a', 'tls', SILENCE), hello('server-hello'), hello('silent')],
    1,
  ],
])('hellos that are answered where the session ended %s', (_name, seen, count) => {
  expect(turns(...seen).hellos).toBe(count)
})
