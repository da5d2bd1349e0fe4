import { createHash, X509Certificate } from 'node:crypto'
import {
  FIRST_ADDRESS_BANNED,
  nameRefused,
  ONE_AT_A_TIME,
  REFUSED_OVER_IPV6,
  REFUSED_OVER_IPV6_THERE,
  relayOnly,
  SHARED_FAULTS,
  SHORT_SESSIONS,
  slowPath,
  suiteLeftOut,
  weakDiffieHellman,
} from './faults.ts'
import { set } from './postfix-setup.ts'
import { queueTrials } from './queue-trial.ts'
import { OTHER_NAME, type Trial } from './trial.ts'
import { POSTFIX_SERVING_TRIALS } from './trials-postfix-serving.ts'
import { POSTFIX_SHAPE_TRIALS } from './trials-postfix-shapes.ts'

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const

export const POSTFIX_TRIALS: readonly Trial[] = [
  ...queueTrials({
    software: 'postfix',
    submit: (rcpt) => `sendmail -f '<>' ${rcpt}`,
    id: ['QUEUE-ID', `postqueue -j | sed -n 's/.*"queue_id": "\\([^"]*\\)".*/\\1/p' | head -1`],
  }),
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
    lever: ({ host }) => ({ lever: 'tls.small-hello', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offersGroup: 30, then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.default-ciphers: only ECDSA certificates are taken',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'client' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2' }) }),
    // A line that is set again stands elsewhere in main.cf.
    sameMeaning: 'postconf -n',
    before: set('tls_medium_cipherlist = ECDHE-ECDSA-AES128-GCM-SHA256', 'smtp_tls_exclude_ciphers = aRSA'),
  },
  suiteLeftOut(set('smtp_tls_exclude_ciphers = CAMELLIA', 'smtp_tls_security_level = encrypt'), {
    // What the text asks for: the level that stood there.
    values: () => ({ 'may ciphers': 'encrypt ciphers' }),
  }),
  {
    title: 'tls.pin-for: verification of a self-signed certificate',
    lever: ({ host, tls }) => ({ lever: 'tls.pin-for', host, spkiSha256: keyDigest(tls('self-signed').cert) }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: set('smtp_tls_security_level = verify', 'smtp_tls_fingerprint_digest = md5'),
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
  { ...REFUSED_OVER_IPV6_THERE, before: set('smtp_address_preference = ipv6') },
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
    lever: ({ host }) => ({ lever: 'connection.reuse-limit', host, messages: 2 }),
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
    lever: ({ host }) => ({ lever: 'connection.reuse-limit', host, seconds: 2 }),
    receiver: () => SHORT_SESSIONS,
    before: set('smtp_connection_cache_destinations = static:all', 'smtp_destination_concurrency_limit = 1'),
    messages: [1, 1, 1, 1, 1, 1],
  },
  {
    title: 'recipients.limit: one recipient is taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 1 }),
    receiver: () => ({ limits: { recipients: { count: 1, reply: '550 5.5.3 too many recipients' } } }),
    messages: [3],
  },
  {
    title: 'recipients.limit: two recipients are taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 2 }),
    receiver: () => ({ limits: { recipients: { count: 2, reply: '452 4.5.3 too many recipients' } } }),
    messages: [5],
  },
  {
    title: 'relay.login: the relay has another password for us',
    lever: ({ host }) => ({ lever: 'relay.login', host, port: 587 }),
    to: ({ host, address }) => ({ relay: { host, port: 587 }, address }),
    port: 587,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), users: { mary: 'secret' } }),
    before: ({ host }) =>
      `echo '[${host}]:587 mary:old' > /etc/postfix/passwords; postconf -e 'relayhost = [${host}]:587' 'smtp_tls_security_level = encrypt' 'smtp_sasl_auth_enable = yes' 'smtp_sasl_security_options = noanonymous' 'smtp_sasl_password_maps = texthash:/etc/postfix/passwords'`,
    values: () => ({ 'USER:PASSWORD': 'mary:secret' }),
  },
  relayOnly(587),
  relayOnly(465),
  nameRefused(set('smtp_helo_name = bad-name.example')),
  ...POSTFIX_SHAPE_TRIALS,
  ...POSTFIX_SERVING_TRIALS,
]

function keyDigest(pem: string): string {
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('hex')
}
