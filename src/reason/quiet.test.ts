import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, plan, reply, RST, session, step, type Seen } from '../../test/kit/evidence.ts'
import { CAUSES } from '../causes/index.ts'
import { conclude } from './conclude.ts'

const alternativesOn = (seen: readonly Seen[]): readonly string[] =>
  conclude(evidence(seen), {
    target: 't',
    at: 0,
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    causes: CAUSES,
    writeLever: () => [],
  })
    .findings.filter(({ cause }) => cause === 'receiver/lost-connection-state')
    .flatMap(({ alternatives }) => alternatives.map(({ cause }) => cause))

const dead = (pauseMs?: { readonly mail: number }): Seen =>
  session({ death: death('mail', RST), plan: plan(pauseMs === undefined ? {} : { pauseMs }) })
const answered = (afterMs: number): Seen =>
  step({ endpoint: AN_ENDPOINT, stage: 'ehlo', outcome: { ...reply(250), afterMs } })

test.each<readonly [string, readonly Seen[], boolean]>([
  ['everything is answered at once', [dead(), answered(30)], false],
  ['we paused before it', [dead({ mail: 6000 }), answered(30)], true],
  ['the server thought before it', [dead(), answered(5000)], true],
])('a box that forgets the idle is no look-alike where nobody was: %s', (_what, seen, is) => {
  expect(alternativesOn(seen).includes('firewall/nat-idle-expiry')).toBe(is)
})
