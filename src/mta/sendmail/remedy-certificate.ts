import type { Lever } from '../../domain/lever.ts'
import { certbot, renewal, sh, telling, type WrittenSteps } from '../lever-writer.ts'
import { mc } from './mc-change.ts'

const RESTART = 'systemctl restart sendmail'
const HOOK = telling(RESTART)
const RESTARTED = sh(RESTART, 'Sendmail reads the certificate at its start')

/** A certificate for these names, from Let's Encrypt. */
export function certificateFor(names: Extract<Lever, { lever: 'tls.certificate-names' }>['names']): WrittenSteps {
  return { steps: [certbot(names, HOOK), RESTARTED], undo: [] }
}

export function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  switch (chain) {
    case 'full-chain':
      return serve(['fullchain.crt'], ['server.key'], 'leaf first, then the intermediate certificates')
    case 'rsa-and-ecdsa':
      return serve(
        ['rsa.crt', 'ecdsa.crt'],
        ['rsa.key', 'ecdsa.key'],
        'one key for each certificate, in the same order',
      )
    case 'matching-key':
      return serve(['fullchain.crt'], ['server.key'], 'leaf first; the key must be its pair')
    case 'renewed':
      return {
        steps: [renewal(HOOK), RESTARTED],
        undo: [],
      }
  }
}

/** Sendmail reads the leaf alone from its certificate's file; what it sends with it is sought among the authorities, without which it offers no STARTTLS. */
function serve(certificates: readonly [string, ...string[]], keys: readonly string[], why: string): WrittenSteps {
  const inFolder = (name: string): string => `/etc/mail/tls/${name}`
  return mc(
    [
      ['SERVER_CERT', certificates.map(inFolder).join(',')],
      ['SERVER_KEY', keys.map(inFolder).join(',')],
      ['CACERT', inFolder(certificates[0])],
      ['CACERT_PATH', '/etc/ssl/certs'],
    ]
      .map(([name, value]) => `define(\`conf${name}', \`${value}')dnl`)
      .join('\n'),
    `keys of root's, with mode 600; ${why}`,
  )
}
