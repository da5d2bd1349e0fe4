import type { Lever } from '../../domain/lever.ts'
import { certbot, renewal, sh, telling, type WrittenSteps } from '../lever-writer.ts'
import { set } from './postconf-change.ts'

const VERIFY = sh(
  'openssl s_client -starttls smtp -connect localhost:25 -showcerts </dev/null',
  'shows what is served now',
)
const RELOAD_CERTIFICATE = [sh('postfix reload', 'Postfix reads a new certificate only then'), VERIFY] as const

const PAIR = '/etc/ssl/private/key-and-fullchain.pem'

const HOOK = telling('postfix reload')

/** A certificate for these names, from Let's Encrypt. */
export function certificateFor(names: Extract<Lever, { lever: 'tls.certificate-names' }>['names']): WrittenSteps {
  return { steps: [certbot(names, HOOK), ...RELOAD_CERTIFICATE], undo: [] }
}

/** The chain that the server presents. */
export function certificate(chain: Extract<Lever, { lever: 'tls.certificate' }>['chain']): WrittenSteps {
  switch (chain) {
    case 'rsa-and-ecdsa':
      return served(
        ['/etc/ssl/private/rsa.pem', '/etc/ssl/private/ecdsa.pem'],
        'each file: private key first, then the certificate and its chain (Postfix 3.4 and newer)',
      )
    case 'full-chain':
      return served([PAIR], 'private key first, then the certificate, then the intermediate certificates')
    case 'matching-key': {
      const pair = chainFiles(
        'smtpd',
        [PAIR],
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

function served(files: readonly string[], why: string): WrittenSteps {
  const pair = chainFiles('smtpd', files, why)
  return { steps: [...pair.steps, VERIFY], undo: pair.undo }
}

/** The key with its certificate. Nothing is set unless each file holds both: without one Postfix has no TLS session at all, with whomever. */
export function chainFiles(prefix: 'smtp' | 'smtpd', files: readonly string[], why: string): WrittenSteps {
  const passes = files
    .map((file) => `openssl pkey -noout -in ${file} && openssl x509 -noout -subject -issuer -in ${file}`)
    .join(' &&\n')
  return set([`${prefix}_tls_chain_files = ${files.join(', ')}`], why, {
    steps: [],
    undo: [],
    provided: {
      passes,
      why: 'set only where key and certificate are found there: without them no TLS session works at all',
    },
  })
}
