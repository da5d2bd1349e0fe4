import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session, SILENCE, type Seen } from '../../test/kit/evidence.ts'
import { asItEnded } from '../domain/batched-replies.ts'
import type { Outcome } from '../domain/outcome.ts'
import { whatFailed } from './what-failed.ts'

const RCPT = plan({ upTo: 'rcpt' })
const first = (
  how: Outcome = SILENCE,
  outstanding: readonly string[] = ['MAIL FROM:<>', 'RCPT TO:<a@b.example>'],
): Seen => session({ plan: RCPT, death: { ...death('mail', how), outstanding } })
const lockStep = (changes: Parameters<typeof session>[0]): Seen =>
  session({ session: 's2', role: 'experiment', plan: { ...RCPT, pipelining: false }, ...changes })
const atRcpt = { ...death('rcpt', SILENCE), outstanding: ['RCPT TO:<a@b.example>'] }

test.each<readonly [string, readonly Seen[], string, string | undefined]>([
  ['one at a time MAIL is answered and RCPT is not', [first(), lockStep({ death: atRcpt })], 'rcpt', 'mail'],
  ['nothing was asked one at a time', [first()], 'mail', undefined],
  ['one at a time it ends at MAIL, too', [first(), lockStep({ death: death('mail', SILENCE) })], 'mail', undefined],
  ['one at a time it lives', [first(), lockStep({})], 'mail', undefined],
  ['it ends otherwise', [first(FIN), lockStep({ death: atRcpt })], 'mail', undefined],
  ['MAIL alone had been sent', [first(SILENCE, ['MAIL FROM:<>']), lockStep({ death: atRcpt })], 'mail', undefined],
  [
    'another sender',
    [
      first(),
      lockStep({
        death: atRcpt,
        plan: plan({ upTo: 'rcpt', pipelining: false, envelope: { from: 'a@c.example', to: [] } }),
      }),
    ],
    'mail',
    undefined,
  ],
])('%s', (_name, seen, stage, heldBack) => {
  const { failure } = whatFailed(evidence(seen))
  expect([failure?.stage, failure?.heldBack]).toEqual([stage, heldBack])
})

test('a letter names the command that was not answered', () => {
  const whole = evidence([first(), lockStep({ death: atRcpt })])
  const looks = whole.observations.flatMap((one) => (one.kind === 'smtp.session' ? [one.fact] : []))
  expect(looks.map((look) => asItEnded(look, whole).death?.stage)).toEqual(['rcpt', 'rcpt'])
  expect(looks.map(({ death: end }) => end?.stage)).toEqual(['mail', 'rcpt'])
})
