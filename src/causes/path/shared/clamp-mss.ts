import type { Remedy } from '../../../domain/remedy.ts'

/** The router with the small link: make both ends agree on smaller segments, or let them learn it by ICMP. */
export const clampRemedy: Remedy = {
  title: 'Clamp the MSS, or let the ICMP errors through, on the router with the small link',
  applies: 'by-someone-else',
  steps: [
    {
      kind: 'command',
      shell: 'sh',
      run: 'iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
      why: 'on the router whose link is small (PPPoE, VPN, tunnel); ip6tables likewise; nftables: `tcp flags syn tcp option maxseg size set rt mtu`',
    },
    {
      kind: 'ask',
      who: 'whoever runs our own router or VPN first, then our access provider, then the receiver',
      text: 'Full-size packets between our two addresses vanish without an ICMP error, small ones pass. Please let ICMP type 3 code 4 (and ICMPv6 type 2) through, which path MTU discovery needs, or clamp the MSS where your link is small.',
    },
  ],
  undo: [
    {
      kind: 'command',
      shell: 'sh',
      run: 'iptables -t mangle -D FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
    },
  ],
}
