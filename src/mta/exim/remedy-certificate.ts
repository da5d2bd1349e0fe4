import type { Lever } from '../../domain/lever.ts'
import { certbot, renewal, sh, type WrittenSteps } from '../lever-writer.ts'
import { macros } from './exim-change.ts'

/** Exim's user cannot read certbot's folder. Since 4.95 the daemon keeps what it has read, and looks again when it is told to, or some seconds after a change. */
const INSTALL =
  'install -m 640 -g Debian-exim "$RENEWED_LINEAGE"/fullchain.pem /etc/exim4/exim.crt && install -m 640 -g Debian-exim "$RENEWED_LINEAGE"/privkey.pem /etc/exim4/exim.key && systemctl reload exim4'
const HOOK = {
  run: INSTALL,
  why: 'the hook copies what Exim cannot read for itself, and certbot keeps it for later renewals',
}

/** A certificate for these names, from Let's Encrypt. */
export function certificateFor(names: Extract<Lever, { lever: 'tls.certificate-names' }>['names']): WrittenSteps {
  return { steps: [certbot(names, HOOK)], undo: [] }
}

/** The chain that the server presents. */
export function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  switch (chain) {
    case 'rsa-and-ecdsa':
      return serve(
        ['/etc/exim4/rsa.crt : /etc/exim4/ecdsa.crt', '/etc/exim4/rsa.key : /etc/exim4/ecdsa.key'],
        'one key for each certificate, in the same order',
      )
    case 'full-chain':
      return serve(
        ['/etc/exim4/fullchain.crt', '/etc/exim4/exim.key'],
        'leaf first, then the intermediate certificates',
      )
    case 'matching-key':
      return serve(
        ['/etc/exim4/fullchain.crt', '/etc/exim4/exim.key'],
        'leaf first, and its own key: compare openssl x509 -pubkey with openssl pkey -pubout',
      )
    case 'renewed':
      return {
        steps: [
          renewal(HOOK),
          sh(
            `RENEWED_LINEAGE=/etc/letsencrypt/live/CERTIFICATE-NAME; ${INSTALL}`,
            'where the certificate had been renewed before, and only the copy is old',
          ),
        ],
        undo: [],
      }
  }
}

function serve([certificates, keys]: readonly [certificates: string, keys: string], why: string): WrittenSteps {
  return macros(
    ['MAIN_TLS_ENABLE = yes', `MAIN_TLS_CERTIFICATE = ${certificates}`, `MAIN_TLS_PRIVATEKEY = ${keys}`],
    `all readable by group Debian-exim; MAIN_TLS_CERTKEY would win over them; ${why}`,
  )
}
