import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import { FIRST_ADDRESS_BANNED, REFUSED_OVER_IPV6, SHARED_FAULTS } from './faults.ts'
import type { Trial } from './trial.ts'

const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const

/** Lines of sendmail.mc, above its mailers. */
function mc(...lines: readonly string[]): () => string {
  return () =>
    `cat > /tmp/lines <<'MC'\n${lines.join('\n')}\nMC\nsed -i '/^MAILER_DEFINITIONS/{
e cat /tmp/lines
}' /etc/mail/sendmail.mc`
}

function access(...lines: readonly string[]): string {
  return lines.map((line) => `echo '${line}' >> /etc/mail/access`).join('\n')
}

const slow = (point: 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot'): PeerScript => ({
  at: { [point]: { do: 'usual', delayMs: 2500 } },
})
const ALL = ['INITIAL', 'HELO', 'MAIL', 'RCPT', 'DATAINIT', 'DATABLOCK', 'DATAFINAL', 'STARTTLS']
const IMPATIENT = mc(...ALL.map((name) => `define(\`confTO_${name}', \`1s')dnl`))

export const SENDMAIL_TRIALS: readonly Trial[] = [
  {
    title: 'tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.minimum-for: a floor of TLS 1.2 and a server that ends at 1.0',
    lever: ({ host }) => ({ lever: 'tls.minimum-for', host, version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', OLD) }),
  },
  {
    title: 'tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
  },
  {
    title: 'tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: () => access('TLS_Srv: VERIFY'),
  },
  {
    title: 'tls.level-for may: TLS demanded where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: () => access('TLS_Srv: ENCR:112'),
  },
  {
    title: 'tls.default-ciphers: only ECDSA certificates are taken',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'client' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2' }) }),
    before: mc("define(`confCIPHER_LIST', `ECDHE-ECDSA-AES128-GCM-SHA256')dnl"),
    byHand: {
      does: () => "cp /etc/mail/sendmail.mc /root/mc; sed -i '/confCIPHER_LIST/d' /etc/mail/sendmail.mc",
      undoes: () => 'cp /root/mc /etc/mail/sendmail.mc',
    },
  },
  {
    title: 'tls.client-certificate: a server that demands one',
    lever: ({ host }) => ({ lever: 'tls.client-certificate', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary', { maxVersion: 'TLSv1.2', clientCertificate: 'required' }) }),
    before: (target) =>
      `${mc("define(`confCLIENT_CERT', `')dnl", "define(`confCLIENT_KEY', `')dnl")()}
cat > /etc/mail/tls/client.crt <<'PEM'\n${target.tls('ordinary').cert}\nPEM\ncat > /etc/mail/tls/client.key <<'PEM'\n${target.tls('ordinary').key}\nPEM\nchmod 600 /etc/mail/tls/client.key`,
  },
  FIRST_ADDRESS_BANNED,
  REFUSED_OVER_IPV6,
  ...SHARED_FAULTS.filter(({ title }) => !title.startsWith('pipelining')),
  ...(['banner', 'ehlo', 'mail', 'rcpt', 'data'] as const).map((point): Trial => ({
    title: `timeout.client: an answer to ${point} after 2.5 s`,
    lever: () => ({ lever: 'timeout.client', stage: point === 'banner' ? 'banner' : 'command', seconds: 300 }),
    receiver: () => slow(point),
    before: IMPATIENT,
  })),
  {
    title: 'timeout.client: a handshake of 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), at: { tls: { do: 'usual', delayMs: 2500 } } }),
    before: IMPATIENT,
  },
  {
    title: 'timeout.client: an answer to dot after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'dot', seconds: 600 }),
    receiver: () => slow('dot'),
    before: IMPATIENT,
  },
]
