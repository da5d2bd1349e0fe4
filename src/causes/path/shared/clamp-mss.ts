import { sh } from '../../../domain/lever.ts'
import type { Remedy } from '../../../domain/remedy.ts'

/** Which packets the letter says vanish, and who is asked for them in which order. */
interface Vanishing {
  readonly vanish: string
  readonly who: string
}

const FROM_US: Vanishing = {
  vanish: 'Full-size packets from our mail server to the receiver vanish without an ICMP error, small ones pass.',
  who: 'whoever runs our own router or VPN first, then our access provider, then the receiver',
}

/** The router with the small link: make both ends agree on smaller segments, or let them learn it by ICMP. `address`: the receiver's, in its family. */
export function clampRemedy(address: string, { vanish, who }: Vanishing = FROM_US): Remedy {
  const overIpv6 = address.includes(':')
  const clamp = (how: '-A' | '-D'): string =>
    `${overIpv6 ? 'ip6tables' : 'iptables'} -t mangle ${how} FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`
  return {
    title: 'Clamp the MSS, or let the ICMP errors through, on the router with the small link',
    applies: 'by-someone-else',
    steps: [
      sh(
        clamp('-A'),
        `on the router whose link is small (PPPoE, VPN, tunnel); ${overIpv6 ? 'iptables' : 'ip6tables'} likewise; nftables: \`tcp flags syn tcp option maxseg size set rt mtu\``,
      ),
      {
        kind: 'ask',
        who,
        text: `${vanish} Please let ${overIpv6 ? 'ICMPv6 type 2 (and ICMP type 3 code 4)' : 'ICMP type 3 code 4 (and ICMPv6 type 2)'} through, which path MTU discovery needs, or clamp the MSS where your link is small.`,
      },
    ],
    undo: [sh(clamp('-D'))],
  }
}
