import type { EgressIdentity } from '../../../domain/facts/dns-facts.ts'
import { sh } from '../../../domain/lever.ts'
import { isPlainName } from '../../../domain/plain-name.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { reverseName } from '../../../domain/reverse-name.ts'
import { seenFromOutside } from '../../shared/our-address.ts'
import { throughRelay } from '../../shared/remedies.ts'
import { isPoorName } from './poor-name.ts'

/** PTR, forward record and EHLO name made one and the same, for the address that the receiver minds. */
export function ptrRemedy(own: EgressIdentity | undefined): readonly Remedy[] {
  const address = (own === undefined ? undefined : seenFromOutside(own)) ?? 'OUR-ADDRESS'
  const type = (address === 'OUR-ADDRESS' ? (own?.address ?? '') : address).includes(':') ? 'AAAA' : 'A'
  const said = own?.ehloName
  // The name is said already where it is the wished one.
  const saysName = said !== undefined && isPlainName(said) && !isPoorName(said)
  const name = saysName ? said : 'mail.YOUR-DOMAIN'
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
          zoneLine: `${reverseName(address) ?? `REVERSED-ADDRESS.${type === 'AAAA' ? 'ip6' : 'in-addr'}.arpa`}. IN PTR ${name}.`,
          owner: `${address}: the holder of the address (provider's panel or API)`,
        },
        {
          kind: 'record',
          zoneLine: `${name}. IN ${type} ${address}`,
          owner: 'your domain',
        },
        sh(
          `dig +short -x ${address}; dig +short ${name} ${type}`,
          'must give the name, and then the address; others may keep the old answer for as long as its TTL says',
        ),
      ],
    },
    throughRelay('Or send through a relay that has one, where the provider gives no PTR records'),
  ]
}
