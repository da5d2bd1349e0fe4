import {
  FIRST_ADDRESS_BANNED,
  nameRefused,
  REFUSED_OVER_IPV6,
  REFUSED_OVER_IPV6_THERE,
  relayOnly,
  suiteLeftOut,
  weakDiffieHellman,
} from './faults.ts'
import { queueTrials } from './queue-trial.ts'
import { servingTrials } from './serving-trials.ts'
import { installs, servesTls } from './serving.ts'
import type { Target, Trial } from './trial.ts'

/** A few messages to one host go over one connection, so that such limits show nothing: the server must take the words for them. */
const LIMITS: readonly Trial[] = (['concurrency.limit', 'rate.delay'] as const).map((lever) => ({
  title: `${lever}: the server takes it`,
  lever: ({ host }) =>
    lever === 'rate.delay' ? { lever, host, seconds: 1 } : { lever: 'concurrency.limit', host, connections: 2 },
  serves: ({ domain }) => `grep -q '^mta limit for domain "${domain}"' /etc/smtpd.conf && smtpctl show stats`,
}))

/**
 * Debian 12's OpenSMTPD ends each handshake with an alert, as client and as server: what must end in TLS is not shown here.
 */
export const OPENSMTPD_TRIALS: readonly Trial[] = [
  ...queueTrials({
    software: 'opensmtpd',
    submit: (rcpt) => `/usr/sbin/sendmail -f lab@sender.invalid ${rcpt}`,
    id: ['ENVELOPE-ID', `smtpctl show queue | head -1 | cut -d '|' -f 1`],
  }),
  {
    title: 'tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: relaying('tls no-verify'),
  },
  {
    title: 'tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: relaying('tls'),
  },
  {
    title: 'tls.level-for may: TLS demanded where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: relaying('tls no-verify'),
  },
  {
    title: 'tls.opportunistic: TLS demanded of everybody',
    lever: () => ({ lever: 'tls.opportunistic' }),
    receiver: () => ({}),
    before: relaying('tls no-verify'),
  },
  FIRST_ADDRESS_BANNED,
  REFUSED_OVER_IPV6,
  REFUSED_OVER_IPV6_THERE,
  {
    title: 'connection.reuse-limit: two messages on a connection are taken',
    lever: ({ host }) => ({ lever: 'connection.reuse-limit', host, messages: 2 }),
    receiver: () => ({
      limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } },
      at: { dot: { do: 'usual', delayMs: 300 } },
    }),
    messages: [1, 1, 1, 1, 1],
  },
  {
    title: 'route.to: the MX leads to a server that refuses',
    lever: ({ domain, world }) => ({ lever: 'route.to', domain, host: `good.${world.variation.domain}` }),
    receiver: () => ({ at: { rcpt: { do: 'reply', text: '554 5.7.1 relaying denied' } } }),
    elsewhere: () => ({}),
    zone: ({ world, elsewhere }) => [`good.${world.variation.domain}. IN A ${elsewhere}`],
  },
  nameRefused(relaying('helo "bad-name.example"')),
  ...LIMITS,
]

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const

