import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { death, session, SILENCE } from '../../../test/kit/evidence.ts'
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
    ['a healthy session', [session()]],
  ],
})
