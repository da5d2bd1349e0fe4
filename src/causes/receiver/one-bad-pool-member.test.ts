import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, FIN, plan, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './one-bad-pool-member.ts'

const second = plan({ endpoint: { host: 'mx1.example.net', address: '192.0.2.2', port: 25 } })
const banner = (name: string) => ({ code: 220, lines: [`${name} ESMTP`] })

causeCases(cause, {
  convicts: [
    [
      'one refuses for good what the other takes',
      [session({ death: death('rcpt', reply(554, 'Relay access denied')) }), session({ session: 's2', plan: second })],
    ],

    ['one address of two', [session({ death: death('ehlo', FIN) }), session({ session: 's2', plan: second })]],
    [
      'one name of two behind one address',
      [
        session({ banner: banner('a.example.net'), death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', banner: banner('b.example.net') }),
      ],
    ],
    [
      'the same session dies and lives by turns, under one name',
      [
        session({ death: death('ehlo', FIN) }),
        session({ session: 's2', role: 'experiment' }),
        session({ session: 's3', role: 'experiment', death: death('ehlo', FIN) }),
        session({ session: 's4', role: 'experiment' }),
      ],
    ],
    [
      'the log shows it',
      [fact('log.pattern', { pattern: 'only-one-mx', symptom: 'drop.lost', count: 9, of: 20, detail: '' })],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'the same server now dead, now alive',
      [
        session({ banner: banner('a.example.net'), death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', banner: banner('a.example.net') }),
      ],
    ],
    [
      'one address does not answer at all',
      [session({ death: death('connect', SILENCE) }), session({ session: 's2', plan: second })],
    ],
    [
      'the arm with the change lives, the same session dies each time',
      [
        session({ death: death('ehlo', FIN) }),
        session({ session: 's2', role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
        session({ session: 's3', role: 'experiment', death: death('ehlo', FIN) }),
        session({ session: 's4', role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
      ],
    ],
    ['a single address', [session({ death: death('ehlo', FIN) })]],
    ['all addresses live', [session(), session({ session: 's2', plan: second })]],
  ],
})
