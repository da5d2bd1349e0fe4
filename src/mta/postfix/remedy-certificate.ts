import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { certbot, renewal, sh, telling, type WrittenSteps } from '../lever-writer.ts'
import { set } from './postconf-change.ts'

const VERIFY = sh(
  'openssl s_client -starttls smtp -connect localhost:25 -showcerts </dev/null',
  'shows what is served now',
)
const RELOAD_CERTIFICATE = [sh('postfix reload', 'Postfix reads a new certificate only then'), VERIFY] as const

const HOOK = telling('postfix reload')

/** A certificate for these names, from Let's Encrypt. */
export function certificateFor(names: Extract<Lever, { lever: 'tls.certificate-names' }>['names']): WrittenSteps {
  return { steps: [certbot(names, HOOK), ...RELOAD_CERTIFICATE], undo: [] }
}

/** The chain that the server presents. */
export function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  switch (chain) {
    case 'rsa-and-ecdsa':
      return add(
        ['smtpd_tls_chain_files = /etc/ssl/private/rsa.pem, /etc/ssl/private/ecdsa.pem'],
        'each file: private key first, then the certificate and its chain (Postfix 3.4 and newer)',
        VERIFY,
      )
    case 'full-chain':
      return add(
        ['smtpd_tls_chain_files = /etc/ssl/private/key-and-fullchain.pem'],
        'private key first, then the certificate, then the intermediate certificates',
        VERIFY,
      )
    case 'matching-key': {
      const pair = set(
        ['smtpd_tls_chain_files = /etc/ssl/private/key-and-fullchain.pem'],
        'only where they differ: a file that holds the key, then the certificate and its chain, cannot drift apart',
      )
      return {
        steps: [
          sh(
            'openssl x509 -in "$(postconf -hx smtpd_tls_cert_file)" -noout -pubkey | sha256sum',
            'these two must print the same',
          ),
          sh('openssl pkey -in "$(postconf -hx smtpd_tls_key_file)" -pubout | sha256sum'),
          ...pair.steps,
          VERIFY,
        ],
        undo: pair.undo,
      }
    }
    case 'renewed':
      return {
        steps: [renewal(HOOK), ...RELOAD_CERTIFICATE],
        undo: [],
      }
  }
}

function add(settings: readonly string[], why: string, last: RemedyStep): WrittenSteps {
  const pair = set(settings, why)
  return { steps: [...pair.steps, last], undo: pair.undo }
}
