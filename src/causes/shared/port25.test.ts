import { expect, test } from 'vitest'
import { death, evidence, fact, plan, session, SILENCE, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { isSilence } from './outcomes.ts'
import { otherPortClue, surroundingsOf } from './port25.ts'
import { deaths } from './sessions.ts'
import { traceTo } from './trace.ts'

const at = (
  name: string,
  role: SmtpSession['role'],
  address: string,
  { port = 25, isSilent = false }: { readonly port?: number; readonly isSilent?: boolean } = {},
): Seen =>
  session({
    session: name,
    role,
    plan: plan({ endpoint: { host: `${name}.example`, address, port } }),
    ...(isSilent ? { death: death('connect', SILENCE) } : {}),
  })
const silent = at('dead', 'baseline', '192.0.2.1', { isSilent: true })

const around = (...others: readonly Seen[]) => {
  const sight = view(evidence([silent, ...others]), ['smtp.session'])['smtp.session']
  const { alike, reached, elsewhereAlike, elsewhereReached } = surroundingsOf(
    sight,
    deaths(sight, ['connect'], isSilence),
    isSilence,
  )
  const names = (list: typeof alike): readonly string[] => list.map(({ fact: one }) => one.session)
  return {
    alike: names(alike),
    reached: names(reached),
    elsewhereAlike: names(elsewhereAlike),
    elsewhereReached: names(elsewhereReached),
  }
}
const NOBODY = { alike: [], reached: [], elsewhereAlike: [], elsewhereReached: [] }

test.each<[string, Seen, object]>([
  ['another destination that is silent too', at('c', 'compare', '198.51.100.1', { isSilent: true }), { alike: ['c'] }],
  ['another destination that answers', at('c', 'compare', '198.51.100.1'), { reached: ['c'] }],
  ['another address of the target that answers', at('b', 'baseline', '192.0.2.2'), { reached: ['b'] }],
  ['the same from elsewhere', at('e', 'elsewhere', '192.0.2.1', { isSilent: true }), { elsewhereAlike: ['e'] }],
  ['an answer elsewhere', at('e', 'elsewhere', '192.0.2.1'), { elsewhereReached: ['e'] }],
  ['another address, seen from elsewhere', at('e', 'elsewhere', '192.0.2.9'), {}],
  ['another port', at('c', 'compare', '198.51.100.1', { port: 587 }), {}],
  ['another family', at('c', 'compare', '2001:db8::1'), {}],
  ['a trial of the same address', at('x', 'experiment', '192.0.2.1'), {}],
  ['a trial of another', at('x', 'experiment', '192.0.2.2'), {}],
])('beside a silent address: %s', (_name, other, expected) => {
  expect(around(other)).toEqual({ ...NOBODY, ...expected })
})

test('what is filtered at port 25 alone is ruled out by another port', () => {
  const dead = (port: number) =>
    deaths(
      view(evidence([at('d', 'baseline', '192.0.2.1', { port, isSilent: true })]), ['smtp.session'])['smtp.session'],
    )
  expect(otherPortClue(dead(25))).toEqual([])
  expect(otherPortClue(dead(587))).toMatchObject([{ decides: 'refutes' }])
})

test('a trace counts where it went to the very address, and came there', () => {
  const trace = (to: string, reached: boolean): Seen => fact('route.trace', { to, tool: 'mtr', hops: [], reached })
  const found = (...seen: readonly Seen[]) =>
    traceTo(view(evidence(seen), ['route.trace'])['route.trace'], '192.0.2.1')?.id
  expect(found(trace('192.0.2.2', true), trace('192.0.2.1', false), trace('192.0.2.1', true))).toBe('o3')
  expect(found(trace('192.0.2.2', true), trace('192.0.2.1', false))).toBeUndefined()
})
