import { certbotThere, installs, liveFiles, servesTls, takesBytes } from './serving.ts'
import type { CertificateName, Target, Trial } from './trial.ts'

/** What a receiver of ours must mend. `begin` starts it with TLS and these files, as its administrator would have. */
export function servingTrials(places: {
  readonly begin: (files: { readonly certificate: string; readonly key: string }) => (target: Target) => string
  readonly files: Readonly<Record<'leaf' | 'chain' | 'key' | 'rsa' | 'rsaKey' | 'ecdsa' | 'ecdsaKey', string>>
  /** The server cannot read certbot's folder, and has copies of its own. */
  readonly copies?: boolean
  readonly group?: string
  readonly small: () => string
}): readonly Trial[] {
  const { files, group } = places
  const leafOf = (chain: string): string => `${chain.split('-----END CERTIFICATE-----')[0]}-----END CERTIFICATE-----`
  const install = ({ tls }: Target): string =>
    installs(
      {
        [files.leaf]: leafOf(tls('ordinary').cert),
        [files.chain]: tls('ordinary').cert,
        [files.key]: tls('ordinary').key,
        [files.rsa]: tls('ordinary').cert,
        [files.rsaKey]: tls('ordinary').key,
        [files.ecdsa]: tls('ecdsa').cert,
        [files.ecdsaKey]: tls('ecdsa').key,
      },
      group,
    )
  const began =
    (certificate: string, key: string) =>
    (target: Target): string =>
      `${install(target)}\n${places.begin({ certificate, key })(target)}`
  /** Certbot is there, this is what it brought the last time, and the server has it. */
  const withCertbot = (target: Target, which: CertificateName): string => {
    const { certificate, key } = liveFiles(target.host)
    const old = target.tls(which)
    const used = places.copies === true ? { certificate: files.leaf, key: files.key } : { certificate, key }
    return [
      certbotThere(target),
      installs({ [certificate]: old.cert, [key]: old.key }),
      ...(places.copies === true ? [installs({ [files.leaf]: old.cert, [files.key]: old.key }, group)] : []),
      places.begin(used)(target),
    ].join('\n')
  }
  return [
    {
      title: 'tls.certificate full-chain: the leaf alone is served',
      lever: () => ({ lever: 'tls.certificate', chain: 'full-chain' }),
      before: began(files.leaf, files.key),
      serves: servesTls(),
    },
    {
      title: 'tls.certificate rsa-and-ecdsa: a client that takes RSA alone',
      lever: () => ({ lever: 'tls.certificate', chain: 'rsa-and-ecdsa' }),
      before: began(files.ecdsa, files.ecdsaKey),
      serves: servesTls({ ciphers: 'aRSA' }),
    },
    {
      title: 'tls.certificate matching-key: the key of another certificate',
      lever: () => ({ lever: 'tls.certificate', chain: 'matching-key' }),
      before: began(files.chain, files.ecdsaKey),
      serves: servesTls(),
    },
    {
      title: 'tls.certificate renewed: the certificate has expired',
      lever: () => ({ lever: 'tls.certificate', chain: 'renewed' }),
      before: (target) => withCertbot(target, 'expired'),
      values: ({ host }) => ({ 'CERTIFICATE-NAME': host }),
      serves: servesTls(),
      stays: true,
    },
    {
      title: 'tls.certificate-names: the name is not in the certificate',
      lever: ({ host }) => ({ lever: 'tls.certificate-names', names: [host] }),
      before: (target) => withCertbot(target, 'other-name'),
      serves: servesTls(),
      stays: true,
    },
    {
      title: 'message.size-limit: a message of 45 MB',
      lever: () => ({ lever: 'message.size-limit', side: 'server', bytes: 52_428_800 }),
      before: places.small,
      serves: takesBytes(45_000_000),
    },
  ]
}
