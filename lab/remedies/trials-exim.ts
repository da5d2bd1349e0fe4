import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import { FIRST_ADDRESS_BANNED, ONE_AT_A_TIME, REFUSED_OVER_IPV6, SHARED_FAULTS } from './faults.ts'
import type { Target, Trial } from './trial.ts'

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const
const OPTIONS = '/etc/exim4/exim4.conf.template'

/** Options of the ordinary transport. */
function transport(...options: readonly string[]): () => string {
  return () =>
    options
      .map(
        (option) => `sed -i "/^remote_smtp:/,/driver = smtp/ s|driver = smtp|driver = smtp\\n  ${option}|" ${OPTIONS}`,
      )
      .join('\n')
}

/** An option of the ordinary transport that the base sets gets another value. */
function instead(option: string, value: string): () => string {
  return () => `sed -i "/^remote_smtp:/,/^\\.ifdef/ s|^  ${option} = .*|  ${option} = ${value}|" ${OPTIONS}`
}

const LOCAL = '/etc/exim4/exim4.conf.localmacros'

/** A person edits the files, and puts the copies back. */
function byHand(does: (target: Target) => string): NonNullable<Trial['byHand']> {
  return {
    does: (target) => `cp -p ${OPTIONS} /root/template; cp -p ${LOCAL} /root/macros; ${does(target)}`,
    undoes: () => `cp -p /root/template ${OPTIONS}; cp -p /root/macros ${LOCAL}`,
  }
}

const exempt = byHand(
  ({ host }) =>
    `sed -i 's/^\\(  hosts_require_tls =\\|  tls_verify_hosts =\\|REMOTE_SMTP_HOSTS_REQUIRE_TLS =\\) \\*/\\1 ! ${host} : */' ${OPTIONS} ${LOCAL}`,
)
const removed = byHand(() => `sed -i '/^  hosts_require_tls = \\*/d; /^  tls_require_ciphers = NORMAL/d' ${OPTIONS}`)

/** Where a server takes chunks, Exim never says DATA. */
const slow = (point: 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot'): PeerScript => ({
  at: { [point]: { do: 'usual', delayMs: 2500 } },
  ...(point === 'data' ? { keywords: ['PIPELINING', 'SIZE 52428800', '8BITMIME'] } : {}),
})

export const EXIM_TRIALS: readonly Trial[] = [
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
    title: 'recipients.limit: two recipients are taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 2 }),
    receiver: () => ({ limits: { recipients: { count: 2, reply: '452 4.5.3 too many recipients' } } }),
    messages: [5],
  },
]
