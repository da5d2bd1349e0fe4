import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, FIN, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './resource-exhausted.ts'

const OVER_IPV6 = '2001:db8::25'
const noAddress = session({
  plan: plan({ endpoint: { host: 'mx1.example.net', address: OVER_IPV6, port: 25 } }),
  death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
})

causeCases(cause, {
  convicts: [
    ['too many open files', [session({ death: death('connect', { kind: 'errno', errno: 'EMFILE' }) })]],
    ['no port left', [session({ death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }) })]],
    [
      'no port left over IPv6, where the kernel names an address of ours to leave by',
      [noAddress, fact('route.local', { to: OVER_IPV6, source: '2001:db8:1::2', device: 'eth0' })],
    ],
    ['the MTA reports it', [symptom({ symptom: 'local.resources', words: 'Too many open files' })]],
  ],
  acquits: [],
  abstains: [
    ['this host has no IPv6 address, as far as is known', [noAddress]],
    [
      'this host has an IPv6 address of its link alone',
      [noAddress, fact('route.local', { to: OVER_IPV6, source: 'fe80::1', device: 'eth0' })],
    ],
    [
      'the other vantage point is out of descriptors',
      [
        session({ death: death('connect', SILENCE) }),
        session({ role: 'elsewhere', death: death('connect', { kind: 'errno', errno: 'EMFILE' }) }),
      ],
    ],
    [
      'the bound address is missing',
      [
        session({
          plan: plan({ bind: '192.0.2.9' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    ['the peer has a limit', [session({ death: death('banner', reply(421, 'too many connections')) })]],
    ['the peer closed', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
