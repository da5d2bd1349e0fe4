import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import type { Trial } from './trial.ts'

/** Slow enough that a second delivery begins before the first one ends. */
export const ONE_AT_A_TIME: PeerScript = {
  limits: { concurrent: { count: 1, reply: '421 4.7.0 too many connections' } },
  at: { dot: { do: 'usual', delayMs: 3000 } },
}

/** A server that has banned the first of our addresses. */
export const FIRST_ADDRESS_BANNED: Trial = {
  title: 'source.address: the first address is banned',
  lever: ({ world }) => ({ lever: 'source.address', family: 4, address: world.senderAddress(2) }),
  receiver: () => ({}),
  rules: ({ world, address }) => [
    `-I INPUT -s ${world.senderAddress()} -d ${address} -p tcp --dport 25 -j REJECT --reject-with tcp-reset`,
  ],
}

/** A server that takes mail over IPv4 alone. */
export const REFUSED_OVER_IPV6: Trial = {
  title: 'family.prefer-ipv4: the IPv6 side refuses us',
  lever: () => ({ lever: 'family.prefer-ipv4' }),
  receiver: () => ({}),
  receiver6: () => ({ at: { rcpt: { do: 'reply', text: '550 5.7.25 no PTR record' } } }),
}

/** Faults that act on every server as it comes, and the lever that helps. */
export const SHARED_FAULTS: readonly Trial[] = [
  {
    title: 'esmtp.off-for: a server that hangs up at EHLO',
    lever: ({ host }) => ({ lever: 'esmtp.off-for', host }),
    receiver: () => ({ at: { ehlo: { do: 'fin' } } }),
  },
  {
    title: 'pipelining.off-for: a server that loses what is pipelined',
    lever: ({ host }) => ({ lever: 'pipelining.off-for', host }),
    receiver: () => ({ flow: { losesPipelined: true }, keywords: ['PIPELINING', 'SIZE 52428800', '8BITMIME'] }),
  },
  {
    title: 'route.to: the MX leads to a server that refuses',
    lever: ({ domain, world }) => ({ lever: 'route.to', domain, host: `good.${world.variation.domain}` }),
    receiver: () => ({ at: { rcpt: { do: 'reply', text: '554 5.7.1 relaying denied' } } }),
    elsewhere: () => ({}),
    zone: ({ world, elsewhere }) => [`good.${world.variation.domain}. IN A ${elsewhere}`],
  },
]
