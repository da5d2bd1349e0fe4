import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './required-not-offered.ts'

const PLAIN = { keywords: ['PIPELINING', 'SIZE 10240000'] }
const REQUIRED = plan({ tls: 'require' })
const TOLD = symptom({ symptom: 'tls.required', stage: 'ehlo' })

causeCases(cause, {
  convicts: [
    [
      'TLS required, STARTTLS not listed',
      [session({ ...PLAIN, plan: REQUIRED, death: death('starttls', reply(502, 'not implemented')) })],
    ],
    ['the MTA requires it, and nobody offers it', [session(PLAIN), TOLD]],
  ],
  acquits: [
    [
      'overwritten on the way',
      [
        session({
          keywords: ['XXXXXXXA'],
          plan: REQUIRED,
          banner: { code: 220, lines: ['****************'] },
          death: death('starttls', reply(500, 'not recognized')),
        }),
        session({ keywords: ['XXXXXXXA'], session: 's2', role: 'elsewhere' }),
      ].slice(1),
    ],
  ],
  abstains: [
    [
      'STARTTLS listed and refused',
      [session({ keywords: ['STARTTLS'], plan: REQUIRED, death: death('starttls', reply(454, 'no')) })],
    ],
    ['no STARTTLS, and nobody minds', [session(PLAIN)]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})
