import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import {
  FIRST_ADDRESS_BANNED,
  nameRefused,
  ONE_AT_A_TIME,
  REFUSED_OVER_IPV6,
  relayOnly,
  SHARED_FAULTS,
  slowPath,
  suiteLeftOut,
  weakDiffieHellman,
} from './faults.ts'
import { queueTrials } from './queue-trial.ts'
import { servingTrials } from './serving-trials.ts'
import { announcesBytes, installs, servesTls, SLOW_MILTER, takesMail } from './serving.ts'
import type { Target, Trial } from './trial.ts'

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
/** A server of ours with TLS and these lines. */
function serving(...lines: readonly string[]): (target: Target) => string {
  const [certificate, key] = ['/etc/mail/tls/server.crt', '/etc/mail/tls/server.key']
  return ({ tls }) =>
    `${installs({ [certificate]: tls('ordinary').cert, [key]: tls('ordinary').key })}\n${mcAnd(
      'systemctl start sendmail',
      `define(\`confSERVER_CERT', \`${certificate}')dnl`,
      `define(\`confSERVER_KEY', \`${key}')dnl`,
      `define(\`confCACERT', \`${certificate}')dnl`,
      ...lines,
    )()}`
}

const IMPATIENT = mc(...ALL.map((name) => `define(\`confTO_${name}', \`1s')dnl`))

export const SENDMAIL_TRIALS: readonly Trial[] = [
  ...queueTrials({
    returns: false,
    software: 'sendmail',
    submit: (rcpt) => `sendmail-mta -Am -odi -f '<>' ${rcpt}`,
    id: ['QUEUE-ID', `ls /var/spool/mqueue | sed -n 's/^qf//p' | head -1`],
  }),
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
  suiteLeftOut(
    () => `${access('TLS_Srv: ENCR:112')}\n${mc("define(`confCIPHER_LIST', `HIGH:!aNULL:!CAMELLIA')dnl")()}`,
  ),
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
  {
    title: 'tls.minimum: a ceiling of TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary') }),
    before: () =>
      `${access('TLS_Srv: ENCR:112')}\n${mc("define(`confCLIENT_SSL_OPTIONS', `+SSL_OP_NO_TLSv1_2 +SSL_OP_NO_TLSv1_3')dnl")()}`,
  },
  nameRefused(mc("define(`confDOMAIN_NAME', `bad-name.example')dnl")),
  {
    title: 'a line for the host is there, tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: ({ host }) => access(`TLS_Srv:${host} VERIFY`),
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
  slowPath('connect', mc("define(`confTO_ICONNECT', `1s')dnl", "define(`confTO_CONNECT', `1s')dnl")),
  slowPath('body', mc("define(`confTO_DATAFINAL', `1s')dnl")),
  weakDiffieHellman(() => access('TLS_Srv: ENCR:112')),
  {
    title: 'tls.level-for encrypt: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'encrypt' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: () => access('TLS_Srv: VERIFY'),
  },
  {
    title: 'connection.reuse-limit: two messages on a connection are taken',
    lever: ({ host }) => ({ lever: 'connection.reuse-limit', host, messages: 2 }),
    receiver: () => ({ limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } } }),
    serves: ({ domain }) =>
      `rm -rf /var/spool/mqueue/* /var/lib/sendmail/host_status/*; for n in 1 2 3 4; do echo "Subject: $n" | sendmail-mta -Am -odq -f '<>' r$n@${domain}; done; sendmail-mta -q -v > /tmp/run 2>&1; cat /tmp/run; [ "$(grep -c 'r.@.*Sent' /tmp/run)" = 4 ]`,
  },
  {
    title: 'connection.idle-limit: the configuration that is built says it',
    lever: () => ({ lever: 'connection.idle-limit', seconds: 30 }),
    serves: () => `grep -q '^O ConnectionCacheTimeout=30s' /etc/mail/sendmail.cf`,
  },
  {
    title: 'message.size-limit client: what the receiver does not take is refused at once',
    lever: () => ({ lever: 'message.size-limit', side: 'client', bytes: 2_000_000 }),
    before: () => 'systemctl start sendmail',
    serves: announcesBytes(2_000_000),
  },
  {
    title: 'filter.timeout: a milter that takes 2.5 s',
    lever: () => ({ lever: 'filter.timeout', seconds: 240 }),
    receiver: () => ({}),
    before: () =>
      `${SLOW_MILTER}\n${mcAnd('systemctl start sendmail', "INPUT_MAIL_FILTER(`lab', `S=inet:9999@127.0.0.1, F=T, T=S:1s;R:1s;E:1s')dnl")()}`,
    serves: takesMail,
    byHand: {
      does: () =>
        "cp -p /etc/mail/sendmail.mc /root/mc; sed -i 's/T=S:1s;R:1s;E:1s/T=C:30s;S:30s;R:30s;E:240s/' /etc/mail/sendmail.mc",
      undoes: () => 'cp /root/mc /etc/mail/sendmail.mc',
    },
  },
  {
    title: 'tls.minimum: a server of ours that ends at TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'server', version: 'TLSv1' }),
    before: serving("define(`confSERVER_SSL_OPTIONS', `+SSL_OP_NO_TLSv1_2 +SSL_OP_NO_TLSv1_3')dnl"),
    serves: servesTls(),
  },
  {
    title: 'tls.default-ciphers: a server of ours without any cipher for TLS 1.2',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'server' }),
    before: serving("define(`confCIPHER_LIST', `ECDHE-ECDSA-AES128-GCM-SHA256')dnl"),
    serves: servesTls({ tls12: true }),
  },
  {
    title: 'recipients.limit: two recipients are taken',
    lever: ({ host }) => ({ lever: 'recipients.limit', host, recipients: 2 }),
    receiver: () => ({ limits: { recipients: { count: 2, reply: '452 4.5.3 too many recipients' } } }),
    messages: [5],
  },
  relayOnly(587, { USER: 'mary', PASSWORD: 'secret' }),
  {
    title: 'tls.opportunistic: TLS demanded of everybody',
    lever: () => ({ lever: 'tls.opportunistic' }),
    receiver: () => ({}),
    before: () => access('TLS_Srv: ENCR:112'),
    byHand: {
      does: () => "cp /etc/mail/access /root/access; sed -i '/^TLS_Srv:/d' /etc/mail/access",
      undoes: () => 'cp /root/access /etc/mail/access',
    },
  },
  ...servingTrials({
    begin: ({ certificate, key }) =>
      mcAnd(
        'systemctl start sendmail',
        `define(\`confSERVER_CERT', \`${certificate}')dnl`,
        `define(\`confSERVER_KEY', \`${key}')dnl`,
        `define(\`confCACERT', \`${certificate}')dnl`,
      ),
    files: {
      leaf: '/etc/mail/tls/server.crt',
      chain: '/etc/mail/tls/fullchain.crt',
      key: '/etc/mail/tls/server.key',
      rsa: '/etc/mail/tls/rsa.crt',
      rsaKey: '/etc/mail/tls/rsa.key',
      ecdsa: '/etc/mail/tls/ecdsa.crt',
      ecdsaKey: '/etc/mail/tls/ecdsa.key',
    },
    small: mcAnd('systemctl start sendmail', "define(`confMAX_MESSAGE_SIZE', `10000000')dnl"),
  }),
]

/** Lines of sendmail.mc, made into a configuration; then the command. */
function mcAnd(command: string, ...lines: readonly string[]): () => string {
  return () => `${mc(...lines)()}\nmake -C /etc/mail >/dev/null 2>&1\n${command}`
}
