import type { Sight } from '../../../domain/evidence.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { reverseName } from '../../../domain/reverse-name.ts'
import { throughRelay } from '../../shared/remedies.ts'

/** PTR, forward record and EHLO name made one and the same. */
export function ptrRemedy(identity: Sight<'egress.identity'>): readonly Remedy[] {
  const own = identity.seen[0]?.fact
  const address = own?.seenByPeer ?? own?.address ?? '<address>'
  const name = own?.ehloName !== undefined && own.ehloName.includes('.') ? own.ehloName : 'mail.<your domain>'
  // The name is said already where it is the wished one.
  const saysName = own !== undefined && own.ehloName === name
  return [
    {
      title: 'Publish a PTR record that is your own name, and let the name lead back',
      applies: 'needs-values',
      ...(saysName ? {} : { on: 'our-server' as const, levers: [{ lever: 'ehlo.name' as const, name }] }),
      steps: [
        {
          kind: 'ask',
          who: 'the provider of the address, where no panel sets it',
          text: `Please set the PTR record of ${address} to ${name}.`,
        },
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
        {
          kind: 'command',
          shell: 'sh',
          run: `dig +short -x ${address}; dig +short ${name} ${address.includes(':') ? 'AAAA' : 'A'}`,
          why: 'must give the name, and then the address; others may keep the old answer for as long as its TTL says',
        },
      ],
    },
    throughRelay('Or send through a relay that has one, where the provider gives no PTR records'),
  ]
}
