import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { death, evidence, session, SILENCE } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import cause from './receiver-slow-client-lookup.ts'

causeCases(cause, {
  convicts: [
    ['a late banner and a dead reverse zone', [session({ bannerMs: 20_000 }), identity({ ptrStatus: 'timeout' })]],
    [
      'no banner and a dead reverse zone',
      [session({ death: death('banner', SILENCE) }), identity({ ptrStatus: 'servfail' })],
    ],
  ],
  acquits: [],
  abstains: [
    ['postscreen waits six seconds', [session({ bannerMs: 6_050 })]],
    [
      'a banner that breaks off in its midst',
      [session({ death: death('banner', { kind: 'silent', afterMs: 29_000, bytesSeen: 150 }) })],
    ],
    ['a healthy session', [session()]],
  ],
})

test('a banner that never came did not come late', () => {
  const seen = evidence([session({ bannerMs: 29_000, death: death('banner', SILENCE) })])
  expect(cause.weigh(view(seen, cause.needs)).map(({ says }) => says)).toEqual(['no banner came'])
})

test('our own other address is asked about only where the lookup of ours hangs', () => {
  const silent = session({ death: death('banner', SILENCE) })
  const asked = (ptrStatus: 'timeout' | 'answer') =>
    experimentsOf(cause, [silent, identity({ ptrStatus })], { otherSources: ['198.51.100.77'] })
  expect(asked('timeout')).toHaveLength(1)
  expect(asked('answer')).toHaveLength(0)
})

test('it is the reverse zone of the address that waited, and commands name that address', () => {
  const six = { address: '2001:db8::99', ptrStatus: 'timeout' } as const
  const late = session({ bannerMs: 20_000, localAddress: '192.0.2.99' })
  const other = view(evidence([late, identity({ ptrStatus: 'answer' }), identity(six)]), cause.needs)
  expect(cause.weigh(other).some(({ says }) => says.includes('reverse zone'))).toBe(false)
  const waited = session({ bannerMs: 20_000, localAddress: '2001:db8::99' })
  const own = view(evidence([waited, identity({ ptrStatus: 'answer' }), identity(six)]), cause.needs)
  expect(cause.weigh(own).some(({ says }) => says.includes('reverse zone'))).toBe(true)
  const text = JSON.stringify(cause.remedies(own))
  expect(text).toContain('dig -x 2001:db8::99 +trace')
  expect(text).toContain('ip6tables -I INPUT')
  expect(JSON.stringify(cause.remedies(view(evidence([]), cause.needs)))).not.toMatch(/<our/)
})
