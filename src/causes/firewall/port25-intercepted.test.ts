import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './port25-intercepted.ts'

const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })
const banner = (name: string) => ({ code: 220, lines: [`${name} ESMTP ready`] })

const garbled = (head: string) => death('banner', { kind: 'garbled', head, why: 'not a reply' })

causeCases(cause, {
  convicts: [
    [
      'and it says that the domain is foreign',
      [
        session({ banner: banner('proxy.isp.test'), death: death('rcpt', reply(554, 'Relay access denied')) }),
        session({ session: 's2', role: 'compare', plan: other, banner: banner('proxy.isp.test') }),
        symptom({ symptom: 'policy.relay', speaker: 'peer', stage: 'rcpt', words: '554 5.7.1 Relay access denied' }),
      ],
    ],

    [
      'a stranger greets for both',
      [
        session({ banner: banner('proxy.isp.test'), death: death('rcpt', reply(554)) }),
        session({ session: 's2', role: 'compare', plan: other, banner: banner('proxy.isp.test') }),
      ],
    ],
    [
      'a portal answers for both',
      [
        session({ death: garbled('HTTP/1.1 302 Found') }),
        session({ session: 's2', role: 'compare', plan: other, death: garbled('HTTP/1.1 302 Found') }),
      ],
    ],
    [
      'nobody greets',
      [
        session({ death: death('banner', SILENCE) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('banner', SILENCE) }),
      ],
    ],
  ],
  acquits: [
    [
      'each greets with its own name',
      [
        session({ banner: banner('mx1.example.net'), death: death('rcpt', reply(554)) }),
        session({ session: 's2', role: 'compare', plan: other, banner: banner('mx.example.com') }),
      ],
    ],
  ],
  abstains: [
    [
      'two customers of one provider, at one address',
      [
        session({ banner: banner('mail.provider.test') }),
        session({
          session: 's2',
          role: 'compare',
          plan: plan({ endpoint: { host: 'mx.example.com', address: '192.0.2.1', port: 25 } }),
          banner: banner('mail.provider.test'),
        }),
      ],
    ],
    ['a mute server alone', [session({ death: death('banner', SILENCE) })]],
    ['a healthy session', [session({ banner: banner('mx1.example.net') })]],
  ],
})
