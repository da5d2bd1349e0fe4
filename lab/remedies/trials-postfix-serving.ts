import { set } from './postfix-setup.ts'
import { servingTrials } from './serving-trials.ts'
import { announcesBytes, installs, servesTls, SLOW_MILTER, takesMail } from './serving.ts'
import type { Target, Trial } from './trial.ts'

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

/** What a server of ours must mend. */
export const POSTFIX_SERVING_TRIALS: readonly Trial[] = [
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
    title: 'tls.default-ciphers: a server of ours without any cipher for TLS 1.2',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'server' }),
    // A line that is set again stands elsewhere in main.cf.
    sameMeaning: 'postconf -n',
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
