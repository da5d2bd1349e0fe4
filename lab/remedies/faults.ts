import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import { installs, servesTls, takesBytes } from './serving.ts'
import type { Target, Trial } from './trial.ts'

/** Slow enough that a second delivery begins before the first one ends, on a busy machine, too. */
export const ONE_AT_A_TIME: PeerScript = {
  limits: { concurrent: { count: 1, reply: '421 4.7.0 too many connections' } },
  at: { dot: { do: 'usual', delayMs: 8000 } },
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

/** Port 25 is blocked; the relay takes mail on another port, in TLS alone. */
export function relayOnly(
  port: 587 | 465,
  values: Readonly<Record<string, string>> = { 'USER:PASSWORD': 'mary:secret' },
): Trial {
  return {
    title: `smarthost: port 25 is blocked, a relay on ${port}`,
    lever: ({ host }) => ({ lever: 'smarthost', host, port }),
    port,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), wrapped: port === 465, users: { mary: 'secret' } }),
    rules: ({ address }) => [
      `-I INPUT -d ${address} -p tcp --dport ${port} -m string --algo bm --icase --string 'MAIL FROM' -j REJECT --reject-with tcp-reset`,
    ],
    values,
  }
}

/** A server that refuses the name that our host has; `before` makes the sender say that name. */
export function nameRefused(before: () => string): Trial {
  return {
    title: 'ehlo.name: a server that refuses our name',
    lever: () => ({ lever: 'ehlo.name', name: 'mail.ours.example' }),
    receiver: () => ({}),
    // The scripted peer takes any name, a packet filter does not.
    rules: ({ address }) => [
      `-I INPUT -d ${address} -p tcp --dport 25 -m string --algo bm --string bad-name.example -j REJECT --reject-with tcp-reset`,
    ],
    before,
  }
}

/** What a receiver of ours must mend. `begin` starts it with TLS and these files, as its administrator would have. */
export function servingTrials(places: {
  readonly begin: (files: { readonly certificate: string; readonly key: string }) => (target: Target) => string
  readonly files: Readonly<Record<'leaf' | 'chain' | 'key' | 'rsa' | 'rsaKey' | 'ecdsa' | 'ecdsaKey', string>>
  readonly group?: string
  readonly small: () => string
}): readonly Trial[] {
  const { files, group } = places
  const leafOf = (chain: string): string => `${chain.split('-----END CERTIFICATE-----')[0]}-----END CERTIFICATE-----`
  const install = ({ tls }: Target): string =>
    installs(
      {
        [files.leaf]: leafOf(tls('ordinary').cert),
        [files.chain]: tls('ordinary').cert,
        [files.key]: tls('ordinary').key,
        [files.rsa]: tls('ordinary').cert,
        [files.rsaKey]: tls('ordinary').key,
        [files.ecdsa]: tls('ecdsa').cert,
        [files.ecdsaKey]: tls('ecdsa').key,
      },
      group,
    )
  const began =
    (certificate: string, key: string) =>
    (target: Target): string =>
      `${install(target)}\n${places.begin({ certificate, key })(target)}`
  return [
    {
      title: 'tls.certificate full-chain: the leaf alone is served',
      lever: () => ({ lever: 'tls.certificate', chain: 'full-chain' }),
      before: began(files.leaf, files.key),
      serves: servesTls(),
    },
    {
      title: 'tls.certificate rsa-and-ecdsa: a client that takes RSA alone',
      lever: () => ({ lever: 'tls.certificate', chain: 'rsa-and-ecdsa' }),
      before: began(files.ecdsa, files.ecdsaKey),
      serves: servesTls({ ciphers: 'aRSA' }),
    },
    {
      title: 'message.size-limit: a message of 45 MB',
      lever: () => ({ lever: 'message.size-limit', side: 'server', bytes: 52_428_800 }),
      before: places.small,
      serves: takesBytes(45_000_000),
    },
  ]
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
