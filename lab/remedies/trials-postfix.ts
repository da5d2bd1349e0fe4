import {
  FIRST_ADDRESS_BANNED,
  nameRefused,
  ONE_AT_A_TIME,
  REFUSED_OVER_IPV6,
  relayOnly,
  SHARED_FAULTS,
  SHORT_SESSIONS,
  slowPath,
  weakDiffieHellman,
} from './faults.ts'
import { servingTrials } from './serving-trials.ts'
import { announcesBytes, installs, servesTls, SLOW_MILTER, takesMail } from './serving.ts'
import { OTHER_NAME, type Target, type Trial } from './trial.ts'

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const
const set =
  (...settings: string[]) =>
  (): string =>
    `postconf -e ${settings.map((one) => `'${one}'`).join(' ')}`

/** The files that the fix names: a key, then what belongs to it. */
function bundles({ tls }: Target): string {
  return installs({
    '/etc/ssl/private/key-and-fullchain.pem': `${tls('ordinary').key}${tls('ordinary').cert}`,
    '/etc/ssl/private/rsa.pem': `${tls('ordinary').key}${tls('ordinary').cert}`,
    '/etc/ssl/private/ecdsa.pem': `${tls('ecdsa').key}${tls('ecdsa').cert}`,
  })
}

/** A server of ours with these further settings. */
function serving(...settings: readonly string[]): (target: Target) => string {
  const all = [
    'smtpd_tls_security_level = may',
    'smtpd_tls_chain_files = /etc/ssl/private/key-and-fullchain.pem',
    ...settings,
  ]
  return (target) => `${bundles(target)}\n${set(...all)()}`
}

