import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session } from '../../../test/kit/evidence.ts'
import cause from './smtp-inspection.ts'

const masked = { code: 220, lines: ['****************************2****0*****'] }

causeCases(cause, {
  convicts: [
    ['a masked banner, and EHLO dies', [session({ banner: masked, death: death('ehlo', FIN) })]],
    [
      'masked extensions, and MAIL dies',
      [session({ clearKeywords: ['SIZE 1000', 'XXXXXXXA'], death: death('mail', FIN) })],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a server without extensions',
      [session({ banner: { code: 220, lines: ['mx.example.net SMTP'] }, keywords: [], death: death('mail', FIN) })],
    ],
    [
      'private extensions',
      [session({ keywords: ['XCLIENT NAME ADDR', 'XEXCH50', 'X-ANONYMOUSTLS'], death: death('mail', FIN) })],
    ],
    ['a healthy session', [session()]],
  ],
})
