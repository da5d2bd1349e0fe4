import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'tls/curve-mismatch',
  title: 'The receiver was hardened down to one group for the key exchange that the sender does not offer',
  expects: { stages: ['tls'] },
  async set({ v, postfix, exim, certificate, plan, argv }) {
    const spec = { certificate: await certificate({ key: 'rsa2048' }) }
    const how = v.pick(['postfix-p521', 'exim-p521', 'postfix-x448', 'postfix-brainpool', 'exim-x448'])
    const curve = how.endsWith('p521') ? 'P-521' : how.endsWith('x448') ? 'X448' : 'brainpoolP384r1'
    if (how.startsWith('exim')) {
      const group = curve === 'P-521' ? 'SECP521R1' : 'X448'
      await exim({ ...spec, settings: [`tls_require_ciphers = NORMAL:-GROUP-ALL:+GROUP-${group}:-DHE-RSA:-RSA`] })
    } else
      await postfix({
        ...spec,
        settings: {
          tls_eecdh_auto_curves: { 'P-521': 'secp521r1', X448: 'X448', brainpoolP384r1: 'brainpoolP384r1' }[curve],
          // OpenSSL 3.0 has Brainpool for TLS 1.2 only, and a finite field would do in its place.
          ...(curve === 'brainpoolP384r1' ? { smtpd_tls_protocols: '>=TLSv1.2, <=TLSv1.2' } : {}),
          smtpd_tls_exclude_ciphers: 'kRSA, kDHE',
        },
      })
    const session = plan({ upTo: 'tls', tls: 'starttls' })
    const max = curve === 'brainpoolP384r1' ? { maxVersion: 'TLSv1.2' } : {}
    const sender = v.pick(['postfix', 'sendmail', 'exchange'])
    return {
      control: { ...session, tlsOptions: { ecdhCurve: curve, ...max } },
      faulty: { ...session, tlsOptions: { ecdhCurve: sender === 'exchange' ? 'P-256:P-384' : 'X25519:P-256:P-384' } },
      dies: { stage: 'tls', how: 'tls' },
      argv: argv('--like', sender),
    }
  },
})