export const POSTFIX_TRIALS: readonly Trial[] = [
  {
    title: 'tls.minimum: a floor of TLS 1.2 and a server that ends at 1.0',
    lever: () => ({ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
    before: set(
      'smtp_tls_protocols = >=TLSv1.2',
      'smtp_tls_mandatory_protocols = >=TLSv1.2',
      'smtp_tls_security_level = encrypt',
    ),
  },
  {
    title: 'tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.minimum-for: a floor of TLS 1.2 and a server that ends at 1.0',
    lever: ({ host }) => ({ lever: 'tls.minimum-for', host, version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
    before: set('smtp_tls_protocols = >=TLSv1.2'),
  },
  {
    title: 'tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.none-for: the same behind a relay',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    to: ({ host, address }) => ({ relay: { host, port: 587 }, address }),
    port: 587,
    before: ({ host }) => `postconf -e 'relayhost = [${host}]:587'`,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: set('smtp_tls_security_level = verify'),
  },
  {
    title: 'tls.level-for may: TLS demanded where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: set('smtp_tls_security_level = encrypt'),
  },
  {
    title: 'tls.level-for encrypt: a TLSA record of another key',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'encrypt' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    zone: ({ host }) => [`_25._tcp.${host}. IN TLSA 3 1 1 ${'ab'.repeat(32)}`],
    before: set('smtp_tls_security_level = dane', 'smtp_dns_support_level = dnssec'),
  },
  {
    title: 'tls.opportunistic: TLS demanded of everybody',
    lever: () => ({ lever: 'tls.opportunistic' }),
    receiver: () => ({}),
    before: set('smtp_tls_security_level = encrypt'),
  },
  {
    title: 'tls.small-hello: a box that resets hellos with a rare group',
    lever: () => ({ lever: 'tls.small-hello' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offersGroup: 30, then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.default-ciphers: only ECDSA certificates are taken',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'client' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2' }) }),
    before: set('tls_medium_cipherlist = ECDHE-ECDSA-AES128-GCM-SHA256', 'smtp_tls_exclude_ciphers = aRSA'),
  },
  {
    title: 'tls.server-name-for: a server that wants its name',
    lever: ({ host }) => ({ lever: 'tls.server-name-for', host }),
    receiver: ({ host, tls }) => ({
      tls: tls('ordinary'),
      hellos: [
        { sni: 'absent', then: { do: 'alert', description: 40 } },
        { sni: { not: host }, then: { do: 'alert', description: 112 } },
      ],
    }),
  },
  {
    title: "tls.expect-name: the provider's certificate",
    lever: ({ host }) => ({ lever: 'tls.expect-name', host, name: OTHER_NAME }),
    receiver: ({ tls }) => ({ tls: tls('other-name') }),
    before: set('smtp_tls_security_level = secure'),
  },
  {
    title: 'tls.mode wrapped: a relay that speaks TLS from the first octet',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 465, wrapped: true }),
    to: ({ host, address }) => ({ relay: { host, port: 465 }, address }),
    port: 465,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), wrapped: true }),
    before: ({ host }) => `postconf -e 'relayhost = [${host}]:465'`,
  },
  {
    title: 'tls.mode plain: TLS from the first octet to a STARTTLS port',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 587, wrapped: false }),
    to: ({ host, address }) => ({ relay: { host, port: 587 }, address }),
    port: 587,
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    before: ({ host }) =>
      `postconf -e 'relayhost = [${host}]:587' 'smtp_tls_wrappermode = yes' 'smtp_tls_security_level = encrypt'`,
  },
  {
    title: 'tls.client-certificate: a server that demands one',
    lever: ({ host }) => ({ lever: 'tls.client-certificate', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2', clientCertificate: 'required' }) }),
    before: ({ tls }) =>
      `postconf -e 'smtp_tls_security_level = encrypt'\ncat > /etc/postfix/client.pem <<'PEM'\n${tls('ordinary').key}\n${tls('ordinary').cert}\nPEM`,
  },
  FIRST_ADDRESS_BANNED,
  { ...REFUSED_OVER_IPV6, before: set('smtp_address_preference = ipv6') },
  ...SHARED_FAULTS,
  ...(
    [
      ['banner', 'banner', { flow: { greetDelayMs: 2500 } }],
      ['ehlo', 'command', { at: { ehlo: { do: 'usual', delayMs: 2500 } } }],
      ['mail', 'command', { at: { mail: { do: 'usual', delayMs: 2500 } } }],
      ['rcpt', 'command', { at: { rcpt: { do: 'usual', delayMs: 2500 } } }],
      ['data', 'command', { at: { data: { do: 'usual', delayMs: 2500 } } }],
      ['dot', 'dot', { at: { dot: { do: 'usual', delayMs: 2500 } } }],
    ] as const
  ).map(([where, stage, script]): Trial => ({
    title: `timeout.client: an answer to ${where} after 2.5 s`,
    lever: () => ({ lever: 'timeout.client', stage, seconds: 300 }),
    receiver: () => script,
    before: set(
      ...['helo', 'starttls', 'mail', 'rcpt', 'data_init', 'data_xfer', 'data_done'].map(
        (name) => `smtp_${name}_timeout = 1s`,
      ),
    ),
  })),
  {
    title: 'timeout.client: a handshake of 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), at: { tls: { do: 'usual', delayMs: 2500 } } }),
    before: set('smtp_starttls_timeout = 1s', 'smtp_tls_security_level = encrypt'),
  },
  {
    title: 'concurrency.limit: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'concurrency.limit', host, connections: 1 }),
    receiver: () => ONE_AT_A_TIME,
    messages: [1, 1, 1],
  },
  {
    title: 'rate.delay: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'rate.delay', host, seconds: 1 }),
    receiver: () => ONE_AT_A_TIME,
    messages: [1, 1, 1],
  },
  {
    title: 'connection.reuse-limit: two messages on a connection are taken',
    lever: () => ({ lever: 'connection.reuse-limit', messages: 2 }),
    receiver: () => ({
      limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } },
      at: { dot: { do: 'usual', delayMs: 300 } },
    }),
    before: set('smtp_connection_cache_destinations = static:all', 'smtp_destination_concurrency_limit = 1'),
    messages: [1, 1, 1, 1, 1, 1],
  },
  slowPath('connect', set('smtp_connect_timeout = 1s')),
  slowPath('body', set('smtp_data_xfer_timeout = 1s')),
  weakDiffieHellman(set('tls_medium_cipherlist = DEFAULT:@SECLEVEL=2')),
  {
    title: 'connection.reuse-limit: a session of three seconds is taken',
    lever: () => ({ lever: 'connection.reuse-limit', seconds: 2 }),
    receiver: () => SHORT_SESSIONS,
    before: set('smtp_connection_cache_destinations = static:all', 'smtp_destination_concurrency_limit = 1'),
    messages: [1, 1, 1, 1, 1, 1],
  },
  {
    title: 'message.size-limit client: what the receiver does not take is refused at once',
    lever: () => ({ lever: 'message.size-limit', side: 'client', bytes: 2_000_000 }),
    serves: announcesBytes(2_000_000),
  },
  {
    title: 'filter.timeout: a milter that takes 2.5 s',
    lever: () => ({ lever: 'filter.timeout', seconds: 240 }),
    receiver: () => ({}),
    before: () => `${SLOW_MILTER}\n${set('smtpd_milters = inet:127.0.0.1:9999', 'milter_content_timeout = 1s')()}`,
    serves: takesMail,
  },
  {
    title: 'tls.certificate matching-key: the key of another certificate, in one file with it',
    lever: () => ({ lever: 'tls.certificate', chain: 'matching-key' }),
    before: (target) =>
      `${bundles(target)}\n${installs({ '/etc/ssl/private/old.pem': `${target.tls('ecdsa').key}${target.tls('ordinary').cert}` })}\n${set('smtpd_tls_security_level = may', 'smtpd_tls_chain_files = /etc/ssl/private/old.pem')()}`,
    serves: servesTls(),
  },
  {
    title: 'recipients.limit: two recipients are taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 2 }),
    receiver: () => ({ limits: { recipients: { count: 2, reply: '452 4.5.3 too many recipients' } } }),
    messages: [5],
  },
  {
    title: 'policies on several lines, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\n' > /etc/postfix/tls_policy; printf 'smtp_tls_policy_maps =\\n  texthash:/etc/postfix/other\\n# these are old\\n  texthash:/etc/postfix/tls_policy\\n' >> /etc/postfix/main.cf; printf 'other.example none\\n' > /etc/postfix/other`,
    sameMeaning: 'postconf -h smtp_tls_policy_maps',
  },
  {
    title: 'a setting that stands twice, timeout.client: an answer to mail after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: () => ({ at: { mail: { do: 'usual', delayMs: 2500 } } }),
    before: () =>
      `printf '#smtp_mail_timeout = 7s\\nsmtp_mail_timeout = 9s\\nsmtp_mail_timeout = 1s\\n' >> /etc/postfix/main.cf`,
    sameMeaning: 'postconf -h smtp_mail_timeout',
  },
  {
    title: 'an override in master.cf, timeout.client: an answer to mail after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: () => ({ at: { mail: { do: 'usual', delayMs: 2500 } } }),
    before: () => "postconf -P 'smtp/unix/smtp_mail_timeout=1s'",
  },
  relayOnly(587),
  relayOnly(465),
  nameRefused(set('smtp_helo_name = bad-name.example')),
  {
    title: 'policies of others, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\nother.example secure\\n' > /etc/postfix/tls_policy; postmap /etc/postfix/tls_policy; postconf -e 'smtp_tls_policy_maps = hash:/etc/postfix/tls_policy'`,
  },
  {
    title: 'transports of others, rate.delay: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'rate.delay', host, seconds: 1 }),
    receiver: () => ONE_AT_A_TIME,
    before: ({ domain }) =>
      `printf '${domain} smtp:\\nother.example relay:[192.0.2.9]\\n' > /etc/postfix/transport; postmap /etc/postfix/transport; postconf -e 'transport_maps = hash:/etc/postfix/transport'`,
    messages: [1, 1, 1],
  },
  {
    title: 'tls.default-ciphers: a server of ours without any cipher for TLS 1.2',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'server' }),
    before: serving('smtpd_tls_exclude_ciphers = aRSA'),
    serves: servesTls({ tls12: true }),
  },
  {
    title: 'tls.minimum: a server of ours that ends at TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'server', version: 'TLSv1' }),
    before: serving('smtpd_tls_protocols = <=TLSv1.1'),
    serves: servesTls(),
  },
  ...servingTrials({
    begin:
      ({ certificate, key }) =>
      (target) =>
        `${bundles(target)}\npostconf -e 'smtpd_tls_security_level = may' 'smtpd_tls_cert_file = ${certificate}' 'smtpd_tls_key_file = ${key}'`,
    files: {
      leaf: '/etc/ssl/leaf.pem',
      chain: '/etc/ssl/chain.pem',
      key: '/etc/ssl/private/leaf.key',
      rsa: '/etc/ssl/rsa.crt',
      rsaKey: '/etc/ssl/private/rsa.key',
      ecdsa: '/etc/ssl/ecdsa.crt',
      ecdsaKey: '/etc/ssl/private/ecdsa.key',
    },
    small: set('message_size_limit = 10240000', 'mailbox_size_limit = 51200000'),
  }),
]