/** Debian 13's OpenSMTPD, which speaks TLS. */
export const OPENSMTPD_7_TRIALS: readonly Trial[] = [
  {
    title: 'tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: relaying('tls no-verify'),
  },
  {
    title: 'tls.minimum-for: a server that ends at TLS 1.0',
    lever: ({ host }) => ({ lever: 'tls.minimum-for', host, version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
    before: relaying('tls no-verify'),
  },
  {
    title: 'tls.minimum: a ceiling of TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    before: relaying('tls no-verify protocols "tlsv1.0,tlsv1.1"'),
  },
  {
    title: 'tls.default-ciphers: only ECDSA certificates are taken',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'client' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2' }) }),
    before: relaying('tls no-verify ciphers "ECDHE-ECDSA-AES128-GCM-SHA256"'),
  },
  {
    title: 'tls.level-for encrypt: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'encrypt' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: relaying('tls'),
  },
  {
    title: 'tls.client-certificate: a server that demands one',
    lever: ({ host }) => ({ lever: 'tls.client-certificate', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2', clientCertificate: 'required' }) }),
    before: (target) =>
      `${relaying('tls no-verify')()}\n${installs({ '/etc/ssl/client.crt': target.tls('ordinary').cert, '/etc/ssl/private/client.key': target.tls('ordinary').key })}`,
  },
  ...([587, 465] as const).map((port) => ({
    title: `tls.maximum-for: a relay with a login on ${port}, and a box that resets hellos with TLS 1.3`,
    lever: ({ host }: Target) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }) as const,
    to: ({ host, address }: Target) => ({ relay: { host, port }, address }),
    port,
    receiver: ({ tls }: Target) => ({
      tls: tls('self-signed'),
      wrapped: port === 465,
      users: { mary: 'secret' },
      hellos: [{ offers13: true as const, then: { do: 'rst' as const } }],
    }),
    before: ({ host }: Target) => loggingIn(`${port === 465 ? 'smtps' : 'smtp+tls'}://relay@${host}:${port}`),
    // What an administrator does with the words about the label and the other options.
    values: ({ host }: Target) => ({
      [`//${host}:${port}" tls no-verify`]: `//relay@${host}:${port}" auth <secrets> tls no-verify`,
    }),
  })),
  {
    title: 'tls.none-for: a relay that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    to: ({ host, address }) => ({ relay: { host, port: 587 }, address }),
    port: 587,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ host }) => relaying(`host "smtp+tls://${host}:587" tls no-verify`)(),
  },
  relayOnly(587),
  {
    title: 'tls.mode wrapped: a server that speaks TLS from the first octet',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 25, wrapped: true }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), wrapped: true }),
  },
  relayOnly(465),
  {
    title: 'tls.mode plain: TLS from the first octet to a STARTTLS port',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 587, wrapped: false }),
    port: 587,
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    before: ({ host }) => relaying(`host "smtps://${host}:587"`)(),
  },
  weakDiffieHellman(relaying('tls no-verify')),
  suiteLeftOut(relaying('tls no-verify ciphers "HIGH:!aNULL:!CAMELLIA"')),
  {
    title: 'tls.minimum: a server of ours that ends at TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'server', version: 'TLSv1' }),
    before: serving('protocols "tlsv1.0,tlsv1.1"'),
    serves: servesTls(),
  },
  {
    title: 'tls.default-ciphers: a server of ours without any cipher for TLS 1.2',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'server' }),
    before: serving('ciphers "ECDHE-ECDSA-AES128-GCM-SHA256"'),
    serves: servesTls({ tls12: true }),
  },
  FIRST_ADDRESS_BANNED,
  ...LIMITS,
  ...servingTrials({
    begin:
      ({ certificate, key }) =>
      () =>
        `sed -i -E 's/^listen on localhost.*/listen on 127.0.0.1 tls pki old/; 1i pki old cert "${certificate}"\\npki old key "${key}"' /etc/smtpd.conf`,
    files: {
      leaf: '/etc/ssl/leaf.crt',
      chain: '/etc/ssl/fullchain.crt',
      key: '/etc/ssl/private/fullchain.key',
      rsa: '/etc/ssl/rsa.crt',
      rsaKey: '/etc/ssl/private/rsa.key',
      ecdsa: '/etc/ssl/ecdsa.crt',
      ecdsaKey: '/etc/ssl/private/ecdsa.key',
    },
    small: () => `echo 'smtp max-message-size "10M"' >> /etc/smtpd.conf`,
  }),
]

/** Other options of Debian's action for mail to elsewhere. */
function relaying(options: string): () => string {
  return () => `sed -i 's|^action "relay" relay|action "relay" relay ${options}|' /etc/smtpd.conf`
}

/** A relay that is logged in to. */
function loggingIn(url: string): string {
  return `echo 'relay mary:secret' > /etc/smtpd.secrets; chgrp opensmtpd /etc/smtpd.secrets; chmod 640 /etc/smtpd.secrets
${relaying(`host "${url}" auth <secrets> tls no-verify`)()}
sed -i '1i table secrets file:/etc/smtpd.secrets' /etc/smtpd.conf`
}

/** A listener of ours with TLS and these options. */
function serving(options: string): (target: Target) => string {
  return ({ tls }) =>
    `${installs({ '/etc/ssl/lab.crt': tls('ordinary').cert, '/etc/ssl/private/lab.key': tls('ordinary').key })}
sed -i -E 's|^listen on localhost.*|listen on 127.0.0.1 tls pki lab ${options}|; 1i pki lab cert "/etc/ssl/lab.crt"\\npki lab key "/etc/ssl/private/lab.key"' /etc/smtpd.conf`
}
