import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import type { Trial } from './trial.ts'

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

/** The same, for mail to there alone. */
export const REFUSED_OVER_IPV6_THERE: Trial = {
  ...REFUSED_OVER_IPV6,
  title: 'family.prefer-ipv4 for one host: its IPv6 side refuses us',
  lever: ({ host }) => ({ lever: 'family.prefer-ipv4', host }),
}

/** A server of which TLS 1.2 knows one suite, which `before` makes the sender leave out for all. */
export function suiteLeftOut(before: NonNullable<Trial['before']>, more: Partial<Trial> = {}): Trial {
  return {
    title: 'tls.default-ciphers-for: the only suite of the server is left out for all',
    lever: ({ host }) => ({ lever: 'tls.default-ciphers-for', host }),
    receiver: ({ tls }) => ({
      tls: tls('ordinary', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-CAMELLIA256-SHA384' }),
    }),
    before,
    ...more,
  }
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
    values: () => values,
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

/** A server that ends each session after three seconds. */
export const SHORT_SESSIONS: PeerScript = {
  limits: { lasting: { ms: 3000, reply: '421 4.4.2 session too long' } },
  at: { dot: { do: 'usual', delayMs: 1200 } },
}

/** Packets with a SYN, and those with a good part of a message. */
const HELD = {
  connect: (address: string) => [`-d ${address} -p tcp --dport 25 --syn`],
  body: (address: string) => [`-d ${address} -p tcp --dport 25 -m length --length 800:65535`],
} as const

/** A path that takes its time; `before` makes the sender impatient at that stage. */
export function slowPath(stage: 'connect' | 'body', before: NonNullable<Trial['before']>): Trial {
  return {
    title: `timeout.client: ${stage === 'connect' ? 'a connection' : 'each part of a message'} takes 2.5 s`,
    lever: () => ({ lever: 'timeout.client', stage, seconds: 300 }),
    // Chunks would be answered one by one.
    receiver: () => ({ keywords: ['PIPELINING', 'SIZE 52428800', '8BITMIME'] }),
    held: ({ address }) => HELD[stage](address),
    ...(stage === 'body' ? { bytes: 400_000 } : {}),
    before,
  }
}

/** 1024 bits. */
const WEAK_DH = `-----BEGIN DH PARAMETERS-----
MIGHAoGBAOvm0nwIJF6VDa+TKpS45vyxwu85f4O0XoJzdWxO2cQ6RMxG+pPiQvSI
8N4XbNJMGOc1jkdieMuP8ud7XGh3QvfAKVDu+0mYqyjBtzKFliKZmuWGIpE/74Z1
oMcT0yCPa9/R9Bmo6p/ZgKAozSCjU2hUqUwD5YTnwf3Wf7tazw1nAgEC
-----END DH PARAMETERS-----
`

/** A server that prefers Diffie-Hellman with a number that is too small; `before` makes the sender mind. */
export function weakDiffieHellman(before?: NonNullable<Trial['before']>): Trial {
  return {
    title: 'tls.exclude-for: Diffie-Hellman of 1024 bits',
    lever: ({ host }) => ({ lever: 'tls.exclude-for', host, ciphers: 'kDHE' }),
    receiver: ({ tls }) => ({
      tls: tls('ordinary', {
        maxVersion: 'TLSv1.2',
        ciphers: 'DHE-RSA-AES256-GCM-SHA384:AES256-GCM-SHA384:@SECLEVEL=0',
        dhparam: WEAK_DH,
      }),
    }),
    ...(before === undefined ? {} : { before }),
  }
}
