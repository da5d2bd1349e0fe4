import type { Lever } from '../../domain/lever.ts'
import { certbot, edit, renewal, sh, telling, type WrittenSteps } from '../lever-writer.ts'
import { CONF, RESTART, restart, sed } from './conf-change.ts'

const HOOK = telling(RESTART)
const RESTARTED = sh(RESTART, 'the certificate is read at the start')

/** A certificate for these names, from Let's Encrypt. */
export function certificateFor(names: Extract<Lever, { lever: 'tls.certificate-names' }>['names']): WrittenSteps {
  return { steps: [certbot(names, HOOK), RESTARTED], undo: [] }
}

/** A key pair by a name of its own; each listener that takes mail from elsewhere presents it. smtpd reads its file once, from above. */
export function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  if (chain === 'renewed')
    return {
      steps: [renewal(HOOK), RESTARTED],
      undo: [],
    }
  const [file, why] =
    chain === 'rsa-and-ecdsa'
      ? ['rsa', 'OpenSMTPD serves one certificate for a name: take the RSA one']
      : ['fullchain', 'leaf first, then the intermediate certificates; the key must be the pair of the leaf, mode 600']
  const pair = `pki served cert "/etc/ssl/${file}.crt"\npki served key "/etc/ssl/private/${file}.key"`
  // A pair that does not match keeps smtpd from starting, whether a listener presents it or not.
  const old = chain === 'matching-key' ? '/^pki [^ ]+ (cert|key) /d; ' : ''
  const listeners = sed(
    'pki',
    `${old}/^listen on ("?socket|lo)/! { /^listen on / { s/ pki [^ ]+//; / (tls|tls-require|smtps)( |$)/! s/$/ tls/; s/$/ pki served/ } }`,
    chain === 'matching-key'
      ? 'without the old pairs, of which one that does not match ends smtpd; put back those that relay actions name. Each listener presents the new one'
      : 'each listener presents it',
  )
  return {
    steps: [
      ...listeners.steps.slice(0, 1),
      edit(CONF, pair, { why: `above the first listen line; ${why}` }),
      ...restart(),
    ],
    undo: listeners.undo,
  }
}
