import { exempt, instead, LOCAL, removed, slow, smarthostPatience, smarthostTo, transport } from './exim-setup.ts'
import {
  FIRST_ADDRESS_BANNED,
  nameRefused,
  ONE_AT_A_TIME,
  REFUSED_OVER_IPV6,
  REFUSED_OVER_IPV6_THERE,
  relayOnly,
  SHARED_FAULTS,
  slowPath,
  suiteLeftOut,
  weakDiffieHellman,
} from './faults.ts'
import { queueTrials } from './queue-trial.ts'
import type { Trial } from './trial.ts'
import { EXIM_SERVING_TRIALS } from './trials-exim-serving.ts'
import { EXIM_SHAPE_TRIALS } from './trials-exim-shapes.ts'

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const

export const EXIM_TRIALS: readonly Trial[] = [
  ...queueTrials({
    software: 'exim',
    submit: (rcpt) => `exim4 -odf -f '<>' ${rcpt}`,
    id: ['MESSAGE-ID', 'exiqgrep -r . -i | head -1'],
  }),
  {
    title: 'tls.minimum: a floor of TLS 1.2 and a server that ends at 1.0',
    lever: () => ({ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
    before: transport('tls_require_ciphers = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1', 'hosts_require_tls = *'),
  },
  {
    title: 'tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: transport('hosts_require_tls = *'),
  },
  {
    title: 'tls.minimum-for: a floor of TLS 1.2 and a server that ends at 1.0',
    lever: ({ host }) => ({ lever: 'tls.minimum-for', host, version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
    before: transport('tls_require_ciphers = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1', 'hosts_require_tls = *'),
  },
  {
    title: 'tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: transport('tls_tempfail_tryclear = false'),
  },
  {
    title: 'tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: transport('tls_verify_hosts = *', 'hosts_require_tls = *'),
    byHand: exempt,
  },
  {
    title: 'tls.level-for may: TLS demanded where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: transport('hosts_require_tls = *'),
    byHand: exempt,
  },
  {
    title: 'tls.level-for may: TLS demanded by macro where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: () => "echo 'REMOTE_SMTP_HOSTS_REQUIRE_TLS = *' >> /etc/exim4/exim4.conf.localmacros",
    byHand: exempt,
  },
  {
    title: 'tls.level-for encrypt: a TLSA record of another key',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'encrypt' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    zone: ({ host }) => [`_25._tcp.${host}. IN TLSA 3 1 1 ${'ab'.repeat(32)}`],
    // Else the C library takes the AD bit away.
    before: () => "echo 'options trust-ad' >> /etc/resolv.conf",
  },
  {
    title: 'tls.opportunistic: TLS demanded of everybody',
    lever: () => ({ lever: 'tls.opportunistic' }),
    receiver: () => ({}),
    before: transport('hosts_require_tls = *'),
    byHand: removed,
  },
  {
    title: 'tls.default-ciphers: only ECDSA certificates are taken',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'client' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2' }) }),
    before: transport('tls_require_ciphers = NORMAL:-RSA:-ECDHE-RSA:-DHE-RSA', 'hosts_require_tls = *'),
    byHand: removed,
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
    before: transport('hosts_require_tls = *'),
  },
  {
    title: 'tls.client-certificate: a server that demands one',
    lever: ({ host }) => ({ lever: 'tls.client-certificate', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2', clientCertificate: 'required' }) }),
    before: (target) =>
      `${transport('hosts_require_tls = *')()}\ncat > /etc/exim4/client.pem <<'PEM'\n${target.tls('ordinary').cert}\nPEM\ncat > /etc/exim4/client.key <<'PEM'\n${target.tls('ordinary').key}\nPEM\nchgrp Debian-exim /etc/exim4/client.*; chmod 640 /etc/exim4/client.*`,
  },
  FIRST_ADDRESS_BANNED,
  REFUSED_OVER_IPV6,
  REFUSED_OVER_IPV6_THERE,
  {
    title: 'chunking.off-for: a gateway that hangs up at BDAT',
    lever: ({ host }) => ({ lever: 'chunking.off-for', host }),
    receiver: () => ({}),
    rules: ({ address }) => [
      `-I INPUT -d ${address} -p tcp --dport 25 -m string --algo bm --string BDAT -j REJECT --reject-with tcp-reset`,
    ],
  },
  ...SHARED_FAULTS,
  ...(['banner', 'ehlo', 'mail', 'rcpt', 'data'] as const).map((point): Trial => ({
    title: `timeout.client: an answer to ${point} after 2.5 s`,
    lever: () => ({ lever: 'timeout.client', stage: point === 'banner' ? 'banner' : 'command', seconds: 300 }),
    receiver: () => slow(point),
    before: instead('command_timeout', '1s'),
  })),
  {
    title: 'timeout.client: a handshake of 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), at: { tls: { do: 'usual', delayMs: 2500 } } }),
    before: () => `${instead('command_timeout', '1s')()}\n${transport('hosts_require_tls = *')()}`,
  },
  {
    title: 'timeout.client: an answer to dot after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'dot', seconds: 600 }),
    receiver: () => slow('dot'),
    before: instead('final_timeout', '1s'),
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
  slowPath('connect', () => `${instead('connect_timeout', '1s')()}\n${transport('hosts_try_fastopen =')()}`),
  slowPath('body', instead('data_timeout', '1s')),
  suiteLeftOut(transport('tls_require_ciphers = NORMAL:-AES-256-GCM', 'hosts_require_tls = *'), {
    receiver: ({ tls }) => ({
      tls: tls('ordinary', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }),
    }),
  }),
  weakDiffieHellman(transport('tls_dh_min_bits = 2048', 'hosts_require_tls = *')),
  {
    title: 'tls.small-hello: a box that resets hellos with a rare group',
    lever: ({ host }) => ({ lever: 'tls.small-hello', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offersGroup: 30, then: { do: 'rst' } }] }),
    before: transport('hosts_require_tls = *'),
  },
  {
    title: 'connection.reuse-limit: two messages on a connection are taken',
    lever: ({ host }) => ({ lever: 'connection.reuse-limit', host, messages: 2 }),
    receiver: () => ({ limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } } }),
    serves: ({ domain }) =>
      `rm -rf /var/spool/exim4/input/* /var/spool/exim4/db/*; : > /var/log/exim4/mainlog; for n in 1 2 3 4; do echo "Subject: $n" | exim4 -odqs -f '<>' r$n@${domain}; done; exim4 -qqff; cat /var/log/exim4/mainlog; ! grep -q 'too many messages' /var/log/exim4/mainlog`,
  },
  {
    title: 'message.size-limit client: what the receiver does not take comes back at once',
    lever: () => ({ lever: 'message.size-limit', side: 'client', bytes: 100_000 }),
    receiver: () => ({ keywords: [], message: { limitBytes: 100_000 }, at: { body: { do: 'rst' } } }),
    serves: ({ domain }) =>
      `: > /var/log/exim4/mainlog; yes 'Many lines.' | head -c 200000 | exim4 -odf -f '<>' r@${domain}; cat /var/log/exim4/mainlog; grep -q '\\*\\* r@.*too big' /var/log/exim4/mainlog`,
  },
  {
    title: 'tls.mode plain: TLS from the first octet to a STARTTLS port',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 587, wrapped: false }),
    to: ({ host, address }) => ({ relay: { host, port: 587 }, address }),
    port: 587,
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    before: ({ host }) =>
      `${smarthostTo(`${host}::587`)}\necho 'REMOTE_SMTP_SMARTHOST_PROTOCOL = smtps' >> ${LOCAL}\n${smarthostPatience('4s')}`,
  },
  {
    title: 'recipients.limit: two recipients are taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 2 }),
    receiver: () => ({ limits: { recipients: { count: 2, reply: '452 4.5.3 too many recipients' } } }),
    messages: [5],
  },
  {
    title: 'tls.maximum-for, where the transport has ciphers of its own: the same box',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: transport('hosts_require_tls = *', 'tls_require_ciphers = SECURE256:+SECURE128'),
  },
  nameRefused(() => `echo 'REMOTE_SMTP_HELO_DATA = bad-name.example' >> ${LOCAL}`),
  relayOnly(587),
  relayOnly(465),
  {
    title: 'tls.mode wrapped: a relay that speaks TLS from the first octet',
    lever: ({ host }) => ({ lever: 'tls.mode', host, port: 465, wrapped: true }),
    to: ({ host, address }) => ({ relay: { host, port: 465 }, address }),
    port: 465,
    receiver: ({ tls }) => ({ tls: tls('ordinary'), wrapped: true }),
    before: ({ host }) => `${smarthostTo(`${host}::465`)}\n${smarthostPatience('4s')}`,
  },
  ...EXIM_SHAPE_TRIALS,
  ...EXIM_SERVING_TRIALS,
]
