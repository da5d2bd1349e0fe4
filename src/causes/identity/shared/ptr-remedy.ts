import type { Sight } from '../../../domain/evidence.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { reverseName } from '../../../domain/reverse-name.ts'

/** PTR, forward record and EHLO name made one and the same. */
export function ptrRemedy(identity: Sight<'egress.identity'>): readonly Remedy[] {
  const own = identity.seen[0]?.fact
  const address = own?.seenByPeer ?? own?.address ?? '<address>'
  const name = own?.ehloName !== undefined && own.ehloName.includes('.') ? own.ehloName : 'mail.<your domain>'
  return [
    {
      title: 'Publish a PTR record that is your own name, and let the name lead back',
      applies: 'needs-values',
      on: 'our-server',
      levers: [{ lever: 'ehlo.name', name }],
      steps: [
        {
          kind: 'record',
          zoneLine: `${reverseName(address) ?? '<reversed address>.arpa'}. IN PTR ${name}.`,
          owner: `${address}: the holder of the address (provider's panel or API)`,
        },
        {
          kind: 'record',
          zoneLine: `${name}. IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`,
          owner: 'your domain',
        },
        { kind: 'note', text: 'If the provider gives no PTR records, send through a relay (smart host) that has one.' },
      ],
    },
  ]
}
