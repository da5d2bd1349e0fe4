import { LOCAL, removed, serving } from './exim-setup.ts'
import { servingTrials } from './serving-trials.ts'
import { servesTls } from './serving.ts'
import type { Trial } from './trial.ts'

/** What a server of ours must mend. */
export const EXIM_SERVING_TRIALS: readonly Trial[] = [
  {
    title: 'tls.default-ciphers: a server of ours without any cipher for TLS 1.2',
    lever: () => ({ lever: 'tls.default-ciphers', side: 'server' }),
    before: serving('tls_require_ciphers = NORMAL:-RSA:-ECDHE-RSA:-DHE-RSA'),
    serves: servesTls({ tls12: true }),
    byHand: removed,
  },
  ...servingTrials({
    begin:
      ({ certificate, key }) =>
      () =>
        `printf 'MAIN_TLS_ENABLE = yes\\nMAIN_TLS_CERTIFICATE = ${certificate}\\nMAIN_TLS_PRIVATEKEY = ${key}\\n' >> ${LOCAL}\nupdate-exim4.conf\nsystemctl start exim4`,
    files: {
      leaf: '/etc/exim4/exim.crt',
      chain: '/etc/exim4/fullchain.crt',
      key: '/etc/exim4/exim.key',
      rsa: '/etc/exim4/rsa.crt',
      rsaKey: '/etc/exim4/rsa.key',
      ecdsa: '/etc/exim4/ecdsa.crt',
      ecdsaKey: '/etc/exim4/ecdsa.key',
    },
    group: 'Debian-exim',
    copies: true,
    small: () => `echo 'MESSAGE_SIZE_LIMIT = 10M' >> ${LOCAL}\nupdate-exim4.conf\nsystemctl start exim4`,
  }),
  {
    title: 'tls.minimum: a server that ends at TLS 1.1',
    lever: () => ({ lever: 'tls.minimum', side: 'server', version: 'TLSv1' }),
    before: serving('tls_require_ciphers = NORMAL:-VERS-TLS1.2:-VERS-TLS1.3'),
    serves: servesTls(),
  },
]
