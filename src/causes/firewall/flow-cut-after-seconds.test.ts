import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  death,
  FIN,
  plan,
  PROBED_IN_VAIN,
  reply,
  session,
  SILENCE,
  socketState,
  step,
} from '../../../test/kit/evidence.ts'
import { experimentsOf, trial } from '../../../test/kit/experiments.ts'
import type { Trial } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import cause from './flow-cut-after-seconds.ts'

/** Silent for 10 s, and heard for the last time at an age of `seconds`. */
const silentAt = (stage: 'ehlo' | 'mail' | 'rcpt', seconds: number, changes: Partial<SmtpSession> = {}) =>
  session({ death: death(stage, SILENCE), seconds: seconds + 10, ...changes })
const RAN_AGAIN = { session: 's2', role: 'experiment' } as const
const silent = silentAt('mail', 4)

causeCases(cause, {
  convicts: [
    ['probes find nobody, and new connections pass', [silent, PROBED_IN_VAIN, session(RAN_AGAIN)]],
    [
      'another session falls silent at another stage, as old',
      [silent, PROBED_IN_VAIN, silentAt('rcpt', 4.6, RAN_AGAIN)],
    ],
    [
      'the arm that grew old by a pause is no older session that was answered',
      [
        silent,
        PROBED_IN_VAIN,
        session(RAN_AGAIN),
        silentAt('ehlo', 12, { ...RAN_AGAIN, plan: plan({ pauseMs: { ehlo: 12_000 } }) }),
      ],
    ],
    [
      'a session that lived and had no answer to its farewell is no older one',
      [silent, PROBED_IN_VAIN, session({ ...RAN_AGAIN, seconds: 20 })],
    ],
    ['octets are repeated in vain, and new connections pass', [silent, socketState({}), session(RAN_AGAIN)]],
  ],
  acquits: [
    ['an older session is answered', [silent, PROBED_IN_VAIN, silentAt('rcpt', 12, RAN_AGAIN)]],
    [
      'an older session is answered to its end',
      [
        silent,
        PROBED_IN_VAIN,
        session({ ...RAN_AGAIN, seconds: 20 }),
        step({ session: 's2', stage: 'rcpt', startedAfterMs: 11_000, outcome: reply(250) }),
      ],
    ],
    ['younger ones fall silent as well', [silent, PROBED_IN_VAIN, silentAt('mail', 0.2, RAN_AGAIN)]],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a hung server acknowledges', [silent, socketState({ timer: 'none', retransmits: 0, unackedSegments: 0 })]],
    [
      'its kernel answers the probes',
      [
        silent,
        socketState({
          timer: 'keepalive',
          retransmits: 0,
          unackedSegments: 0,
          unansweredProbes: 0,
          lastAckMs: 400,
          lastReceivedMs: 8000,
        }),
      ],
    ],
    ['silence at once', [silentAt('mail', 0.2), PROBED_IN_VAIN]],
    ['a close', [session({ death: death('mail', FIN), seconds: 4 })]],
    ['nobody looked at the socket', [silent]],
  ],
})

test('the old connection must fall silent where the young one is answered; one that lives rules it out', () => {
  const asked = (one: typeof silent) => experimentsOf(cause, [one, PROBED_IN_VAIN])
  const [experiment] = asked(silent)
  const [old, young] = experiment?.arms ?? []
  expect(old?.plan).toMatchObject({ upTo: 'ehlo', keepAliveMs: 1000, pauseMs: { ehlo: 6200 } })
  expect(young?.plan).not.toHaveProperty('pauseMs')
  const ran = (arm: typeof old, changes: Partial<SmtpSession>): Trial => trial(arm?.name ?? '', changes)
  const lives = { plan: plan({ upTo: 'ehlo' }) }
  const judged = (...trials: readonly Trial[]) => experiment?.judge(trials).judged
  expect(judged(ran(old, { death: death('ehlo', SILENCE) }), ran(young, lives))).toBe('confirmed')
  expect(judged(ran(old, lives), ran(young, lives))).toBe('refuted')
  // The server did not want to wait for us: that is its own timer.
  expect(judged(ran(old, { death: death('ehlo', FIN) }), ran(young, lives))).toBe('undecided')
  expect(judged(ran(old, { death: death('ehlo', SILENCE) }), ran(young, { death: death('ehlo', SILENCE) }))).not.toBe(
    'confirmed',
  )
  expect(asked(silentAt('mail', 4, { plan: plan({ pauseMs: {} }) }))).toHaveLength(1)
  // We paused ourselves, or it would take too long.
  expect(asked(silentAt('mail', 4, { plan: plan({ pauseMs: { mail: 3000 } }) }))).toEqual([])
  expect(asked(silentAt('mail', 60))).toEqual([])
})
