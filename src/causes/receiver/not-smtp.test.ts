import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session } from '../../../test/kit/evidence.ts'
import cause from './not-smtp.ts'

const garbled = (head: string) => death('banner', { kind: 'garbled', head, why: 'not a reply' })

causeCases(cause, {
  convicts: [
    ['SSH', [session({ death: garbled('SSH-2.0-OpenSSH_9.2\r\n') })]],
    ['HTTP', [session({ death: garbled('HTTP/1.1 400 Bad Request\r\n') })]],
    ['octets of nobody knows what', [session({ death: garbled('\u0001\u0002hello') })]],
  ],
  acquits: [],
  abstains: [
    ['a TLS alert: the port speaks TLS', [session({ death: garbled('\u0015\u0003\u0001\u0000\u0002\u0002F') })]],
    ['an SMTP refusal', [session({ death: death('banner', reply(554)) })]],
    ['garbled later', [session({ death: death('ehlo', { kind: 'garbled', head: 'SSH-', why: '' }) })]],
    ['closed', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
